import fc from 'fast-check'
import { expect, test } from 'vitest'
import { change } from '../../../../server/statistics/change'
import { exactSumTest, sumTest } from '../../../../server/statistics/exact-sum'
import { pOfSum } from '../../../../server/statistics/moments'
import { score } from '../../../../server/statistics/score'
import type { Tally } from '../../../../server/statistics/tally'
import { addTallies, countOf, sumOf } from '../../../../server/statistics/tally'
import { ces, nps } from './meanings'
import { tallyOf, testWorkedCases } from './worked-cases'

const testOf = (own: Tally, rest: Tally) => exactSumTest(addTallies(own, rest), own)
/** As stances, so that the ratings stand for what the cases call -1, 0 and 1. */
const asNps = (counts: Record<string, number>) =>
  tallyOf({ 3: counts[-1] ?? 0, 8: counts[0] ?? 0, 10: counts[1] ?? 0 })

// C(17,5) / C(45,5): of 45 answers 17 are sevens. Welch called it one in a thousand million.
test('five answers that are all sevens prove little', () => {
  expect(testOf(tallyOf({ 7: 5 }), tallyOf({ 4: 6, 5: 8, 6: 14, 7: 12 }))).toBeCloseTo(
    0.008527868425769731,
    12
  )
})

test('two values are read by Fisher’s test, whatever they are, and one value tells nothing', () => {
  expect(testOf(tallyOf({ 0: 3, 1: 18 }), tallyOf({ 0: 1, 1: 27 }))).toBeCloseTo(0.30064754856614245, 10)
  expect(testOf(tallyOf({ 2: 3, 7: 18 }), tallyOf({ 2: 1, 7: 27 }))).toBeCloseTo(0.30064754856614245, 10)
  expect(testOf(tallyOf({ 7: 6 }), tallyOf({ 7: 30 }))).toBe(1)
})

/** All ways of drawing so many of these answers, gone through one by one. */
function byHand(all: readonly number[], own: number, observed: number): number {
  const sums = new Map<number, number>()
  const draw = (from: number, left: number, sum: number): void => {
    if (left === 0) return void sums.set(sum, (sums.get(sum) ?? 0) + 1)
    for (let at = from; at <= all.length - left; at++) draw(at + 1, left - 1, sum + (all[at] ?? NaN))
  }
  draw(0, own, 0)
  const whole = [...sums.values()].reduce((total, ways) => total + ways, 0)
  return (
    [...sums.values()]
      .filter((ways) => ways <= (sums.get(observed) ?? 0))
      .reduce((total, ways) => total + ways, 0) / whole
  )
}

test('the p value is the share of all draws whose sum is no more probable', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -3, max: 9 }), { minLength: 2, maxLength: 11 }),
      fc.integer({ min: 1, max: 10 }),
      (answers, some) => {
        const own = Math.min(some, answers.length - 1)
        const tally = (ratings: readonly number[]) =>
          ratings.reduce(
            (counts, rating) => counts.set(rating, (counts.get(rating) ?? 0) + 1),
            new Map<number, number>()
          )
        const [mine, rest] = [answers.slice(0, own), answers.slice(own)]
        const observed = mine.reduce((sum, rating) => sum + rating, 0)
        expect(testOf(tally(mine), tally(rest))).toBeCloseTo(byHand(answers, own, observed), 9)
      }
    ),
    { numRuns: 60 }
  )
})

test('a group and its rest, and a scale turned round, have one p value, of however many answers', () => {
  const counts = fc.array(fc.oneof(fc.nat(4), fc.nat(40), fc.nat(4000)), { minLength: 7, maxLength: 7 })
  fc.assert(
    fc.property(counts, counts, (a, b) => {
      const tally = (counts: readonly number[], point = (index: number) => index) =>
        new Map(counts.map((count, index) => [point(index), count]))
      const p = testOf(tally(a), tally(b))
      expect(p).toBeGreaterThanOrEqual(0)
      expect(p).toBeLessThanOrEqual(1)
      expect(testOf(tally(b), tally(a))).toBeCloseTo(p, 9)
      expect(
        testOf(
          tally(a, (index) => 7 - index),
          tally(b, (index) => 7 - index)
        )
      ).toBeCloseTo(p, 9)
    }),
    { numRuns: 40 }
  )
})

test('many answers and fine scales are read by the normal distribution, and are near what all sums say', () => {
  const all = tallyOf({ 1: 12, 2: 9, 3: 20, 4: 34, 5: 60, 6: 170, 7: 420 })
  const draws = (own: number) => [{ all, own }]
  for (const sum of [330, 345, 365, 380])
    expect(Math.abs((sumTest(draws(60), sum) ?? NaN) - (pOfSum(draws(60), sum) ?? NaN))).toBeLessThan(0.08)
  expect(sumTest(draws(61), 370)).toBe(pOfSum(draws(61), 370))
  const fine = new Map(Array.from({ length: 150 }, (_none, value) => [value, 2]))
  expect(sumTest([{ all: fine, own: 20 }], 1490)).toBe(pOfSum([{ all: fine, own: 20 }], 1490))
})

// The correction is a parabola: without a stop, a sum ten standard errors off on the long side would be
// called chance again.
test('what is further out is never more probable', () => {
  const all = tallyOf({ 1: 300, 6: 100, 7: 9600 })
  const ps = Array.from({ length: 60 }, (_none, step) => pOfSum([{ all, own: 100 }], 660 - 10 * step) ?? NaN)
  expect(ps).toEqual(ps.toSorted((a, b) => b - a))
  expect(ps.at(-1)).toBeLessThan(1e-3)
})

test('strata that nobody shares, and those that are all alike, tell nothing', () => {
  expect(sumTest([{ all: tallyOf({ 1: 3, 5: 4, 7: 2 }), own: 9 }], 37)).toBeNull()
  expect(sumTest([{ all: tallyOf({ 5: 40 }), own: 9 }], 45)).toBeNull()
  expect(sumTest([{ all: tallyOf({ 5: 400 }), own: 90 }], 450)).toBeNull()
})

test('of millions of answers the table stays within doubles', () => {
  const all = tallyOf({ 1: 1e6, 4: 2e6, 7: 9e6 })
  expect(sumTest([{ all, own: 60 }], 330)).toBeCloseTo(pOfSum([{ all, own: 60 }], 330) ?? NaN, 1)
  expect(sumTest([{ all: tallyOf({ 0: 2e6, 1: 9e6 }), own: 1000 }], 800)).toBeLessThan(0.2)
})

type ExactCases = {
  cases: { own: Record<string, number>; rest: Record<string, number>; sum: number; p: number }[]
}

testWorkedCases<ExactCases>('exact_sum_test', ({ cases }) => {
  for (const { own, rest, sum, p } of cases) {
    expect(sumOf(tallyOf(own))).toBe(sum)
    expect(testOf(tallyOf(own), tallyOf(rest))).toBeCloseTo(p, 9)
  }
})

type Intervals = {
  cases: { kind: string; counts: Record<string, number>; value: number; lower: number; upper: number }[]
}

testWorkedCases<Intervals>('adjusted_interval', ({ cases }) => {
  for (const { kind, counts, ...expected } of cases) {
    const isNps = kind.startsWith('nps')
    const actual = score(isNps ? asNps(counts) : tallyOf(counts), isNps ? nps : ces)
    for (const end of ['value', 'lower', 'upper'] as const) expect(actual[end]).toBeCloseTo(expected[end], 9)
  }
})

type Differences = {
  cases: {
    kind: string
    before: Record<string, number>
    after: Record<string, number>
    difference: number
    lower: number
    upper: number
    p: number
  }[]
}

testWorkedCases<Differences>('adjusted_difference', ({ cases }) => {
  for (const { kind, before, after, difference, ...expected } of cases) {
    const isNps = kind.startsWith('nps')
    const parts = (counts: Record<string, number>) => [
      { meaning: isNps ? nps : ces, tally: isNps ? asNps(counts) : tallyOf(counts) }
    ]
    const actual = change(parts(before), parts(after))
    expect(countOf(parts(after)[0]?.tally ?? new Map())).toBeGreaterThan(0)
    expect(actual.value).toBeCloseTo(difference, 9)
    for (const end of ['lower', 'upper', 'p'] as const) expect(actual[end]).toBeCloseTo(expected[end], 9)
  }
})
