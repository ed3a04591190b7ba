import { clampTo } from './interval'
import { welch } from './means'
import { npsDifference, stancesOf } from './nps'
import { poolOn } from './pool'
import { newcombe, pOfProportions } from './proportions'
import { scoreDefaults, unitOf } from './score'
import { meanOf } from './tally'
import type { Change } from '../contract/figures'
import type { Interval } from './interval'
import type { Part, Pool } from './pool'
import type { Unit } from './score'
import type { Meaning } from './tally'

/**
 * What changed between two sets of answers, after - before, in the unit of their score (percentage points, NPS points, steps of the
 * scale), on the scale of the last part of `after`; answers on other scales stay out of it. The p value is two-sided.
 * It is better or worse when the 95 % interval leaves out 0 and both scores may be shown; otherwise nobody can say yet.
 */
export function change(before: readonly Part[], after: readonly Part[], settings = scoreDefaults): Change {
  const meaning = after.at(-1)?.meaning
  if (!meaning) return unknown
  const was = poolOn(meaning, before)
  const is = poolOn(meaning, after)
  if (was.count === 0 || is.count === 0) return unknown
  const unit = unitOf(meaning)
  const difference = differences[unit](was, is, meaning)
  const shown = Math.min(was.count, is.count) >= settings.hiddenBelow
  // Only a mean keeps the direction of its scale: a share of satisfied customers is better when it is higher, whatever satisfied them.
  const direction = unit === 'mean' ? meaning.direction : 'higher-is-better'
  return { ...difference, verdict: shown ? verdictOf(difference, direction) : 'not-clear' }
}

type Difference = Omit<Change, 'verdict'>

const unknown: Change = { value: null, lower: null, upper: null, p: null, verdict: 'not-clear' }

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

function verdictOf({ lower, upper }: Difference, direction: Meaning['direction']): Change['verdict'] {
  if (lower === null || upper === null || (lower <= 0 && upper >= 0)) return 'not-clear'
  return lower > 0 === (direction === 'higher-is-better') ? 'better' : 'worse'
}
