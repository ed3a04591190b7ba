import { and, eq, inArray } from 'drizzle-orm'
import { channelOf, slugOf } from '../channel-names'
import { ofProgram } from '../answering'
import { dayIn } from '../days'
import type { Companion } from '../conversations'
import { keepConversations } from '../conversations'
import type { Database, Handle } from '../db/database'
import { hashOf } from '../ids'
import type { InvitationRow } from '../invitations'
import { untouched } from '../invitations'
import type { Answer } from '../responses'
import { storeAnswers } from '../responses'
import type { SiteRow } from '../sites'
import type { Survey } from '../surveys'
import { personKeyOf } from '../tags/names'
import type { ImportRow, Interaction } from './reader'

/** Where rows go. `invites`: the file also lists people who did not answer, so it says who was asked. */
export type Place = Survey & { site: SiteRow; invites: boolean; dryRun: boolean }

/** What became of a row. `same`: it was there already; `locked`: it was there with another answer, which is to stay. */
export type Outcome = 'accepted' | 'changed' | 'same' | 'unanswered' | 'locked'

const hourMs = 3_600_000

/**
 * Keeps rows with different keys, and says of each what became of it. Answers become responses; where the file says who
 * was asked, everybody in it gets an invitation, so that answered and asked can be counted alike. A row that is there
 * already is left alone, unless the answer in it is another one. A dry run looks, and keeps nothing.
 */
export async function storeRows(database: Database, place: Place, rows: readonly ImportRow[], now: number): Promise<Outcome[]> {
  const before = await lookUp(database, place, rows, now)
  const outcomes = rows.map((row) => outcomeOf(row, before))
  if (place.dryRun) return outcomes
  const fresh = rows.filter((_row, index) => outcomes[index] === 'accepted' || outcomes[index] === 'unanswered')
  const interactions = rows.flatMap((row) => (row.conversation && says(row.conversation) ? [{ ...row, conversation: row.conversation }] : []))
  await database.atomically(function* (handle) {
    const invitations = place.invites ? fresh.map((row) => ({ ...invitationOf(row, place, now), customerHash: database.vault.hash(place.site.id, row.customer) })) : []
    yield* database.insertRows(handle, { table: database.tables.invitation, rows: invitations, onConflict: 'on conflict do nothing' })
    yield* keepInteractions(handle, database, place.site.id, interactions, now)
  })
  const answered = rows.flatMap((row, index) => (row.rating !== null && (outcomes[index] === 'accepted' || outcomes[index] === 'changed') ? [{ ...row, rating: row.rating }] : []))
  if (answered.length === 0) return outcomes
  const stored = await storeAnswers(database, answered.map((row) => answerOf(row, place, before, now)), now)
  // Another process may have imported the same rows since the look-up: what the store says is what happened.
  const happened = new Map(stored.map(({ outcome, row }) => [row.id, outcomeFrom[outcome]]))
  return rows.map((row, index) => happened.get(row.key) ?? outcomes[index] ?? 'same')
}

const outcomeFrom = { created: 'accepted', edited: 'changed', unchanged: 'same', locked: 'locked' } as const

type Known = { answers: Map<string, { rating: number; comment: string | null; invitationId: string | null; mayChange: boolean }>; invited: Set<string> }

async function lookUp({ tables: { response, invitation }, handle }: Database, { row: survey }: Place, rows: readonly ImportRow[], now: number): Promise<Known> {
  const keys = rows.map(({ key }) => key)
  const answers = await handle
    .select({ id: response.id, rating: response.rating, comment: response.comment, invitationId: response.invitationId, receivedAt: response.receivedAt })
    .from(response)
    .where(and(eq(response.surveyId, survey.id), inArray(response.id, keys)))
  const invitations = await handle
    .select({ key: invitation.externalId })
    .from(invitation)
    .where(and(eq(invitation.surveyId, survey.id), inArray(invitation.externalId, keys)))
  return {
    answers: new Map(answers.map(({ id, receivedAt, ...answer }) => [id, { ...answer, mayChange: now - receivedAt <= survey.editWindowHours * hourMs }])),
    invited: new Set(invitations.flatMap(({ key }) => key ?? []))
  }
}

function outcomeOf({ key, rating, comment }: ImportRow, { answers, invited }: Known): Outcome {
  const answer = answers.get(key)
  if (rating === null) return answer || invited.has(key) ? 'same' : 'unanswered'
  if (!answer) return 'accepted'
  if (answer.rating === rating && answer.comment === (comment ?? answer.comment)) return 'same'
  return answer.mayChange ? 'changed' : 'locked'
}

function answerOf(row: ImportRow & { rating: number }, { row: survey, meaning, site, invites }: Place, { answers, invited }: Known, now: number): Answer {
  const answeredAt = row.answeredAt ?? now
  const known = answers.get(row.key)
  return {
    surveyId: survey.id,
    siteId: site.id,
    version: meaning.version,
    id: row.key,
    rating: row.rating,
    comment: row.comment,
    answers: {},
    tags: row.tags,
    customer: row.customer,
    conversation: row.conversation?.id ?? null,
    delivery: null,
    pageUrl: null,
    invitationId: known ? known.invitationId : invites || invited.has(row.key) ? invitationIdOf(survey.id, row.key) : null,
    state: 'counted',
    stateReason: null,
    answeredAt,
    answeredOn: dayIn(site.timeZone, answeredAt),
    ...ofProgram,
    actor: 'import',
    editWindowMs: survey.editWindowHours * hourMs
  }
}

function invitationOf(row: ImportRow, { row: survey, site }: Place, now: number): InvitationRow {
  const sentAt = row.sentAt ?? row.answeredAt ?? row.conversation?.resolvedAt ?? row.conversation?.openedAt ?? now
  return {
    ...untouched,
    id: invitationIdOf(survey.id, row.key),
    siteId: site.id,
    surveyId: survey.id,
    externalId: row.key,
    channel: row.tags.channel,
    topics: JSON.stringify(row.tags.topics),
    agent: personKeyOf(row.tags.agent),
    team: personKeyOf(row.tags.team),
    conversation: row.conversation?.id ?? null,
    customer: row.customer,
    locale: row.tags.locale,
    state: 'sent',
    createdAt: sentAt,
    changedAt: now,
    sentAt,
    answeredAt: row.rating === null ? null : (row.answeredAt ?? now)
  }
}

/** The same row has the same invitation, also when two processes import it at once. */
function invitationIdOf(surveyId: string, key: string) {
  return `inv_${hashOf(`${surveyId}\0${key}`).slice(0, 22)}`
}

function says({ id: _id, ...said }: Interaction) {
  return Object.values(said).some((part) => part !== null)
}

/** Adds what the rows say of their conversations to what is known of them; what they do not say stays as it was. */
function* keepInteractions(handle: Handle, database: Database, siteId: string, rows: readonly (ImportRow & { conversation: Interaction })[], now: number) {
  const values = rows.map(({ conversation: { id, ...times }, tags, customer }) => {
    const topics = tags.topics.length > 0 ? JSON.stringify(tags.topics.map(slugOf)) : null
    const said = { ...times, channel: channelOf(tags.channel) || null, agent: tags.agent || null, team: tags.team || null, topics, customer }
    return { id, known: Object.fromEntries(Object.entries(said).filter(([, part]) => part !== null)) }
  })
  // Several rows may be about one conversation.
  const merged = new Map<string, Companion>()
  for (const { id, known } of values) merged.set(id, { ...merged.get(id), ...known })
  yield* keepConversations(handle, database, siteId, merged, now)
}
