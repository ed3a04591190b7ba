import { countedCuts, cutName, cuts, keysOf, ratingIn } from './cuts'
import type { Database, Handle } from '../db/database'
import type { TagSet } from '../tags'

/** Answers as the tallies see them; `by` is how many come in, below zero where they go out. */
export type TallyChange = { surveyId: string; tagSet: TagSet; answeredOn: string; version: number; rating: number; by: number }

export type TallyRow = { surveyId: string; cut: string; grain: string; period: string; key: string; version: number; rating: number; count: number }
export type TagSetTallyRow = { surveyId: string; tagSetId: string; answeredOn: string; version: number; rating: number; count: number }

export type TagSetMonthTallyRow = Omit<TagSetTallyRow, 'answeredOn'> & { answeredIn: string }

export type TallyRows = { tallies: TallyRow[]; tagSetTallies: TagSetTallyRow[]; tagSetMonthTallies: TagSetMonthTallyRow[] }

/** Counts the changes, in the transaction that makes them, so that figures and answers can never disagree. */
export function* keepTallies(handle: Handle, database: Database, changes: readonly TallyChange[]) {
  yield* addToTallies(handle, database, rowsOf(changes))
}

/** Adds the counts of these rows to what is kept. */
export function* addToTallies(handle: Handle, database: Database, { tallies, tagSetTallies, tagSetMonthTallies }: TallyRows) {
  const { tally, tagSetTally, tagSetMonthTally } = database.tables
  yield* database.insertRows(handle, {
    table: tally,
    rows: tallies,
    onConflict: 'on conflict (survey_id, cut, grain, period, key, version, rating) do update set count = tally.count + excluded.count'
  })
  yield* database.insertRows(handle, {
    table: tagSetTally,
    rows: tagSetTallies,
    onConflict: 'on conflict (survey_id, tag_set_id, answered_on, version, rating) do update set count = tag_set_tally.count + excluded.count'
  })
  yield* database.insertRows(handle, {
    table: tagSetMonthTally,
    rows: tagSetMonthTallies,
    onConflict: 'on conflict (survey_id, tag_set_id, answered_in, version, rating) do update set count = tag_set_month_tally.count + excluded.count'
  })
}

/** The rows that the changes touch, each once, with what they add to it. */
export function rowsOf(changes: readonly TallyChange[]): TallyRows {
  const tallies = new Map<string, TallyRow>()
  const tagSetTallies = new Map<string, TagSetTallyRow>()
  const tagSetMonthTallies = new Map<string, TagSetMonthTallyRow>()
  for (const { surveyId, tagSet, answeredOn, version, rating, by } of changes) {
    const month = answeredOn.slice(0, 7)
    const what = `${surveyId}\n${version}\n`
    for (const { cut, key } of cutKeysOf(tagSet)) {
      const kept = ratingIn(cut, rating)
      add(tallies, `${what}${kept}\n${cut}\nday\n${answeredOn}\n${key}`, { surveyId, cut, grain: 'day', period: answeredOn, key, version, rating: kept, count: by })
      add(tallies, `${what}${kept}\n${cut}\nmonth\n${month}\n${key}`, { surveyId, cut, grain: 'month', period: month, key, version, rating: kept, count: by })
    }
    add(tagSetTallies, `${what}${rating}\n${tagSet.id}\n${answeredOn}`, { surveyId, tagSetId: tagSet.id, answeredOn, version, rating, count: by })
    add(tagSetMonthTallies, `${what}${rating}\n${tagSet.id}\n${month}`, { surveyId, tagSetId: tagSet.id, answeredIn: month, version, rating, count: by })
  }
  return { tallies: inOrder(tallies), tagSetTallies: inOrder(tagSetTallies), tagSetMonthTallies: inOrder(tagSetMonthTallies) }
}

/** Under which keys of which cuts a tag set counts, worked out once as long as it is in use. */
const cutKeys = new WeakMap<TagSet, { cut: string; key: string }[]>()

export function cutKeysOf(tagSet: TagSet) {
  const known = cutKeys.get(tagSet)
  if (known) return known
  const all = [...cuts, ...countedCuts].flatMap((cut) => keysOf(cut, tagSet).map((key) => ({ cut: cutName(cut), key })))
  cutKeys.set(tagSet, all)
  return all
}

export function add<Row extends { count: number }>(rows: Map<string, Row>, name: string, row: Row) {
  const known = rows.get(name)
  if (known) known.count += row.count
  else rows.set(name, row)
}

/** Every writer takes the rows in the same order, so that two of them cannot wait for each other. */
export function inOrder<Row extends { count: number }>(rows: Map<string, Row>): Row[] {
  return [...rows].filter(([, row]) => row.count !== 0).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}
