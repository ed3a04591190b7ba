import type { Score } from '../contract/figures'
import { sumTest } from './exact-sum'
import { clampTo, z95 } from './interval'
import type { Stratified } from './mantel-haenszel'
import { mantelHaenszel } from './mantel-haenszel'
import { poolOn } from './pool'
import type { Cell, Sample } from './sample'
import { addSamples, byGroup, centreOf, directionOf, noAnswers, rangeOf, sampleOfPool } from './sample'
import { standardErrorsFor } from './sample-sizes'
import { hundredOf, scoreDefaults, scoreOf, unitOf } from './score'
import type { Adjusted, Strata } from './standardisation'
import { adjusted, splitGap } from './standardisation'
import type { Meaning, Tally } from './tally'
import { addTallies, countOf, sumOf } from './tally'
import { valuesOf } from './values'
import type { Verdict } from './verdict'
import { judged, levelOf, verdictDefaults } from './verdict'

export const likeForLikeDefaults = {
  ...scoreDefaults,
  /** Below so many answers a cell takes no part in an adjusted score. */
  cellAtLeast: 5,
  /** Below such a coverage, 0 to 1, two groups are compared on their common strata only. */
  coverageAtLeast: 0.8,
  ...verdictDefaults,
  /** A difference below so many points is no matter; of a mean, percent of the scale's range. */
  worthwhile: 5,
  /**
   * Whether shares are tested by going through all sums as well, and not by Mantel and Haenszel's p value,
   * which calls some more than one in twenty equal pairs different.
   */
  hasExactShares: false,
  /** A true difference as large as the one seen is found in so many cases, 0 to 1, with the answers asked for. */
  power: 0.8
}

export type LikeForLikeRow = {
  key: string
  score: Score
  /** The score with everybody's mix of strata. Null where no cell is large enough. */
  adjusted: Adjusted | null
}

export type Pair = {
  a: string
  b: string
  /**
   * The gap of the plain scores, b - a, which is service + mix; in the unit of the score, positive also
   * where lower is better.
   */
  crude: number
  /** What would be left of the gap if both were asked about the same things. */
  service: number | null
  /** What is due to being asked about other things. */
  mix: number | null
  /**
   * b - a within common strata, by Mantel-Haenszel. Null where there are none, or where all there answered
   * alike.
   */
  within: Stratified | null
  /**
   * On common strata only, where everybody's mix is not covered by both; `share` of everybody's mix is
   * common.
   */
  common: { share: number; a: Adjusted | null; b: Adjusted | null } | null
  /** Who serves better, like for like. `same`: whatever difference there is, it is below what matters. */
  verdict: 'a' | 'b' | 'same' | 'not-clear'
  why: Why
  /**
   * About so many more answers, over both and in today's mix, make a pair that is not clear clear. Null
   * where no number is known.
   */
  answersNeeded: number | null
}

/**
 * What the gap of the plain scores is made of. `service` and `mix`: both pull the same way and this one is
 * the larger part. `hidden`: the gap would be larger like for like. `reversed`: like for like it runs the
 * other way. `none`: there is no gap.
 */
type Why = 'service' | 'mix' | 'hidden' | 'reversed' | 'none'

/**
 * Groups (channels) with the same mix of strata (topics), and each two of them compared, in the order in
 * which they come. The cells are all answers, each once: one with several topics belongs to the stratum
 * that is that set of topics. The group '' is what belongs to none: it is part of everybody's mix and has a
 * row, but is compared with nobody.
 */
export function likeForLike(
  meaning: Meaning,
  cells: readonly Cell[],
  settings = likeForLikeDefaults
): { rows: LikeForLikeRow[]; pairs: Pair[] } {
  const groups = new Map<string, Map<string, Sample>>()
  const everybody = new Map<string, Sample>()
  const values = new Map<string, Map<string, Tally>>()
  for (const { group, stratum, parts } of cells) {
    const pool = poolOn(meaning, parts)
    const sample = sampleOfPool(meaning, pool)
    if (sample.count === 0) continue
    const ofGroup = values.get(group) ?? new Map<string, Tally>()
    values.set(
      group,
      ofGroup.set(stratum, addTallies(ofGroup.get(stratum) ?? new Map(), valuesOf(meaning, pool)))
    )
    const strata = groups.get(group) ?? new Map<string, Sample>()
    groups.set(group, add(strata, stratum, sample))
    add(everybody, stratum, sample)
  }
  const ofGroup = byGroup(cells)
  const rows = [...groups].map(([key, strata]): LikeForLikeRow => {
    const parts = (ofGroup.get(key) ?? []).flatMap(({ parts }) => parts)
    return {
      key,
      score: scoreOf([...parts, { meaning, tally: new Map() }], settings),
      adjusted: adjusted(meaning, strata, everybody, settings.cellAtLeast)
    }
  })
  const named = [...groups].filter(([key]) => key !== '')
  const compared = named.flatMap(([a, ofA], place) =>
    named
      .slice(place + 1)
      .map(([b, ofB]) => ({ a, b, ofA, ofB, within: mantelHaenszel(unitOf(meaning), ofA, ofB) }))
  )
  const isShare = unitOf(meaning) === 'percent'
  const isExact = (!isShare || settings.hasExactShares) && compared.length <= exactPairsMost
  // No difference is larger than the scale is long.
  const widest = rangeOf(meaning).upper - rangeOf(meaning).lower
  const pairsWithin = compared.map(({ a, b, within, ...pair }) => {
    const p = within && isExact ? exactP(values.get(a), values.get(b)) : null
    return {
      a,
      b,
      ...pair,
      within: within && { ...within, ...clampTo(within, -widest, widest), p: p ?? within.p }
    }
  })
  const family = pairsWithin.map(({ within }) => ({
    lower: within?.lower ?? null,
    upper: within?.upper ?? null,
    p: within && within.fewer >= settings.hiddenBelow ? within.p : null
  }))
  const verdicts = judged(family, directionOf(meaning), settings)
  const pairs = pairsWithin.map(({ a, b, ofA, ofB, within }, index): Pair => {
    const isCommon = [...ofB].some(([stratum, { count }]) => count > 0 && (ofA.get(stratum)?.count ?? 0) > 0)
    const split = isCommon ? splitGap(ofA, ofB) : nothingInCommon
    const crude = scoreIn(ofB) - scoreIn(ofA)
    const verdict = verdictWithin(meaning, within, verdicts[index]?.verdict ?? 'not-clear', settings)
    return {
      a,
      b,
      crude,
      ...split,
      within,
      common: commonOf(meaning, { a: ofA, b: ofB, everybody }, settings),
      verdict,
      why: whyOf(crude, split),
      answersNeeded:
        verdict === 'not-clear'
          ? answersNeeded(meaning, within, { a: ofA, b: ofB, level: levelOf(family, settings) }, settings)
          : null
    }
  })
  return { rows, pairs }
}

function add(strata: Map<string, Sample>, stratum: string, sample: Sample) {
  return strata.set(stratum, addSamples([strata.get(stratum) ?? noAnswers, sample]))
}

const scoreIn = (strata: Strata) => centreOf(addSamples(strata.values()))
const countIn = (strata: Strata) => addSamples(strata.values()).count

function commonOf(
  meaning: Meaning,
  { a, b, everybody }: { a: Strata; b: Strata; everybody: Strata },
  { cellAtLeast, coverageAtLeast }: typeof likeForLikeDefaults
) {
  const covers = (strata: Strata) => adjusted(meaning, strata, everybody, cellAtLeast)?.coverage ?? 0
  // Shares that add up to exactly 0.8 come out as 0.7999… in doubles.
  if (Math.min(covers(a), covers(b)) >= coverageAtLeast - rounding) return null
  const large = (strata: Strata, stratum: string) => (strata.get(stratum)?.count ?? 0) >= cellAtLeast
  const standard = new Map([...everybody].filter(([stratum]) => large(a, stratum) && large(b, stratum)))
  const onCommon = (strata: Strata) =>
    adjusted(
      meaning,
      new Map([...strata].filter(([stratum]) => standard.has(stratum))),
      standard,
      cellAtLeast
    )
  return { share: countIn(standard) / countIn(everybody), a: onCommon(a), b: onCommon(b) }
}

/**
 * So many pairs at most are tested by going through all sums; of more, Mantel and Haenszel's own p value
 * stands.
 */
const exactPairsMost = 200

/**
 * How probable so large a sum of `b` is if its answers are drawn from those of both, within the strata that
 * both have.
 */
function exactP(
  a: ReadonlyMap<string, Tally> | undefined,
  b: ReadonlyMap<string, Tally> | undefined
): number | null {
  const common = [...(b ?? [])].flatMap(([stratum, ofB]) => {
    const ofA = a?.get(stratum)
    return ofA ? [{ ofB, all: addTallies(ofA, ofB) }] : []
  })
  return sumTest(
    common.map(({ ofB, all }) => ({ all, own: countOf(ofB) })),
    common.reduce((sum, { ofB }) => sum + sumOf(ofB), 0)
  )
}

/** Better is a side of the pair; `same` needs an interval that holds no difference that matters. */
export function verdictWithin(
  meaning: Meaning,
  within: Stratified | null,
  clear: Verdict,
  settings: typeof likeForLikeDefaults
): Pair['verdict'] {
  if (!within || within.fewer < settings.hiddenBelow) return 'not-clear'
  if (clear !== 'not-clear') return clear === 'better' ? 'b' : 'a'
  const worthwhile = (settings.worthwhile * hundredOf(meaning)) / 100
  return -worthwhile < within.lower && within.upper < worthwhile ? 'same' : 'not-clear'
}

/** Differences that only rounding made are none. */
const rounding = 1e-9

/** Where two groups share no stratum, nobody can say what the gap is made of. */
const nothingInCommon = { service: null, mix: null }

function whyOf(crude: number, { service, mix }: Pick<Pair, 'service' | 'mix'>): Why {
  if (service === null || mix === null || Math.abs(crude) < rounding) return 'none'
  if (Math.abs(service) > rounding && service > 0 !== crude > 0) return 'reversed'
  if (Math.abs(mix) > rounding && mix > 0 !== crude > 0) return 'hidden'
  return Math.abs(service) >= Math.abs(mix) ? 'service' : 'mix'
}

/**
 * About so many more answers, over both sides and in today's mix, make a difference clear at this level of
 * p. An exact test of a share moves by whole customers, which costs it half of what one more satisfied
 * customer adds to the difference (the correction for continuity).
 */
export function answersNeeded(
  meaning: Meaning,
  within: Stratified | null,
  { a, b, level }: { a: Strata; b: Strata; level: number },
  { worthwhile, hasExactShares, power }: typeof likeForLikeDefaults
): number | null {
  if (!within) return null
  const error = ((within.upper - within.value) / z95) * standardErrorsFor(level, power)
  const detectable = Math.max(Math.abs(within.value), (worthwhile * hundredOf(meaning)) / 100)
  const leap = hasExactShares && unitOf(meaning) === 'percent' ? 50 / weightOf(a, b) : 0
  // With root² times the answers: detectable = error / root + leap / root².
  const root = (error + Math.sqrt(error ** 2 + 4 * leap * detectable)) / (2 * detectable)
  return Math.max(1, Math.ceil((countIn(a) + countIn(b)) * (root ** 2 - 1)))
}

/** What the common strata weigh in Mantel and Haenszel's difference. */
function weightOf(a: Strata, b: Strata): number {
  return [...a].reduce((sum, [stratum, { count }]) => {
    const other = b.get(stratum)?.count ?? 0
    return count + other === 0 ? sum : sum + (count * other) / (count + other)
  }, 0)
}
