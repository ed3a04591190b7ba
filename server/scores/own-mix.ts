import { verdictOf } from './change'
import { discoveries } from './discoveries'
import { around, clampTo, pOfZ } from './interval'
import { addSamples, centreOf, directionOf, rangeOf, sampleOf, spreadOf, uncertaintyOf } from './sample'
import { scoreDefaults, scoreOf, unitOf } from './score'
import type { Change, Score } from '../contract/figures'
import type { Estimate } from './interval'
import type { Group, Sample } from './sample'
import type { Meaning } from './tally'

export const ownMixDefaults = {
  ...scoreDefaults,
  /**
   * Of the groups judged, so large a share may be chance (Benjamini-Hochberg). The interval has to leave out 0 as well: of a few answers
   * where nearly all are content, the test alone makes too much of one that is not.
   */
  falseDiscoveries: 0.1
}

export type OwnMixRow = {
  key: string
  score: Score
  /** The score that everybody together reached on the same mix of strata. */
  expected: number
  /** score - expected, with its 95 % interval, which takes `expected` as known. */
  difference: Estimate
  /** The score of everybody, moved by that difference: scores of groups that met different things become comparable. */
  adjusted: number
  /** Null where everybody answered alike in all these strata. */
  z: number | null
  p: number | null
  q: number | null
  verdict: Change['verdict']
}

/** A group's answers, and how many of them are in each stratum. What they are there is not asked, so it need not be known. */
export type Mixed = Group & { mix: ReadonlyMap<string, number> }

/**
 * Groups (agents) against what their own mix of strata (topics in channels) would give, the worst first: indirect standardisation.
 * `everybody` holds the answers of all by stratum, the groups' own among them; a group with answers in other strata cannot be judged
 * and has no row.
 */
export function againstOwnMix(meaning: Meaning, everybody: readonly Group[], groups: readonly Mixed[], settings = ownMixDefaults): OwnMixRow[] {
  const rates = new Map(everybody.map(({ key, parts }): [string, Sample] => [key, sampleOf(meaning, parts)]))
  const everyone = addSamples(rates.values())
  const rows = groups.flatMap(({ key, parts, mix }) => {
    const own = sampleOf(meaning, parts)
    const by = expectedBy(rates, mix)
    if (!by || own.count === 0) return []
    const { count } = own
    const excess = own.sum - by.sum
    const z = by.variance > 0 ? excess / Math.sqrt(by.variance) : null
    const score = scoreOf([...parts, { meaning, tally: new Map() }], settings)
    const [value, expected] = [excess / count, by.sum / count]
    const error = Math.sqrt(uncertaintyOf(unitOf(meaning), own, everyone))
    const range = rangeOf(meaning)
    const difference = { value, ...clampTo(around(value, error), range.lower - expected, range.upper - expected) }
    return [{ key, score, expected, difference, adjusted: centreOf(everyone) + value, z, p: z === null ? null : pOfZ(z) }]
  })
  const qs = discoveries(rows.map(({ score, p }) => (score.count >= settings.hiddenBelow ? p : null)))
  const better = directionOf(meaning)
  return rows
    .map((row, index): OwnMixRow => {
      const q = qs[index] ?? null
      return { ...row, q, verdict: q !== null && q <= settings.falseDiscoveries ? verdictOf(row.difference, better) : 'not-clear' }
    })
    .sort((a, b) => better * (a.difference.value - b.difference.value) || b.score.count - a.score.count || (a.key < b.key ? -1 : 1))
}

/** What everybody would have got on a mix, as a sum over its answers, and the variance of that sum. Null for a mix that is not theirs. */
function expectedBy(rates: ReadonlyMap<string, Sample>, mix: ReadonlyMap<string, number>) {
  let sum = 0
  let variance = 0
  for (const [stratum, count] of mix) {
    if (count === 0) continue
    const all = rates.get(stratum)
    if (!all || all.count === 0) return null
    sum += count * centreOf(all)
    variance += count * spreadOf(all)
  }
  return { sum, variance }
}
