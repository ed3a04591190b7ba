import type { SQL } from 'drizzle-orm'
import { and, between, desc, eq, gte, inArray, isNotNull, isNull, lt, min, ne, or, sql } from 'drizzle-orm'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import { addDays } from '../time/periods'
import type { Ratings } from './bursts'
import { counting } from './repeats'

type Day = Pick<Database['tables']['networkDay']['$inferSelect'], 'surveyId' | 'answeredOn' | 'network'>

/**
 * What is usual is read from so many days, and from the same day only where they hold less than so many
 * answers.
 */
const usualDays = 28
const enough = 200
/** More say nothing more of what is usual. */
const plenty = 2_000
const dayMs = 86_400_000
/**
 * Where so large a part of a week's answers shows no hand, the site asks on pages of its own: there it says
 * nothing of all of them together.
 */
const ownPagesShare = 0.3
const ownPagesMin = 50

/** What answers without a hand on them say, of a network or of all on a day, whether they count or wait. */
export function* bareRatings(
  handle: Handle,
  { tables: { response } }: Database,
  { surveyId, answeredOn, network }: Day
) {
  const rows = yield* run(
    handle
      .select({ rating: response.rating, count: counted })
      .from(response)
      .where(
        and(
          eq(response.surveyId, surveyId),
          eq(response.answeredOn, answeredOn),
          network === '' ? isNotNull(response.network) : eq(response.network, network),
          eq(response.touched, false),
          inArray(response.state, ['counted', 'suspect'])
        )
      )
      .groupBy(response.rating)
  )
  return ratingsOf(rows)
}

/**
 * What is usual of a survey: what counted in the four weeks before, the latest of it where that is much. A
 * survey that has little of that is judged by the same day: by what came before the first of a network's
 * answers, or, for all networks together, by what shows a hand or came from no page.
 */
export function* usualRatings(
  handle: Handle,
  database: Database,
  day: Day,
  { isAll, version = 1 }: { isAll: boolean; version?: number | undefined }
): Generator<PromiseLike<unknown>, Ratings, unknown> {
  const { response } = database.tables
  const { surveyId, answeredOn, network } = day
  if (isAll && (yield* asksOnOwnPages(handle, database, day))) return new Map()
  const usual = yield* weeksBefore(handle, database, day, version)
  if ([...usual.values()].reduce((sum, count) => sum + count, 0) >= enough) return usual
  const others = isAll
    ? or(isNull(response.network), eq(response.touched, true))
    : yield* beforeFirst(handle, database, day)
  const today = and(
    eq(response.surveyId, surveyId),
    eq(response.answeredOn, answeredOn),
    eq(response.version, version),
    eq(response.state, 'counted'),
    or(isNull(response.network), ne(response.network, network)),
    others
  )
  for (const { rating, count } of yield* run(
    handle
      .select({ rating: response.rating, count: counted })
      .from(response)
      .where(today)
      .groupBy(response.rating)
  )) {
    usual.set(rating, (usual.get(rating) ?? 0) + Number(count))
  }
  return usual
}

function* weeksBefore(handle: Handle, database: Database, { surveyId, answeredOn }: Day, version: number) {
  const { response } = database.tables
  const [from, to] = [addDays(answeredOn, -usualDays), addDays(answeredOn, -1)]
  // A day wider because of time zones: this is what the index finds quickly.
  const isThen = and(
    between(response.answeredOn, from, to),
    between(response.answeredAt, Date.parse(from) - dayMs, Date.parse(to) + 2 * dayMs)
  )
  const isIt = and(eq(response.surveyId, surveyId), isThen, eq(response.version, version), counting(database))
  const latest = handle
    .select({ rating: response.rating })
    .from(response)
    .where(isIt)
    .orderBy(desc(response.answeredAt))
    .limit(plenty)
    .as('latest')
  return ratingsOf(
    yield* run(handle.select({ rating: latest.rating, count: counted }).from(latest).groupBy(latest.rating))
  )
}

function* beforeFirst(
  handle: Handle,
  { tables: { response } }: Database,
  { surveyId, answeredOn, network }: Day
): Generator<PromiseLike<unknown>, SQL, unknown> {
  const its = and(
    eq(response.surveyId, surveyId),
    eq(response.network, network),
    eq(response.answeredOn, answeredOn),
    eq(response.touched, false)
  )
  const [first] = yield* run(
    handle
      .select({ at: min(response.receivedAt) })
      .from(response)
      .where(its)
  )
  return lt(response.receivedAt, Number(first?.at ?? 0))
}

function* asksOnOwnPages(
  handle: Handle,
  { tables: { networkDay } }: Database,
  { surveyId, answeredOn }: Day
): Generator<PromiseLike<unknown>, boolean, unknown> {
  const week = and(
    eq(networkDay.surveyId, surveyId),
    eq(networkDay.network, ''),
    gte(networkDay.answeredOn, addDays(answeredOn, -7)),
    lt(networkDay.answeredOn, answeredOn)
  )
  const [sums] = yield* run(
    handle
      .select({
        answers: sql<number | string | null>`sum(${networkDay.answers})`,
        bare: sql<number | string | null>`sum(${networkDay.bare})`
      })
      .from(networkDay)
      .where(week)
  )
  const [answers, bare] = [Number(sums?.answers ?? 0), Number(sums?.bare ?? 0)]
  return answers >= ownPagesMin && bare >= answers * ownPagesShare
}

const counted = sql<number | string>`count(*)` // PostgreSQL gives counts as strings

function ratingsOf(rows: readonly { rating: number; count: number | string }[]): Map<number, number> {
  return new Map(rows.map(({ rating, count }) => [rating, Number(count)]))
}
