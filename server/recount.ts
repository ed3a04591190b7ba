import { and, asc, between, eq, sql } from 'drizzle-orm'
import type { Database, Handle } from './db/database'
import { run } from './db/database'
import { addToTallies, rowsOf } from './tallies'
import type { TagSetTallyRow, TallyChange, TallyRow } from './tallies'

/** A tally that is kept otherwise than the answers say. */
export type Difference = { row: TallyRow | TagSetTallyRow; kept: number; counted: number }
/** What was looked at: how many of the days and months are `done`, and how they differ. */
export type Recounted = { done: number; total: number; differences: Difference[] }

const dayMs = 86_400_000

/**
 * Counts a survey's answers again and compares: each day with its answers, then each month with its days. `repair` makes
 * the tallies what they should be, in the transaction that counted.
 *
 * Answers may come in meanwhile and are neither lost nor counted twice: the tallies are held while a day is counted, so
 * whoever has written to them has committed and is seen, and whoever has not waits and adds to the result. They are held
 * for one day at a time, so nobody waits long. Tallies without answers are equal to no tallies.
 */
export async function* recount(database: Database, surveyId: string, repair: boolean): AsyncGenerator<Recounted> {
  const days = await daysOf(database, surveyId)
  const months = [...new Set(days.map((day) => day.slice(0, 7)))]
  const steps = [...days.map((day) => ({ compare: compareDay, period: day })), ...months.map((month) => ({ compare: compareMonth, period: month }))]
  for (const [index, { compare, period }] of steps.entries()) {
    const differences = await database.atomically(function* (handle) {
      yield* database.holdTallies(handle)
      const { tallies, tagSetTallies } = yield* compare(handle, database, surveyId, period)
      if (repair) yield* addToTallies(handle, database, { tallies: tallies.map(missing), tagSetTallies: tagSetTallies.map(missing) })
      return [...tallies, ...tagSetTallies]
    })
    yield { done: index + 1, total: steps.length, differences }
  }
}

export async function surveyIds({ tables: { survey }, handle }: Database): Promise<string[]> {
  return (await handle.select({ id: survey.id }).from(survey).orderBy(asc(survey.createdAt), asc(survey.id))).map(({ id }) => id)
}

type Wrong<Row> = { row: Row; kept: number; counted: number }
type Compared = { tallies: Wrong<TallyRow>[]; tagSetTallies: Wrong<TagSetTallyRow>[] }

/** Every day that has answers or tallies, also of a month that has tallies but no days. */
async function daysOf({ tables: { response, tally, tagSetTally }, handle }: Database, surveyId: string): Promise<string[]> {
  const [answered, kept, byTagSet] = await Promise.all([
    handle.selectDistinct({ on: response.answeredOn }).from(response).where(eq(response.surveyId, surveyId)),
    handle.selectDistinct({ on: tally.period }).from(tally).where(eq(tally.surveyId, surveyId)),
    handle.selectDistinct({ on: tagSetTally.answeredOn }).from(tagSetTally).where(eq(tagSetTally.surveyId, surveyId))
  ])
  const days = [...answered, ...kept, ...byTagSet].map(({ on }) => (on.length === 7 ? `${on}-01` : on))
  return [...new Set(days)].sort()
}

function* compareDay(handle: Handle, database: Database, surveyId: string, day: string): Generator<PromiseLike<unknown>, Compared, unknown> {
  const { tally, tagSetTally } = database.tables
  const counted = rowsOf(yield* answersOf(handle, database, surveyId, day))
  const isDay = and(eq(tally.surveyId, surveyId), eq(tally.grain, 'day'), eq(tally.period, day))
  const tallies = yield* run(handle.select().from(tally).where(isDay))
  const tagSetTallies = yield* run(handle.select().from(tagSetTally).where(and(eq(tagSetTally.surveyId, surveyId), eq(tagSetTally.answeredOn, day))))
  return {
    tallies: compared(tallies, counted.tallies.filter(({ grain }) => grain === 'day')),
    tagSetTallies: compared(tagSetTallies, counted.tagSetTallies)
  }
}

function* compareMonth(handle: Handle, database: Database, surveyId: string, month: string): Generator<PromiseLike<unknown>, Compared, unknown> {
  const { tally } = database.tables
  const { cut, key, version, rating } = tally
  const days = yield* run(
    handle
      .select({ surveyId: tally.surveyId, cut, key, version, rating, count: sql<number | string>`sum(${tally.count})` })
      .from(tally)
      .where(and(eq(tally.surveyId, surveyId), eq(tally.grain, 'day'), between(tally.period, `${month}-01`, `${month}-31`)))
      .groupBy(tally.surveyId, cut, key, version, rating)
  )
  const counted = days.map((row) => ({ ...row, grain: 'month', period: month, count: Number(row.count) }))
  const kept = yield* run(handle.select().from(tally).where(and(eq(tally.surveyId, surveyId), eq(tally.grain, 'month'), eq(tally.period, month))))
  return { tallies: compared(kept, counted), tagSetTallies: [] }
}

function* answersOf(handle: Handle, { tables: { response, tagSet } }: Database, surveyId: string, day: string): Generator<PromiseLike<unknown>, TallyChange[], unknown> {
  const groups = handle
    .select({ tagSetId: response.tagSetId, version: response.version, rating: response.rating, count: sql<number | string>`count(*)`.as('count') })
    .from(response)
    .where(
      and(
        eq(response.surveyId, surveyId),
        eq(response.answeredOn, day),
        eq(response.state, 'counted'),
        // A day wider because of time zones: this is what the index finds quickly.
        between(response.answeredAt, Date.parse(day) - dayMs, Date.parse(day) + 2 * dayMs)
      )
    )
    .groupBy(response.tagSetId, response.version, response.rating)
    .as('counted')
  const rows = yield* run(
    handle.select({ tags: tagSet, version: groups.version, rating: groups.rating, count: groups.count }).from(groups).innerJoin(tagSet, eq(tagSet.id, groups.tagSetId))
  )
  return rows.map(({ tags, version, rating, count }) => {
    const topics = JSON.parse(tags.topics) as string[] // written by keepTags only
    return { surveyId, tagSet: { ...tags, topics }, answeredOn: day, version, rating, by: Number(count) }
  })
}

function compared<Row extends { count: number }>(kept: readonly Row[], counted: readonly Row[]): Wrong<Row>[] {
  const rows = new Map<string, Wrong<Row>>()
  for (const row of kept) rows.set(nameOf(row), { row, kept: row.count, counted: 0 })
  for (const row of counted) {
    const name = nameOf(row)
    rows.set(name, { row, kept: rows.get(name)?.kept ?? 0, counted: row.count })
  }
  return [...rows].filter(([, wrong]) => wrong.kept !== wrong.counted).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, wrong]) => wrong)
}

/** The columns in the order of their names, since the two sides come from different queries. */
function nameOf(row: { count: number }): string {
  return JSON.stringify(Object.entries(row).filter(([column]) => column !== 'count').sort(([a], [b]) => (a < b ? -1 : 1)))
}

function missing<Row extends { count: number }>({ row, kept, counted }: Wrong<Row>): Row {
  return { ...row, count: counted - kept }
}
