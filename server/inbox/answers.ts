import { and, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import { isLow, thanksFor } from '../../widget/shared/scale'
import { languageFor } from '../../widget/words'
import { readPayload } from '../channels/points'
import { readRating } from '../channels/read-rating'
import type { ReadReply } from '../channels/read-reply'
import { readReply } from '../channels/read-reply'
import type { Connector } from '../connectors/settings'
import { ratingOf } from '../contract/rating-steps'
import type { Surface } from '../contract/terms'
import { limits } from '../contract/terms'
import type { DeliveryRow, InvitationRow } from '../db/rows'
import { askOf, scaleEnds } from '../delivery/ask'
import { threadsOf } from '../delivery/deliveries'
import { isHelpdesk } from '../helpdesks/helpdesk'
import { answerOf, invitedAnswer, isOpen, takesMany } from '../invitations/invitation'
import { linkOf } from '../invitations/link'
import { definitionOf } from '../presentation/definition'
import { questionOf } from '../surveys/meaning'
import type { Published } from '../surveys/publication'
import { askingOf } from '../surveys/view'
import { replyHint } from '../text/reply-words'
import { storable } from '../text/storable-text'
import { languageOf } from '../text/wording'
import type { Happening, InboxServices } from './happening'
import { invitedBy } from './open-ask'
import { queueThanks } from './thanks'

/** What a customer writes within this after they were asked what went wrong is their comment. */
const commentWithinMs = 30 * 60_000
/**
 * What a customer types so long after they were asked is about something else; links, buttons and quoted
 * asks go on.
 */
const typedWithinMs = 72 * 3_600_000
/** Another number so soon after a rating corrects it. */
const correctedWithinMs = 5 * 60_000
const asksLookedAt = 5

type Asked = { invitation: InvitationRow; published: Published; delivery: DeliveryRow | undefined }
/** Whatever a person did, and who it was. */
type Said = Pick<Happening<'text'>, 'connector' | 'at' | 'key'> & {
  event: { sender: string; callback?: Readonly<Record<string, string>> }
}
/** What was written, or stands on a pressed button that is none of ours. */
type Typed = Said & { event: { text: string; replyTo?: string } }

/** A button of ours was pressed: its token alone says whose rating it is. */
export async function pressed(services: InboxServices, happening: Happening<'pressed'>): Promise<void> {
  const { connector, event } = happening
  const payload = readPayload(event.payload)
  // A button of somebody else's, such as a helpdesk's own, says at least what stands on it.
  if (!payload)
    return event.text === undefined
      ? undefined
      : typed(services, { ...happening, event: { ...event, text: event.text } })
  const invited = await invitedBy(services, connector, payload.token)
  if (!invited) return services.hearing.refused(connector.row.id, 'sender-unknown')
  const [delivery] = await asksWhere(
    services,
    and(eq(services.database.tables.delivery.invitationId, invited.invitation.id), isOn(services, connector))
  )
  await keepRating(
    services,
    happening,
    { ...invited, delivery },
    { rating: payload.rating, surface: connector.channel.surface ?? 'chat_button' }
  )
}

/**
 * A customer wrote: a rating of what they were asked last, or of the ask that they quote, with the comment
 * that stands beside it; or the comment that they were asked for. What is open from before is none of what
 * a bare number means. Anything else, in reply to the only ask that is open, is kept for the manager and
 * answered once: with what to reply. An agent reads what is written to a helpdesk.
 */
export async function typed(services: InboxServices, happening: Typed): Promise<void> {
  const { connector, event, at } = happening
  const { replyTo } = event
  const asks = await asksOf(services, connector, event.sender)
  // Everybody writes to a helpdesk; here it mostly means that an address was written otherwise than its
  // replies are signed.
  if (asks.length === 0 && !isHelpdesk(connector.settings))
    services.hearing.refused(connector.row.id, 'sender-unknown')
  const commentOn = asks.find(({ delivery }) => (delivery?.commentUntil ?? 0) > at)
  const quoted =
    replyTo === undefined ? undefined : asks.find(({ delivery }) => delivery?.messageId === replyTo)
  const meant = replyTo === undefined ? asks[0] : (quoted ?? commentOn)
  const mayRate =
    meant &&
    (meant === commentOn ||
      (isOpen(meant.invitation, meant.published, at) && (meant === quoted || isFresh(meant, at))))
  // Words beside a number leave no doubt only where one thing was asked and nothing was answered.
  const isOnly =
    mayRate &&
    meant !== commentOn &&
    !isRated(meant) &&
    (meant === quoted || asks.filter((ask) => awaits(ask, at)).length === 1)
  const read = mayRate
    ? replyIn(event.text, meant, happening, { services, isOnly: isOnly === true })
    : undefined
  if (meant && read)
    return keepRating(services, happening, meant, {
      rating: read.rating,
      surface: 'chat_text',
      comment: read.comment
    })
  if (commentOn) return keepComment(services, happening, commentOn, event.text)
  if (isOnly && !isHelpdesk(connector.settings)) return keepReply(services, happening, meant)
}

/** Whether something is asked here that nobody has answered. */
function awaits(asked: Asked, at: number): boolean {
  return isOpen(asked.invitation, asked.published, at) && !isRated(asked) && isFresh(asked, at)
}

function isRated({ invitation, delivery }: Asked): boolean {
  return Math.max(invitation.answeredAt ?? 0, delivery?.ratedAt ?? 0) > 0
}

/** What is no rating is kept beside what was kept before it, and the first of it is answered. */
async function keepReply(services: InboxServices, happening: Typed, asked: Asked): Promise<void> {
  const { database, now } = services
  const {
    invitation,
    published: { meaning }
  } = asked
  const text = storable(happening.event.text, limits.commentLength)
  if (text === '' || !/[\p{L}\p{N}]/u.test(text)) return
  const { invitation: table } = database.tables
  const reply = storable([invitation.reply, text].filter(Boolean).join('\n'), limits.commentLength)
  // A repeated event finds its own words there.
  if (invitation.reply === null || !invitation.reply.endsWith(text))
    await database.handle.update(table).set({ reply, repliedAt: now() }).where(eq(table.id, invitation.id))
  if (invitation.reply === null)
    await say(services, happening, asked, {
      text: replyHint(languageOf(questionOf(meaning), invitation.locale), scaleEnds(meaning))
    })
}

/** Whether a number without more still is about this: asked lately and not rated, or rated just now. */
function isFresh({ invitation, delivery }: Asked, at: number): boolean {
  const ratedAt = Math.max(invitation.answeredAt ?? 0, delivery?.ratedAt ?? 0)
  return ratedAt > 0
    ? at - ratedAt <= correctedWithinMs
    : at - (delivery?.sentAt ?? delivery?.dueAt ?? 0) <= typedWithinMs
}

/** A rating that a vendor's own survey collected counts for what we have asked that person. */
export async function rated(services: InboxServices, happening: Happening<'rated'>): Promise<void> {
  const { connector, event, at } = happening
  const asked = (await asksOf(services, connector, event.sender)).find(({ invitation, published }) =>
    isOpen(invitation, published, at)
  )
  if (asked)
    await keepRating(services, happening, asked, {
      rating: event.rating,
      surface: connector.channel.surface ?? 'chat_button',
      comment: event.comment
    })
}

type Given = { rating: number; surface: Surface; comment?: string | null | undefined }

async function keepRating(
  services: InboxServices,
  happening: Said,
  asked: Asked,
  { rating, surface, comment = null }: Given
): Promise<void> {
  const { database, intake, now } = services
  const { at } = happening
  const { invitation, published, delivery } = asked
  const { meaning } = published
  if (rating < meaning.scaleMin || rating > meaning.scaleMax) return
  // Vendors deliver out of order: what was pressed before the rating that we have is over.
  if ((delivery?.ratedAt ?? 0) > at) return
  if (!isOpen(invitation, published, at)) return say(services, happening, asked, { text: refusedIn(asked) })
  // What they wrote before and was no rating says why.
  const words = storable(comment ?? invitation.reply ?? '', limits.commentLength) || null
  const answer = invitedAnswer(invitation, published, { id: invitation.id, rating, comment: words }, at)
  const { outcome, row } = await intake.store({
    ...answer,
    tags: { ...answer.tags, surface },
    actor: 'chat',
    delivery: happening.connector.channel.label
  })
  if (outcome === 'locked') return say(services, happening, asked, { text: refusedIn(asked) })
  if (invitation.repliedAt !== null) {
    const { invitation: table } = database.tables
    await database.handle
      .update(table)
      .set({ reply: null, repliedAt: null })
      .where(eq(table.id, invitation.id))
  }
  const { text, asking } = wordsAfter(asked, rating)
  const asksForComment =
    asking !== undefined && row.comment === null && happening.connector.channel.thank !== undefined
  if (delivery) {
    const { delivery: table } = database.tables
    await database.handle
      .update(table)
      .set({ ratedAt: at, commentUntil: asksForComment ? now() + commentWithinMs : null })
      .where(eq(table.id, delivery.id))
  }
  await say(services, happening, asked, {
    text: asksForComment ? asking : text,
    askedForComment: asksForComment
  })
}

async function keepComment(
  services: InboxServices,
  happening: Typed,
  asked: Asked,
  text: string
): Promise<void> {
  const { database, intake } = services
  const { invitation, published, delivery } = asked
  const row = await answerOf(database, invitation)
  const comment = storable(text, limits.commentLength)
  if (!row || !delivery || comment === '') return
  const said = { id: row.id, rating: ratingOf(row.rating, published.meaning), comment }
  const answer = invitedAnswer(invitation, published, said, happening.at)
  const { outcome } = await intake.store({ ...answer, actor: 'chat', delivery: row.delivery })
  const { delivery: table } = database.tables
  await database.handle.update(table).set({ commentUntil: null }).where(eq(table.id, delivery.id))
  if (outcome !== 'locked')
    await say(services, happening, asked, {
      text: wordsAfter(asked, ratingOf(row.rating, published.meaning)).text
    })
}

function say(
  services: InboxServices,
  { connector, event, key }: Said,
  { invitation }: Asked,
  { text, askedForComment = false }: { text: string; askedForComment?: boolean }
): Promise<void> {
  const { callback } = event
  return queueThanks(services, connector, invitation, {
    thanks: {
      to: event.sender,
      text,
      askedForComment,
      url: linkOf(invitation, services.config),
      ...(callback && { callback })
    },
    key
  })
}

function refusedIn({ invitation, published: { meaning } }: Asked): string {
  return languageFor(languageOf(questionOf(meaning), invitation.locale)).refused
}

/**
 * What is said after a rating, in the customer's language: in the end, and before that where a low one is
 * asked about.
 */
function wordsAfter(
  { invitation, published: { row, meaning } }: Asked,
  rating: number
): { text: string; asking?: string } {
  const definition = definitionOf(meaning, invitation.locale, askingOf(row))
  const { thanks, words, comment } = definition
  const fitting = thanksFor(rating, definition)
  const text = [fitting.text, fitting.link?.url].filter(Boolean).join(' ')
  if (!comment || !isLow(rating, definition)) return { text }
  // That we try to do better is said when we know what was wrong.
  return { text, asking: `${thanks?.low ? text : words.thanks} ${comment.low}` }
}

function replyIn(
  text: string,
  { invitation, published }: Asked,
  { connector }: Typed,
  { services: { config }, isOnly }: { services: InboxServices; isOnly: boolean }
): ReadReply | undefined {
  const { points } = askOf(invitation, published, connector, { config, key: '', windowOpen: true })
  const { scaleMin: min, scaleMax: max, stepsPerPoint } = published.meaning
  const labels = points.map(({ label }) => label)
  const scale = { min, max, stepsPerPoint }
  if (isOnly) return readReply(text, scale, labels, invitation.locale)
  const rating = readRating(text, scale, labels, invitation.locale)
  return rating === undefined ? undefined : { rating, comment: null }
}

/** What a person was asked on a connector, latest first. */
async function asksOf(services: InboxServices, connector: Connector, sender: string): Promise<Asked[]> {
  const { database, publication, config } = services
  const { delivery, invitation } = database.tables
  // What the vendor says it could not deliver is not what a customer answers.
  const reached = ne(delivery.state, 'failed')
  const rows = await asksWhere(
    services,
    and(
      inArray(delivery.thread, threadsOf(config, connector.row.id, sender)),
      isOn(services, connector),
      reached
    )
  )
  const asked: Asked[] = []
  for (const row of rows) {
    const [found] = await database.handle
      .select()
      .from(invitation)
      .where(eq(invitation.id, row.invitationId ?? ''))
    const published = found && (await publication.survey(found.surveyId))
    if (found && published && !takesMany(found)) asked.push({ invitation: found, published, delivery: row })
  }
  return asked
}

/**
 * The last first. Also what is being sent: a vendor may have it already when its answer to us got lost. A
 * reminder that was called off because of the answer asked nobody.
 */
function asksWhere(
  {
    database: {
      handle,
      tables: { delivery }
    }
  }: InboxServices,
  condition: ReturnType<typeof and>
): Promise<DeliveryRow[]> {
  const wasSent = and(sql`${delivery.attempts} > 0`, ne(delivery.state, 'cancelled'))
  const sentAt = sql`coalesce(${delivery.sentAt}, ${delivery.dueAt})`
  return handle
    .select()
    .from(delivery)
    .where(and(condition, inArray(delivery.purpose, ['ask', 'reminder']), wasSent))
    .orderBy(desc(sentAt), desc(delivery.id))
    .limit(asksLookedAt)
}

function isOn(
  {
    database: {
      tables: { delivery }
    }
  }: InboxServices,
  { row }: Connector
) {
  return eq(delivery.connectorId, row.id)
}
