import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import { z95 } from './interval'
import { wilson } from './proportions'

/** The normal quantile at .8: a true difference is found in 8 of 10 cases. */
const z80 = 0.8416212335729143

/**
 * A p value of at most `level` is reached, in `power` of all cases (0 to 1), by a true difference that is so
 * many standard errors wide.
 */
export function standardErrorsFor(level: number, power = 0.8): number {
  return tQuantile(1 - level / 2, nearlyNormal) + tQuantile(power, nearlyNormal)
}

/** Degrees of freedom at which Student's distribution is the normal one to nine digits. */
const nearlyNormal = 1e9

/**
 * Answers needed on each side to tell two shares (0 to 1) apart, at the 5 % level and with 80 % power.
 * Infinite for equal shares.
 */
export function answersForShares(from: number, to: number): number {
  const middle = (from + to) / 2
  const apart =
    z95 * Math.sqrt(2 * middle * (1 - middle)) + z80 * Math.sqrt(from * (1 - from) + to * (1 - to))
  return Math.ceil(apart ** 2 / (from - to) ** 2)
}

/** Answers needed for a share known to ± `margin` (both 0 to 1) by the plain formula. */
export function answersForMargin(share: number, margin: number): number {
  return Math.ceil((z95 ** 2 * share * (1 - share)) / margin ** 2)
}

/** Answers needed for an NPS known to ± `margin` points, where such shares (0 to 1) promote and detract. */
export function answersForNps(promoters: number, detractors: number, margin: number): number {
  return Math.ceil(
    (z95 ** 2 * (promoters + detractors - (promoters - detractors) ** 2) * 10_000) / margin ** 2
  )
}

/** The fewest answers whose Wilson interval is at most ± `margin` wide at such a share (both 0 to 1). */
export function answersForWilson(share: number, margin: number): number {
  let [tooFew, enough] = [0, 1]
  const holds = (count: number) => {
    const interval = wilson({ part: share * count, count })
    return interval !== null && (interval.upper - interval.lower) / 2 <= margin
  }
  while (!holds(enough)) [tooFew, enough] = [enough, 2 * enough]
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2)
    if (holds(middle)) enough = middle
    else tooFew = middle
  }
  return enough
}
