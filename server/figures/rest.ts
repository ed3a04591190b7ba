import { restKey } from '../tags/new-keys'
import { inOrder } from './groups'
import type { Groups } from './groups'
import type { Tallies } from './meanings'
import type { Count } from './tally-reader'

/** So many rows a figure has at most, the last of them being all the others. More nobody reads, and no page draws. */
export const rowsMax = 200

/** The same groups with the rows of the fewest answers as one, the same ones in each. An answer with several of them is in it several times. */
export function withRest(groups: readonly Groups[]): void {
  const sums = new Map<string, number>()
  for (const { rows } of groups) for (const [key, tallies] of rows) sums.set(key, (sums.get(key) ?? 0) + sizeOf(tallies))
  const folded = foldedAmong(sums)
  if (folded.size === 0) return
  for (const { rows } of groups) {
    const rest: Tallies = rows.get(restKey) ?? new Map()
    for (const [key, tallies] of rows) {
      if (!folded.has(key)) continue
      addTo(rest, tallies)
      rows.delete(key)
    }
    rows.set(restKey, rest)
  }
}

/** The same for one side of pairs of values. */
export function countsWithRest(lists: readonly (readonly Count[])[], side: 0 | 1): Count[][] {
  const sums = new Map<string, number>()
  for (const { keys, count } of lists.flat()) sums.set(keys[side] ?? '', (sums.get(keys[side] ?? '') ?? 0) + count)
  const folded = foldedAmong(sums)
  return lists.map((counts) => counts.map((count) => (folded.has(count.keys[side] ?? '') ? { ...count, keys: count.keys.map((key, place) => (place === side ? restKey : key)) } : count)))
}

function foldedAmong(sums: ReadonlyMap<string, number>): Set<string> {
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

function sizeOf(tallies: Tallies): number {
  return [...tallies.values()].reduce((sum, ratings) => sum + [...ratings.values()].reduce((all, count) => all + count, 0), 0)
}
