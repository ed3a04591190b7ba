import { fisher } from './fisher'
import type { Interval } from './interval'
import { pOfZ, z95 } from './interval'
import type { Proportion } from './proportion'

/**
 * Wilson's score interval, as shares between 0 and 1; exactly 0 when none and exactly 1 when all. Null
 * without answers. Wilson 1927, JASA 22:209. The textbook (Wald) interval covers 40 % instead of 95 % at a
 * share of .9 of five answers.
 */
export function wilson({ part, count }: Proportion, z = z95): Interval | null {
  if (count === 0) return null
  const share = part / count
  const scale = 1 + z ** 2 / count
  const centre = (share + z ** 2 / (2 * count)) / scale
  const half = (z * Math.sqrt((share * (1 - share)) / count + z ** 2 / (4 * count ** 2))) / scale
  return { lower: part === 0 ? 0 : centre - half, upper: part === count ? 1 : centre + half }
}

/**
 * The interval of the difference after - before, in shares. Newcombe 1998, Statistics in Medicine 17:873,
 * method 10.
 */
export function newcombe(before: Proportion, after: Proportion): Interval | null {
  const was = wilson(before)
  const is = wilson(after)
  if (!was || !is) return null
  const from = before.part / before.count
  const to = after.part / after.count
  return {
    lower: to - from - Math.hypot(to - is.lower, was.upper - from),
    upper: to - from + Math.hypot(is.upper - to, from - was.lower)
  }
}

/**
 * The two-sided p value that both shares are equal: Fisher's exact test when an expected cell is below 5,
 * else the pooled z test.
 */
export function pOfProportions(before: Proportion, after: Proportion): number | null {
  if (before.count === 0 || after.count === 0) return null
  const count = before.count + after.count
  const part = before.part + after.part
  const smallestCell = (Math.min(before.count, after.count) * Math.min(part, count - part)) / count
  if (smallestCell < 5) return fisher(before, after)
  const pooled = part / count
  const se = Math.sqrt(pooled * (1 - pooled) * (1 / before.count + 1 / after.count))
  return pOfZ((after.part / after.count - before.part / before.count) / se)
}
