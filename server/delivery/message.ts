import { and, eq } from 'drizzle-orm'
import { nextHours } from '../asking/why-not'
import type { Outgoing, Thanks, Unsendable } from '../channels/channel'
import type { Connector } from '../connectors/settings'
import type { Database } from '../db/database'
import type { DeliveryRow, InvitationRow } from '../db/rows'
import { answerOf } from '../invitations/invitation'
import { isOptedOut } from '../opt-outs/opt-outs'
import { linkTokenAgain } from '../secrets/ids'
import type { Published } from '../surveys/publication'
import { askOf } from './ask'
import { replyOf } from './reply'
import type { SendingServices } from './sending'
import { isWindowOpen } from './window'

/** Why nothing leaves at this moment: there is no need any more, or not before the instant `wait`. */
type NotNow = { cancel: string } | { wait: number }

/** What a delivery sends at this moment, why it cannot, or why it does not. */
export async function messageOf(
  services: SendingServices,
  delivery: DeliveryRow,
  connector: Connector
): Promise<readonly Outgoing[] | Unsendable | NotNow> {
  services.database.vault.needOpen()
  if (delivery.purpose === 'thanks') return thanksOf(services, delivery, connector)
  if (delivery.purpose === 'reply') return replyOf(services, delivery, connector)
  const { database, publication, config, now } = services
  const { invitation: table } = database.tables
  const [invitation] = await database.handle
    .select()
    .from(table)
    .where(eq(table.id, delivery.invitationId ?? ''))
  const published = invitation && (await publication.survey(invitation.surveyId))
  if (!invitation || !published) return { cancel: 'survey-gone' }
  const cancel =
    delivery.purpose === 'reminder' && !(await wasAsked(database, invitation))
      ? 'not-asked'
      : await whyNotNow(services, invitation, published)
  if (cancel !== undefined) return { cancel }
  // A vendor may have turned it away when the hours were still open, and they may be others than when it was
  // made.
  const opensAt = nextHours(invitation, published, now())
  if (opensAt > now()) return { wait: opensAt }
  // A link follows from the secret, so another secret makes another link, which opens nothing.
  if (linkTokenAgain(config, invitation) === undefined) return { unsendable: 'secret-changed' }
  const windowOpen = await isWindowOpen(database, delivery, { connector, invitation }, now())
  return connector.channel.render(
    askOf(invitation, published, connector, { config, key: delivery.id, windowOpen }),
    connector.settings
  )
}

async function whyNotNow(
  { database, now }: SendingServices,
  invitation: InvitationRow,
  published: Published
): Promise<string | undefined> {
  const { siteId, customer, address, state, expiresAt, revokedAt, answeredAt, test } = invitation
  // What a manager took out of the figures was said all the same, and nobody is asked for it once more.
  const said = answeredAt === null ? await answerOf(database, invitation) : undefined
  if (answeredAt !== null || (said !== undefined && said.state !== 'suspect')) return 'answered'
  if (revokedAt !== null) return 'revoked'
  if ((expiresAt ?? Infinity) <= now()) return 'expired'
  if (published.row.state !== 'live') return 'survey-not-live'
  if (state === 'suppressed') return 'suppressed'
  return !test && (await isOut(database, { siteId, customer, address })) ? 'opted-out' : undefined
}

function isOut(
  database: Database,
  { siteId, customer, address }: Pick<InvitationRow, 'siteId' | 'customer' | 'address'>
): Promise<boolean> {
  return isOptedOut(database, {
    siteId,
    ...(customer !== null && { customer }),
    ...(address !== null && { address })
  })
}

/** Nobody is reminded of a message that never reached them. */
async function wasAsked({ handle, tables: { delivery } }: Database, { id }: InvitationRow): Promise<boolean> {
  const [ask] = await handle
    .select({ state: delivery.state })
    .from(delivery)
    .where(and(eq(delivery.invitationId, id), eq(delivery.purpose, 'ask')))
  return ask?.state === 'sent' || ask?.state === 'delivered'
}

/** Who has meanwhile asked to be left alone gets no thanks either. */
async function thanksOf(
  { database, sealing }: SendingServices,
  { id, siteId, invitationId, content }: DeliveryRow,
  { channel, settings }: Connector
): Promise<readonly Outgoing[] | { cancel: string }> {
  const opened = content === null ? undefined : sealing.open(content, id)
  if (opened === undefined) return { cancel: 'secret-changed' }
  const thanks = JSON.parse(opened) as Thanks // sealed by queueThanks only
  const { invitation: table } = database.tables
  const [invitation] = await database.handle
    .select({ customer: table.customer, test: table.test })
    .from(table)
    .where(eq(table.id, invitationId ?? ''))
  const isQuiet =
    invitation?.test !== true &&
    (await isOut(database, { siteId, customer: invitation?.customer ?? null, address: thanks.to }))
  return isQuiet ? { cancel: 'opted-out' } : (channel.thank?.(thanks, settings) ?? [])
}
