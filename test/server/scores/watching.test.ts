import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bandOf, trendOver, waitingBands } from '../../../server/scores/bands'
import { controlChart } from '../../../server/scores/control-chart'
import { score, scoreDefaults } from '../../../server/scores/score'
import { againstTarget } from '../../../server/scores/target'
import { drawn, satisfied, seeded, someAnswers } from './answers'
import { csat, effort, nps } from './meanings'
import { tallyOf, testWorkedCases } from './worked-cases'
import type { Group } from '../../../server/scores/sample'

const stepsOf = (counts: readonly (readonly [number, number])[]): Group[] =>
  counts.map(([part, count], step) => ({ key: `${step}`, parts: satisfied(part, count) }))

test('a step is a signal when chance does not reach it, not when it fell by so many points', () => {
  const weeks = controlChart(csat, stepsOf([[80, 100], [78, 100], [83, 100], [60, 100], [79, 100]]))
  expect(weeks.centre).toBeCloseTo(76, 10)
  expect(weeks.points.map(({ signal }) => signal)).toEqual(['none', 'none', 'none', 'worse', 'none'])
  expect(weeks.points[0]?.limits?.lower).toBeCloseTo(63.18750609756243, 10)
  const few = controlChart(csat, stepsOf([[18, 21], [27, 28], [15, 22], [20, 25]]))
  expect(few.points.every(({ signal, limits }) => signal === 'none' && limits?.upper === 100)).toBe(true)
})

test('a step without answers has no limits and gives no signal', () => {
  expect(controlChart(csat, stepsOf([[0, 0], [8, 10]])).points[0]).toMatchObject({ limits: null, signal: 'none', score: { value: null } })
  expect(controlChart(csat, stepsOf([[0, 0]])).centre).toBeNull()
})

test('where little effort is good, a step above the limits is worse', () => {
  const steps = [{ 1: 90, 2: 10 }, { 1: 85, 2: 15 }, { 4: 30, 5: 30 }].map((counts, step): Group => (
    { key: `${step}`, parts: [{ meaning: effort, tally: tallyOf(counts) }] }
  ))
  expect(controlChart(effort, steps).points[2]?.signal).toBe('worse')
})

test('limits hold the centre and stay on the scale', () => {
  fc.assert(fc.property(fc.array(someAnswers, { minLength: 1, maxLength: 20 }), counts => {
    const { centre, points } = controlChart(csat, stepsOf(counts))
    for (const { limits } of points) {
      const { lower, upper } = limits ?? { lower: NaN, upper: NaN }
      expect(0 <= lower && lower <= (centre ?? NaN) && (centre ?? NaN) <= upper && upper <= 100).toBe(true)
    }
  }))
})

test('a score is above or below a target only when its interval is', () => {
  const against = (part: number, count: number, target: number) => againstTarget(score(new Map([[5, part], [1, count - part]]), csat), target)
  expect([against(3, 5, 70), against(48, 80, 70), against(430, 500, 80), against(30, 80, 70)]).toEqual(['not-clear', 'not-clear', 'above', 'below'])
  expect([against(0, 4, 70), against(0, 0, 70)]).toEqual(['not-clear', 'not-clear'])
})

test.each([[0, '1m'], [59.9, '1m'], [60, '5m'], [3600, '4h'], [86_399, '1d'], [9e9, 'longer'], [-1, null], [NaN, null]])(
  '%d seconds of waiting are %s',
  (seconds, band) => expect(bandOf(seconds)).toBe(band)
)

test('a score that falls with waiting is told from one that does not', () => {
  const falling = trendOver(csat, stepsOf([[90, 100], [80, 100], [70, 100], [60, 100]]))
  expect(falling?.perBand).toBeCloseTo(-10, 10)
  expect(falling?.p).toBeLessThan(1e-6)
  // By hand: slope sum -6, spread .24, 20 places squared; z² = 36 / (.24 · 20 · 30 / 29) = 7.25.
  expect(trendOver(csat, stepsOf([[9, 10], [6, 10], [3, 10]]))?.p).toBeCloseTo(0.00709, 5)
  expect(trendOver(csat, stepsOf([[80, 100], [8, 10], [800, 1000]]))?.p).toBeCloseTo(1, 10)
  expect(trendOver(csat, stepsOf([[0, 0], [9, 10]]))).toBeNull()
  expect(trendOver(csat, stepsOf([[10, 10], [9, 9]]))).toBeNull()
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

type Charts = { cases: { center: number, points: { x: number, n: number, lcl: number, ucl: number, signal: boolean }[] }[] }

testWorkedCases<Charts>('p_chart', ({ cases }) => {
  for (const expected of cases) {
    const { centre, points } = controlChart(csat, stepsOf(expected.points.map(({ x, n }) => [x, n])))
    expect(centre).toBeCloseTo(expected.center, 9)
    expected.points.forEach((point, step) => {
      expect(points[step]?.limits?.lower).toBeCloseTo(point.lcl, 9)
      expect(points[step]?.limits?.upper).toBeCloseTo(point.ucl, 9)
      expect(points[step]?.signal !== 'none').toBe(point.signal)
    })
  }
})

type Targets = { cases: { x: number, n: number, target: number, wilson_lower: number, wilson_upper: number, verdict: string }[] }

testWorkedCases<Targets>('vs_target', ({ cases }) => {
  for (const { x, n, target, verdict, ...expected } of cases) {
    const reached = score(new Map([[5, x], [1, n - x]]), csat, { ...scoreDefaults, hiddenBelow: 1 })
    expect(reached.lower).toBeCloseTo(expected.wilson_lower, 9)
    expect(reached.upper).toBeCloseTo(expected.wilson_upper, 9)
    expect(againstTarget(reached, target)).toBe(verdict.replace(' ', '-'))
  }
})
