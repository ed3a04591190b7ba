import type { Change } from '../contract/figures'
import { change } from './change'
import type { Estimate, Interval } from './interval'
import { around, pOfZ, widenTo, z95 } from './interval'
import type { Part } from './pool'
import type { Prior } from './prior'
import { posterior, shrunken } from './ranking'
import type { Sample } from './sample'
import { cautiousUncertaintyOf, centreOf, directionOf, rangeOf, sampleOf, spreadOf } from './sample'
import { answersForShares, standardErrorsFor } from './sample-sizes'
import { hundredOf, scoreDefaults, scoreOf, unitOf } from './score'
import type { Meaning } from './tally'
import { sideOf, verdictDefaults } from './verdict'

const trainingDefaults = {
  ...verdictDefaults,
  /** A lift below so many points is not worth a training; of a mean, percent of the scale's range. */
  worthwhile: 5
}

export type Lift = {
  /** after - before, as if those picked for being low had not been unlucky too. */
  naive: number
  /** What comes of it without any training, since low scores drift back to the average. */
  expected: number
  /** The part of `naive` that would have come anyway. */
  regression: number
  /** after - expected: the lift, with its 95 % interval. Nulls of the interval where the score has none. */
  value: number
  lower: number | null
  upper: number | null
  verdict: Change['verdict']
}

/**
 * What a training changed, guarded against regression to the mean: the baseline is the shrunken score
 * before, with the prior of all groups of that time (`priorOf`). The interval joins those of both (MOVER;
 * Zou & Donner 2008, Statistics in Medicine 27:1693). Null without answers on either side.
 */
export function lift(
  meaning: Meaning,
  sides: BeforeAfter,
  prior: Prior,
  settings = scoreDefaults
): Lift | null {
  return programmeLift(meaning, sides, [{ ...sides, prior }], settings)
}

/**
 * One of those that were trained together, and what was known of its like before its first answer: also
 * without each of the others in turn, as far as it was learned from them (`priorsWithoutOne`).
 */
export type Trained = BeforeAfter & { prior: Prior; without?: readonly Prior[] }

/**
 * The same of all that were trained together. Each of them is shrunk by itself, since each may have been
 * picked for its bad luck, and weighs as many answers as it has afterwards, so that a busier agent is no
 * lift. `sides` are the answers of all of them.
 */
export function programmeLift(
  meaning: Meaning,
  { before, after }: BeforeAfter,
  trained: readonly Trained[],
  settings = scoreDefaults
): Lift | null {
  const was = sampleOf(meaning, before)
  const is = scoreOf([...after, { meaning, tally: new Map() }], settings)
  const baseline = expectedOf(meaning, trained)
  if (was.count === 0 || is.value === null || !baseline) return null
  const value = is.value - baseline.value
  const known = is.lower !== null && is.upper !== null
  const lower = known ? value - Math.hypot(is.value - (is.lower ?? 0), baseline.upper - baseline.value) : null
  const upper = known ? value + Math.hypot((is.upper ?? 0) - is.value, baseline.value - baseline.lower) : null
  return {
    naive: is.value - centreOf(was),
    expected: baseline.value,
    regression: baseline.value - centreOf(was),
    value,
    lower,
    upper,
    verdict: is.state === 'hidden' ? 'not-clear' : sideOf({ lower, upper }, directionOf(meaning))
  }
}

/**
 * What would have come without any training: the shrunken scores, weighed by the answers afterwards. Their
 * intervals are joined as above, with what is unknown of the prior, which all of them share: the jackknife
 * over the groups that it was learned from (Jiang, Lahiri & Wan 2002, Annals of Statistics 30:1782).
 */
export function expectedOf(meaning: Meaning, trained: readonly Trained[]): Estimate | null {
  const answers = trained.map(({ after }) => sampleOf(meaning, after).count)
  const all = answers.reduce((sum, count) => sum + count, 0)
  if (all === 0) return null
  const each = trained.map(({ before, prior, without = [] }, place) => {
    const sample = sampleOf(meaning, before)
    return {
      weight: (answers[place] ?? 0) / all,
      ...posterior(meaning, sample, prior),
      otherwise: without.map((other) => shrunken(sample, other))
    }
  })
  const value = each.reduce((sum, one) => sum + one.weight * one.value, 0)
  const unknown = z95 * Math.sqrt(jackknife(each))
  return {
    value,
    lower: value - Math.hypot(unknown, ...each.map((one) => one.weight * (one.value - one.lower))),
    upper: value + Math.hypot(unknown, ...each.map((one) => one.weight * (one.upper - one.value)))
  }
}

type Otherwise = { weight: number; value: number; otherwise: readonly number[] }

/** The variance of a weighed mean that comes of the groups which a prior was learned from. */
function jackknife(each: readonly Otherwise[]): number {
  const groups = Math.max(0, ...each.map(({ otherwise }) => otherwise.length))
  const values = Array.from({ length: groups }, (_none, group) =>
    each.reduce((sum, { weight, value, otherwise }) => sum + weight * (otherwise[group] ?? value), 0)
  )
  const mean = values.reduce((sum, value) => sum + value / groups, 0)
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) * (1 - 1 / (groups || 1))
}

/**
 * What a training changed from days that had no part in choosing whom to train, and so need no guard.
 * `chosen` are the answers of the days that had. Null without answers on either side.
 */
export function plainLift(
  meaning: Meaning,
  { before, after }: BeforeAfter,
  chosen: readonly Part[]
): Lift | null {
  const [was, is, picked] = [before, after, chosen].map((parts) => sampleOf(meaning, parts))
  if (!was?.count || !is?.count) return null
  const found = change(before, [...after, { meaning, tally: new Map() }])
  const from = picked && picked.count > 0 ? centreOf(picked) : centreOf(was)
  return {
    naive: centreOf(is) - from,
    expected: centreOf(was),
    regression: centreOf(was) - from,
    value: centreOf(is) - centreOf(was),
    lower: found.lower,
    upper: found.upper,
    verdict: found.verdict
  }
}

type Judged = { value: number } & { [End in keyof Interval]: number | null }

/** The lift of the trained beyond that of a control, both of them guarded, joined as above. */
export function liftBeyond(meaning: Meaning, trained: Lift, control: Lift): Judged & Pick<Lift, 'verdict'> {
  const value = trained.value - control.value
  const ends = [trained.lower, trained.upper, control.lower, control.upper]
  const [low, high, controlLow, controlHigh] = ends.map((end) => end ?? NaN)
  const interval = ends.includes(null)
    ? { lower: null, upper: null }
    : {
        lower: value - Math.hypot(trained.value - (low ?? NaN), (controlHigh ?? NaN) - control.value),
        upper: value + Math.hypot((high ?? NaN) - trained.value, control.value - (controlLow ?? NaN))
      }
  return { value, ...interval, verdict: sideOf(interval, directionOf(meaning)) }
}

export type Outcome = {
  verdict: 'helped' | 'did-not-help' | 'worse' | 'not-clear'
  /** About so many more answers afterwards would tell. Null where it is clear, or where they would not. */
  answersNeeded: number | null
}

/**
 * Whether a training helped. It did not where the whole interval lies below what is worth a training; where
 * it holds both nought and that, nobody knows yet.
 */
export function trainingOutcome(
  meaning: Meaning,
  found: Judged & Pick<Lift, 'verdict'>,
  after: readonly Part[],
  settings = trainingDefaults
): Outcome {
  const worthwhile = (settings.worthwhile * hundredOf(meaning)) / 100
  const { lower, upper, verdict } = found
  if (verdict === 'better') return { verdict: 'helped', answersNeeded: null }
  if (verdict === 'worse') return { verdict: 'worse', answersNeeded: null }
  const unclear = { verdict: 'not-clear', answersNeeded: null } as const
  if (lower === null || upper === null) return unclear
  const most = directionOf(meaning) > 0 ? upper : -lower
  if (most < worthwhile) return { verdict: 'did-not-help', answersNeeded: null }
  const sample = sampleOf(meaning, after)
  if (sample.count === 0) return unclear
  const uncertainty = cautiousUncertaintyOf(meaning, sample, sample)
  const before = Math.max(0, ((upper - lower) / 2 / z95) ** 2 - uncertainty)
  const told = Math.max(Math.abs(found.value), worthwhile) / standardErrorsFor(settings.significant)
  if (told ** 2 <= before) return unclear
  const all = (uncertainty * sample.count) / (told ** 2 - before)
  return { ...unclear, answersNeeded: Math.max(1, Math.ceil(all - sample.count)) }
}

/**
 * So many answers are needed before, and as many afterwards, to find a lift of so many points in 8 of 10
 * cases; of a mean, of so many percent of the scale's range. `expected` is the score without a training.
 * Null where the scale has no room for it.
 */
export function answersForLift(
  meaning: Meaning,
  baseline: Sample,
  points: number,
  expected = centreOf(baseline)
): number | null {
  if (baseline.count === 0) return null
  const wanted = (points * hundredOf(meaning)) / 100
  const [from, to] = [expected, expected + directionOf(meaning) * wanted]
  const { lower, upper } = rangeOf(meaning)
  if (to < lower || to > upper) return null
  if (unitOf(meaning) === 'percent') return answersForShares(from / 100, to / 100)
  const spread = cautiousUncertaintyOf(meaning, baseline, baseline) * baseline.count
  return Math.ceil(2 * spread * (standardErrorsFor(verdictDefaults.significant) / wanted) ** 2)
}

export type BeforeAfter = { before: readonly Part[]; after: readonly Part[] }

/**
 * The change of the trained beyond the change of a control (difference in differences). The control must be
 * similar, such as untrained agents on the same topic or those on a wait list, never everybody else.
 * `borrowed` answers are added at each end of every cell's scale: none, unless all of a cell answered
 * alike, which would claim to be certain. Null where a cell is empty.
 */
export function differenceInDifferences(
  meaning: Meaning,
  trained: BeforeAfter,
  control: BeforeAfter,
  borrowed?: number
): (Interval & { value: number; p: number; verdict: Change['verdict'] }) | null {
  const cells = [trained.after, trained.before, control.after, control.before].map((parts) =>
    sampleOf(meaning, parts)
  )
  if (cells.some(({ count }) => count === 0)) return null
  const added = borrowed ?? (cells.some((cell) => spreadOf(cell) === 0) ? 1 : 0)
  const some = cells.map((cell) => withEnds(cell, rangeOf(meaning), added))
  const value = differenceOf(borrowed === undefined ? cells : some)
  const shift = differenceOf(some)
  const error = Math.sqrt(some.reduce((sum, cell) => sum + spreadOf(cell) / cell.count, 0))
  const interval = widenTo(around(shift, error), value)
  return { value, ...interval, p: pOfZ(shift / error), verdict: sideOf(interval, directionOf(meaning)) }
}

const signs = [1, -1, -1, 1]

function differenceOf(cells: readonly Sample[]) {
  return cells.reduce((sum, cell, place) => sum + (signs[place] ?? 0) * centreOf(cell), 0)
}

function withEnds({ count, sum, squares }: Sample, { lower, upper }: Interval, borrowed: number): Sample {
  return {
    count: count + 2 * borrowed,
    sum: sum + borrowed * (lower + upper),
    squares: squares + borrowed * (lower ** 2 + upper ** 2)
  }
}
