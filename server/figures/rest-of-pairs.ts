import type { Database } from '../db/database'
import { restKey } from '../tags/keys'
import type { Breakdown, Count } from '../tallies/counts'
import { readCounts, topicsIn } from '../tallies/counts'
import type { Period } from '../time/periods'

/**
 * Counts of pairs as they were read, the same with the rest as one, and the same breakdown by whole sets of
 * topics.
 */
export type FoldedPairs = {
  read: readonly Count[]
  folded: readonly Count[]
  bySets: Breakdown
  period: Period
}

/**
 * Pairs of a topic and something else, in which an answer about several topics of the rest is in the rest
 * once. `side`: where the topics stand.
 */
export async function withTopicsOnce(
  database: Database,
  side: 0 | 1,
  lists: readonly FoldedPairs[]
): Promise<(readonly Count[])[]> {
  const other = side === 0 ? 1 : 0
  const keysOn = (place: 0 | 1, counts: readonly Count[]) => counts.map(({ keys }) => keys[place] ?? '')
  const shown = new Set(lists.flatMap(({ folded }) => keysOn(side, folded)))
  const shownOther = new Set(lists.flatMap(({ folded }) => keysOn(other, folded)))
  const hidden = new Set(
    lists.flatMap(({ read }) => keysOn(side, read)).filter((key) => key === restKey || !shown.has(key))
  )
  if (hidden.size < 2) return lists.map(({ folded }) => folded)
  return Promise.all(
    lists.map(async ({ folded, bySets, period }) => {
      const sets = (await readCounts(database, bySets, period)).filter(({ keys }) =>
        topicsIn(keys[side] ?? '').some((topic) => hidden.has(topic))
      )
      const rest = sets.map((count): Count => {
        const key = count.keys[other] ?? ''
        const beside = shownOther.has(key) ? key : restKey
        return { ...count, keys: side === 0 ? [restKey, beside] : [beside, restKey] }
      })
      return [...folded.filter(({ keys }) => keys[side] !== restKey), ...rest]
    })
  )
}
