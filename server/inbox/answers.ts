import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { languageFor } from '../../widget/words'
import { askOf } from '../asks'
import { readPayload } from '../channels/points'
import { readRating } from '../channels/read-rating'
import type { ChannelEvent } from '../channels/channel'
import type { Connector } from '../connectors'
import type { Surface } from '../contract/terms'
import { limits } from '../contract/terms'
import type { DeliveryRow } from '../deliveries'
import { threadOf } from '../deliveries'
import type { InvitationRow } from '../invitations'
import { answerOf, invitedAnswer, isOpen, takesMany } from '../invitations'
import { linkOf } from '../invitations/link'
import type { Published } from '../publication'
import { definitionOf } from '../survey-definition'
import { storable } from '../storable'
import { askingOf } from '../surveys'
import { invitedBy } from './open-ask'
import type { Happening, InboxServices } from './act'
import { queueThanks } from './thanks'

/** What a customer writes within this after they were asked what went wrong is their comment. */
const commentWithinMs = 30 * 60_000
const asksLookedAt = 5

type Asked = { invitation: InvitationRow; published: Published; delivery: DeliveryRow | undefined }
/** Whatever a person did, and who it was. */
type Said = Pick<Happening<'text'>, 'connector' | 'at' | 'key'> & { event: Extract<ChannelEvent, { sender: string }> }

/** A button of ours was pressed: its token alone says whose rating it is. */
export async function pressed(services: InboxServices, happening: Happening<'pressed'>): Promise<void> {
  const { connector, event } = happening
  const payload = readPayload(event.payload)
  // A button of somebody else's, such as a helpdesk's own, says at least what stands on it.
  if (!payload) return event.text === undefined ? undefined : typed(services, { ...happening, event: { ...event, kind: 'text', text: event.text } })
  const invited = await invitedBy(services, connector, payload.token)
  if (!invited) return
  const [delivery] = await asksWhere(services, and(eq(services.database.tables.delivery.invitationId, invited.invitation.id), isOn(services, connector)))
  await keepRating(services, happening, { ...invited, delivery }, payload.rating, connector.channel.surface ?? 'chat_button')
}

/** A customer wrote: a rating while they have an open ask, or the comment that they were asked for; anything else is not for us. */
export async function typed(services: InboxServices, happening: Happening<'text'>): Promise<void> {
  const { event, at } = happening
  for (const asked of await asksOf(services, happening.connector, event.sender)) {
    const { invitation, published, delivery } = asked
    const isForComment = (delivery?.commentUntil ?? 0) > at
    if (!isForComment && (invitation.answeredAt !== null || !isOpen(invitation, published, at))) continue
    if (event.replyTo !== undefined && delivery?.messageId !== event.replyTo && !isForComment) continue
    const rating = ratingIn(event.text, asked, happening.connector, services)
    if (rating !== undefined) return keepRating(services, happening, asked, rating, 'chat_text')
    if (isForComment) return keepComment(services, happening, asked, event.text)
  }
}

/** A rating that a vendor's own survey collected counts for what we have asked that person. */
export async function rated(services: InboxServices, happening: Happening<'rated'>): Promise<void> {
  const { connector, event, at } = happening
  const asked = (await asksOf(services, connector, event.sender)).find(({ invitation, published }) => isOpen(invitation, published, at))
  if (asked) await keepRating(services, happening, asked, event.rating, connector.channel.surface ?? 'chat_button', event.comment)
}

async function keepRating(services: InboxServices, happening: Said, asked: Asked, rating: number, surface: Surface, comment: string | null = null): Promise<void> {
  const { database, intake, now } = services
  const { at } = happening
  const { invitation, published, delivery } = asked
  const { meaning } = published
  if (rating < meaning.scaleMin || rating > meaning.scaleMax) return
  // Vendors deliver out of order: what was pressed before the rating that we have is over.
  if ((delivery?.ratedAt ?? 0) > at) return
  if (!isOpen(invitation, published, at)) return say(services, happening, asked, languageFor(invitation.locale).refused)
  const answer = invitedAnswer(invitation, published, { id: invitation.id, rating, comment }, at)
  const { outcome, row } = await intake.store({ ...answer, tags: { ...answer.tags, surface }, delivery: happening.connector.channel.label })
  if (outcome === 'locked') return say(services, happening, asked, languageFor(invitation.locale).refused)
  const { text, prompt } = wordsAfter(asked, rating)
  const asksForComment = prompt !== undefined && row.comment === null && happening.connector.channel.thank !== undefined
  if (delivery) {
    const { delivery: table } = database.tables
    await database.handle.update(table).set({ ratedAt: at, commentUntil: asksForComment ? now() + commentWithinMs : null }).where(eq(table.id, delivery.id))
  }
  await say(services, happening, asked, asksForComment ? `${text} ${prompt}` : text, asksForComment)
}

async function keepComment(services: InboxServices, happening: Happening<'text'>, asked: Asked, text: string): Promise<void> {
  const { database, intake } = services
  const { invitation, published, delivery } = asked
  const row = await answerOf(database, invitation)
  const comment = storable(text, limits.commentLength)
  if (!row || !delivery || comment === '') return
  const { outcome } = await intake.store({ ...invitedAnswer(invitation, published, { id: row.id, rating: row.rating, comment }, happening.at), delivery: row.delivery })
  const { delivery: table } = database.tables
  await database.handle.update(table).set({ commentUntil: null }).where(eq(table.id, delivery.id))
  if (outcome !== 'locked') await say(services, happening, asked, wordsAfter(asked, row.rating).text)
}

function say(services: InboxServices, { connector, event, key }: Said, { invitation }: Asked, text: string, askedForComment = false): Promise<void> {
  const callback = 'callback' in event ? event.callback : undefined
  return queueThanks(services, connector, invitation, { to: event.sender, text, askedForComment, url: linkOf(invitation, services.config), ...(callback && { callback }) }, key)
}

/** What is said after a rating, in the customer's language; a low one is asked about. */
function wordsAfter({ invitation, published: { row, meaning } }: Asked, rating: number): { text: string; prompt?: string } {
  const { satisfiedFrom, lowIsGood, thanks, words, comment } = definitionOf(meaning, invitation.locale, askingOf(row))
  const isLow = lowIsGood ? rating > satisfiedFrom : rating < satisfiedFrom
  const own = isLow ? thanks?.low : thanks?.high
  const text = own ? [own.text, own.link?.url].filter(Boolean).join(' ') : words.thanks
  return { text, ...(isLow && comment && { prompt: comment.low }) }
}

function ratingIn(text: string, { invitation, published }: Asked, connector: Connector, { config }: InboxServices): number | undefined {
  const { points } = askOf(invitation, published, connector, config, { key: '', windowOpen: true })
  const { scaleMin: min, scaleMax: max } = published.meaning
  return readRating(text, { min, max }, points.map(({ label }) => label), invitation.locale)
}

/** What a person was lately asked on a connector, latest first. */
async function asksOf(services: InboxServices, connector: Connector, sender: string): Promise<Asked[]> {
  const { database, publication, config } = services
  const { delivery, invitation } = database.tables
  const rows = await asksWhere(services, and(eq(delivery.thread, threadOf(config.secret, connector.row.id, sender)), isOn(services, connector)))
  const asked: Asked[] = []
  for (const row of rows) {
    const [found] = await database.handle.select().from(invitation).where(eq(invitation.id, row.invitationId ?? ''))
    const published = found && (await publication.survey(found.surveyId))
    if (found && published && !takesMany(found)) asked.push({ invitation: found, published, delivery: row })
  }
  return asked
}

/** Also what is being sent: a vendor may have it already when its answer to us got lost. */
function asksWhere({ database: { handle, tables: { delivery } } }: InboxServices, condition: ReturnType<typeof and>): Promise<DeliveryRow[]> {
  const wasSent = sql`${delivery.attempts} > 0`
  return handle.select().from(delivery).where(and(condition, inArray(delivery.purpose, ['ask', 'reminder']), wasSent)).orderBy(desc(delivery.createdAt), desc(delivery.id)).limit(asksLookedAt)
}

function isOn({ database: { tables: { delivery } } }: InboxServices, { row }: Connector) {
  return eq(delivery.connectorId, row.id)
}
