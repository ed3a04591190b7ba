import betaCdf from '@stdlib/stats-base-dists-beta-cdf'
import betaQuantile from '@stdlib/stats-base-dists-beta-quantile'
import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import type { Score } from '../contract/figures'
import type { Estimate, Interval } from './interval'
import { around, clampTo, widenTo } from './interval'
import type { Prior } from './prior'
import { priorDefaults, priorOf } from './prior'
import { wilson } from './proportions'
import type { Group, Sample } from './sample'
import { cautiousUncertaintyOf, centreOf, directionOf, rangeOf, sampleOf, withSomeMore } from './sample'
import { scoreDefaults, scoreOf, unitOf } from './score'
import type { Meaning } from './tally'

const rankingDefaults = {
  ...scoreDefaults,
  ...priorDefaults
}

type RankedRow = {
  key: string
  score: Score
  /**
   * What the group's answers and those of all groups together suggest, with the 95 % interval of the true
   * score.
   */
  shrunk: Estimate
  /** The probability that the true score is worse than the average of all, 0 to 1. */
  worseThanAverage: number
}

export type Ranking = { average: number; strength: number; rows: RankedRow[] }

/**
 * Groups by their shrunken score, the worst first (empirical Bayes: beta-binomial for shares, normal for
 * NPS and means). A group with few answers is drawn to the average, so that neither end of the list belongs
 * to whoever was rated least. Groups without answers are left out; null when none has any.
 */
export function ranked(
  meaning: Meaning,
  groups: readonly Group[],
  settings = rankingDefaults
): Ranking | null {
  const answered = groups
    .map(({ key, parts }) => ({ key, parts, sample: sampleOf(meaning, parts) }))
    .filter(({ sample }) => sample.count > 0)
  const prior = priorOf(
    answered.map(({ sample }) => sample),
    settings
  )
  if (!prior) return null
  const better = directionOf(meaning)
  const known = answered.reduce((sum, { sample }) => sum + sample.count, 0)
  const rows = answered.map(({ key, parts, sample }): RankedRow => {
    const { below, ...shrunk } = posterior(meaning, sample, prior, known)
    const worseThanAverage = better > 0 ? below : 1 - below
    return {
      key,
      score: scoreOf([...parts, { meaning, tally: new Map() }], settings),
      shrunk,
      worseThanAverage
    }
  })
  rows.sort((a, b) => better * (a.shrunk.value - b.shrunk.value) || (a.key < b.key ? -1 : 1))
  return { average: prior.centre, strength: prior.strength, rows }
}

/**
 * What a sample and a prior suggest together; `below` is the probability that the true score is below the
 * prior's centre. `known`: so many answers there are at all, where all agree, so that no more is made of
 * them than that many can say.
 */
export function posterior(
  meaning: Meaning,
  sample: Sample,
  { centre, strength, spread }: Prior,
  known = Infinity
): Estimate & { below: number } {
  const { count, sum } = sample
  const agreeing = Math.min(count + strength, Math.max(known, count))
  const value = shrunken(sample, { centre, strength })
  if (unitOf(meaning) === 'percent') {
    const satisfied = (sum + centre * strength) / 100
    const others = count + strength - satisfied
    if (satisfied <= 0 || others <= 0) return { value, ...allAlike(meaning, value, agreeing), below: 0.5 }
    return {
      value,
      lower: 100 * betaQuantile(0.025, satisfied, others),
      upper: 100 * betaQuantile(0.975, satisfied, others),
      below: betaCdf(centre / 100, satisfied, others)
    }
  }
  const error = Math.sqrt(spread / (count + strength))
  if (error === 0) return { value, ...allAlike(meaning, value, agreeing), below: 0.5 }
  const range = rangeOf(meaning)
  const interval = clampTo(around(value, error), range.lower, range.upper)
  return { value, ...interval, below: normalCdf(centre, value, error) }
}

/** The score that a sample and a prior suggest together. */
export function shrunken(
  { count, sum }: Sample,
  { centre, strength }: Pick<Prior, 'centre' | 'strength'>
): number {
  return (sum + centre * strength) / (count + strength)
}

/**
 * Everybody answered alike, everywhere: the next answer may still be another one, as little as that is
 * known of so many answers.
 */
function allAlike(meaning: Meaning, value: number, count: number): Interval {
  if (unitOf(meaning) === 'percent') {
    const shares = wilson({ part: (value / 100) * count, count }) ?? { lower: 0, upper: 1 }
    return { lower: 100 * shares.lower, upper: 100 * shares.upper }
  }
  const sample = { count, sum: count * value, squares: count * value ** 2 }
  const interval = around(
    centreOf(withSomeMore(meaning, sample)),
    Math.sqrt(cautiousUncertaintyOf(meaning, sample, sample))
  )
  const range = rangeOf(meaning)
  return widenTo(clampTo(interval, range.lower, range.upper), value)
}
