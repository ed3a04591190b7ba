import type { Change } from '../contract/figures'
import { discoveries } from './discoveries'
import type { Interval } from './interval'

export type Verdict = Change['verdict']

export const verdictDefaults = {
  /** Of the comparisons of a table that are called clear, so large a share may be chance. */
  falseDiscoveries: 0.1,
  /** A comparison that stands alone is clear at this p value. */
  significant: 0.05
}

/** A difference, and `p` only where it is looked at: null leaves it out of the family. */
export type Compared = { p: number | null } & { [End in keyof Interval]: number | null }

/**
 * The one rule for every verdict: clear is what has a corrected q value of at most 0.1 among all
 * comparisons of its table (alone: a p value of at most 0.05), and an interval that leaves out 0.
 * `direction` is 1 where higher is better. In the order given.
 */
export function judged(
  family: readonly Compared[],
  direction: 1 | -1,
  settings = verdictDefaults
): { q: number | null; verdict: Verdict }[] {
  const qs = discoveries(family.map(({ p }) => p))
  const level = levelOf(family, settings)
  return family.map((interval, index) => {
    const q = qs[index] ?? null
    return { q, verdict: q !== null && q <= level ? sideOf(interval, direction) : 'not-clear' }
  })
}

/** The q value that is enough in this family. */
export function levelOf(
  family: readonly Pick<Compared, 'p'>[],
  { falseDiscoveries, significant } = verdictDefaults
): number {
  return family.filter(({ p }) => p !== null).length === 1 ? significant : falseDiscoveries
}

/** Which side of 0 an interval of a difference lies on; not clear when it holds 0 or is not there. */
export function sideOf(
  { lower, upper }: { [End in keyof Interval]: number | null },
  direction: 1 | -1
): Verdict {
  if (lower === null || upper === null || (lower <= 0 && upper >= 0)) return 'not-clear'
  return lower > 0 === direction > 0 ? 'better' : 'worse'
}
