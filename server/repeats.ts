import type { SQL } from 'drizzle-orm'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Database, Handle } from './db/database'
import { run } from './db/database'
import type { TallyChange } from './figures/tallies'
import type { ResponseRow } from './responses'
import type { RulesBySite } from './tag-rules'
import { sentTagsOf } from './tags'

/**
 * A conversation that was rated more than once counts once. Each of its answers that count knows its place among them, and the
 * latest one stands for the conversation in every tally; an answer without others has no place. What the first ones or all of
 * them would have said is worked out from these places.
 */
type Place = 'first' | 'between' | 'latest' | null

type Standing = Pick<ResponseRow, 'state' | 'repeated'>

/** Whether an answer is in the tallies. */
export function isTallied({ state, repeated }: Standing): boolean {
  return state === 'counted' && (repeated === null || repeated === 'latest')
}

/** The same as SQL, in the words of the indexes that hold no others: with parameters, SQLite would not know them again. */
export function tallied({ tables: { response } }: Database): SQL | undefined {
  return and(sql`${response.state} = 'counted'`, sql`(${response.repeated} is null or ${response.repeated} = 'latest')`)
}

/** To be called before anything is written about answers to these surveys that belong to conversations. */
export function* holdRepeats(handle: Handle, database: Database, surveyIds: readonly string[]) {
  yield* database.inTurn(handle, surveyIds.map((id) => `repeats of ${id}`))
}

/**
 * Finds the places of the answers to these conversations, after some came or changed their state, and what that changes in the
 * tallies. Of answers at one instant the one with the larger id is the later, so that every database picks the same.
 */
export function* settleRepeats(handle: Handle, database: Database, surveyId: string, siteId: string, conversations: readonly string[], rules: RulesBySite): Generator<PromiseLike<unknown>, TallyChange[], unknown> {
  if (conversations.length === 0) return []
  const { response, tagSet } = database.tables
  const among = (names: readonly string[]) => and(eq(response.siteId, siteId), eq(response.surveyId, surveyId), inArray(response.conversation, [...names]))
  // Nearly every conversation has one answer, and needs no more than to be known as such, unless another one has left it.
  const repeated = yield* run(
    handle.select({ conversation: response.conversation }).from(response).where(among([...new Set(conversations)])).groupBy(response.conversation).having(sql`count(*) > 1 or count(${response.repeated}) > 0`)
  )
  const names = repeated.flatMap(({ conversation }) => conversation ?? [])
  if (names.length === 0) return []
  const rows = yield* run(handle.select({ row: response, tags: tagSet }).from(response).innerJoin(tagSet, eq(tagSet.id, response.tagSetId)).where(among(names)))
  const places = placesOf(rows.map(({ row }) => row))
  const changes: TallyChange[] = []
  for (const { row, tags } of rows) {
    const place = places.get(row.id) ?? null
    if (place === row.repeated) continue
    yield* run(handle.update(response).set({ repeated: place }).where(and(eq(response.surveyId, surveyId), eq(response.id, row.id))))
    const by = Number(isTallied({ ...row, repeated: place })) - Number(isTallied(row))
    const { answeredOn, version, rating } = row
    if (by !== 0) changes.push({ surveyId, tagSet: rules(siteId).counted(sentTagsOf(tags)), answeredOn, version, rating, by: by > 0 ? 1 : -1 })
  }
  return changes
}

function placesOf(rows: readonly ResponseRow[]): Map<string, Place> {
  const counting = rows.filter(({ state }) => state === 'counted').sort((a, b) => a.answeredAt - b.answeredAt || (a.id < b.id ? -1 : 1))
  const byConversation = new Map<string, ResponseRow[]>()
  for (const row of counting) byConversation.set(row.conversation ?? '', [...(byConversation.get(row.conversation ?? '') ?? []), row])
  const places = new Map<string, Place>()
  for (const answers of byConversation.values()) {
    if (answers.length === 1) continue
    answers.forEach(({ id }, index) => places.set(id, index === 0 ? 'first' : index === answers.length - 1 ? 'latest' : 'between'))
  }
  return places
}
