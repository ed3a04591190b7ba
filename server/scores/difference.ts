import { clampTo } from './interval'
import { welch } from './means'
import { npsDifference, stancesOf } from './nps'
import { newcombe, pOfProportions } from './proportions'
import { unitOf } from './score'
import { meanOf } from './tally'
import type { Change } from '../contract/figures'
import type { Interval } from './interval'
import type { Pool } from './pool'
import type { Unit } from './score'
import type { Meaning } from './tally'

/** A difference of two scores with its 95 % interval and two-sided p value. Nulls where nobody can say. */
export type Difference = Omit<Change, 'verdict'>

export const unknown: Difference = { value: null, lower: null, upper: null, p: null }

/** `is` - `was` in the unit of their score: Newcombe's interval for shares, the standard errors of both NPS, Welch's for means. */
export function differenceOf(meaning: Meaning, was: Pool, is: Pool): Difference {
  return was.count === 0 || is.count === 0 ? unknown : differences[unitOf(meaning)](was, is, meaning)
}

const differences: Record<Unit, (was: Pool, is: Pool, meaning: Meaning) => Difference> = {
  percent(was, is) {
    const before = { part: was.satisfied, count: was.count }
    const after = { part: is.satisfied, count: is.count }
    const shares = newcombe(before, after)
    return {
      value: (100 * is.satisfied) / is.count - (100 * was.satisfied) / was.count,
      lower: shares && 100 * shares.lower,
      upper: shares && 100 * shares.upper,
      p: pOfProportions(before, after)
    }
  },
  points: (was, is) => npsDifference(stancesOf(was.tally), stancesOf(is.tally)),
  mean(was, is, { min, max }) {
    const from = meanOf(was.tally)
    const to = meanOf(is.tally)
    const test = welch(was.tally, is.tally)
    const interval: Interval | null = test && clampTo(test, min - max, max - min)
    return {
      value: from === null || to === null ? null : to - from,
      lower: interval?.lower ?? null,
      upper: interval?.upper ?? null,
      p: test?.p ?? null
    }
  }
}
