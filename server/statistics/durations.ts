import type { Percentage } from './percentage'
import { percentageOf } from './percentage'
import { wilson } from './proportions'
import type { Tally } from './tally'
import { countOf, countWhere, meanOf } from './tally'

/** Longer ones come from clocks and clean-ups, not from service: a year. */
export const longestSeconds = 366 * 24 * 60 * 60

/**
 * With its 95 % interval. An end is null where so few durations cannot hold it: the longest wait of ten
 * says little of the next ten.
 */
export type Quantile = { value: number; lower: number | null; upper: number | null }

export type DurationFigures = {
  count: number
  /** Below zero or too long to be true: counted here, and nowhere else. */
  excluded: number
  mean: number | null
  median: Quantile | null
  p90: Quantile | null
  /** How many met the target, equal to it included. Null without one. */
  attainment: Percentage | null
}

/**
 * `durations` says how many took so many seconds. The median and the 90th percentile come before the mean,
 * which one long wait moves.
 */
export function durationFigures(
  durations: Tally,
  targetSeconds: number | null,
  longest = longestSeconds
): DurationFigures {
  const sound: Tally = new Map(
    [...durations].filter(([seconds]) => seconds >= 0 && seconds <= longest).sort(([a], [b]) => a - b)
  )
  const count = countOf(sound)
  return {
    count,
    excluded: countOf(durations) - count,
    mean: meanOf(sound),
    median: quantileWithInterval(sound, 0.5),
    p90: quantileWithInterval(sound, 0.9),
    attainment:
      targetSeconds === null
        ? null
        : percentageOf({ part: countWhere(sound, (seconds) => seconds <= targetSeconds), count })
  }
}

/**
 * The interval ends at the durations whose places bound the Wilson interval of `share` (Woodruff 1952, JASA
 * 47:635), the place of the k-th of n being k / (n + 1): with places as of the quantile itself it covers 92
 * instead of 95 % of 90th percentiles of 150.
 */
function quantileWithInterval(sorted: Tally, share: number): Quantile | null {
  const count = countOf(sorted)
  const shares = wilson({ part: share * count, count })
  if (!shares) return null
  const end = (bound: number) => valueAt(sorted, (count + 1) * bound - 1)
  return {
    value: valueAt(sorted, (count - 1) * share) ?? NaN,
    lower: end(shares.lower),
    upper: end(shares.upper)
  }
}

/**
 * What comes at a place, from 0 on, in a sorted tally; between two places in proportion (type 7 of Hyndman
 * & Fan 1996). Null beyond.
 */
function valueAt(sorted: Tally, place: number): number | null {
  if (place < 0) return null
  let passed = 0
  let from: number | null = null
  for (const [value, count] of sorted) {
    if (count === 0) continue
    passed += count
    if (from !== null) return from + (place % 1) * (value - from)
    if (place <= passed - 1) return value
    if (place < passed) from = value
  }
  return null
}
