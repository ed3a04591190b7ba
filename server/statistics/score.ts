import type { Score } from '../contract/figures'
import type { Interval } from './interval'
import { meanInterval, meanRating } from './means'
import { npsInterval, npsOf, stancesOf } from './nps'
import { percentageOf } from './percentage'
import type { Part, Pool } from './pool'
import { poolOn } from './pool'
import { wilson } from './proportions'
import { ratingsMost, ratingsOn, valuesOn } from './steps'
import type { Meaning, Tally } from './tally'

export type Unit = Score['unit']

export type ScoreSettings = {
  /** Below so many answers only counts are shown. */
  hiddenBelow: number
  /**
   * A half width above so many points is early. Points of a percentage or an NPS; of a mean, percent of the
   * scale's range.
   */
  earlyAbove: number
}

export const scoreDefaults: ScoreSettings = { hiddenBelow: 5, earlyAbove: 15 }

/**
 * The figure of a tally with its 95 % interval, in full precision: percent satisfied (csat, thumbs), NPS
 * points, or the mean (ces). `value` is there from the first answer on, and `state` says whether to show
 * it: not at all, with its margin, or plainly. Nulls without answers. `mean` is the mean rating, whatever
 * the unit.
 */
export function score(tally: Tally, meaning: Meaning, settings = scoreDefaults): Score {
  return scoreOf([{ meaning, tally }], settings)
}

/**
 * The score of answers that meant several things. The last part names the scale: put the survey's current
 * meaning last, with an empty tally if need be, and all rows of a breakdown speak of one scale. Answers on
 * other scales are left out and listed in `otherScales`, which is absent when there are none. Throws a
 * RangeError when there is no part at all.
 */
export function scoreOf(parts: readonly Part[], settings = scoreDefaults): Score {
  const meaning = parts.at(-1)?.meaning
  if (!meaning)
    throw new RangeError(
      'A score needs at least one part, because its unit and scale come from the last one.'
    )
  return scoreOfPool(poolOn(meaning, parts), meaning, settings)
}

export function scoreOfPool(pool: Pool, meaning: Meaning, settings = scoreDefaults): Score {
  const unit = unitOf(meaning)
  const { value, interval } = figureOf(pool, meaning)
  return {
    value,
    unit,
    count: pool.count,
    lower: interval?.lower ?? null,
    upper: interval?.upper ?? null,
    mean: meanRating(pool.tally, meaning),
    tally: everyPoint(pool.tally, meaning),
    state: stateOf(pool.count, interval, hundredOf(meaning), settings),
    ...(unit === 'mean' && { satisfied: percentageOf({ part: pool.satisfied, count: pool.count }) }),
    ...(pool.others.length > 0 && { otherScales: pool.others })
  }
}

export function unitOf({ metric }: Pick<Meaning, 'metric'>): Unit {
  return units[metric]
}

/**
 * What a hundred points of margin stand for in the unit of the score: the range of the scale, if that is a
 * mean.
 */
export function hundredOf(meaning: Meaning): number {
  return unitOf(meaning) === 'mean' ? meaning.max - meaning.min : 100
}

const units: Record<Meaning['metric'], Unit> = {
  csat: 'percent',
  thumbs: 'percent',
  nps: 'points',
  ces: 'mean'
}

type Figure = { value: number | null; interval: Interval | null }

/** The score of a pool and its interval, for differences of two. */
export function figureOf(pool: Pool, meaning: Meaning): Figure {
  return pool.count > 0 ? figures[unitOf(meaning)](pool, meaning) : nothing
}

const nothing: Figure = { value: null, interval: null }

const figures: Record<Unit, (pool: Pool, meaning: Meaning) => Figure> = {
  percent({ satisfied, count }) {
    const shares = wilson({ part: satisfied, count })
    return {
      value: (100 * satisfied) / count,
      interval: shares && { lower: 100 * shares.lower, upper: 100 * shares.upper }
    }
  },
  points({ tally }) {
    const stances = stancesOf(tally)
    return { value: npsOf(stances), interval: npsInterval(stances) }
  },
  mean: ({ tally }, scale) => ({ value: meanRating(tally, scale), interval: meanInterval(tally, scale) })
}

function stateOf(
  count: number,
  interval: Interval | null,
  hundred: number,
  settings: ScoreSettings
): Score['state'] {
  if (count < settings.hiddenBelow || !interval) return 'hidden'
  return (100 * (interval.upper - interval.lower)) / 2 / hundred > settings.earlyAbove ? 'early' : 'ok'
}

function everyPoint(tally: Tally, meaning: Meaning): Record<string, number> {
  const points: Record<string, number> = {}
  if (valuesOn(meaning) <= ratingsMost) for (const rating of ratingsOn(meaning)) points[rating] = 0
  for (const [rating, count] of [...tally].sort(([a], [b]) => a - b)) points[rating] = count
  return points
}
