import { stancesOf } from './nps'
import type { Pool } from './pool'
import type { Unit } from './score'
import { unitOf } from './score'
import { ratingsMost, tallyInSteps, valuesOn } from './steps'
import type { Meaning, Tally } from './tally'

/**
 * Answers as the whole numbers whose mean tells the score: 0 or 1 by satisfaction, -1, 0 or 1 by stance, or
 * the rating in steps. Exact tests count ways of drawing such numbers. Of a scale with more than 100
 * ratings they are the ratings themselves: such sums are hardly ever the same twice, and the normal
 * distribution reads them.
 */
export function valuesOf(meaning: Meaning, pool: Pool): Tally {
  return values[unitOf(meaning)](pool, meaning)
}

/** What one step between two values is in the unit of the score. */
export function valueStep(meaning: Meaning): number {
  if (unitOf(meaning) !== 'mean') return 100
  return isFine(meaning) ? 1 : (meaning.step ?? 1)
}

const values: Record<Unit, (pool: Pool, meaning: Meaning) => Tally> = {
  percent: ({ satisfied, count }) =>
    new Map([
      [0, count - satisfied],
      [1, satisfied]
    ]),
  points({ tally }) {
    const { promoters, detractors, count } = stancesOf(tally)
    return new Map([
      [-1, detractors],
      [0, count - promoters - detractors],
      [1, promoters]
    ])
  },
  mean: ({ tally }, meaning) => (isFine(meaning) ? tally : tallyInSteps(tally, meaning))
}

function isFine(meaning: Meaning): boolean {
  return valuesOn(meaning) > ratingsMost
}
