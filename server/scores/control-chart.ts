import { clampTo } from './interval'
import { addSamples, centreOf, directionOf, rangeOf, sampleOf, spreadOf } from './sample'
import { scoreDefaults, scoreOf } from './score'
import type { Change, Score } from '../contract/figures'
import type { Interval } from './interval'
import type { Group } from './sample'
import type { Meaning } from './tally'

export type ChartPoint = {
  key: string
  score: Score
  /** Where the score of so many answers stays by chance, 997 times of 1,000. Null without answers. */
  limits: Interval | null
  /** Outside the limits: something happened, and in which direction. A score inside them is no news, however far it moved. */
  signal: Exclude<Change['verdict'], 'not-clear'> | 'none'
}

/** Shewhart's control chart of the scores of equal steps of time (a p chart for shares). Centre is null without answers. */
export function controlChart(
  meaning: Meaning,
  steps: readonly Group[],
  settings = scoreDefaults
): { centre: number | null, points: ChartPoint[] } {
  const samples = steps.map(({ parts }) => sampleOf(meaning, parts))
  const all = addSamples(samples)
  const centre = all.count === 0 ? null : centreOf(all)
  const range = rangeOf(meaning)
  const points = steps.map(({ key, parts }, index): ChartPoint => {
    const score = scoreOf([...parts, { meaning, tally: new Map() }], settings)
    const sample = samples[index]
    if (centre === null || !sample || sample.count === 0) return { key, score, limits: null, signal: 'none' }
    const reach = 3 * Math.sqrt(spreadOf(all) / sample.count)
    const limits = clampTo({ lower: centre - reach, upper: centre + reach }, range.lower, range.upper)
    const value = centreOf(sample)
    if (value >= limits.lower && value <= limits.upper) return { key, score, limits, signal: 'none' }
    return { key, score, limits, signal: value > centre === directionOf(meaning) > 0 ? 'better' : 'worse' }
  })
  return { centre, points }
}
