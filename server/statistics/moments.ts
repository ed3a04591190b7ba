import { pOfZ } from './interval'
import type { Tally } from './tally'
import { countOf, sumOf } from './tally'

type Moments = { mean: number; variance: number; third: number; count: number }

/**
 * So many answers drawn without replacement from `all`, which holds them and those that were not drawn.
 * `moments` of all of them, where somebody knows them already.
 */
export type Draw = { all: Tally; own: number; moments?: Moments }

/** How many there are in all. */
export function drawSize({ all, moments }: Draw): number {
  return moments?.count ?? countOf(all)
}

/** The mean of a tally, its variance and its third central moment, over all of it (not n - 1). */
export function momentsOf(tally: Tally): Moments {
  const count = countOf(tally)
  const mean = sumOf(tally) / count
  let [variance, third] = [0, 0]
  for (const [value, times] of tally) {
    variance += (times * (value - mean) ** 2) / count
    third += (times * (value - mean) ** 3) / count
  }
  return { mean, variance, third, count }
}

/**
 * The two-sided p value of a sum of draws by the normal distribution, less its skewness: z - γ/6·(z² - 1),
 * the first term of Cornish and Fisher's expansion. Very skewed ratings need it: most are at one end of the
 * scale. Null where no sum but one can be.
 */
export function pOfSum(draws: readonly Draw[], sum: number): number | null {
  let [expected, variance, spread, third] = [0, 0, 0, 0]
  for (const { all, own, moments = momentsOf(all) } of draws) {
    const others = moments.count - own
    expected += own * moments.mean
    if (own === 0 || others === 0) continue
    variance += (own * others * moments.variance) / (moments.count - 1)
    spread += (own * others * moments.variance) / moments.count
    third += (own * others * (moments.count - 2 * own) * moments.third) / moments.count ** 2
  }
  if (!(variance > 0)) return null
  return pOfZ(lessSkewness((sum - expected) / Math.sqrt(variance), third / spread ** 1.5))
}

/**
 * The parabola turns back at 3/γ. From there on a straight line goes on, so that what is further out is
 * never more probable.
 */
function lessSkewness(z: number, skewness: number): number {
  const turn = 3 / skewness
  const kept = skewness > 0 ? Math.min(z, turn) : skewness < 0 ? Math.max(z, turn) : z
  return kept - (skewness / 6) * (kept ** 2 - 1) + (z - kept) / 2
}
