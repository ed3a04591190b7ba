import betaCdf from '@stdlib/stats-base-dists-beta-cdf'
import { isExact } from './exact-sum'
import type { Interval } from './interval'
import { momentsOf } from './moments'
import type { Tally } from './tally'
import { countOf } from './tally'
import { sumsOf } from './ways'

/**
 * A score so low, or so high, comes by chance once in 740 steps: Shewhart's three standard errors of a
 * normal distribution.
 */
const tail = 0.00135
const standardErrors = 3

/**
 * The least and the most that the mean of `own` of these values is by chance, each end passed with a
 * probability of at most 0.00135. Of two values by the binomial distribution of their share; of more, by
 * all sums of as many draws without replacement, and of more than 60 draws by the normal distribution with
 * its skewness.
 */
export function chanceLimits(all: Tally, own: number): Interval {
  const values = [...all]
    .filter(([, count]) => count > 0)
    .map(([value]) => value)
    .sort((a, b) => a - b)
  const [low = 0, high = low] = values
  if (values.length <= 2) {
    const { lower, upper } = binomialLimits((all.get(high) ?? 0) / countOf(all), own)
    return low === high
      ? { lower: low, upper: low }
      : { lower: low + (high - low) * lower, upper: low + (high - low) * upper }
  }
  const fewer = Math.min(own, countOf(all) - own)
  if (fewer > 0 && own === fewer && isExact([{ all, own }])) return sumLimits(all, own)
  const { mean, variance, third, count } = momentsOf(all)
  if (own === count) return { lower: mean, upper: mean }
  const error = Math.sqrt(((variance / own) * (count - own)) / (count - 1))
  const skewness =
    ((third / variance ** 1.5 / Math.sqrt(own)) * (1 - (2 * own) / count)) / Math.sqrt(1 - own / count)
  const shift = (skewness / 6) * (standardErrors ** 2 - 1)
  const [lowest, highest] = [values[0] ?? mean, values.at(-1) ?? mean]
  return {
    lower: Math.max(lowest, Math.min(mean, mean + error * (shift - standardErrors))),
    upper: Math.min(highest, Math.max(mean, mean + error * (shift + standardErrors)))
  }
}

/** As shares of `count`. */
function binomialLimits(share: number, count: number): Interval {
  if (share === 0 || share === 1) return { lower: share, upper: share }
  const atMost = (part: number) => (part >= count ? 1 : 1 - betaCdf(share, part + 1, count - part))
  const atLeast = (part: number) => (part <= 0 ? 1 : betaCdf(share, part, count - part + 1))
  return {
    lower: first(0, count, (part) => atMost(part) > tail) / count,
    upper: (first(0, count, (part) => atLeast(part) <= tail) - 1) / count
  }
}

/**
 * The first whole number from `from` to `to` of which it holds, as of all after it; one more than `to`
 * where it holds of none.
 */
function first(from: number, to: number, holds: (number: number) => boolean): number {
  let [least, most] = [from, to + 1]
  while (least < most) {
    const middle = Math.floor((least + most) / 2)
    if (holds(middle)) most = middle
    else least = middle + 1
  }
  return least
}

function sumLimits(all: Tally, own: number): Interval {
  const { from, shares } = sumsOf(all, own)
  const passed = (places: readonly number[]) => {
    let below = 0
    return places.find((place) => (below += shares[place] ?? 0) > tail) ?? 0
  }
  const places = [...shares.keys()]
  return { lower: (from + passed(places)) / own, upper: (from + passed(places.toReversed())) / own }
}
