import type { Change } from '../contract/figures'
import type { Interval } from './interval'
import { around, pOfZ, widenTo } from './interval'
import type { Part } from './pool'
import type { Prior } from './prior'
import { posterior } from './ranking'
import type { Sample } from './sample'
import { centreOf, directionOf, rangeOf, sampleOf, spreadOf } from './sample'
import { scoreDefaults, scoreOf } from './score'
import type { Meaning } from './tally'
import { sideOf } from './verdict'

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
  { before, after }: { before: readonly Part[]; after: readonly Part[] },
  prior: Prior,
  settings = scoreDefaults
): Lift | null {
  const was = sampleOf(meaning, before)
  const is = scoreOf([...after, { meaning, tally: new Map() }], settings)
  if (was.count === 0 || is.value === null) return null
  const baseline = posterior(meaning, was, prior)
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
