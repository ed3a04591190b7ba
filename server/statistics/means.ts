import type { Interval } from './interval'
import { around, clampTo, widenTo } from './interval'
import { ratingsOn, stepsPerPointOf, tallyInSteps } from './steps'
import type { Meaning, Tally } from './tally'
import { countOf, sumOf } from './tally'

/** Answers that are added before an interval is made, spread evenly over the scale; NPS adds as many. */
const added = 3

/** Null without answers. */
export function meanRating(tally: Tally, scale: Pick<Meaning, 'step'>): number | null {
  const count = countOf(tally)
  return count === 0 ? null : sumOf(tallyInSteps(tally, scale)) / (stepsPerPointOf(scale) * count)
}

/**
 * The adjusted-Wald interval of a mean: with three more answers, spread evenly over all ratings of the
 * scale. It covers 94 to 99 % from five answers on, where the t interval covers 41 to 95 %, and five
 * answers that all agree are not taken for certain. Null without answers.
 */
export function meanInterval(tally: Tally, scale: Pick<Meaning, 'min' | 'max' | 'step'>): Interval | null {
  const { min, max } = scale
  const value = meanRating(tally, scale)
  if (value === null) return null
  const count = countOf(tally) + added
  const ratings = ratingsOn(scale)
  const mean =
    (sumOf(tallyInSteps(tally, scale)) / stepsPerPointOf(scale) + (added * (min + max)) / 2) / count
  let squares = 0
  for (const [rating, times] of tally) squares += times * (rating - mean) ** 2
  for (const rating of ratings) squares += (added / ratings.length) * (rating - mean) ** 2
  return widenTo(clampTo(around(mean, Math.sqrt(squares / (count - 1) / count)), min, max), value)
}
