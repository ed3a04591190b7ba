import { percentageOf } from './percentage'
import { wilson } from './proportions'
import { countOf, countWhere, meanOf } from './tally'
import type { Estimate } from './interval'
import type { Percentage } from './percentage'
import type { Tally } from './tally'

/** Longer ones come from clocks and clean-ups, not from service: a year. */
export const longestSeconds = 366 * 24 * 60 * 60

export type DurationFigures = {
  count: number
  /** Below zero or too long to be true: counted here, and nowhere else. */
  excluded: number
  mean: number | null
  median: Estimate | null
  p90: Estimate | null
  /** How many met the target, equal to it included. Null without one. */
  attainment: Percentage | null
}

/** `durations` says how many took so many seconds. The median and the 90th percentile come before the mean, which one long wait moves. */
export function durationFigures(durations: Tally, targetSeconds: number | null, longest = longestSeconds): DurationFigures {
  const sound: Tally = new Map([...durations].filter(([seconds]) => seconds >= 0 && seconds <= longest).sort(([a], [b]) => a - b))
  const count = countOf(sound)
  return {
    count,
    excluded: countOf(durations) - count,
    mean: meanOf(sound),
    median: quantileWithInterval(sound, 0.5),
    p90: quantileWithInterval(sound, 0.9),
    attainment: targetSeconds === null ? null : percentageOf({ part: countWhere(sound, seconds => seconds <= targetSeconds), count })
  }
}

/** The 95 % interval ends at the quantiles whose shares bound the Wilson interval of `share` (Woodruff 1952, JASA 47:635). */
function quantileWithInterval(sorted: Tally, share: number): Estimate | null {
  const count = countOf(sorted)
  const shares = wilson({ part: share * count, count })
  return shares && { value: quantile(sorted, share), lower: quantile(sorted, shares.lower), upper: quantile(sorted, shares.upper) }
}

/** The quantile of a tally sorted by what it counts, between neighbours in proportion (type 7 of Hyndman & Fan 1996). NaN of nothing. */
export function quantile(sorted: Tally, share: number): number {
  const place = (countOf(sorted) - 1) * share
  const below = Math.floor(place)
  let passed = 0
  let from: number | null = null
  for (const [value, count] of sorted) {
    passed += count
    if (from === null && passed > below) {
      if (passed > below + 1 || place === below) return value
      from = value
    } else if (from !== null && count > 0) {
      return from + (place - below) * (value - from)
    }
  }
  return from ?? NaN
}
