import { sql } from 'drizzle-orm'
import { cutName, cuts, keysOf } from './cuts'
import type { Database, Handle } from './db/database'
import { run } from './db/database'
import type { TagSet } from './tags'

/** Answers as the tallies see them; `by` is how many come in, below zero where they go out. */
export type TallyChange = { surveyId: string; tagSet: TagSet; answeredOn: string; version: number; rating: number; by: number }

export type TallyRow = { surveyId: string; cut: string; grain: string; period: string; key: string; version: number; rating: number; count: number }
export type TagSetTallyRow = { surveyId: string; tagSetId: string; answeredOn: string; version: number; rating: number; count: number }

export type TallyRows = { tallies: TallyRow[]; tagSetTallies: TagSetTallyRow[] }

/** Rows of one statement: small enough for the limits of both databases on bound values. */
const rowsPerStatement = 500

/** Counts the changes, in the transaction that makes them, so that figures and answers can never disagree. */
export function* keepTallies(handle: Handle, database: Database, changes: readonly TallyChange[]) {
  yield* addToTallies(handle, database, rowsOf(changes))
}

/** Adds the counts of these rows to what is kept. */
export function* addToTallies(handle: Handle, { tables: { tally, tagSetTally } }: Database, { tallies, tagSetTallies }: TallyRows) {
  for (const rows of chunks(tallies)) {
    yield* run(
      handle.insert(tally).values(rows).onConflictDoUpdate({
        target: [tally.surveyId, tally.cut, tally.grain, tally.period, tally.key, tally.version, tally.rating],
        set: { count: sql`${tally.count} + excluded.count` }
      })
    )
  }
  for (const rows of chunks(tagSetTallies)) {
    yield* run(
      handle.insert(tagSetTally).values(rows).onConflictDoUpdate({
        target: [tagSetTally.surveyId, tagSetTally.tagSetId, tagSetTally.answeredOn, tagSetTally.version, tagSetTally.rating],
        set: { count: sql`${tagSetTally.count} + excluded.count` }
      })
    )
  }
}

/** The rows that the changes touch, each once, with what they add to it. */
export function rowsOf(changes: readonly TallyChange[]): TallyRows {
  const tallies = new Map<string, TallyRow>()
  const tagSetTallies = new Map<string, TagSetTallyRow>()
  for (const { surveyId, tagSet, answeredOn, version, rating, by } of changes) {
    const periods = [['day', answeredOn], ['month', answeredOn.slice(0, 7)]] as const
    for (const cut of cuts) {
      const name = cutName(cut)
      for (const key of keysOf(cut, tagSet)) {
        for (const [grain, period] of periods) {
          add(tallies, { surveyId, cut: name, grain, period, key, version, rating, count: by })
        }
      }
    }
    add(tagSetTallies, { surveyId, tagSetId: tagSet.id, answeredOn, version, rating, count: by })
  }
  return { tallies: inOrder(tallies), tagSetTallies: inOrder(tagSetTallies) }
}

function add<Row extends { count: number }>(rows: Map<string, Row>, row: Row) {
  const { count, ...key } = row
  const name = Object.values(key).join('\n')
  const known = rows.get(name)
  if (known) known.count += count
  else rows.set(name, row)
}

/** Every writer takes the rows in the same order, so that two of them cannot wait for each other. */
function inOrder<Row extends { count: number }>(rows: Map<string, Row>): Row[] {
  return [...rows].filter(([, row]) => row.count !== 0).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}

function* chunks<Row>(rows: readonly Row[]) {
  for (let start = 0; start < rows.length; start += rowsPerStatement) yield rows.slice(start, start + rowsPerStatement)
}
