import { and, count, eq, ne, sql } from 'drizzle-orm'
import { declaredOf } from '../attributes/declared'
import { nearestSteps } from '../contract/rating-steps'
import type { Database } from '../db/database'
import type { InvitationRow, ResponseRow } from '../db/rows'
import { secretHashOf } from '../responses/accept'
import type { Answer } from '../responses/answer'
import { hashOf } from '../secrets/ids'
import type { Published } from '../surveys/publication'
import { dayIn } from '../time/days'

const hourMs = 3_600_000

/** What an invitation begins with, before anything is known of it or happens to it. */
export const untouched = {
  tokenHash: null,
  externalId: null,
  delivery: null,
  conversation: null,
  customer: null,
  customerHash: null,
  address: null,
  addressHash: null,
  timeZone: null,
  stateReason: null,
  reusable: false,
  test: false,
  uses: null,
  name: null,
  place: null,
  openings: 0,
  expiresAt: null,
  remindAt: null,
  revokedAt: null,
  dueAt: null,
  suppressedUntil: null,
  sentAt: null,
  deliveredAt: null,
  openedAt: null,
  startedAt: null,
  answeredAt: null,
  reply: null,
  repliedAt: null,
  handledBy: '',
  bot: '',
  attributes: null
} satisfies Partial<InvitationRow>

/** The invitation that a link opens, or nothing: a token that is none looks like one that never was. */
export async function invitationOf(
  { tables: { invitation }, handle }: Database,
  token: string
): Promise<InvitationRow | undefined> {
  if (!/^[A-Za-z0-9_-]{22}$/.test(token)) return undefined
  const [row] = await handle
    .select()
    .from(invitation)
    .where(eq(invitation.tokenHash, hashOf(token)))
  return row
}

/** The one answer that was given through a link for one answer. */
export async function answerOf(
  { tables: { response }, handle }: Database,
  { surveyId, id }: InvitationRow
): Promise<ResponseRow | undefined> {
  const [row] = await handle
    .select()
    .from(response)
    .where(and(eq(response.surveyId, surveyId), eq(response.id, id), eq(response.invitationId, id)))
  return row
}

/** Whether it may be answered now: by its link, and wherever else it was asked. */
export function isOpen(
  { state, expiresAt, revokedAt }: InvitationRow,
  { row: survey }: Published,
  now: number
): boolean {
  return (
    survey.state === 'live' && state !== 'suppressed' && revokedAt === null && (expiresAt ?? Infinity) > now
  )
}

/** Whether many people may answer by one link, each with an answer of their own. */
export function takesMany({ reusable, uses }: Pick<InvitationRow, 'reusable' | 'uses'>): boolean {
  return reusable || (uses ?? 1) > 1
}

/** Whether a link for so many answers has had them all. What a program sent uses nothing up. */
export async function isUsedUp(
  { tables: { response }, handle }: Database,
  { id, uses }: InvitationRow
): Promise<boolean> {
  if (uses === null) return false
  const [used] = await handle
    .select({ answers: count() })
    .from(response)
    .where(and(eq(response.invitationId, id), ne(response.state, 'suspect')))
  return Number(used?.answers) >= uses
}

/**
 * Notes that a person has a link open, or has begun to answer it: by a sign of a hand, never by a request
 * alone.
 */
export async function noteVisit(
  { tables: { invitation }, handle }: Database,
  { id }: InvitationRow,
  step: 'opened' | 'started',
  now: number
): Promise<void> {
  const first = (at: typeof invitation.openedAt | typeof invitation.startedAt) =>
    sql<number>`coalesce(${at}, ${now})`
  const more =
    step === 'started'
      ? { startedAt: first(invitation.startedAt) }
      : { openings: sql`${invitation.openings} + 1` }
  await handle
    .update(invitation)
    .set({ openedAt: first(invitation.openedAt), ...more })
    .where(eq(invitation.id, id))
}

/** What came through a link, in points. `points`: those that were sent so far from the page it came from. */
type Given = {
  id: string
  secret?: string | undefined
  rating: number
  comment: string | null
  answers?: Answer['answers']
  suspect?: string
  points?: readonly number[]
}

/**
 * The answer that came through an invitation's link, with the tags frozen on it. A single link has one
 * answer, named like the invitation; each answer to one for many brings an id of its own.
 */
export function invitedAnswer(
  invitation: InvitationRow,
  { row: survey, meaning, site }: Published,
  given: Given,
  now: number
): Answer {
  return {
    surveyId: survey.id,
    siteId: site.id,
    version: meaning.version,
    id: takesMany(invitation) ? given.id : invitation.id,
    rating: nearestSteps(given.rating, meaning),
    comment: given.comment,
    answers: given.answers ?? {},
    tags: {
      channel: invitation.channel,
      topics: JSON.parse(invitation.topics) as string[], // written by createInvitations
      agent: invitation.agent,
      team: invitation.team,
      locale: invitation.locale,
      surface: 'page',
      handler: invitation.handledBy,
      bot: invitation.bot
    },
    ...((invitation.attributes !== null || declaredOf(site).length > 0) && {
      attributes: invitation.attributes
    }),
    customer: invitation.customer,
    conversation: invitation.conversation,
    delivery: invitation.delivery,
    pageUrl: null,
    invitationId: invitation.id,
    state: invitation.test ? 'test' : given.suspect === undefined ? 'counted' : 'suspect',
    stateReason: given.suspect ?? null,
    answeredAt: now,
    answeredOn: dayIn(site.timeZone, now),
    editWindowMs: survey.editWindowHours * hourMs,
    sender: invitation.reusable ? 'page' : 'link',
    actor: invitation.reusable ? 'placement' : 'link',
    standing: invitation.reusable ? 'unverified' : 'vouched',
    claimed: null,
    secretHash: takesMany(invitation) ? secretHashOf(given.id, given.secret) : null,
    signedAs: null,
    ...(takesMany(invitation) && invitation.uses !== null ? { uses: invitation.uses } : {}),
    ...(given.points ? { points: given.points.map((point) => nearestSteps(point, meaning)) } : {})
  }
}
