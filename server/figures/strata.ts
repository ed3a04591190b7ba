import type { Cell } from '../statistics/sample'
import type { Count } from '../tallies/counts'
import { inOrder } from '../tallies/groups'
import type { Scorer } from '../tallies/scorer'
import { talliesOf } from '../tallies/scorer'

/**
 * Counts as cells of groups by strata: the groups with the most answers first, then by name, so that sums
 * of fractions come out alike on both databases.
 */
export function cellsOf(
  scorer: Scorer,
  counts: readonly Count[],
  placeOf: (keys: readonly string[]) => { group: string; stratum: string }
): Cell[] {
  const cells = new Map<string, { group: string; stratum: string; counts: Count[] }>()
  const sizes = new Map<string, number>()
  for (const count of counts) {
    const { group, stratum } = placeOf(count.keys)
    // Nothing that is kept holds this letter.
    const name = `${group}\0${stratum}`
    const cell = cells.get(name) ?? { group, stratum, counts: [] }
    cells.set(name, cell)
    cell.counts.push(count)
    sizes.set(group, (sizes.get(group) ?? 0) + count.count)
  }
  return [...cells.values()]
    .sort(
      (a, b) =>
        (sizes.get(b.group) ?? 0) - (sizes.get(a.group) ?? 0) ||
        inOrder(a.group, b.group) ||
        inOrder(a.stratum, b.stratum)
    )
    .map(({ group, stratum, counts }) => ({ group, stratum, parts: scorer.parts(talliesOf(counts)) }))
}
