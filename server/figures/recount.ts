import { and, asc, between, eq, inArray, sql } from 'drizzle-orm'
import { countedCuts, cutName, cuts } from './cuts'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import { tallied } from '../repeats'
import type { TagRules } from '../tag-rules'
import { holdRules } from '../tag-rules'
import { sentTagsOf } from '../tags'
import { add, addToTallies, rowsOf } from './tallies'
import type { TagSetMonthTallyRow, TagSetTallyRow, TallyRow } from './tallies'

/** A tally that is kept otherwise than the answers say. */
export type Difference = { row: TallyRow | TagSetTallyRow | TagSetMonthTallyRow; kept: number; counted: number }
/** How far it is: what was compared last, and how it differs. */
export type Recounted = { done: number; total: number; differences: Difference[] }

const dayMs = 86_400_000

/**
 * Counts a survey's answers again and compares: each day and each tag set with its answers, then each month with its days.
 * `repair` makes the tallies what they should be, in the transaction that counted.
 *
 * Answers may come in meanwhile and are neither lost nor counted twice: the tallies are held while some are counted, so
 * whoever has written to them has committed and is seen, and whoever has not waits and adds to the result. They are held
 * for some thousand answers at a time, so nobody waits long. A tally of zero is as good as none.
 */
export async function* recount(database: Database, surveyId: string, repair: boolean): AsyncGenerator<Recounted> {
  const days = await daysOf(database, surveyId)
  const months = [...new Set(days.map((day) => day.slice(0, 7)))]
  const steps: Step[] = [
    ...days.map((day): Step => (handle, rules) => compareDay(handle, database, surveyId, day, rules)),
    ...(await batchesOf(database, surveyId)).map((tagSetIds): Step => (handle) => compareTagSets(handle, database, surveyId, tagSetIds)),
    ...months.map((month): Step => (handle) => compareMonth(handle, database, surveyId, month))
  ]
  const siteId = await siteOf(database, surveyId)
  for (const [index, step] of steps.entries()) {
    const differences = await database.atomically(function* (handle) {
      // In this order, in which whoever keeps an answer takes them too.
      const rules = yield* holdRules(handle, database, [siteId])
      yield* database.holdTallies(handle)
      const { tallies = [], tagSetTallies = [], tagSetMonthTallies = [] } = yield* step(handle, rules(siteId))
      if (repair) yield* addToTallies(handle, database, { tallies: tallies.map(missing), tagSetTallies: tagSetTallies.map(missing), tagSetMonthTallies: tagSetMonthTallies.map(missing) })
      return [...tallies, ...tagSetTallies, ...tagSetMonthTallies]
    })
    yield { done: index + 1, total: steps.length, differences }
  }
}

export async function surveyIds({ tables: { survey }, handle }: Database): Promise<string[]> {
  return (await handle.select({ id: survey.id }).from(survey).orderBy(asc(survey.createdAt), asc(survey.id))).map(({ id }) => id)
}

type Wrong<Row> = { row: Row; kept: number; counted: number }
type Compared = { tallies?: Wrong<TallyRow>[]; tagSetTallies?: Wrong<TagSetTallyRow>[]; tagSetMonthTallies?: Wrong<TagSetMonthTallyRow>[] }
type Comparing = Generator<PromiseLike<unknown>, Compared, unknown>
type Step = (handle: Handle, rules: TagRules) => Comparing

const answersMax = 50_000
const tagSetsMax = 500
const cutNames = [...cuts, ...countedCuts].map(cutName)

async function siteOf({ tables: { survey }, handle }: Database, surveyId: string): Promise<string> {
  const [found] = await handle.select({ siteId: survey.siteId }).from(survey).where(eq(survey.id, surveyId))
  if (!found) throw new Error(`there is no survey ${surveyId}`)
  return found.siteId
}

/** Every day that has answers or tallies, also of a month that has tallies but no days. */
async function daysOf({ tables: { response, tally }, handle }: Database, surveyId: string): Promise<string[]> {
  const answered = await handle.selectDistinct({ on: response.answeredOn }).from(response).where(eq(response.surveyId, surveyId))
  const kept = await handle.selectDistinct({ on: tally.period }).from(tally).where(eq(tally.surveyId, surveyId))
  return [...new Set([...answered, ...kept].map(({ on }) => (on.length === 7 ? `${on}-01` : on)))].sort()
}

/** Every tag set that has answers or tallies, together with others as long as they have few answers. */
async function batchesOf({ tables: { response, tagSetTally }, handle }: Database, surveyId: string): Promise<string[][]> {
  const id = response.tagSetId
  const answered = await handle.select({ id, count: sql<number | string>`count(*)` }).from(response).where(eq(response.surveyId, surveyId)).groupBy(id)
  const kept = await handle.selectDistinct({ id: tagSetTally.tagSetId }).from(tagSetTally).where(eq(tagSetTally.surveyId, surveyId))
  const counts = new Map([...kept.map(({ id }) => [id, 0] as const), ...answered.map(({ id, count }) => [id, Number(count)] as const)])
  const batches: string[][] = []
  let room = 0
  for (const [id, count] of counts) {
    const batch = batches.at(-1)
    room -= count
    if (batch && room >= 0 && batch.length < tagSetsMax) batch.push(id)
    else {
      batches.push([id])
      room = answersMax - count
    }
  }
  return batches
}

function* compareDay(handle: Handle, database: Database, surveyId: string, day: string, rules: TagRules): Comparing {
  const { tally, response, tagSet } = database.tables
  const groups = handle
    .select({ tagSetId: response.tagSetId, version: response.version, rating: response.rating, count: sql<number | string>`count(*)`.as('count') })
    .from(response)
    .where(
      and(
        eq(response.surveyId, surveyId),
        eq(response.answeredOn, day),
        tallied(database),
        // A day wider because of time zones: this is what the index finds quickly.
        between(response.answeredAt, Date.parse(day) - dayMs, Date.parse(day) + 2 * dayMs)
      )
    )
    .groupBy(response.tagSetId, response.version, response.rating)
    .as('counted')
  const rows = yield* run(
    handle.select({ tags: tagSet, version: groups.version, rating: groups.rating, count: groups.count }).from(groups).innerJoin(tagSet, eq(tagSet.id, groups.tagSetId))
  )
  const changes = rows.map(({ tags, version, rating, count }) => ({ surveyId, tagSet: rules.counted(sentTagsOf(tags)), answeredOn: day, version, rating, by: Number(count) }))
  const counted = rowsOf(changes).tallies.filter(({ grain }) => grain === 'day')
  const isDay = and(eq(tally.surveyId, surveyId), inArray(tally.cut, cutNames), eq(tally.grain, 'day'), eq(tally.period, day))
  return { tallies: compared(tallyName, yield* run(handle.select().from(tally).where(isDay)), counted) }
}

function* compareTagSets(handle: Handle, database: Database, surveyId: string, tagSetIds: string[]): Comparing {
  const { response, tagSetTally, tagSetMonthTally } = database.tables
  const { tagSetId, answeredOn, version, rating } = response
  const rows = yield* run(
    handle
      .select({ surveyId: response.surveyId, tagSetId, answeredOn, version, rating, count: sql<number | string>`count(*)` })
      .from(response)
      .where(and(eq(response.surveyId, surveyId), inArray(tagSetId, tagSetIds), tallied(database)))
      .groupBy(response.surveyId, tagSetId, answeredOn, version, rating)
  )
  const kept = yield* run(handle.select().from(tagSetTally).where(and(eq(tagSetTally.surveyId, surveyId), inArray(tagSetTally.tagSetId, tagSetIds))))
  const keptMonths = yield* run(handle.select().from(tagSetMonthTally).where(and(eq(tagSetMonthTally.surveyId, surveyId), inArray(tagSetMonthTally.tagSetId, tagSetIds))))
  const counted = rows.map((row) => ({ ...row, count: Number(row.count) }))
  const months = new Map<string, TagSetMonthTallyRow>()
  for (const { answeredOn, ...row } of counted) {
    const month = { ...row, answeredIn: answeredOn.slice(0, 7) }
    add(months, tagSetMonthTallyName(month), month)
  }
  return { tagSetTallies: compared(tagSetTallyName, kept, counted), tagSetMonthTallies: compared(tagSetMonthTallyName, keptMonths, [...months.values()]) }
}

function* compareMonth(handle: Handle, { tables: { tally } }: Database, surveyId: string, month: string): Comparing {
  const { cut, key, version, rating, grain, period } = tally
  const isOurs = and(eq(tally.surveyId, surveyId), inArray(cut, cutNames))
  const days = yield* run(
    handle
      .select({ surveyId: tally.surveyId, cut, key, version, rating, count: sql<number | string>`sum(${tally.count})` })
      .from(tally)
      .where(and(isOurs, eq(grain, 'day'), between(period, `${month}-01`, `${month}-31`)))
      .groupBy(tally.surveyId, cut, key, version, rating)
  )
  const kept = yield* run(handle.select().from(tally).where(and(isOurs, eq(grain, 'month'), eq(period, month))))
  return { tallies: compared(tallyName, kept, days.map((row) => ({ ...row, grain: 'month', period: month, count: Number(row.count) }))) }
}

function compared<Row extends { count: number }>(nameOf: (row: Row) => string, kept: readonly Row[], counted: readonly Row[]): Wrong<Row>[] {
  const rows = new Map<string, Wrong<Row>>()
  for (const row of kept) rows.set(nameOf(row), { row, kept: row.count, counted: 0 })
  for (const row of counted) {
    const name = nameOf(row)
    rows.set(name, { row, kept: rows.get(name)?.kept ?? 0, counted: row.count })
  }
  return [...rows].filter(([, wrong]) => wrong.kept !== wrong.counted).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, wrong]) => wrong)
}

/** The key comes last: it is the only one that may hold anything. */
function tallyName({ cut, grain, period, version, rating, key }: TallyRow): string {
  return `${period} ${grain} ${version} ${rating} ${cut}\n${key}`
}

function tagSetTallyName({ tagSetId, answeredOn, version, rating }: TagSetTallyRow): string {
  return `${answeredOn} ${version} ${rating} ${tagSetId}`
}

function tagSetMonthTallyName({ answeredIn, ...row }: TagSetMonthTallyRow): string {
  return tagSetTallyName({ ...row, answeredOn: answeredIn })
}

function missing<Row extends { count: number }>({ row, kept, counted }: Wrong<Row>): Row {
  return { ...row, count: counted - kept }
}
