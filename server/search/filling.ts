import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import { termsOf } from './terms'

/** So many comments are brought in by one transaction: some milliseconds. */
const lotSize = 200
/** So many answers of before are looked through by one. */
const fillLotSize = 1_000
/** So long a search waits at most until what came before it is brought in. */
const patienceMs = 1_000

/**
 * Brings in the comments that were acknowledged before, the latest first, for as long as a search can wait.
 * Resolves to whether the index is whole: not after an upgrade or a large import, until `fillIndex` is done.
 */
export async function catchUp(database: Database): Promise<boolean> {
  const until = performance.now() + patienceMs
  while (await indexSome(database)) if (performance.now() > until) return false
  const { commentFill } = database.tables
  const [left] = await database.handle.select({ surveyId: commentFill.surveyId }).from(commentFill).limit(1)
  return left === undefined
}

/**
 * Brings in everything that is not in the index yet, in lots between which others come in. Throws once
 * `stopped` is.
 */
export async function fillIndex(database: Database, stopped?: AbortSignal): Promise<void> {
  for (;;) {
    stopped?.throwIfAborted()
    const isMore = (await indexSome(database)) || (await fillSome(database))
    if (!isMore) return
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** One lot of what is due. Resolves to whether there may be more. */
async function indexSome(database: Database): Promise<boolean> {
  const { commentDue, commentIndex } = database.tables
  const { place } = commentDue
  // Without a transaction, because nearly always there is nothing.
  const [some] = await database.handle.select({ place }).from(commentDue).limit(1)
  if (!some) return false
  return database.atomically(function* (handle) {
    const due = yield* run(
      database.locked(handle.select().from(commentDue).orderBy(desc(place)).limit(lotSize))
    )
    for (const [surveyId, ids] of bySurvey(due)) {
      const rows = yield* commentsOf(handle, database, surveyId, ids)
      yield* run(
        handle
          .delete(commentIndex)
          .where(and(eq(commentIndex.surveyId, surveyId), inArray(commentIndex.id, ids)))
      )
      if (rows.length > 0) yield* run(handle.insert(commentIndex).values(rows))
    }
    if (due.length > 0)
      yield* run(
        handle.delete(commentDue).where(
          inArray(
            place,
            due.map((one) => one.place)
          )
        )
      )
    return due.length > 0
  })
}

/** These answers as they are now, held as they are: nobody may erase what is being brought in. */
function* commentsOf(handle: Handle, database: Database, surveyId: string, ids: readonly string[]) {
  const { response } = database.tables
  const { id, answeredAt, answeredOn, tagSetId, version, rating, state, repeated, standing, comment } =
    response
  const isOne = and(eq(response.surveyId, surveyId), inArray(id, [...ids]))
  const columns = {
    surveyId: response.surveyId,
    id,
    answeredAt,
    answeredOn,
    tagSetId,
    version,
    rating,
    state,
    repeated,
    standing,
    comment
  }
  const rows = yield* run(database.held(handle.select(columns).from(response).where(isOne).orderBy(asc(id))))
  return rows.flatMap(({ comment, ...row }) =>
    comment === null ? [] : [{ ...row, words: ` ${termsOf(comment).join(' ')} ` }]
  )
}

/**
 * Makes the comments of one lot of answers of before due, the latest first. Resolves to whether there may
 * be more.
 */
async function fillSome(database: Database): Promise<boolean> {
  const { response, commentDue, commentFill } = database.tables
  return database.atomically(function* (handle) {
    const [left] = yield* run(database.locked(handle.select().from(commentFill).limit(1)))
    if (!left) return false
    const { surveyId, answeredAt: at, id } = left
    const isBefore = at === null ? undefined : sql`(${response.answeredAt}, ${response.id}) < (${at}, ${id})`
    const rows = yield* run(
      handle
        .select({
          id: response.id,
          answeredAt: response.answeredAt,
          isCommented: sql<unknown>`${response.comment} is not null`
        })
        .from(response)
        .where(and(eq(response.surveyId, surveyId), isBefore))
        .orderBy(desc(response.answeredAt), desc(response.id))
        .limit(fillLotSize)
    )
    const due = rows.flatMap(({ id, isCommented }) => (isCommented ? [{ surveyId, id }] : []))
    if (due.length > 0) yield* run(handle.insert(commentDue).values(due))
    const last = rows.at(-1)
    const isIt = eq(commentFill.surveyId, surveyId)
    if (last && rows.length === fillLotSize) {
      const { answeredAt, id } = last
      yield* run(handle.update(commentFill).set({ answeredAt, id }).where(isIt))
    } else yield* run(handle.delete(commentFill).where(isIt))
    return true
  })
}

function bySurvey(due: readonly { surveyId: string; id: string }[]): Map<string, string[]> {
  const surveys = new Map<string, Set<string>>()
  for (const { surveyId, id } of due) surveys.set(surveyId, (surveys.get(surveyId) ?? new Set()).add(id))
  return new Map([...surveys].map(([surveyId, ids]) => [surveyId, [...ids]]))
}
