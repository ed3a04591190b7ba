import { scoreDefaults } from '../statistics/score'

/** How many answers there are, and the sums that they are part of and that are told too. */
export type Summed = { count: number; sums: readonly string[] }

/** Whether single answers could be told from a figure of so many. */
export function isFew(count: number): boolean {
  return count > 0 && count < scoreDefaults.hiddenBelow
}

/**
 * The groups that are kept from whoever may not see figures of few answers: those with few, and where these
 * could be worked out from a sum and the others in it, the smallest of the others too, until as many
 * answers are behind what is left of the sum as are behind any figure (complementary suppression; Cox 1980,
 * JASA 75:377). A sum of few answers is itself not told.
 */
export function withheldAmong<Group extends Summed>(groups: readonly Group[]): Set<Group> {
  const withheld = new Set(groups.filter(({ count }) => isFew(count)))
  const bySize = groups.filter(({ count }) => count > 0).toSorted((a, b) => a.count - b.count)
  const sums = new Set([...withheld].flatMap((group) => group.sums))
  for (const sum of sums) {
    const parts = bySize.filter((group) => group.sums.includes(sum))
    let missing = parts.reduce((all, part) => all + (withheld.has(part) ? part.count : 0), 0)
    for (const part of parts) {
      if (!isFew(missing)) break
      if (withheld.has(part)) continue
      withheld.add(part)
      missing += part.count
      // It is missing in its other sums now. A set is gone through to its end, so what is taken out and put in
      // again comes once more.
      for (const other of part.sums.filter((other) => other !== sum)) {
        sums.delete(other)
        sums.add(other)
      }
    }
  }
  return withheld
}
