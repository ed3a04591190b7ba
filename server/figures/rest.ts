import { restKey } from '../tags/new-keys'
import { inOrder } from './groups'
import type { Groups } from './groups'
import type { Tallies } from './meanings'
import type { Count } from './tally-reader'

/** So many rows a figure has at most, the last of them being all the others. More nobody reads, and no page draws. */
export const rowsMax = 200

/**
 * The same groups with the rows of the fewest answers as one, the same ones in each, and in those `along`, which are parts of them. An
 * answer with several of them is in it several times. The rest is the last row.
 */
export function withRest(groups: readonly Pick<Groups, 'rows'>[], along: readonly Pick<Groups, 'rows'>[] = []): void {
  const sums = new Map<string, number>()
  for (const { rows } of groups) for (const [key, tallies] of rows) sums.set(key, (sums.get(key) ?? 0) + sizeOf(tallies))
  const folded = foldedAmong(sums)
  if (folded.size === 0) return
  for (const { rows } of [...groups, ...along]) foldRows(rows, folded)
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
export function countsWithRest(lists: readonly (readonly Count[])[], side: 0 | 1, along: readonly (readonly Count[])[] = []): Count[][] {
  const sums = new Map<string, number>()
  for (const { keys, count } of lists.flat()) sums.set(keys[side] ?? '', (sums.get(keys[side] ?? '') ?? 0) + count)
  const folded = foldedAmong(sums)
  return [...lists, ...along].map((counts) => foldCounts(counts, side, folded))
}

export function foldCounts(counts: readonly Count[], side: 0 | 1, folded: ReadonlySet<string>): Count[] {
  return counts.map((count) => {
    const keys = count.keys.map((key, place) => (place === side ? restKey : key))
    return folded.has(count.keys[side] ?? '') ? { ...count, keys } : count
  })
}

/** Which of these keys are counted as the rest, so that no more than `rowsMax` are left: those of which there are the fewest. */
export function foldedAmong(sums: ReadonlyMap<string, number>): Set<string> {
  const keys = [...sums].filter(([key]) => key !== restKey).sort(([a, less], [b, more]) => more - less || inOrder(a, b)).map(([key]) => key)
  return new Set(sums.size > rowsMax ? keys.slice(rowsMax - 1) : [])
}

function addTo(rest: Tallies, tallies: Tallies) {
  for (const [version, ratings] of tallies) {
    const kept = rest.get(version) ?? new Map<number, number>()
    rest.set(version, kept)
    for (const [rating, count] of ratings) kept.set(rating, (kept.get(rating) ?? 0) + count)
  }
}

/** How many answers there are. */
export function sizeOf(tallies: Tallies): number {
  return [...tallies.values()].reduce((sum, ratings) => sum + [...ratings.values()].reduce((all, count) => all + count, 0), 0)
}
