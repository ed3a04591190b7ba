import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '../db/database'
import type { SetOfTags } from './wire'
import { placeNumbers } from './wire'

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

export type ReadSet = Omit<SetOfTags, 'code'> & { id: string; siteId: string }

/** What these sets of tags count as now. */
export async function theseSets(database: Database, ids: readonly string[]): Promise<ReadSet[]> {
  const { tables: { tagSet, tagSetTopic }, handle } = database
  const { id, siteId, channel, agent, team, locale, surface, claimed } = tagSet
  const found: ReadSet[] = []
  for (let start = 0; start < ids.length; start += idsAtOnce) {
    const some = ids.slice(start, start + idsAtOnce)
    const [sets, members] = await Promise.all([
      handle.select({ id, siteId, channel, agent, team, locale, surface, claimed }).from(tagSet).where(inArray(id, some)),
      handle.select().from(tagSetTopic).where(inArray(tagSetTopic.tagSetId, some))
    ])
    const topics = new Map<string, string[]>()
    for (const { tagSetId, topic } of members) topics.set(tagSetId, [...(topics.get(tagSetId) ?? []), topic])
    found.push(...sets.map((set) => ({ ...set, topics: (topics.get(set.id) ?? []).sort() })))
  }
  return found
}

/** What is read of each answer. */
function cellsOf({ tables: { response } }: Database) {
  const { surveyId, id, siteId, tagSetId, answeredOn, version, rating, state, repeated } = response
  return { surveyId, id, siteId, tagSetId, answeredOn, version, rating, state, repeated }
}
