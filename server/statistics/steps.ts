import type { Meaning, Tally } from './tally'

type Scale = Pick<Meaning, 'min' | 'max' | 'step'>

/**
 * Scales of more ratings are read by the normal distribution, and of their ratings only those that were
 * given are listed.
 */
export const ratingsMost = 100

/** How many steps lie between two points: 1, 2, 4, 10 or 100. */
export function stepsPerPointOf({ step = 1 }: Pick<Meaning, 'step'>): number {
  return Math.round(1 / step)
}

/**
 * The tally by whole numbers of steps: 9 for 4.5 on a scale of halves. Sums of those leave no fractions of
 * a rounding behind.
 */
export function tallyInSteps(tally: Tally, scale: Pick<Meaning, 'step'>): Tally {
  const per = stepsPerPointOf(scale)
  return per === 1 ? tally : new Map([...tally].map(([rating, count]) => [Math.round(rating * per), count]))
}

/** How many different ratings there are. */
export function valuesOn({ min, max, step }: Scale): number {
  return (max - min) * stepsPerPointOf({ step }) + 1
}

/**
 * All ratings there are, from the lowest to the highest. Divided, because 3 * 0.1 is 0.30000000000000004
 * and 3 / 10 is 0.3.
 */
export function ratingsOn(scale: Scale): number[] {
  const per = stepsPerPointOf(scale)
  return Array.from({ length: valuesOn(scale) }, (_, place) => (scale.min * per + place) / per)
}
