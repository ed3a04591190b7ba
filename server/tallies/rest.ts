import type { Database } from '../db/database'
import { countOf } from '../statistics/tally'
import { restKey } from '../tags/keys'
import type { Period } from '../time/periods'
import type { Breakdown, Count } from './counts'
import { readCounts, topicsIn } from './counts'
import type { Groups } from './groups'
import { inOrder } from './groups'
import type { Tallies } from './scorer'
import { talliesOf } from './scorer'

/**
 * So many rows a figure has at most, the last of them being all the others. More nobody reads, and no page
 * draws.
 */
const rowsMax = 200

/**
 * The same groups with the rows of the fewest answers as one, the same ones in each, and in those `along`,
 * which are parts of them. An answer with several of them would be in it several times (see below). The
 * rest is the last row.
 */
export function withRest(
  groups: readonly Pick<Groups, 'rows'>[],
  along: readonly Pick<Groups, 'rows'>[] = []
): ReadonlySet<string> {
  const sums = new Map<string, number>()
  for (const { rows } of groups)
    for (const [key, tallies] of rows) sums.set(key, (sums.get(key) ?? 0) + answerCount(tallies))
  const folded = foldedAmong(sums)
  for (const { rows } of [...groups, ...along]) foldRows(rows, folded)
  return folded
}

type OfPeriod = Pick<Groups, 'rows'> & { bySets: Breakdown; period: Period }

type Periods = {
  after: Groups
  period: Period
  before?: Groups | undefined
  previousPeriod?: Period | undefined
}

/** Rows by topic of a period, and of the one before where there is one. */
export function ofPeriods(bySets: Breakdown, { after, period, before, previousPeriod }: Periods): OfPeriod[] {
  return [
    { rows: after.rows, bySets, period },
    ...(before && previousPeriod ? [{ rows: before.rows, bySets, period: previousPeriod }] : [])
  ]
}

/**
 * The same of topics: an answer about several topics of the rest is in it once, as in every other row, or
 * there would be more answers in the rest than there are. Only whole sets of topics tell that: `bySets` is
 * the breakdown by them.
 */
export async function withRestOfTopics(
  database: Database,
  groups: readonly OfPeriod[],
  along: readonly OfPeriod[] = []
): Promise<void> {
  const isThere = groups.some(({ rows }) => rows.has(restKey))
  const folded = new Set([...withRest(groups, along), ...(isThere ? [restKey] : [])])
  if (folded.size < 2) return
  await Promise.all(
    [...groups, ...along].map(async ({ rows, bySets, period }) => {
      const sets = await readCounts(database, bySets, period)
      const rest = talliesOf(
        sets.filter(({ keys: [set = ''] }) => topicsIn(set).some((topic) => folded.has(topic)))
      )
      if (rows.has(restKey)) rows.set(restKey, rest)
    })
  )
}

/** Makes one row of those of these keys. */
export function foldRows(rows: Map<string, Tallies>, folded: ReadonlySet<string>): void {
  if (folded.size === 0) return
  const rest: Tallies = rows.get(restKey) ?? new Map()
  rows.delete(restKey)
  for (const [key, tallies] of rows) {
    if (!folded.has(key)) continue
    addTo(rest, tallies)
    rows.delete(key)
  }
  rows.set(restKey, rest)
}

/** The same for one side of pairs of values. */
export function countsWithRest(
  lists: readonly (readonly Count[])[],
  side: 0 | 1,
  along: readonly (readonly Count[])[] = []
): Count[][] {
  const sums = new Map<string, number>()
  for (const { keys, count } of lists.flat())
    sums.set(keys[side] ?? '', (sums.get(keys[side] ?? '') ?? 0) + count)
  const folded = foldedAmong(sums)
  return [...lists, ...along].map((counts) => foldCounts(counts, side, folded))
}

export function foldCounts(counts: readonly Count[], side: 0 | 1, folded: ReadonlySet<string>): Count[] {
  return counts.map((count) => {
    const keys = count.keys.map((key, place) => (place === side ? restKey : key))
    return folded.has(count.keys[side] ?? '') ? { ...count, keys } : count
  })
}

/**
 * Which of these keys are counted as the rest, so that no more than `rowsMax` are left: those of which
 * there are the fewest.
 */
export function foldedAmong(sums: ReadonlyMap<string, number>): Set<string> {
  const keys = [...sums]
    .filter(([key]) => key !== restKey)
    .sort(([a, less], [b, more]) => more - less || inOrder(a, b))
    .map(([key]) => key)
  return new Set(sums.size > rowsMax ? keys.slice(rowsMax - 1) : [])
}

function addTo(rest: Tallies, tallies: Tallies) {
  for (const [version, ratings] of tallies) {
    const kept = rest.get(version) ?? new Map<number, number>()
    rest.set(version, kept)
    for (const [rating, count] of ratings) kept.set(rating, (kept.get(rating) ?? 0) + count)
  }
}

/** How many answers there are, on whatever scale. */
export function answerCount(tallies: Tallies): number {
  return [...tallies.values()].reduce((sum, tally) => sum + countOf(tally), 0)
}
