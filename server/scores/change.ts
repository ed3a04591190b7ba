import { differenceOf, unknown } from './difference'
import { poolOn } from './pool'
import { directionOf } from './sample'
import { scoreDefaults } from './score'
import type { Change } from '../contract/figures'
import type { Interval } from './interval'
import type { Part } from './pool'

/**
 * What changed between two sets of answers, after - before, in the unit of their score (percentage points, NPS points, steps of the
 * scale), on the scale of the last part of `after`; answers on other scales stay out of it. The p value is two-sided.
 * It is better or worse when the 95 % interval leaves out 0 and both scores may be shown; otherwise nobody can say yet.
 */
export function change(before: readonly Part[], after: readonly Part[], settings = scoreDefaults): Change {
  const meaning = after.at(-1)?.meaning
  if (!meaning) return { ...unknown, verdict: 'not-clear' }
  const was = poolOn(meaning, before)
  const is = poolOn(meaning, after)
  const difference = differenceOf(meaning, was, is)
  const shown = Math.min(was.count, is.count) >= settings.hiddenBelow
  return { ...difference, verdict: shown ? verdictOf(difference, directionOf(meaning)) : 'not-clear' }
}

/** Which side of 0 an interval of a difference lies on; not clear when it holds 0 or is not there. */
export function verdictOf({ lower, upper }: { [End in keyof Interval]: number | null }, direction: 1 | -1): Change['verdict'] {
  if (lower === null || upper === null || (lower <= 0 && upper >= 0)) return 'not-clear'
  return lower > 0 === direction > 0 ? 'better' : 'worse'
}
