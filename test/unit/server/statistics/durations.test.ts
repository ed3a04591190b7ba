import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Quantile } from '../../../../server/statistics/durations'
import { durationFigures, longestSeconds } from '../../../../server/statistics/durations'
import { seeded } from './answers'
import { testWorkedCases } from './worked-cases'

function timesOf(seconds: readonly number[]): Map<number, number> {
  const tally = new Map<number, number>()
  for (const one of seconds) tally.set(one, (tally.get(one) ?? 0) + 1)
  return tally
}

const waits = [12, 18, 25, 31, 44, 52, 75, 90, 120, 600]

test('one long wait moves the mean, not the median', () => {
  const figures = durationFigures(timesOf(waits), 60)
  expect(figures).toMatchObject({
    count: 10,
    excluded: 0,
    median: { value: 48 },
    attainment: { part: 6, count: 10, value: 60 }
  })
  expect(figures.mean).toBeCloseTo(106.7, 10)
  expect(figures.p90?.value).toBeCloseTo(168, 10)
})

test('what cannot be is counted, not clamped', () => {
  const figures = durationFigures(timesOf([...waits, -1, -1, longestSeconds + 1, 1.7e9]), 60)
  expect(figures).toMatchObject({ count: 10, excluded: 4, median: { value: 48 }, attainment: { count: 10 } })
  expect(durationFigures(timesOf([0, longestSeconds]), null)).toMatchObject({ count: 2, excluded: 0 })
})

test('missing is never zero', () => {
  expect(durationFigures(new Map(), 60)).toMatchObject({
    count: 0,
    mean: null,
    median: null,
    p90: null,
    attainment: { count: 0, value: null }
  })
  expect(durationFigures(timesOf([-5]), null)).toEqual({
    count: 0,
    excluded: 1,
    mean: null,
    median: null,
    p90: null,
    attainment: null
  })
})

test('a tally gives what the sorted list gives, in whichever order it was counted', () => {
  const list = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(list, (seconds) => {
      const sorted = seconds.toSorted((a, b) => a - b)
      const at = (share: number) => {
        const place = (sorted.length - 1) * share
        const from = sorted[Math.floor(place)] ?? NaN
        return from + (place % 1) * ((sorted[Math.ceil(place)] ?? NaN) - from)
      }
      const figures = durationFigures(timesOf(seconds), 20)
      expect(figures.median?.value).toBeCloseTo(at(0.5), 9)
      expect(figures.p90?.value).toBeCloseTo(at(0.9), 9)
      for (const one of [figures.median, figures.p90]) {
        expect(one?.lower ?? 0).toBeLessThanOrEqual(one?.value ?? NaN)
        expect(one?.upper ?? Infinity).toBeGreaterThanOrEqual(one?.value ?? NaN)
      }
      expect(durationFigures(timesOf(seconds.toReversed()), 20)).toEqual(figures)
    })
  )
})

test('95 of 100 intervals hold the true median, and the true 90th percentile', () => {
  const random = seeded(20261124)
  const covered = { median: 0, p90: 0 }
  for (let draw = 0; draw < 2000; draw++) {
    const { median, p90 } = durationFigures(
      timesOf(Array.from({ length: 150 }, () => -300 * Math.log(1 - random()))),
      null
    )
    if (holds(median, 300 * Math.LN2)) covered.median++
    if (holds(p90, 300 * Math.LN10)) covered.p90++
  }
  for (const times of Object.values(covered)) {
    expect(times / 2000).toBeGreaterThan(0.94)
    expect(times / 2000).toBeLessThan(0.96)
  }
})

test('so few durations cannot say where their 90th percentile ends', () => {
  expect(durationFigures(timesOf([33]), null).median).toEqual({ value: 33, lower: null, upper: null })
  const { median, p90 } = durationFigures(timesOf(waits), null)
  expect(p90?.upper).toBeNull()
  expect(median?.lower).toBeGreaterThan(12)
  expect(median?.upper).toBeLessThan(600)
})

function holds(quantile: Quantile | null, truth: number): boolean {
  return quantile !== null && (quantile.lower ?? 0) <= truth && truth <= (quantile.upper ?? Infinity)
}

type Times = {
  cases: {
    values: number[]
    target: number
    mean: number
    median: number
    p90: number
    sla_met: number
    sla_percent: number
    wilson_lower: number
    wilson_upper: number
  }[]
}

testWorkedCases<Times>('response_time_sla', ({ cases }) => {
  for (const { values, target, ...expected } of cases) {
    const figures = durationFigures(timesOf(values), target)
    expect(figures.mean).toBeCloseTo(expected.mean, 9)
    expect(figures.median?.value).toBeCloseTo(expected.median, 9)
    expect(figures.p90?.value).toBeCloseTo(expected.p90, 9)
    expect(figures.attainment).toMatchObject({ part: expected.sla_met, count: values.length })
    expect(figures.attainment?.value).toBeCloseTo(expected.sla_percent, 9)
    expect(figures.attainment?.lower).toBeCloseTo(expected.wilson_lower, 9)
    expect(figures.attainment?.upper).toBeCloseTo(expected.wilson_upper, 9)
  }
})

testWorkedCases<{
  cases: { talk: number; hold: number; wrap: number; handled: number; aht_seconds: number }[]
}>('aht', ({ cases }) => {
  for (const { talk, hold, wrap, handled, aht_seconds } of cases) {
    // However the time was spread over the conversations, their mean is all of it by their number.
    const others = Array.from({ length: handled - 1 }, (_, conversation) => 30 + conversation)
    const last = talk + hold + wrap - others.reduce((sum, seconds) => sum + seconds, 0)
    expect(durationFigures(timesOf([...others, last]), null).mean).toBeCloseTo(aht_seconds, 9)
  }
})
