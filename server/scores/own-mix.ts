import { verdictOf } from './change'
import { discoveries } from './discoveries'
import { around, clampTo, pOfZ } from './interval'
import { addSamples, byGroup, centreOf, directionOf, noAnswers, rangeOf, sampleOf, spreadOf, uncertaintyOf } from './sample'
import { scoreDefaults, scoreOf, unitOf } from './score'
import type { Change, Score } from '../contract/figures'
import type { Estimate } from './interval'
import type { Cell, Group, Sample } from './sample'
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

/**
 * Groups (agents) against what their own mix of strata (topics in channels) would give, the worst first: indirect standardisation.
 * `everybody` holds the answers of all by stratum, the groups' own among them. Answers in strata that are not there stay out.
 */
export function againstOwnMix(
  meaning: Meaning,
  everybody: readonly Group[],
  cells: readonly Cell[],
  settings = ownMixDefaults
): OwnMixRow[] {
  const rates = new Map(everybody.map(({ key, parts }): [string, Sample] => [key, sampleOf(meaning, parts)]))
  const everyone = addSamples(rates.values())
  const rows = [...byGroup(cells)].flatMap(([key, ofGroup]) => {
    const known = ofGroup.filter(({ stratum }) => (rates.get(stratum)?.count ?? 0) > 0)
    const { own, excess, variance, expected } = against(meaning, rates, known)
    const { count } = own
    if (count === 0) return []
    const z = variance > 0 ? excess / Math.sqrt(variance) : null
    const score = scoreOf([...known.flatMap(({ parts }) => parts), { meaning, tally: new Map() }], settings)
    const value = excess / count
    const error = Math.sqrt(uncertaintyOf(unitOf(meaning), own, everyone))
    const range = rangeOf(meaning)
    const difference = { value, ...clampTo(around(value, error), range.lower - expected / count, range.upper - expected / count) }
    return [{ key, score, expected: expected / count, difference, adjusted: centreOf(everyone) + value, z, p: z === null ? null : pOfZ(z) }]
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

/** The answers of a group, and sums over them: what everybody would have given, how much more it got, and the variance of that. */
function against(meaning: Meaning, rates: ReadonlyMap<string, Sample>, cells: readonly Cell[]) {
  const sums = { own: noAnswers, expected: 0, excess: 0, variance: 0 }
  for (const { stratum, parts } of cells) {
    const own = sampleOf(meaning, parts)
    const all = rates.get(stratum)
    if (!all || own.count === 0) continue
    const expected = own.count * centreOf(all)
    sums.own = addSamples([sums.own, own])
    sums.expected += expected
    sums.excess += own.sum - expected
    sums.variance += own.count * spreadOf(all)
  }
  return sums
}
