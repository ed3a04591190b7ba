import normalCdf from '@stdlib/stats-base-dists-normal-cdf'

export type Interval = { lower: number; upper: number }

export type Estimate = Interval & { value: number }

/** The normal quantile at .975: every interval shown is a 95 % interval. */
export const z95 = 1.959963984540054

/** The 95 % interval of an estimate with a normal error. */
export function around(value: number, standardError: number): Interval {
  return { lower: value - z95 * standardError, upper: value + z95 * standardError }
}

export function clampTo({ lower, upper }: Interval, min: number, max: number): Interval {
  return { lower: Math.max(min, lower), upper: Math.min(max, upper) }
}

export function widenTo({ lower, upper }: Interval, value: number): Interval {
  return { lower: Math.min(lower, value), upper: Math.max(upper, value) }
}

/** The two-sided p value of a standard normal deviate. */
export function pOfZ(z: number): number {
  return 2 * normalCdf(-Math.abs(z), 0, 1)
}
