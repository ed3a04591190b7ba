import { and, eq } from 'drizzle-orm'
import { dayIn } from './days'
import type { Database } from './db/database'
import { hashOf } from './ids'
import type { Published } from './publication'
import type { Answer, ResponseRow } from './responses'

const hourMs = 3_600_000

export type InvitationRow = Database['tables']['invitation']['$inferSelect']

/** What an invitation begins with, before anything is known of it or happens to it. */
export const untouched = {
  tokenHash: null,
  externalId: null,
  delivery: null,
  conversation: null,
  customer: null,
  address: null,
  stateReason: null,
  reusable: false,
  test: false,
  uses: null,
  name: null,
  place: null,
  openings: 0,
  expiresAt: null,
  remindAt: null,
  remindedAt: null,
  revokedAt: null,
  dueAt: null,
  suppressedUntil: null,
  sentAt: null,
  deliveredAt: null,
  openedAt: null,
  startedAt: null,
  answeredAt: null
} satisfies Partial<InvitationRow>

/** The invitation that a link opens, or nothing: a token that is none looks like one that never was. */
export async function invitationOf({ tables: { invitation }, handle }: Database, token: string): Promise<InvitationRow | undefined> {
  if (!/^[A-Za-z0-9_-]{22}$/.test(token)) return undefined
  const [row] = await handle.select().from(invitation).where(eq(invitation.tokenHash, hashOf(token)))
  return row
}

/** The one answer that was given through a link for one answer. */
export async function answerOf({ tables: { response }, handle }: Database, { surveyId, id }: InvitationRow): Promise<ResponseRow | undefined> {
  const [row] = await handle.select().from(response).where(and(eq(response.surveyId, surveyId), eq(response.id, id)))
  return row
}

/**
 * The answer that came through an invitation's link, with the tags frozen on it. A single link has one answer, named like
 * the invitation; each answer to a reusable one brings an id of its own.
 */
export function invitedAnswer(invitation: InvitationRow, { row: survey, meaning, site }: Published, given: { id: string; rating: number; comment: string | null; answers?: Answer['answers']; suspect?: string }, now: number): Answer {
  return {
    surveyId: survey.id,
    siteId: site.id,
    version: meaning.version,
    id: invitation.reusable ? given.id : invitation.id,
    rating: given.rating,
    comment: given.comment,
    answers: given.answers ?? {},
    tags: {
      channel: invitation.channel,
      topics: JSON.parse(invitation.topics) as string[], // written by createInvitations
      agent: invitation.agent,
      team: invitation.team,
      locale: invitation.locale,
      surface: 'page'
    },
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
    vouched: true
  }
}

/** The wording in the customer's language, else in its parent language, else in the first that there is. */
export function inLanguage(wording: Record<string, string>, locale: string): string {
  return wording[locale] ?? wording[locale.split('-')[0] ?? ''] ?? wording.en ?? Object.values(wording)[0] ?? ''
}
