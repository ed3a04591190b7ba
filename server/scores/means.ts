import betaCdf from '@stdlib/stats-base-dists-beta-cdf'
import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import { countOf, meanOf, sdOf } from './tally'
import type { Interval } from './interval'
import type { Tally } from './tally'

/**
 * The 95 % t interval of the mean, on an endless scale. Null below two answers. Where all chose the same rating it is that rating,
 * which says nothing about how sure the figure is: read the share of satisfied answers there.
 */
export function meanInterval(tally: Tally): Interval | null {
  const mean = meanOf(tally)
  const sd = sdOf(tally)
  if (mean === null || sd === null) return null
  const count = countOf(tally)
  const half = tQuantile(0.975, count - 1) * sd / Math.sqrt(count)
  return { lower: mean - half, upper: mean + half }
}

/**
 * The 95 % interval of the difference of means after - before, and its two-sided p value, where the spreads may differ
 * (Welch 1947, Biometrika 34:28, with Satterthwaite's degrees of freedom). Null where nobody can say: fewer than two answers
 * on a side, or no spread on either.
 */
export function welch(before: Tally, after: Tally): Interval & { p: number } | null {
  const was = estimate(before)
  const is = estimate(after)
  if (!was || !is) return null
  const variance = was.variance + is.variance
  if (variance === 0) return null
  const freedom = variance ** 2 / (was.variance ** 2 / (was.count - 1) + is.variance ** 2 / (is.count - 1))
  const value = is.mean - was.mean
  const half = tQuantile(0.975, freedom) * Math.sqrt(variance)
  const p = betaCdf(freedom / (freedom + value ** 2 / variance), freedom / 2, 0.5)
  return { lower: value - half, upper: value + half, p }
}

/** The mean and the variance of that mean. */
function estimate(tally: Tally): { mean: number, variance: number, count: number } | null {
  const mean = meanOf(tally)
  const sd = sdOf(tally)
  if (mean === null || sd === null) return null
  const count = countOf(tally)
  return { mean, variance: sd ** 2 / count, count }
}
