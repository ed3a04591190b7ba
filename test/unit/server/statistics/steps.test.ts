import { describe, expect, it } from 'vitest'
import { trendOver } from '../../../../server/statistics/bands'
import { controlChart } from '../../../../server/statistics/control-chart'
import { differenceOf } from '../../../../server/statistics/difference'
import { againstOthers } from '../../../../server/statistics/own-mix'
import { poolOn } from '../../../../server/statistics/pool'
import { sampleOf, spreadOf } from '../../../../server/statistics/sample'
import { score } from '../../../../server/statistics/score'
import { ratingsOn, valuesOn } from '../../../../server/statistics/steps'
import { atOnce } from '../../../../server/statistics/stepwise'
import type { Meaning, Tally } from '../../../../server/statistics/tally'

const ces = (min: number, max: number, step: Meaning['step']): Meaning => ({
  metric: 'ces',
  min,
  max,
  step,
  satisfiedFrom: max - 1,
  direction: 'higher-is-better'
})
const halves = ces(1, 5, 0.5)
const tenths = ces(1, 7, 0.1)
const hundredths = ces(0, 10, 0.01)

function tallyOf(ratings: readonly number[]): Tally {
  const tally = new Map<number, number>()
  for (const rating of ratings) tally.set(rating, (tally.get(rating) ?? 0) + 1)
  return tally
}

/**
 * The sums, in hundredths, of every way to choose `own` of them: counted one by one, by nothing that the
 * product does.
 */
function everySum(ratings: readonly number[], own: number): number[] {
  if (own === 0) return [0]
  return ratings.flatMap((rating, index) =>
    everySum(ratings.slice(index + 1), own - 1).map((sum) => sum + Math.round(100 * rating))
  )
}

/** The share of the ways whose sum is no more frequent than that of the first `own`. */
function pByHand(ratings: readonly number[], own: number): number {
  const sums = everySum(ratings, own)
  const times = new Map<number, number>()
  for (const sum of sums) times.set(sum, (times.get(sum) ?? 0) + 1)
  const seen =
    times.get(ratings.slice(0, own).reduce((sum, rating) => sum + Math.round(100 * rating), 0)) ?? 0
  return sums.filter((sum) => (times.get(sum) ?? 0) <= seen).length / sums.length
}

const parts = (meaning: Meaning, ratings: readonly number[]) => [{ meaning, tally: tallyOf(ratings) }]
function p(meaning: Meaning, ratings: readonly number[], own: number) {
  const pool = (some: readonly number[]) => poolOn(meaning, parts(meaning, some))
  return differenceOf(meaning, pool(ratings.slice(own)), pool(ratings.slice(0, own))).p
}

it('knows the ratings of a scale', () => {
  expect(ratingsOn(halves)).toEqual([1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5])
  expect(ratingsOn(ces(0, 1, 0.1))).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
  expect([valuesOn(hundredths), valuesOn(ces(1, 5, undefined))]).toEqual([1001, 5])
})

describe('tests every way to draw the answers', () => {
  it.each([
    ['halves', halves, [1, 1.5, 2.5, 2, 4.5, 5, 3.5, 4, 4.5, 3]],
    ['quarters', ces(1, 5, 0.25), [4.75, 5, 4.25, 5, 1.25, 3, 3.5, 2.75, 4.5, 1]],
    ['tenths', tenths, [2.1, 3.3, 4.4, 1.7, 6.9, 7, 5.2, 6.6, 5.9, 6.1]],
    ['the tenths of 1 to 10, 91 ratings', ces(1, 10, 0.1), [2.1, 2.1, 4.4, 1.7, 9.9, 10, 9.9, 6.6, 9.9, 6.1]],
    ['whole points of hundredths', hundredths, [4, 5, 4, 6, 9, 10, 9, 8, 8, 9]]
  ])('in %s', (_what, meaning, ratings) => {
    expect(p(meaning, ratings, 4)).toBeCloseTo(pByHand(ratings, 4), 12)
  })
})

it.each([
  ['1,001 ratings', hundredths],
  ['101 ratings', ces(0, 10, 0.1)]
])('takes the normal distribution on a scale of %s', (_what, meaning) => {
  const ratings = [0.5, 2.3, 5.1, 6.4, 4.6, 9.7, 8.8, 2.9, 4.4, 7.7, 8.1, 6.4]
  const sums = everySum(ratings, 5)
  const expected = sums.reduce((sum, one) => sum + one, 0) / sums.length
  // As far from what is expected as the first five, or further, on either side.
  const distance = Math.abs(expected - 100 * (0.5 + 2.3 + 5.1 + 6.4 + 4.6))
  const further = sums.filter((sum) => Math.abs(sum - expected) >= distance - 1e-6).length / sums.length
  const found = p(meaning, ratings, 5) ?? NaN
  expect(found).not.toBeCloseTo(pByHand(ratings, 5), 2)
  expect(Math.abs(found - further)).toBeLessThan(0.02)
})

it('is as certain of one step as of the other', () => {
  const ratings = [4.5, 3.5, 5, 1, 2.5, 4.5, 4]
  const whole = score(tallyOf(ratings.map((rating) => 2 * rating)), ces(2, 10, undefined))
  const half = score(tallyOf(ratings), halves)
  for (const end of ['value', 'lower', 'upper', 'mean'] as const)
    expect(half[end]).toBeCloseTo((whole[end] ?? NaN) / 2, 12)
})

it('finds no spread where all agree, whatever tenths leave over', () => {
  for (const rating of ratingsOn(tenths)) {
    for (const count of [3, 7, 49])
      expect(spreadOf(sampleOf(tenths, [{ meaning: tenths, tally: new Map([[rating, count]]) }]))).toBe(0)
  }
  expect(
    trendOver(tenths, [
      { key: 'a', parts: parts(tenths, [4.1, 4.1, 4.1]) },
      { key: 'b', parts: parts(tenths, [4.1, 4.1]) }
    ])
  ).toBeNull()
})

it('draws control charts and compares agents in points', () => {
  const weeks = [
    [4.5, 4, 3.5, 5, 4.5, 4],
    [4.5, 4.5, 4, 3.5, 5, 4],
    [1, 1.5, 1, 2, 1, 1.5]
  ]
  const chart = (meaning: Meaning, times: number) =>
    controlChart(
      meaning,
      weeks.map((ratings, index) => ({
        key: String(index),
        parts: parts(
          meaning,
          ratings.map((rating) => rating * times)
        )
      }))
    )
  const [half, whole] = [chart(halves, 1), chart(ces(2, 10, undefined), 2)]
  expect(half.points.map(({ signal }) => signal)).toEqual(whole.points.map(({ signal }) => signal))
  for (const [index, { limits }] of half.points.entries())
    expect(limits?.lower).toBeCloseTo((whole.points[index]?.limits?.lower ?? NaN) / 2, 12)

  const agents = (meaning: Meaning, times: number) => {
    const group = (ratings: readonly number[]) =>
      parts(
        meaning,
        ratings.map((rating) => rating * times)
      )
    const everybody = [{ key: 'billing', parts: group(weeks.flat()) }]
    return atOnce(
      againstOthers(
        meaning,
        everybody,
        weeks.map((ratings, index) => ({
          key: String(index),
          parts: group(ratings),
          mix: new Map([['billing', 6]])
        }))
      )
    )
  }
  const [fine, coarse] = [agents(halves, 1), agents(ces(2, 10, undefined), 2)]
  for (const [index, { p, difference, others }] of fine.entries()) {
    expect(p).toBeCloseTo(coarse[index]?.p ?? NaN, 12)
    expect(difference?.lower).toBeCloseTo((coarse[index]?.difference?.lower ?? NaN) / 2, 12)
    expect(others).toBeCloseTo((coarse[index]?.others ?? NaN) / 2, 12)
  }
})
