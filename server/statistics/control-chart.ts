import type { Score } from '../contract/figures'
import { chanceLimits } from './chance-limits'
import type { Interval } from './interval'
import { widenTo } from './interval'
import { poolOn } from './pool'
import type { Group } from './sample'
import { addSamples, centreOf, directionOf, sampleOf } from './sample'
import { scoreDefaults, scoreOf } from './score'
import type { Meaning } from './tally'
import { countOf } from './tally'
import { valueStep, valuesOf } from './values'
import type { Verdict } from './verdict'

export type ChartPoint = {
  key: string
  /** The key of the last step of several that are joined, because those before had too few answers. */
  until?: string
  score: Score
  /**
   * Where the score of so many answers stays by chance, 997 times of 1,000. Null where there are too few to
   * say.
   */
  limits: Interval | null
  /**
   * Outside the limits: something happened, and in which direction. A score inside them is no news, however
   * far it moved.
   */
  signal: Exclude<Verdict, 'not-clear'> | 'none'
}

export const chartDefaults = {
  ...scoreDefaults,
  /** Whether steps with too few answers are joined with the next one that has some. */ joins: true
}

/**
 * Shewhart's control chart of the scores of equal steps of time, with limits that are exact where steps
 * have few answers. Centre is null without answers.
 */
export function controlChart(
  meaning: Meaning,
  steps: readonly Group[],
  settings = chartDefaults
): { centre: number | null; points: ChartPoint[] } {
  const everything = addSamples(steps.map(({ parts }) => sampleOf(meaning, parts)))
  const centre = everything.count === 0 ? null : centreOf(everything)
  const all = valuesOf(
    meaning,
    poolOn(
      meaning,
      steps.flatMap(({ parts }) => parts)
    )
  )
  const step = valueStep(meaning)
  const points = (settings.joins ? joined(meaning, steps, settings.hiddenBelow) : steps).map(
    ({ parts, ...point }): ChartPoint => {
      const score = scoreOf([...parts, { meaning, tally: new Map() }], settings)
      if (centre === null || score.value === null || score.count < settings.hiddenBelow)
        return { ...point, score, limits: null, signal: 'none' }
      const { lower, upper } = chanceLimits(all, countOf(poolOn(meaning, parts).tally))
      // So few successes may be expected that the first one is news; the limits hold the centre all the same.
      const limits = widenTo({ lower: step * lower, upper: step * upper }, centre)
      const isInside = score.value >= limits.lower - rounding && score.value <= limits.upper + rounding
      if (isInside) return { ...point, score, limits, signal: 'none' }
      return {
        ...point,
        score,
        limits,
        signal: score.value > centre === directionOf(meaning) > 0 ? 'better' : 'worse'
      }
    }
  )
  return { centre, points }
}

/** A score that is a limit is computed in another order than the limit. */
const rounding = 1e-9

/**
 * Steps of a few answers as one with the next ones, until there are enough. A step without answers stays,
 * so that the gap is seen.
 */
function joined(meaning: Meaning, steps: readonly Group[], atLeast: number): (Group & { until?: string })[] {
  const found: (Group & { until?: string })[] = []
  let isOpen = false
  for (const step of steps) {
    const count = poolOn(meaning, step.parts).count
    const before = found.at(-1)
    if (isOpen && before) {
      const parts = [...before.parts, ...step.parts]
      found[found.length - 1] = { key: before.key, until: step.key, parts }
      isOpen = poolOn(meaning, parts).count < atLeast
    } else {
      found.push(step)
      isOpen = count > 0 && count < atLeast
    }
  }
  return found
}
