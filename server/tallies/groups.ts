import type { Database } from '../db/database'
import type { Period } from '../time/periods'
import type { Breakdown, Count } from './counts'
import { readCounts } from './counts'
import type { Tallies } from './scorer'
import { talliesOf } from './scorer'

/** The answers to what was asked: all of them, and side by side by the first of `by`. */
export type Groups = { total: Tallies; rows: Map<string, Tallies> }

export async function readGroups(database: Database, breakdown: Breakdown, period: Period): Promise<Groups> {
  const rows = await readCounts(database, breakdown, period)
  // Rows by topic do not add up to the total, because an answer may have several topics.
  const total = breakdown.by.includes('topic')
    ? await readCounts(database, { ...breakdown, by: [] }, period)
    : rows
  return {
    total: talliesOf(total),
    rows: new Map([...groupedBy(rows, 0)].map(([key, counts]) => [key, talliesOf(counts)]))
  }
}

export function groupedBy(counts: readonly Count[], side: 0 | 1): Map<string, Count[]> {
  const groups = new Map<string, Count[]>()
  for (const count of counts) {
    const key = count.keys[side] ?? ''
    const group = groups.get(key)
    if (group) group.push(count)
    else groups.set(key, [count])
  }
  return groups
}

/** By code unit, since the order of text differs from database to database. */
export function inOrder(a: string, b: string) {
  return a < b ? -1 : a > b ? 1 : 0
}
