import fc from 'fast-check'
import { expect, test } from 'vitest'
import { trendOver, waitingBandOf, waitingBands } from '../../../../server/statistics/bands'
import { controlChart } from '../../../../server/statistics/control-chart'
import type { Group } from '../../../../server/statistics/sample'
import { score, scoreDefaults } from '../../../../server/statistics/score'
import { againstTarget } from '../../../../server/statistics/target'
import { drawn, satisfied, seeded, someAnswers } from './answers'
import { ces, csat, effort, nps } from './meanings'
import { tallyOf, testWorkedCases } from './worked-cases'

const stepsOf = (counts: readonly (readonly [number, number])[]): Group[] =>
  counts.map(([part, count], step) => ({ key: `${step}`, parts: satisfied(part, count) }))

test('a step is a signal when chance does not reach it, not when it fell by so many points', () => {
  const weeks = controlChart(
    csat,
    stepsOf([
      [80, 100],
      [78, 100],
      [83, 100],
      [60, 100],
      [79, 100]
    ])
  )
  expect(weeks.centre).toBeCloseTo(76, 10)
  expect(weeks.points.map(({ signal }) => signal)).toEqual(['none', 'none', 'none', 'worse', 'none'])
  // The quantiles of the binomial distribution of 100 at .76, at .00135 and .99865.
  expect(weeks.points[0]?.limits).toEqual({ lower: 63, upper: 88 })
  const few = controlChart(
    csat,
    stepsOf([
      [18, 21],
      [27, 28],
      [15, 22],
      [20, 25]
    ])
  )
  expect(few.points.every(({ signal, limits }) => signal === 'none' && limits?.upper === 100)).toBe(true)
})

test('a step without answers has no limits and gives no signal', () => {
  expect(
    controlChart(
      csat,
      stepsOf([
        [0, 0],
        [8, 10]
      ])
    ).points[0]
  ).toMatchObject({ limits: null, signal: 'none', score: { value: null } })
  expect(controlChart(csat, stepsOf([[0, 0]])).centre).toBeNull()
})

test('steps of a few answers are joined with the next ones, until there are enough to judge', () => {
  const { points } = controlChart(
    csat,
    stepsOf([
      [2, 2],
      [0, 0],
      [4, 4],
      [9, 10],
      [0, 0],
      [1, 3]
    ])
  )
  expect(points.map(({ key, until, score: { count } }) => [key, until, count])).toEqual([
    ['0', '2', 6],
    ['3', undefined, 10],
    ['4', undefined, 0],
    ['5', undefined, 3]
  ])
  expect(points.map(({ limits }) => limits === null)).toEqual([false, false, true, true])
})

test.each([
  [csat, { 5: 9, 1: 1 }],
  [nps, { 10: 16, 8: 3, 3: 1 }],
  [ces, { 7: 15, 6: 3, 4: 1, 1: 1 }]
] as const)('28 quiet days of a %o are news in at most one period of ten', (meaning, counts) => {
  const random = seeded(20261128)
  const many = Object.entries(counts).flatMap(([rating, count]) =>
    Array.from({ length: count }, () => Number(rating))
  )
  const day = (key: number, answers: number): Group => {
    const tally = new Map<number, number>()
    for (let answer = 0; answer < answers; answer++) {
      const rating = many[Math.floor(random() * many.length)] ?? NaN
      tally.set(rating, (tally.get(rating) ?? 0) + 1)
    }
    return { key: `${key}`, parts: [{ meaning, tally }] }
  }
  const hasNews = () =>
    controlChart(
      meaning,
      Array.from({ length: 28 }, (_none, key) => day(key, 5 + Math.floor(random() * 16)))
    ).points.some(({ signal }) => signal !== 'none')
  expect(Array.from({ length: 300 }, hasNews).filter(Boolean).length / 300).toBeLessThanOrEqual(0.1)
})

test('where little effort is good, a step above the limits is worse', () => {
  const steps = [
    { 1: 90, 2: 10 },
    { 1: 85, 2: 15 },
    { 4: 30, 5: 30 }
  ].map((counts, step): Group => ({ key: `${step}`, parts: [{ meaning: effort, tally: tallyOf(counts) }] }))
  expect(controlChart(effort, steps).points[2]?.signal).toBe('worse')
})

test('limits hold the centre and stay on the scale', () => {
  fc.assert(
    fc.property(fc.array(someAnswers, { minLength: 1, maxLength: 20 }), (counts) => {
      const { centre, points } = controlChart(csat, stepsOf(counts))
      for (const { limits, score } of points) {
        if (score.count >= 5) expect(limits).not.toBeNull()
        const { lower, upper } = limits ?? { lower: centre ?? NaN, upper: centre ?? NaN }
        expect(0 <= lower && lower <= (centre ?? NaN) && (centre ?? NaN) <= upper && upper <= 100).toBe(true)
      }
    })
  )
})

test('a score is above or below a target only when its interval is', () => {
  const against = (part: number, count: number, target: number) =>
    againstTarget(
      score(
        new Map([
          [5, part],
          [1, count - part]
        ]),
        csat
      ),
      target
    )
  expect([against(3, 5, 70), against(48, 80, 70), against(430, 500, 80), against(30, 80, 70)]).toEqual([
    'not-clear',
    'not-clear',
    'above',
    'below'
  ])
  expect([against(0, 4, 70), against(0, 0, 70)]).toEqual(['not-clear', 'not-clear'])
})

test.each([
  [0, '1m'],
  [59.9, '1m'],
  [60, '5m'],
  [3600, '4h'],
  [86_399, '1d'],
  [9e9, 'longer'],
  [-1, null],
  [NaN, null]
])('%d seconds of waiting are %s', (seconds, band) => expect(waitingBandOf(seconds)).toBe(band))

test('a score that falls with waiting is told from one that does not', () => {
  const falling = trendOver(
    csat,
    stepsOf([
      [90, 100],
      [80, 100],
      [70, 100],
      [60, 100]
    ])
  )
  expect(falling?.perBand).toBeCloseTo(-10, 10)
  expect(falling?.p).toBeLessThan(1e-6)
  // By hand: slope sum -6, spread .24, 20 places squared; z² = 36 / (.24 · 20 · 30 / 29) = 7.25.
  expect(
    trendOver(
      csat,
      stepsOf([
        [9, 10],
        [6, 10],
        [3, 10]
      ])
    )?.p
  ).toBeCloseTo(0.00709, 5)
  expect(
    trendOver(
      csat,
      stepsOf([
        [80, 100],
        [8, 10],
        [800, 1000]
      ])
    )?.p
  ).toBeCloseTo(1, 10)
  expect(
    trendOver(
      csat,
      stepsOf([
        [0, 0],
        [9, 10]
      ])
    )
  ).toBeNull()
  expect(
    trendOver(
      csat,
      stepsOf([
        [10, 10],
        [9, 9]
      ])
    )
  ).toBeNull()
  expect(trendOver(nps, [{ key: 'a', parts: [] }])).toBeNull()
})

test('a trend of nothing is found as rarely as it says', () => {
  const random = seeded(20261125)
  let found = 0
  for (let draw = 0; draw < 2000; draw++) {
    const bands = stepsOf(waitingBands.map(() => [drawn(random, 0.75, 25), 25] as const))
    if ((trendOver(csat, bands)?.p ?? 1) < 0.05) found++
  }
  expect(found / 2000).toBeGreaterThan(0.035)
  expect(found / 2000).toBeLessThan(0.065)
})

type Charts = { cases: { center: number; points: { x: number; n: number; signal: boolean }[] }[] }

// Their limits are normal ones, in whose place the exact ones stand.
testWorkedCases<Charts>('p_chart', ({ cases }) => {
  for (const expected of cases) {
    const { centre, points } = controlChart(csat, stepsOf(expected.points.map(({ x, n }) => [x, n])))
    expect(centre).toBeCloseTo(expected.center, 9)
    expected.points.forEach((point, step) => {
      expect(points[step]?.signal !== 'none').toBe(point.signal)
    })
  }
})

type Targets = {
  cases: {
    x: number
    n: number
    target: number
    wilson_lower: number
    wilson_upper: number
    verdict: string
  }[]
}

testWorkedCases<Targets>('vs_target', ({ cases }) => {
  for (const { x, n, target, verdict, ...expected } of cases) {
    const reached = score(
      new Map([
        [5, x],
        [1, n - x]
      ]),
      csat,
      { ...scoreDefaults, hiddenBelow: 1 }
    )
    expect(reached.lower).toBeCloseTo(expected.wilson_lower, 9)
    expect(reached.upper).toBeCloseTo(expected.wilson_upper, 9)
    expect(againstTarget(reached, target)).toBe(verdict.replace(' ', '-'))
  }
})
