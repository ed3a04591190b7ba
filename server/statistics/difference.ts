import type { Change } from '../contract/figures'
import { exactSumTest } from './exact-sum'
import type { Pool } from './pool'
import { pOfProportions } from './proportions'
import { figureOf, unitOf } from './score'
import type { Meaning } from './tally'
import { addTallies } from './tally'
import { valuesOf } from './values'

/** A difference of two scores with its 95 % interval and two-sided p value. Nulls where nobody can say. */
export type Difference = Omit<Change, 'verdict' | 'q'>

export const unknown: Difference = { value: null, lower: null, upper: null, p: null }

/**
 * `is` - `was` in the unit of their score, with the interval that those of both make: Newcombe 1998, method
 * 10, for shares; for NPS and means the same from their adjusted intervals (Zou and Donner 2008, MOVER).
 * The p value of NPS and means is exact: `is` as a draw from both. Of a group against the rest, `all` is
 * both, so that one table serves all groups.
 */
export function differenceOf(
  meaning: Meaning,
  was: Pool,
  is: Pool,
  all = addTallies(valuesOf(meaning, was), valuesOf(meaning, is))
): Difference {
  const [from, to] = [figureOf(was, meaning), figureOf(is, meaning)]
  if (from.value === null || to.value === null || !from.interval || !to.interval) return unknown
  const value = to.value - from.value
  return {
    value,
    lower: value - Math.hypot(to.value - to.interval.lower, from.interval.upper - from.value),
    upper: value + Math.hypot(to.interval.upper - to.value, from.value - from.interval.lower),
    p:
      unitOf(meaning) === 'percent'
        ? pOfProportions({ part: was.satisfied, count: was.count }, { part: is.satisfied, count: is.count })
        : exactSumTest(all, valuesOf(meaning, is))
  }
}
