import { fisher } from './fisher'
import type { Draw } from './moments'
import { drawSize, pOfSum } from './moments'
import { ratingsMost } from './steps'
import type { Tally } from './tally'
import { countOf, sumOf } from './tally'
import type { Sums } from './ways'
import { addedSums, normalised, sumsOf } from './ways'

/**
 * Up to so many drawn answers every sum is gone through; beyond, the normal distribution is near enough and
 * does not grow with them.
 */
const exactDraws = { two: 1000, more: 60 }
/** Multiplications for one table, some hundredths of a second. */
const workMost = 4e7
/**
 * Sums as probable as the observed one count as such; rounding must not tell them apart (R's fisher.test
 * uses the same).
 */
const tie = 1 + 1e-7

/**
 * The probability of a sum no more probable than that of `own`, a part of `all`, if it was drawn from them
 * without replacement: a two-sided exact test that nothing but chance told the group from the rest. Of two
 * values it is Fisher's test. 1 where all are alike.
 */
export function exactSumTest(all: Tally, own: Tally): number {
  const [count, drawn] = [countOf(all), countOf(own)]
  const values = presentIn(all)
  const [low, high] = values
  if (low === undefined || high === undefined) return 1
  if (values.length === 2)
    return fisher(
      { part: own.get(high) ?? 0, count: drawn },
      { part: (all.get(high) ?? 0) - (own.get(high) ?? 0), count: count - drawn }
    )
  // The rest is drawn as soon as the group is, and fewer answers have fewer sums.
  const isSmaller = drawn <= count - drawn
  const sum = isSmaller ? sumOf(own) : sumOf(all) - sumOf(own)
  return sumTest([{ all, own: isSmaller ? drawn : count - drawn }], sum) ?? 1
}

/**
 * The same for a sum over several strata, in each of which the own answers are drawn from all of that
 * stratum. Null where no sum but one can be: nobody else answered there, or all alike.
 */
export function sumTest(draws: readonly Draw[], sum: number): number | null {
  const open = draws.filter((draw) => draw.own > 0 && draw.own < drawSize(draw))
  const sums = isExact(open)
    ? open
        .map(sumsIn)
        .reduce<Sums | undefined>((before, one) => (before ? addedSums(before, one) : one), undefined)
    : undefined
  const given = draws.reduce(
    (known, draw) => known + (draw.own > 0 && draw.own === drawSize(draw) ? sumOf(draw.all) : 0),
    0
  )
  // Only whole numbers are gone through; a sum of means of strata is one but for rounding.
  const at = sums && Math.round(sum - given) - sums.from
  const observed = at === undefined ? undefined : sums?.shares[at]
  if (!sums || observed === undefined) return pOfSum(draws, sum)
  if (sums.shares.length === 1) return null
  return Math.min(
    1,
    sums.shares.reduce((p, share) => p + (share <= observed * tie ? share : 0), 0)
  )
}

/** Whether these draws are few enough for all their sums to be gone through. */
export function isExact(draws: readonly Draw[]): boolean {
  const own = draws.reduce((sum, draw) => sum + draw.own, 0)
  // Of very many nobody need know the values.
  if (own > Math.max(exactDraws.two, exactDraws.more)) return false
  const values = [...new Set(draws.flatMap(({ all }) => presentIn(all)))].sort((a, b) => a - b)
  const [lowest = 0, highest = 0] = [values[0], values.at(-1)]
  if (!values.every(Number.isInteger)) return false
  if (values.length <= 2) return own <= exactDraws.two
  return (
    own <= exactDraws.more &&
    highest - lowest < ratingsMost &&
    (values.length ** 2 * own ** 3) / 12 <= workMost
  )
}

/** Of two values one number tells all, so that no table is needed. */
function sumsIn({ all, own }: Draw): Sums {
  const [low = 0, high = low, more] = presentIn(all)
  if (more !== undefined) return sumsOf(all, own)
  const step = high - low
  if (step === 0) return { from: own * low, shares: Float64Array.of(1) }
  const { from, shares } = hypergeometric(countOf(all), all.get(high) ?? 0, own)
  const spread = new Float64Array((shares.length - 1) * step + 1)
  for (const [index, share] of shares.entries()) spread[index * step] = share
  return { from: own * low + from * step, shares: spread }
}

/**
 * How many of `part` among `count` are drawn with `own`: from the most probable number outwards, by the
 * exact ratio of neighbours.
 */
function hypergeometric(count: number, part: number, own: number): Sums {
  const least = Math.max(0, own + part - count)
  const most = Math.min(own, part)
  const shares = new Float64Array(most - least + 1)
  const rise = (drawn: number) =>
    ((part - drawn) * (own - drawn)) / ((drawn + 1) * (count - part - own + drawn + 1))
  const likeliest = Math.min(most, Math.max(least, Math.floor(((own + 1) * (part + 1)) / (count + 2))))
  shares[likeliest - least] = 1
  for (let drawn = likeliest; drawn < most; drawn++)
    shares[drawn + 1 - least] = (shares[drawn - least] ?? 0) * rise(drawn)
  for (let drawn = likeliest; drawn > least; drawn--)
    shares[drawn - 1 - least] = (shares[drawn - least] ?? 0) / rise(drawn - 1)
  return normalised({ from: least, shares })
}

function presentIn(tally: Tally): number[] {
  return [...tally]
    .filter(([, count]) => count > 0)
    .map(([value]) => value)
    .sort((a, b) => a - b)
}
