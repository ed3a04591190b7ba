import type { Interval } from './interval'
import { stancesOf } from './nps'
import type { Part, Pool } from './pool'
import { poolOn } from './pool'
import type { Unit } from './score'
import { unitOf } from './score'
import { ratingsOn, stepsPerPointOf, tallyInSteps } from './steps'
import type { Meaning } from './tally'

/**
 * Answers as numbers whose mean is the score: 0 or 100 by satisfaction, -100, 0 or 100 by stance, or the
 * rating itself. What holds for means of such numbers (a mix of topics, a split of a gap, a prior) then
 * holds for CSAT, NPS and CES by one formula. Sums of whole numbers, so that the order in which answers are
 * counted changes no digit.
 */
export type Sample = { count: number; sum: number; squares: number }

/** One of several groups of answers, such as all answers about one topic. */
export type Group = { key: string; parts: readonly Part[] }

/**
 * The answers of one group (a channel, an agent) within one stratum (a topic, a topic in a channel). Every
 * answer is in one cell only.
 */
export type Cell = { group: string; stratum: string; parts: readonly Part[] }

export const noAnswers: Sample = { count: 0, sum: 0, squares: 0 }

export function sampleOf(meaning: Meaning, parts: readonly Part[]): Sample {
  return sampleOfPool(meaning, poolOn(meaning, parts))
}

export function sampleOfPool(meaning: Meaning, pool: Pool): Sample {
  return { count: pool.count, ...sums[unitOf(meaning)](pool, meaning) }
}

const sums: Record<Unit, (pool: Pool, meaning: Meaning) => { sum: number; squares: number }> = {
  percent: ({ satisfied }) => ({ sum: 100 * satisfied, squares: 10_000 * satisfied }),
  points({ tally }) {
    const { promoters, detractors } = stancesOf(tally)
    return { sum: 100 * (promoters - detractors), squares: 10_000 * (promoters + detractors) }
  },
  mean({ tally }, meaning) {
    const per = stepsPerPointOf(meaning)
    let sum = 0
    let squares = 0
    for (const [steps, count] of tallyInSteps(tally, meaning)) {
      sum += steps * count
      squares += steps ** 2 * count
    }
    return { sum: sum / per, squares: squares / per ** 2 }
  }
}

export function addSamples(samples: Iterable<Sample>): Sample {
  const all = { ...noAnswers }
  for (const { count, sum, squares } of samples) {
    all.count += count
    all.sum += sum
    all.squares += squares
  }
  return all
}

/** The score. NaN without answers. */
export function centreOf({ count, sum }: Sample): number {
  return sum / count
}

/**
 * What is left of tenths and hundredths when answers that all agree are taken from each other, as a part of
 * them.
 */
const rounding = 1e-13

/** How far single answers are from the score, squared, on average (not n - 1). NaN without answers. */
export function spreadOf({ count, sum, squares }: Sample): number {
  const spread = squares * count - sum ** 2
  return Math.abs(spread) <= rounding * sum ** 2 ? 0 : spread / count ** 2
}

/**
 * The variance of the score of a cell. A few answers that all agree would claim to be certain; half an
 * answer on either side (of a share), or one with the spread of everybody (of other scores), keeps them
 * modest. 0.5 of 1: Agresti & Coull's idea, one answer lighter.
 */
export function uncertaintyOf(unit: Unit, sample: Sample, everybody: Sample): number {
  const { count, sum } = sample
  if (unit !== 'percent') return (spreadOf(sample) * count + spreadOf(everybody)) / count ** 2
  const share = (sum + 50) / (count + 1)
  return (share * (100 - share)) / count
}

/**
 * So many answers are added before the interval of an NPS or a mean is made, spread evenly over the scale.
 */
const added = 3

/**
 * The variance of the score of a cell that stands alone: of a share as above, of an NPS or a mean with
 * three more answers spread evenly, as in their own intervals, so that a cell whose answers all agree is
 * not taken for certain wherever all others agree, too.
 */
export function cautiousUncertaintyOf(meaning: Meaning, sample: Sample, everybody: Sample): number {
  if (unitOf(meaning) === 'percent') return uncertaintyOf('percent', sample, everybody)
  const more = withSomeMore(meaning, sample)
  return spreadOf(more) / (more.count - (unitOf(meaning) === 'mean' ? 1 : 0))
}

/** The sample with those three answers more. Not of shares, whose intervals need none. */
export function withSomeMore(meaning: Meaning, { count, sum, squares }: Sample): Sample {
  // ¾ of a promoter, ¾ of a detractor and 1½ passives.
  if (unitOf(meaning) === 'points')
    return { count: count + added, sum, squares: squares + (added / 2) * 10_000 }
  const ratings = ratingsOn(meaning)
  const mean = (valueOf: (rating: number) => number) =>
    ratings.reduce((all, rating) => all + valueOf(rating), 0) / ratings.length
  return {
    count: count + added,
    sum: sum + added * mean((rating) => rating),
    squares: squares + added * mean((rating) => rating ** 2)
  }
}

/** Between which ends a score can lie. */
export function rangeOf(meaning: Meaning): Interval {
  const unit = unitOf(meaning)
  if (unit === 'mean') return { lower: meaning.min, upper: meaning.max }
  return { lower: unit === 'percent' ? 0 : -100, upper: 100 }
}

/** 1 where a higher score is better, -1 where it is worse. Only a mean keeps the direction of its scale. */
export function directionOf(meaning: Meaning): 1 | -1 {
  return unitOf(meaning) === 'mean' && meaning.direction === 'lower-is-better' ? -1 : 1
}

export function byGroup(cells: readonly Cell[]): Map<string, Cell[]> {
  const groups = new Map<string, Cell[]>()
  for (const cell of cells) {
    const group = groups.get(cell.group)
    if (group) group.push(cell)
    else groups.set(cell.group, [cell])
  }
  return groups
}
