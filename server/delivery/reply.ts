import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outgoing, Saying, Unsendable } from '../channels/channel'
import type { Connector } from '../connectors/settings'
import { hookUrlOf } from '../connectors/view'
import type { DeliveryRow, InvitationRow, ResponseRow } from '../db/rows'
import type { LinkConfig } from '../invitations/link'
import { isOptedOut } from '../opt-outs/opt-outs'
import { definitionOf } from '../presentation/definition'
import type { Published } from '../surveys/publication'
import { askingOf } from '../surveys/view'
import { askingAgain } from './asking-again'
import type { SendingServices } from './sending'
import { isWindowOpen } from './window'

/**
 * What the outbox keeps of a reply, sealed: the words stand in the history of the follow-up, and go with it.
 * `by` says which address it goes to; `askedBy` is the message that it answers, where the same connector sent it.
 * `again` is what asks once more after the follow-up was closed, in words of ours.
 */
export type ReplyContent = { followUp: string; by: 'ask' | 'mail'; askedBy?: string; again?: true }

type Written = { delivery?: string; text?: string }

/**
 * What somebody wrote to a customer whom they follow up, or what asks them once more, as it stands at this moment;
 * nothing leaves any more where it was erased meanwhile, or the customer asked to be left alone.
 */
export async function replyOf(
  services: SendingServices,
  delivery: DeliveryRow,
  connector: Connector
): Promise<readonly Outgoing[] | Unsendable | { cancel: string } | { wait: number }> {
  const { database, sealing, publication, config, now } = services
  const opened = delivery.content === null ? undefined : sealing.open(delivery.content, delivery.id)
  if (opened === undefined) return { cancel: 'secret-changed' }
  const content = JSON.parse(opened) as ReplyContent // sealed by replies/reply.ts
  const { followUpEvent, response, invitation: invitations } = database.tables
  const events = await database.handle
    .select()
    .from(followUpEvent)
    .where(
      and(
        eq(followUpEvent.followUpId, content.followUp),
        eq(followUpEvent.action, content.again ? 'asked' : 'replied')
      )
    )
  const event = events.find(({ detail }) => (JSON.parse(detail) as Written).delivery === delivery.id)
  const [answer] = event
    ? await database.handle
        .select()
        .from(response)
        .where(and(eq(response.surveyId, event.surveyId), eq(response.id, event.responseId)))
    : []
  if (!event || !answer || answer.erasedAt !== null) return { cancel: 'answer-erased' }
  const published = await publication.survey(answer.surveyId)
  if (!published) return { cancel: 'survey-gone' }
  const [invitation] = await database.handle
    .select()
    .from(invitations)
    .where(eq(invitations.id, answer.invitationId ?? ''))
  const to = addressFor(content.by, answer, invitation)
  if (to === undefined) return { unsendable: 'no-address' }
  const text = content.again
    ? await askingAgain(services, content.followUp, { published, connector, invitation })
    : (JSON.parse(event.detail) as Written).text
  if (text === undefined) return { cancel: 'answer-erased' }
  if (typeof text !== 'string') return text
  if (await isOptedOut(database, theirs(answer, to))) return { cancel: 'opted-out' }
  const isOpen =
    content.by === 'mail' ||
    (invitation && (await isWindowOpen(database, delivery, { connector, invitation }, now())))
  if (!isOpen) return { unsendable: 'window-closed' }
  const said = connector.channel.say?.(
    replySaying({ to, text, key: delivery.id, ...content }, published, {
      connector,
      config,
      invitation
    }),
    connector.settings
  )
  return said === undefined ? { unsendable: 'call-needed' } : 'unsendable' in said ? said : [said]
}

type About = {
  connector: Connector
  config: LinkConfig
  invitation: InvitationRow | undefined
}
type Words = Pick<ReplyContent, 'askedBy'> & { to: string; text: string; key: string }

/** A text to a customer, with what a channel has to know beside it. */
export function replySaying(
  { to, text, key, askedBy }: Words,
  { row, meaning, site }: Published,
  { connector, config, invitation }: About
): Saying {
  const { locale, direction, question } = definitionOf(
    meaning,
    invitation?.locale ?? site.locale,
    askingOf(row)
  )
  return {
    to,
    text,
    siteName: site.name,
    locale,
    direction,
    question,
    ...(askedBy !== undefined && { askedBy }),
    hookUrl: hookUrlOf(connector.row, config.publicUrl),
    idempotencyKey: key
  }
}

/**
 * Where a customer is written to: at the address that the ask went to, or by mail. A name of theirs that is a
 * mail address counts only where somebody vouched for it, since anybody could claim another's.
 */
export function addressFor(
  by: ReplyContent['by'],
  { customer, standing }: Pick<ResponseRow, 'customer' | 'standing'>,
  invitation: Pick<InvitationRow, 'address'> | undefined
): string | undefined {
  const asked = invitation?.address ?? undefined
  if (by === 'ask') return asked
  return [asked, standing === 'vouched' ? (customer ?? undefined) : undefined].find(
    (address) => address !== undefined && isMail(address)
  )
}

function isMail(address: string): boolean {
  return z.email().safeParse(address).success
}

/** By what it is known whether somebody asked to be left alone. */
export function theirs(
  { siteId, customer }: Pick<ResponseRow, 'siteId' | 'customer'>,
  address: string | null
) {
  return { siteId, ...(customer !== null && { customer }), ...(address !== null && { address }) }
}
