import { stancesOf } from './nps'
import { unitOf } from './score'
import { inSteps } from './steps'
import type { Pool } from './pool'
import type { Unit } from './score'
import type { Meaning, Tally } from './tally'

/**
 * Answers as the whole numbers whose mean tells the score: 0 or 1 by satisfaction, -1, 0 or 1 by stance, or the rating in steps.
 * Exact tests count ways of drawing such numbers.
 */
export function valuesOf(meaning: Meaning, pool: Pool): Tally {
  return values[unitOf(meaning)](pool, meaning)
}

/** What one step between two values is in the unit of the score. */
export function stepOf(meaning: Meaning): number {
  return unitOf(meaning) === 'mean' ? (meaning.step ?? 1) : 100
}

const values: Record<Unit, (pool: Pool, meaning: Meaning) => Tally> = {
  percent: ({ satisfied, count }) => new Map([[0, count - satisfied], [1, satisfied]]),
  points({ tally }) {
    const { promoters, detractors, count } = stancesOf(tally)
    return new Map([[-1, detractors], [0, count - promoters - detractors], [1, promoters]])
  },
  mean: ({ tally }, meaning) => inSteps(tally, meaning)
}
