import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { Config } from '../config'
import type { Connector } from '../connectors/settings'
import { usable } from '../connectors/settings'
import type { Hindrance } from '../contract/follow-ups'
import type { Database } from '../db/database'
import type { InvitationRow, ResponseRow, SiteRow } from '../db/rows'
import { newDelivery } from '../delivery/deliveries'
import type { ReplyContent } from '../delivery/reply'
import { addressFor, replySaying, theirs } from '../delivery/reply'
import { isWindowOpen } from '../delivery/window'
import { isOptedOut } from '../opt-outs/opt-outs'
import type { Sealing } from '../secrets/sealing'
import type { Publication } from '../surveys/publication'

export type Replying = { database: Database; sealing: Sealing; config: Config; publication: Publication }

/** By what a customer is written to, and where. */
export type Way = Pick<ReplyContent, 'by' | 'askedBy'> & {
  connector: Connector
  to: string
  invitation: InvitationRow | undefined
}
type Hindered = { hindrance: Hindrance }

/** As long as any text is, to see whether a channel takes one at all. */
const sample = '…'

/**
 * How the customer of a follow-up is answered: through the connector or helpdesk that asked them, else by mail
 * where an address is known.
 */
export async function wayTo(
  services: Replying,
  { site, answer }: { site: SiteRow; answer: ResponseRow },
  now: number
): Promise<Way | Hindered> {
  const { database } = services
  if (answer.erasedAt !== null) return { hindrance: 'erased' }
  const { invitation: invitations } = database.tables
  const [invitation] = await database.handle
    .select()
    .from(invitations)
    .where(eq(invitations.id, answer.invitationId ?? ''))
  if (await isOptedOut(database, theirs(answer, invitation?.address ?? null)))
    return { hindrance: 'opted-out' }
  const byAsk = invitation && (await askersWay(services, answer, invitation, now))
  if (byAsk && 'connector' in byAsk) return byAsk
  const to = addressFor('mail', answer, invitation)
  const mailer = to === undefined ? undefined : await mailerOf(services, site.id)
  if (to !== undefined && mailer && !(await isOptedOut(database, theirs(answer, to))))
    return { by: 'mail', connector: mailer, to, invitation }
  return byAsk ?? { hindrance: 'no-way' }
}

/** Through what has asked them last; nothing where no message of ours did. */
async function askersWay(
  services: Replying,
  answer: ResponseRow,
  invitation: InvitationRow,
  now: number
): Promise<Way | Hindered | undefined> {
  const { database, sealing, config, publication } = services
  const { delivery, connector: connectors } = database.tables
  const [asked] = await database.handle
    .select({ id: delivery.id, connector: connectors })
    .from(delivery)
    .innerJoin(connectors, eq(connectors.id, delivery.connectorId))
    .where(
      and(
        eq(delivery.invitationId, invitation.id),
        inArray(delivery.purpose, ['ask', 'reminder']),
        inArray(delivery.state, ['sent', 'delivered'])
      )
    )
    .orderBy(desc(delivery.createdAt), desc(delivery.id))
    .limit(1)
  if (!asked) return undefined
  const connector = usable(asked.connector, sealing)
  const published = await publication.survey(answer.surveyId)
  if (!connector || !published) return { hindrance: 'connector-missing' }
  if (!connector.channel.say) return { hindrance: 'channel-cannot' }
  const to = addressFor('ask', answer, invitation)
  if (to === undefined) return { hindrance: 'no-address' }
  const way: Way = { by: 'ask', askedBy: asked.id, connector, to, invitation }
  const { thread } = newDelivery({ connector, invitation, purpose: 'reply', ring: config, dueAt: now, now })
  const sent = { connectorId: connector.row.id, thread }
  if (!(await isWindowOpen(database, sent, { connector, invitation }, now)))
    return { hindrance: 'window-closed' }
  const said = connector.channel.say(
    replySaying({ to, text: sample, key: asked.id }, published, { connector, config, invitation }),
    connector.settings
  )
  if (!('unsendable' in said)) return way
  return { hindrance: said.unsendable === 'address-wrong' ? 'no-address' : 'channel-cannot' }
}

/** The connector by which the site sends mails; one that is not paused comes first. */
async function mailerOf({ database, sealing }: Replying, siteId: string): Promise<Connector | undefined> {
  const { connector } = database.tables
  const rows = await database.handle
    .select()
    .from(connector)
    .where(and(eq(connector.siteId, siteId), eq(connector.kind, 'email')))
    .orderBy(asc(connector.createdAt), asc(connector.id))
  const ready = rows.flatMap((row) => usable(row, sealing) ?? [])
  return ready.find(({ row }) => row.pausedAt === null) ?? ready[0]
}
