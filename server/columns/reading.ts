import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '../db/database'
import { reached } from '../invitations/reached'
import type { Further, SetOfTags } from './wire'
import { conversationCells, placeNumbers, reachedSteps } from './wire'

const dayMs = 86_400_000
/** So many answers are read in one go: some milliseconds on SQLite, where nobody else is served meanwhile. */
const lotSize = 2_000
const idsAtOnce = 500

/** What of an answer the columns hold. */
export type ReadAnswer = {
  surveyId: string
  id: string
  siteId: string
  tagSetId: string
  answeredOn: string
  version: number
  rating: number
  state: string
  repeated: string | null
  conversation: string | null
  answers: string | null
}

/** The same of a conversation: what it was sent about, and when what happened, in ms; nobody knows what is null. */
export type ReadConversation = {
  siteId: string
  id: string
  channel: string | null
  agent: string | null
  team: string | null
  topics: string | null
  customerHash: string | null
  beganAt: number
  openedAt: number | null
  firstResponseAt: number | null
  resolvedAt: number | null
  handleSeconds: number | null
  holdSeconds: number | null
  resolvedOnFirstContact: boolean | null
}

/** Which place an answer has now; 0 where it is counted nowhere. */
export function placeOf({ state, repeated }: Pick<ReadAnswer, 'state' | 'repeated'>): number {
  if (state !== 'counted') return 0
  return placeNumbers[(repeated ?? 'alone') as keyof typeof placeNumbers] // written by settleRepeats only
}

export function dayNumber(day: string): number {
  return Math.round(Date.parse(day) / dayMs)
}

export function dayOf(number: number): string {
  return new Date(number * dayMs).toISOString().slice(0, 10)
}

/** All answers to a survey that count, by time, in lots between which others come in. */
export async function* everyAnswer(database: Database, surveyId: string): AsyncGenerator<ReadAnswer[]> {
  const { tables: { response }, handle } = database
  const columns = cellsOf(database)
  let after: { at: number; id: string } | undefined
  for (;;) {
    const isLater = after && sql`(${response.answeredAt}, ${response.id}) > (${after.at}, ${after.id})`
    const rows = await handle
      .select({ ...columns, at: response.answeredAt })
      .from(response)
      .where(and(eq(response.surveyId, surveyId), eq(response.state, 'counted'), isLater))
      .orderBy(asc(response.answeredAt), asc(response.id))
      .limit(lotSize)
    if (rows.length > 0) yield rows
    after = rows.at(-1)
    if (rows.length < lotSize) return
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** These answers to a survey as they are now; what is not there any more is left out. */
export async function theseAnswers(database: Database, surveyId: string, ids: readonly string[]): Promise<ReadAnswer[]> {
  const { tables: { response }, handle } = database
  const found: ReadAnswer[] = []
  for (let start = 0; start < ids.length; start += idsAtOnce) {
    const isOne = inArray(response.id, ids.slice(start, start + idsAtOnce))
    found.push(...(await handle.select(cellsOf(database)).from(response).where(and(eq(response.surveyId, surveyId), isOne))))
  }
  return found
}

/** The same of an invitation. `reached`: bits by the places of `reachedSteps`. */
export type ReadInvitation = {
  siteId: string
  id: string
  channel: string
  agent: string
  team: string
  topics: string
  locale: string
  delivery: string | null
  state: string
  reason: string | null
  createdAt: number
  isCounted: boolean
  reached: number
}

export type ReadSet = SetOfTags & { id: string; siteId: string }

/** What these sets of tags count as now. */
export async function theseSets(database: Database, ids: readonly string[]): Promise<Omit<ReadSet, 'code'>[]> {
  const { tables: { tagSet, tagSetTopic }, handle } = database
  const { id, siteId, channel, agent, team, locale, surface, claimed } = tagSet
  const found: Omit<ReadSet, 'code'>[] = []
  for (let start = 0; start < ids.length; start += idsAtOnce) {
    const some = ids.slice(start, start + idsAtOnce)
    const [sets, members] = await Promise.all([
      handle.select({ id, siteId, channel, agent, team, locale, surface, claimed }).from(tagSet).where(inArray(id, some)),
      handle.select().from(tagSetTopic).where(inArray(tagSetTopic.tagSetId, some))
    ])
    const topics = new Map<string, string[]>()
    for (const { tagSetId, topic } of members) topics.set(tagSetId, [...(topics.get(tagSetId) ?? []), topic])
    found.push(...sets.map(({ id, siteId, ...tags }) => ({ id, siteId, tags, topics: (topics.get(id) ?? []).sort() })))
  }
  return found
}

/** All conversations of a site by time, in lots between which others come in. */
export async function* everyConversation(database: Database, siteId: string): AsyncGenerator<ReadConversation[]> {
  const { tables: { conversation }, handle } = database
  let after: { beganAt: number; id: string } | undefined
  for (;;) {
    const isLater = after && sql`(${conversation.beganAt}, ${conversation.id}) > (${after.beganAt}, ${after.id})`
    const rows = await handle
      .select(conversationColumns(database))
      .from(conversation)
      .where(and(eq(conversation.siteId, siteId), isLater))
      .orderBy(asc(conversation.beganAt), asc(conversation.id))
      .limit(lotSize)
    if (rows.length > 0) yield rows
    after = rows.at(-1)
    if (rows.length < lotSize) return
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** These conversations of a site as they are now; what is not there any more is left out. */
export async function theseConversations(database: Database, siteId: string, ids: readonly string[]): Promise<ReadConversation[]> {
  const { tables: { conversation }, handle } = database
  const found: ReadConversation[] = []
  for (let start = 0; start < ids.length; start += idsAtOnce) {
    const isOne = inArray(conversation.id, ids.slice(start, start + idsAtOnce))
    const isOurs = and(eq(conversation.siteId, siteId), isOne)
    found.push(...(await handle.select(conversationColumns(database)).from(conversation).where(isOurs)))
  }
  return found
}

/** All invitations to a survey by time, in lots between which others come in. */
export async function* everyInvitation(database: Database, surveyId: string): AsyncGenerator<ReadInvitation[]> {
  const { tables: { invitation }, handle } = database
  let after: { createdAt: number; id: string } | undefined
  for (;;) {
    const isLater = after && sql`(${invitation.createdAt}, ${invitation.id}) > (${after.createdAt}, ${after.id})`
    const rows = await handle
      .select(invitationColumns(database))
      .from(invitation)
      .where(and(eq(invitation.surveyId, surveyId), isLater))
      .orderBy(asc(invitation.createdAt), asc(invitation.id))
      .limit(lotSize)
    if (rows.length > 0) yield rows.map(invitationOf)
    after = rows.at(-1)
    if (rows.length < lotSize) return
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** These invitations as they are now; what is not there any more is left out. */
export async function theseInvitations(database: Database, ids: readonly string[]): Promise<ReadInvitation[]> {
  const { tables: { invitation }, handle } = database
  const found: ReadInvitation[] = []
  for (let start = 0; start < ids.length; start += idsAtOnce) {
    const isOne = inArray(invitation.id, ids.slice(start, start + idsAtOnce))
    found.push(...(await handle.select(invitationColumns(database)).from(invitation).where(isOne)).map(invitationOf))
  }
  return found
}

/** Tests and links for many are counted nowhere. */
function invitationOf({ test, reusable, reached, ...row }: Omit<ReadInvitation, 'isCounted' | 'reached'> & { test: boolean; reusable: boolean; reached: number | string }): ReadInvitation {
  return { ...row, isCounted: !test && !reusable, reached: Number(reached) }
}

function invitationColumns({ tables }: Database) {
  const { siteId, id, channel, agent, team, topics, locale, delivery, state, stateReason: reason, createdAt, test, reusable } = tables.invitation
  const steps = { ...reached(tables), receipts: sql`${tables.invitation.deliveredAt} is not null` }
  const bits = reachedSteps.map((step, place) => sql`case when ${steps[step]} then ${sql.raw(String(1 << place))} else 0 end`)
  const far = sql<number | string>`${sql.join(bits, sql` + `)}`
  return { siteId, id, channel, agent, team, topics, locale, delivery, state, reason, createdAt, test, reusable, reached: far }
}

/** What the columns keep of a conversation, in the order of `conversationCells`. */
export function cellsOfConversation(row: ReadConversation, set: number): number[] {
  const { beganAt, openedAt, firstResponseAt, resolvedAt, handleSeconds, holdSeconds, resolvedOnFirstContact: solved } = row
  const since = (at: number | null) => (at === null || openedAt === null ? NaN : at - openedAt)
  const cells: Record<(typeof conversationCells)[number], number> = {
    began: beganAt,
    set,
    firstResponse: since(firstResponseAt),
    resolution: since(resolvedAt),
    handle: handleSeconds === null ? NaN : 1_000 * handleSeconds,
    hold: holdSeconds === null ? NaN : 1_000 * holdSeconds,
    solved: solved === null ? 0 : solved ? 2 : 1
  }
  return conversationCells.map((name) => cells[name])
}

/** How long a page was read is measured and not said, and leave to get in touch is no judgement. */
const noJudgements = new Set(['readingSeconds', 'contact'])
/** What “Was it solved?” is answered with, as steps. */
const solved: Record<string, number> = { no: 0, 'not-yet': 0.5, yes: 1 }

/** What further questions were answered with that can be counted; null where there were none. */
export function furtherOf(answers: string | null): Further | null {
  if (answers === null) return null
  const said = JSON.parse(answers) as Record<string, unknown> // written by storeAnswers only
  return Object.entries(said).flatMap(([name, value]) => {
    const step = typeof value === 'string' ? solved[value] : value
    if (noJudgements.has(name) || (typeof step !== 'number' && typeof step !== 'boolean')) return []
    return [{ name, value: Number(step), isPoints: typeof value === 'number' }]
  })
}

function conversationColumns({ tables: { conversation } }: Database) {
  const { siteId, id, channel, agent, team, topics, customerHash, beganAt } = conversation
  const { openedAt, firstResponseAt, resolvedAt, handleSeconds, holdSeconds, resolvedOnFirstContact } = conversation
  const times = { beganAt, openedAt, firstResponseAt, resolvedAt }
  return { siteId, id, channel, agent, team, topics, customerHash, ...times, handleSeconds, holdSeconds, resolvedOnFirstContact }
}

/** What is read of each answer. */
function cellsOf({ tables: { response } }: Database) {
  const { surveyId, id, siteId, tagSetId, answeredOn, version, rating, state, repeated, conversation, answers } = response
  return { surveyId, id, siteId, tagSetId, answeredOn, version, rating, state, repeated, conversation, answers }
}
