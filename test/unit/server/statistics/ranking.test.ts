import betaQuantile from '@stdlib/stats-base-dists-beta-quantile'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ranked } from '../../../../server/statistics/ranking'
import type { Meaning } from '../../../../server/statistics/tally'
import { drawn, satisfied, seeded, someAnswers } from './answers'
import { ces, csat, effort, nps } from './meanings'
import { tallyOf, testWorkedCases } from './worked-cases'

const rankedShares = (groups: Record<string, [number, number]>) =>
  ranked(
    csat,
    Object.entries(groups).map(([key, [part, count]]) => ({ key, parts: satisfied(part, count) }))
  )

const agents: Record<string, [number, number]> = {
  Ana: [4, 4],
  Ben: [41, 60],
  Cy: [88, 100],
  Di: [2, 5],
  Ed: [70, 90],
  Flo: [33, 36]
}

test('four ratings put nobody on top, and five put nobody at the bottom for sure', () => {
  const ranking = rankedShares(agents)
  expect(ranking?.rows.map(({ key }) => key)).toEqual(['Di', 'Ben', 'Ed', 'Ana', 'Cy', 'Flo'])
  expect(ranking?.average).toBeCloseTo(80.67796610169492, 10)
  expect(ranking?.strength).toBeCloseTo(14.30665866110585, 10)
  expect(
    ranking?.rows.filter(({ worseThanAverage }) => worseThanAverage > 0.975).map(({ key }) => key)
  ).toEqual(['Ben'])
  expect(ranking?.rows[1]?.shrunk.lower).toBeCloseTo(59.94346675189857, 9)
  expect(ranking?.rows[1]?.worseThanAverage).toBeCloseTo(0.9782441817141798, 9)
})

test('groups that do not differ are drawn together as far as may be', () => {
  expect(rankedShares({ a: [8, 10], b: [16, 20], c: [24, 30] })).toMatchObject({
    strength: 200,
    rows: [{ shrunk: { value: 80 } }, {}, {}]
  })
  expect(rankedShares({ a: [10, 10], b: [20, 20], c: [5, 5] })).toMatchObject({
    strength: 200,
    rows: [{ shrunk: { value: 100, upper: 100 }, worseThanAverage: 0.5 }, {}, {}]
  })
  expect(rankedShares({ a: [1, 1], b: [0, 1], c: [1, 1] })?.strength).toBe(200)
  expect(rankedShares({ a: [90, 100], b: [10, 100] })?.strength).toBe(20)
})

test('whoever has no answers is in no ranking', () => {
  expect(rankedShares({ a: [1, 2], b: [0, 0] })?.rows.map(({ key }) => key)).toEqual(['a'])
  expect(rankedShares({ b: [0, 0] })).toBeNull()
  expect(rankedShares({})).toBeNull()
})

test('the worst come first in every kind of score', () => {
  const rankedTallies = (meaning: Meaning, groups: Record<string, Record<string, number>>) =>
    ranked(
      meaning,
      Object.entries(groups).map(([key, counts]) => ({ key, parts: [{ meaning, tally: tallyOf(counts) }] }))
    )
  const summary = (ranking: ReturnType<typeof ranked>) =>
    ranking?.rows.map(
      ({ key, worseThanAverage }) =>
        `${key} ${worseThanAverage > 0.975 ? 'worse' : worseThanAverage < 0.025 ? 'better' : 'not-clear'}`
    )
  expect(
    summary(
      rankedTallies(nps, { kind: { 10: 90, 8: 10 }, usual: { 9: 50, 8: 30, 2: 20 }, cold: { 2: 60, 9: 40 } })
    )
  ).toEqual(['cold worse', 'usual not-clear', 'kind better'])
  expect(
    summary(rankedTallies(ces, { easy: { 7: 60, 6: 40 }, usual: { 5: 90, 6: 20 }, hard: { 2: 50, 4: 50 } }))
  ).toEqual(['hard worse', 'usual not-clear', 'easy better'])
  expect(
    summary(rankedTallies(effort, { easy: { 1: 60, 2: 40 }, hard: { 4: 50, 5: 50 }, usual: { 3: 90 } }))?.[0]
  ).toBe('hard worse')
  expect(rankedTallies(nps, { a: { 9: 5 }, b: { 10: 7 } })?.rows).toMatchObject([
    { shrunk: { value: 100, upper: 100 }, worseThanAverage: 0.5 },
    {}
  ])
})

// The page said that 100 % is to be expected of an agent with five answers, “100–100%”.
test('nothing is certain where all answers agree: no more is expected of anybody than all of them together can say', () => {
  const expectedOf = (meaning: Meaning, ...counts: Record<string, number>[]) =>
    ranked(
      meaning,
      counts.map((one, index) => ({ key: `${index}`, parts: [{ meaning, tally: tallyOf(one) }] }))
    )?.rows[0]?.shrunk
  const five = expectedOf(csat, { 5: 5 })
  expect([five?.value, five?.upper]).toEqual([100, 100])
  expect(five?.lower).toBeCloseTo(100 * 0.5655175352168251, 9)
  const none = expectedOf(csat, { 1: 4 }, { 2: 6 })
  expect([none?.value, none?.lower, (none?.upper ?? 0) > 25]).toEqual([0, 0, true])
  for (const [meaning, counts] of [
    [nps, { 8: 15 }],
    [nps, { 10: 15 }],
    [nps, { 0: 15 }],
    [ces, { 7: 15 }],
    [effort, { 1: 15 }]
  ] as const) {
    const { lower = NaN, value = NaN, upper = NaN } = expectedOf(meaning, counts, counts) ?? {}
    expect([meaning.metric, counts, lower <= value && value <= upper, upper - lower > 0.3]).toEqual([
      meaning.metric,
      counts,
      true,
      true
    ])
  }
})

test('a shrunken score lies between the own score and the average, within its interval', () => {
  fc.assert(
    fc.property(fc.array(someAnswers, { minLength: 1, maxLength: 12 }), (all) => {
      const ranking = rankedShares(Object.fromEntries(all.map((one, place) => [`agent ${place}`, one])))
      for (const { score, shrunk, worseThanAverage } of ranking?.rows ?? []) {
        const ends = [score.value ?? NaN, ranking?.average ?? NaN]
        expect(shrunk.value).toBeGreaterThanOrEqual(Math.min(...ends) - 1e-9)
        expect(shrunk.value).toBeLessThanOrEqual(Math.max(...ends) + 1e-9)
        expect(0 <= shrunk.lower && shrunk.lower <= shrunk.upper && shrunk.upper <= 100).toBe(true)
        expect(worseThanAverage >= 0 && worseThanAverage <= 1).toBe(true)
      }
    })
  )
})

test('the shrunken scores come nearer to the truth than the plain ones', () => {
  const random = seeded(20261123)
  let [plain, drawnIn] = [0, 0]
  for (let period = 0; period < 200; period++) {
    const truths = Array.from({ length: 15 }, () => 0.7 + 0.2 * random())
    const groups = truths.map((truth, agent): [string, [number, number]] => {
      const count = 3 + Math.floor(60 * random())
      return [`${agent}`, [drawn(random, truth, count), count]]
    })
    for (const { key, score, shrunk } of rankedShares(Object.fromEntries(groups))?.rows ?? []) {
      const truth = 100 * (truths[Number(key)] ?? NaN)
      plain += ((score.value ?? NaN) - truth) ** 2
      drawnIn += (shrunk.value - truth) ** 2
    }
  }
  expect(drawnIn).toBeLessThan(plain / 2)
})

type Rankings = {
  cases: {
    mu: number
    M: number
    order_lowest_first: string[]
    rows: {
      name: string
      x: number
      n: number
      shrunk: number
      cred_lower: number
      cred_upper: number
      prob_below_mu: number
    }[]
  }[]
}

testWorkedCases<Rankings>('empirical_bayes', ({ cases }) => {
  for (const { mu, M, rows, order_lowest_first } of cases) {
    const ranking = rankedShares(Object.fromEntries(rows.map(({ name, x, n }) => [name, [x, n]])))
    expect(ranking?.average).toBeCloseTo(mu, 9)
    expect(ranking?.strength).toBeCloseTo(M, 9)
    expect(ranking?.rows.map(({ key }) => key)).toEqual(order_lowest_first)
    for (const expected of rows) {
      const row = ranking?.rows.find(({ key }) => key === expected.name)
      expect(row?.shrunk.value).toBeCloseTo(expected.shrunk, 9)
      expect(row?.shrunk.lower).toBeCloseTo(expected.cred_lower, 9)
      expect(row?.shrunk.upper).toBeCloseTo(expected.cred_upper, 9)
      expect(row?.worseThanAverage).toBeCloseTo(expected.prob_below_mu, 9)
    }
  }
})

testWorkedCases<{ cases: { a: number; b: number; q: number; x: number }[] }>(
  'beta_quantiles',
  ({ cases }) => {
    for (const { a, b, q, x } of cases) expect(betaQuantile(q, a, b)).toBeCloseTo(x, 9)
  }
)
