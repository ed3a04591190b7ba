import { discoveries } from './discoveries'
import { pOfZ } from './interval'
import { addSamples, byGroup, centreOf, directionOf, sampleOf, spreadOf } from './sample'
import { scoreDefaults, scoreOf } from './score'
import type { Change, Score } from '../contract/figures'
import type { Cell, Group, Sample } from './sample'
import type { Meaning } from './tally'

export const ownMixDefaults = {
  ...scoreDefaults,
  /** Of the groups judged, so large a share may be chance (Benjamini-Hochberg). */
  falseDiscoveries: 0.1
}

export type OwnMixRow = {
  key: string
  score: Score
  /** The score that everybody together reached on the same mix of strata. */
  expected: number
  /** score - expected. */
  difference: number
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
  const overall = centreOf(addSamples(rates.values()))
  const rows = [...byGroup(cells)].flatMap(([key, ofGroup]) => {
    const known = ofGroup.filter(({ stratum }) => (rates.get(stratum)?.count ?? 0) > 0)
    const { count, excess, variance, expected } = against(meaning, rates, known)
    if (count === 0) return []
    const z = variance > 0 ? excess / Math.sqrt(variance) : null
    const score = scoreOf([...known.flatMap(({ parts }) => parts), { meaning, tally: new Map() }], settings)
    const difference = excess / count
    return [{ key, score, expected: expected / count, difference, adjusted: overall + difference, z, p: z === null ? null : pOfZ(z) }]
  })
  const qs = discoveries(rows.map(({ score, p }) => (score.count >= settings.hiddenBelow ? p : null)))
  const better = directionOf(meaning)
  return rows
    .map((row, index): OwnMixRow => {
      const q = qs[index] ?? null
      const clear = q !== null && q <= settings.falseDiscoveries && row.difference !== 0
      return { ...row, q, verdict: !clear ? 'not-clear' : row.difference > 0 === better > 0 ? 'better' : 'worse' }
    })
    .sort((a, b) => better * (a.difference - b.difference) || b.score.count - a.score.count || (a.key < b.key ? -1 : 1))
}

/** Sums over the answers of a group: what everybody would have given, how much more it got, and the variance of that. */
function against(meaning: Meaning, rates: ReadonlyMap<string, Sample>, cells: readonly Cell[]) {
  const sums = { count: 0, expected: 0, excess: 0, variance: 0 }
  for (const { stratum, parts } of cells) {
    const own = sampleOf(meaning, parts)
    const all = rates.get(stratum)
    if (!all || own.count === 0) continue
    const expected = own.count * centreOf(all)
    sums.count += own.count
    sums.expected += expected
    sums.excess += own.sum - expected
    sums.variance += own.count * spreadOf(all)
  }
  return sums
}
