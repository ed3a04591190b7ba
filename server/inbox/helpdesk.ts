import { and, desc, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import { namedAttributes } from '../attributes/named'
import type { Resolution } from '../channels/channel'
import { connectorById } from '../connectors/connectors'
import type { Connector } from '../connectors/settings'
import { usable } from '../connectors/settings'
import { whoHandledBy } from '../contract/inviting'
import { limits, locale } from '../contract/terms'
import { keepConversation } from '../conversations/conversations'
import type { InvitationRow, SiteRow } from '../db/rows'
import { askingFields } from '../helpdesks/helpdesk'
import type { Refusal } from '../inviting/create'
import { createInvitations } from '../inviting/create'
import { acceptAnswer } from '../responses/accept'
import { hashOf } from '../secrets/ids'
import type { Published } from '../surveys/publication'
import type { Happening, InboxServices } from './happening'
import { completed, forgetOurReopening } from './seen'

/**
 * A customer who types a rating opens the conversation again, and its second end is neither another contact
 * nor worth another ask. So long after a rating typed in the conversation its end is taken for that.
 */
const endsOfRatingMs = 60 * 60_000
/**
 * A helpdesk that says no time repeats itself within this, so what it says again then is not another
 * resolution.
 */
const repeatsForMs = 60 * 60_000

/** What every helpdesk's settings hold for us (see helpdesks/helpdesk.ts). */
const told = z.object({
  survey: askingFields.survey,
  delivery: askingFields.delivery,
  ratingsSurvey: z.string().optional()
})

/**
 * A conversation was resolved: what is known of it is kept, and its customer is invited by the same rules
 * as any other, once for each resolution however often it is reported. One that is resolved again counts
 * one contact more.
 */
export async function resolved(
  services: InboxServices,
  { connector, event, at }: Happening<'resolved'>
): Promise<void> {
  const { database, publication, now } = services
  const { survey, delivery } = told.parse(connector.settings)
  const { resolution, isReopened, isReopenedByUs } = await completed(
    database,
    connector.row.siteId,
    event.resolution,
    at
  )
  const published = await publication.survey(survey)
  const earlier = await resolutionsOf(services, connector, resolution.conversation)
  const name = nameAmong(earlier, externalIdOf(connector, resolution), resolution, at)
  const isNew = !earlier.some(({ externalId }) => externalId === name)
  const endsRating = isNew && (await wasJustRated(services, connector, resolution.conversation))
  const endsOurs = isNew && isReopenedByUs
  const contacts =
    earlier.filter(({ stateReason }) => stateReason !== 'rating-reopened').length +
    (isNew && !endsRating && !endsOurs ? 1 : 0)
  const site = published?.site.id === connector.row.siteId ? published.site : undefined
  if (endsOurs) await forgetOurReopening(database, connector.row.siteId, resolution.conversation, at)
  else await keepResolution(services, connector.row.siteId, resolution, { contacts, at, site })
  if (published?.row.state !== 'live' || published.site.id !== connector.row.siteId) return
  const { via, refusal } = await carrierOf(services, connector, delivery, resolution)
  const again = endsRating || endsOurs ? 'rating-reopened' : isReopened ? 'conversation-reopened' : undefined
  const refused: Refusal | undefined = again ? { state: 'suppressed', reason: again } : refusal
  await createInvitations(
    database,
    [inputOf(resolution, published, { via, externalId: name }, at)],
    published,
    {
      ...services,
      now: now(),
      ...(refused && { refusal: refused })
    }
  )
}

/**
 * A rating of the helpdesk's own survey is an answer to ours where the owner said so, if it is on the same
 * scale.
 */
export async function ratedInHelpdesk(
  services: InboxServices,
  { connector, event, at, key }: Happening<'rated'>,
  resolution: Resolution
): Promise<void> {
  const { ratingsSurvey } = told.parse(connector.settings)
  const published = ratingsSurvey === undefined ? undefined : await services.publication.survey(ratingsSurvey)
  const { siteId, id } = connector.row
  if (
    published?.row.state !== 'live' ||
    published.site.id !== siteId ||
    published.meaning.scaleMin !== 1 ||
    published.meaning.scaleMax !== 5
  )
    return
  if (event.rating < 1 || event.rating > 5) return
  const asked = await askedAbout(services, connector, resolution.conversation, event.askedAt ?? at)
  const answer = {
    // One answer for each resolution: a later rating, or the comment that follows, changes it.
    id: `rated:${hashOf(`${id} ${asked?.externalId ?? resolution.conversation}`).slice(0, 22)}`,
    survey: published.row.id,
    rating: event.rating,
    ...(event.comment === undefined ? {} : { comment: clean(event.comment, limits.commentLength) }),
    ...tagsOf(resolution, published.site),
    ...(asked && tagsThen(asked)),
    // A helpdesk that names whom the customer rated knows it better than whoever had the conversation at its
    // end.
    ...(event.agent && { agent: clean(event.agent) }),
    surface: 'api' as const,
    delivery: connector.channel.label
  }
  await services.intake.store({
    ...acceptAnswer(
      answer,
      published,
      { kind: 'key', id: key, siteId, scopes: new Set(['responses:write']) },
      { now: at }
    ),
    actor: 'helpdesk'
  })
}

/**
 * The invitation of the resolution that a rating is about: the last that was reported before the helpdesk
 * asked.
 */
async function askedAbout(
  { database }: InboxServices,
  { row }: Connector,
  conversation: string,
  askedAt: number
): Promise<InvitationRow | undefined> {
  const { invitation } = database.tables
  const its = and(eq(invitation.siteId, row.siteId), eq(invitation.conversation, clean(conversation)))
  const rows = await database.handle
    .select()
    .from(invitation)
    .where(its)
    .orderBy(desc(invitation.createdAt), desc(invitation.id))
  const told = rows.filter(
    ({ externalId, stateReason }) => externalId?.startsWith(`${row.id}:`) && stateReason !== 'rating-reopened'
  )
  return told.find((one) => endOf(one) <= askedAt) ?? told.at(-1)
}

/**
 * When the conversation was resolved, which most helpdesks say and the name of the resolution holds; else
 * when we heard of it.
 */
function endOf({ externalId, createdAt }: InvitationRow): number {
  const [, resolvedAt] = /@(\d{12,13})$/.exec(externalId ?? '') ?? []
  return resolvedAt === undefined ? createdAt : Math.min(Number(resolvedAt), createdAt)
}

function tagsThen({ channel, topics, agent, team, handledBy, bot }: InvitationRow) {
  return {
    channel,
    topics: JSON.parse(topics) as string[], // written by createInvitations
    ...(agent && { agent }),
    ...(team && { team }),
    ...(handledBy && { handledBy }),
    ...(bot && { bot })
  }
}

/**
 * What is known of the conversation now. A report of an earlier resolution that comes late says nothing
 * new.
 */
async function keepResolution(
  { database, now }: InboxServices,
  siteId: string,
  resolution: Resolution,
  { contacts, at, site }: { contacts: number; at: number; site: SiteRow | undefined }
) {
  const { conversation } = database.tables
  const [kept] = await database.handle
    .select()
    .from(conversation)
    .where(and(eq(conversation.siteId, siteId), eq(conversation.id, idOf(resolution))))
  const resolvedAt = resolution.resolvedAt ?? at
  const counted = { contacts: Math.max(contacts, (resolution.reopens ?? 0) + 1, kept?.contacts ?? 1) }
  if ((kept?.resolvedAt ?? 0) > resolvedAt)
    return keepConversation(database, { siteId, id: idOf(resolution) }, counted, now())
  const { topics, conversation: _id, locale: _locale, ...tags } = tagsOf(resolution, site)
  const known = {
    ...tags,
    ...(topics.length > 0 && { topics }),
    ...(resolution.openedAt !== undefined && { openedAt: iso(resolution.openedAt) }),
    ...(resolution.firstResponseAt !== undefined && { firstResponseAt: iso(resolution.firstResponseAt) }),
    ...(resolution.handleSeconds !== undefined && { handleSeconds: resolution.handleSeconds }),
    resolvedAt: iso(resolvedAt),
    ...counted
  }
  await keepConversation(database, { siteId, id: idOf(resolution) }, known, now())
}

/** By what a channel finds a customer; all others by their own name for them. */
const addressedBy: Record<string, 'email' | 'phone'> = { email: 'email', sms: 'phone', whatsapp: 'phone' }

type Via = { delivery?: string; address?: string }

/**
 * By what the ask goes where: the connector that the settings name, else the helpdesk itself, while it
 * still may write.
 */
async function carrierOf(
  { database, sealing }: InboxServices,
  connector: Connector,
  named: string | undefined,
  { reply, customer }: Resolution
): Promise<{ via: Via; refusal?: Refusal }> {
  if (named === undefined || named === '') {
    const via = { delivery: connector.row.id, ...(reply && { address: reply.to }) }
    return reply?.isOpen === false
      ? { via, refusal: { state: 'unsendable', reason: 'window-closed' } }
      : { via }
  }
  const row = await connectorById(database, named)
  const carrier = row?.siteId === connector.row.siteId ? usable(row, sealing) : undefined
  if (!carrier) return { via: {}, refusal: { state: 'unsendable', reason: 'connector-missing' } }
  const address = customer[addressedBy[carrier.channel.label] ?? 'handle'] ?? customer.handle
  return { via: { delivery: named, ...(address && { address: clean(address) }) } }
}

function inputOf(
  resolution: Resolution,
  { row, site }: Published,
  { via, externalId }: { via: Via; externalId: string },
  at: number
) {
  const { resolvedAt = at, private: isPrivate, replyLength, handledBy } = resolution
  const conversationFacts = {
    resolved: true,
    endedAt: iso(resolvedAt),
    ...(isPrivate !== undefined && { private: isPrivate }),
    ...(replyLength !== undefined && { replyLength }),
    ...(handledBy && { handledBy })
  }
  return {
    survey: row.id,
    ...tagsOf(resolution, site),
    ...via,
    externalId,
    conversationFacts,
    reusable: false,
    test: false
  }
}

/** The site's own name for a customer where the helpdesk knows it, else whatever tells them from others. */
export function customerNamed({ id, email, phone, handle }: Resolution['customer']): string | undefined {
  const name = id ?? email?.toLowerCase() ?? phone ?? handle
  return name === undefined ? undefined : clean(name)
}

/** Of what a helpdesk says by names of its own, what the site declares and fits. */
function tagsOf(resolution: Resolution, site: SiteRow | undefined) {
  const { channel, topics, agent, team, handledBy, bot, customer, locale: language } = resolution
  const who = customerNamed(customer)
  const spoken = locale.safeParse(language?.replaceAll('_', '-')).data
  return {
    channel: clean(channel ?? 'other'),
    topics: topics.slice(0, limits.topics).map((topic) => clean(topic)),
    ...(agent && { agent: clean(agent) }),
    ...(team && { team: clean(team) }),
    ...(handledBy && { handledBy: whoHandledBy[handledBy] }),
    ...(bot && { bot: clean(bot) }),
    ...(site && { attributes: namedAttributes(site, resolution.attributes) }),
    ...(who && { customer: who }),
    ...(spoken && { locale: spoken }),
    conversation: idOf(resolution)
  }
}

type Earlier = Pick<InvitationRow, 'externalId' | 'stateReason' | 'createdAt'>

/** The resolutions of a conversation that this connector has reported, each of which made an invitation. */
async function resolutionsOf(
  { database }: InboxServices,
  { row }: Connector,
  conversation: string
): Promise<Earlier[]> {
  const { invitation } = database.tables
  const its = and(eq(invitation.siteId, row.siteId), eq(invitation.conversation, clean(conversation)))
  const rows = await database.handle
    .select({
      externalId: invitation.externalId,
      stateReason: invitation.stateReason,
      createdAt: invitation.createdAt
    })
    .from(invitation)
    .where(its)
  return rows.filter(({ externalId }) => externalId?.startsWith(`${row.id}:`))
}

async function wasJustRated(
  { database, now }: InboxServices,
  { row }: Connector,
  conversation: string
): Promise<boolean> {
  const { invitation, delivery } = database.tables
  const [found] = await database.handle
    .select({ id: delivery.id })
    .from(invitation)
    .innerJoin(delivery, eq(delivery.invitationId, invitation.id))
    .where(
      and(
        eq(invitation.siteId, row.siteId),
        eq(invitation.conversation, clean(conversation)),
        eq(delivery.connectorId, row.id),
        gt(delivery.ratedAt, now() - endsOfRatingMs)
      )
    )
    .orderBy(desc(delivery.ratedAt))
    .limit(1)
  return found !== undefined
}

/**
 * Without a time of its own, a resolution has the name of the one that was reported in the same words less
 * than an hour ago.
 */
function nameAmong(earlier: readonly Earlier[], name: string, { untimed }: Resolution, at: number): string {
  if (!untimed) return name
  const same = earlier.find(
    ({ externalId, createdAt }) => externalId?.startsWith(`${name}-`) && at - createdAt < repeatsForMs
  )
  return same?.externalId ?? `${name}-${at}`
}

function externalIdOf({ row }: Connector, { name }: Resolution): string {
  return `${row.id}:${clean(name)}`.slice(0, limits.tagLength)
}

function idOf({ conversation }: Pick<Resolution, 'conversation'>): string {
  return clean(conversation)
}

function iso(at: number): string {
  return new Date(at).toISOString()
}

/** Text that both databases keep, as long as a tag may be. */
function clean(text: string, lengthMax = limits.tagLength): string {
  return text.replaceAll('\0', '').slice(0, lengthMax).toWellFormed().trim()
}
