import betaCdf from '@stdlib/stats-base-dists-beta-cdf'
import betaQuantile from '@stdlib/stats-base-dists-beta-quantile'
import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import { around, clampTo } from './interval'
import { priorDefaults, priorOf } from './prior'
import { directionOf, rangeOf, sampleOf } from './sample'
import { scoreDefaults, scoreOf, unitOf } from './score'
import type { Score } from '../contract/figures'
import type { Estimate } from './interval'
import type { Prior } from './prior'
import type { Group, Sample } from './sample'
import type { Meaning } from './tally'

export const rankingDefaults = {
  ...scoreDefaults,
  ...priorDefaults
}

export type RankedRow = {
  key: string
  score: Score
  /** What the group's answers and those of all groups together suggest, with the 95 % interval of the true score. */
  shrunk: Estimate
  /** The probability that the true score is worse than the average of all, 0 to 1. */
  worseThanAverage: number
}

export type Ranking = { average: number, strength: number, rows: RankedRow[] }

/**
 * Groups by their shrunken score, the worst first (empirical Bayes: beta-binomial for shares, normal for NPS and means). A group with
 * few answers is drawn to the average, so that neither end of the list belongs to whoever was rated least. Groups without answers are
 * left out; null when none has any.
 */
export function ranked(meaning: Meaning, groups: readonly Group[], settings = rankingDefaults): Ranking | null {
  const answered = groups
    .map(({ key, parts }) => ({ key, parts, sample: sampleOf(meaning, parts) }))
    .filter(({ sample }) => sample.count > 0)
  const prior = priorOf(answered.map(({ sample }) => sample), settings)
  if (!prior) return null
  const better = directionOf(meaning)
  const rows = answered.map(({ key, parts, sample }): RankedRow => {
    const { below, ...shrunk } = posterior(meaning, sample, prior)
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

/** What a sample and a prior suggest together; `below` is the probability that the true score is below the prior's centre. */
export function posterior(meaning: Meaning, { count, sum }: Sample, { centre, strength, spread }: Prior): Estimate & { below: number } {
  const value = (sum + centre * strength) / (count + strength)
  if (unitOf(meaning) === 'percent') {
    const satisfied = (sum + centre * strength) / 100
    const others = count + strength - satisfied
    // All or nobody is satisfied, everywhere: there is nothing to be unsure of within these answers.
    if (satisfied <= 0 || others <= 0) return { value, lower: value, upper: value, below: 0.5 }
    return {
      value,
      lower: 100 * betaQuantile(0.025, satisfied, others),
      upper: 100 * betaQuantile(0.975, satisfied, others),
      below: betaCdf(centre / 100, satisfied, others)
    }
  }
  const error = Math.sqrt(spread / (count + strength))
  if (error === 0) return { value, lower: value, upper: value, below: 0.5 }
  const range = rangeOf(meaning)
  const interval = clampTo(around(value, error), range.lower, range.upper)
  return { value, ...interval, below: normalCdf(centre, value, error) }
}
