import { and, eq } from 'drizzle-orm'
import { renderSVG } from 'uqr'
import { localeOf } from './answering'
import type { InvitationInput, InvitationView } from './contract/invitations'
import { dayIn } from './days'
import type { Database } from './db/database'
import { hashOf, newId, newToken } from './ids'
import type { Published } from './publication'
import type { Answer, ResponseRow } from './responses'
import { questionOf } from './surveys'

const hourMs = 3_600_000

export type InvitationRow = Database['tables']['invitation']['$inferSelect']

/** Makes an invitation. Channel, topics, agent and team are frozen here: later reassignment changes nothing. */
export async function createInvitation(database: Database, input: InvitationInput, { row: survey, meaning, site }: Published, publicUrl: string, now: number): Promise<InvitationView> {
  const token = newToken()
  const locale = localeOf(input.locale ?? site.locale)
  const row: InvitationRow = {
    id: newId('inv'),
    siteId: site.id,
    surveyId: survey.id,
    tokenHash: hashOf(token),
    externalId: null,
    channel: input.channel ?? 'other',
    delivery: input.delivery ?? null,
    topics: JSON.stringify(input.topics ?? []),
    agent: input.agent ?? '',
    team: input.team ?? '',
    conversation: input.conversation ?? null,
    customer: input.customer ?? null,
    address: input.address ?? null,
    locale,
    state: 'created',
    stateReason: null,
    reusable: input.reusable,
    test: input.test,
    createdAt: now,
    expiresAt: input.expiresAt === undefined ? null : Date.parse(input.expiresAt),
    sentAt: null,
    openedAt: null,
    answeredAt: null
  }
  await database.handle.insert(database.tables.invitation).values(row)
  const url = `${publicUrl}/${input.reusable ? 'q' : 's'}/${token}`
  const text = `${inLanguage(questionOf(meaning), locale)} ${url}`
  return {
    id: row.id,
    state: 'created',
    url,
    qrSvg: renderSVG(url, { border: 2 }),
    texts: Object.fromEntries(['sms', 'whatsapp', 'messenger', 'instagram', 'telegram', 'line', 'wechat', 'viber', 'x', 'email'].map((channel) => [channel, text]))
  }
}

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
      topics: JSON.parse(invitation.topics) as string[], // written by createInvitation
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
