import type { Score } from '../contract/figures'
import { sumTest } from './exact-sum'
import type { Estimate } from './interval'
import { around, clampTo } from './interval'
import { momentsOf } from './moments'
import { poolOn } from './pool'
import type { Group } from './sample'
import { directionOf, rangeOf } from './sample'
import { scoreDefaults, scoreOf } from './score'
import type { Stepwise } from './stepwise'
import type { Meaning, Tally } from './tally'
import { sumOf } from './tally'
import { valueStep, valuesOf } from './values'
import type { Verdict } from './verdict'
import { judged, verdictDefaults } from './verdict'

export const ownMixDefaults = {
  ...scoreDefaults,
  ...verdictDefaults,
  /** Nobody is named from fewer answers that there is something to compare with. */
  comparableAtLeast: 20,
  /** Where a smaller part of the own answers can be compared, 0 to 1, they stand for too little. */
  coverageAtLeast: 0.5
}

export type OwnMixRow = {
  key: string
  score: Score
  /**
   * How many of the own answers are in strata in which others have answers too, and what part of all of
   * them that is, 0 to 1.
   */
  comparable: number
  coverage: number
  /** How many answers of the others are in those strata. */
  against: number
  /**
   * What the others reach on the own mix: the own score there, less the difference. Null where nobody else
   * is asked about any of it.
   */
  others: number | null
  /** From the others on the own mix, with its 95 % interval, in the unit of the score. Null like `others`. */
  difference: Estimate | null
  p: number | null
  /** Null of those who are not looked at, because they have too few comparable answers. */
  q: number | null
  verdict: Verdict
}

/**
 * A group's answers, and how many of them are in each stratum. What they are there is not asked, so it need
 * not be known.
 */
export type Mixed = Group & { mix: ReadonlyMap<string, number> }

/**
 * Groups (agents) against all others on their own mix of strata (topics in channels), those furthest behind
 * first. The difference is Mantel and Haenszel's: what a group reached beyond the average of its strata,
 * which holds the group itself, over Σ n·m / N, with n own answers and m of others among the N of a
 * stratum. `everybody` holds the answers of all by stratum, the groups' own among them; a group with
 * answers in other strata cannot be judged and has no row.
 */
export function* againstOthers(
  meaning: Meaning,
  everybody: readonly Group[],
  groups: readonly Mixed[],
  settings = ownMixDefaults
): Stepwise<OwnMixRow[]> {
  const strata = new Map(
    everybody.map(({ key, parts }) => [key, withMoments(valuesOf(meaning, poolOn(meaning, parts)))])
  )
  const rows: OwnMixRow[] = []
  for (const group of groups) {
    rows.push(...againstOthersIn(meaning, strata, group, settings))
    yield
  }
  const family = rows.map(({ difference, p, comparable, coverage }) => {
    const isLookedAt = comparable >= settings.comparableAtLeast && coverage >= settings.coverageAtLeast
    return { lower: difference?.lower ?? null, upper: difference?.upper ?? null, p: isLookedAt ? p : null }
  })
  const better = directionOf(meaning)
  const verdicts = judged(family, better, settings)
  const behind = ({ difference }: OwnMixRow) => (difference ? better * difference.value : 0)
  return rows
    .map((row, index) => ({ ...row, ...verdicts[index] }))
    .sort((a, b) => behind(a) - behind(b) || b.score.count - a.score.count || (a.key < b.key ? -1 : 1))
}

type Stratum = ReturnType<typeof withMoments>

function withMoments(all: Tally) {
  const moments = momentsOf(all)
  const { mean, variance, count } = moments
  return { all, moments, mean, variance, count }
}

function againstOthersIn(
  meaning: Meaning,
  strata: ReadonlyMap<string, Stratum>,
  { key, parts, mix }: Mixed,
  settings: typeof ownMixDefaults
): OwnMixRow[] {
  const pool = poolOn(meaning, parts)
  const known = strataOf(strata, mix)
  if (pool.count === 0 || !known) return []
  const sum = sumOf(valuesOf(meaning, pool))
  const shared = known.filter(({ own, count }) => own < count)
  // What nobody else is asked about is as it is, and takes no part.
  const alone = known.reduce((total, { own, count, mean }) => total + (own < count ? 0 : own * mean), 0)
  const comparable = shared.reduce((total, { own }) => total + own, 0)
  const score = scoreOf([...parts, { meaning, tally: new Map() }], settings)
  const against = shared.reduce((total, { own, count }) => total + count - own, 0)
  const row = {
    key,
    score,
    comparable,
    against,
    coverage: comparable / pool.count,
    q: null,
    verdict: 'not-clear' as const
  }
  if (comparable === 0) return [{ ...row, others: null, difference: null, p: null }]
  const weight = shared.reduce((total, { own, count }) => total + (own * (count - own)) / count, 0)
  const excess = sum - alone - shared.reduce((total, { own, mean }) => total + own * mean, 0)
  const error =
    Math.sqrt(
      shared.reduce((total, { own, count, variance }) => total + (own * (count - own) * variance) / count, 0)
    ) / weight
  const step = valueStep(meaning)
  const range = rangeOf(meaning)
  const value = (step * excess) / weight
  const within = { lower: range.lower - range.upper, upper: range.upper - range.lower }
  const ends = clampTo(around(value, step * error), within.lower, within.upper)
  const reached = (step * (sum - alone)) / comparable - value
  return [
    {
      ...row,
      others: Math.min(range.upper, Math.max(range.lower, reached)),
      difference: { value, ...ends },
      p: sumTest(shared, sum - alone) ?? 1
    }
  ]
}

/** What is known of each stratum of a mix. Undefined for a mix that is not among the strata. */
function strataOf(strata: ReadonlyMap<string, Stratum>, mix: ReadonlyMap<string, number>) {
  const found: (Stratum & { own: number })[] = []
  for (const [key, own] of mix) {
    if (own === 0) continue
    const stratum = strata.get(key)
    if (!stratum || stratum.count < own) return undefined
    const { all, moments, mean, variance, count } = stratum
    found.push({ all, moments, mean, variance, count, own })
  }
  return found
}
