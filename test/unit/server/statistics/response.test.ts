import fc from 'fast-check'
import { expect, test } from 'vitest'
import { responseRates, sendWeighted, silenceBounds } from '../../../../server/statistics/response'
import { satisfied, someAnswers } from './answers'
import { ces, csat, nps } from './meanings'
import { tallyOf, testWorkedCases } from './worked-cases'

test('the response rate is what was completed of what was sent', () => {
  const rates = responseRates({ sent: 1000, delivered: 940, opened: 610, started: 290, completed: 250 })
  expect(rates.endToEnd).toMatchObject({ part: 250, count: 1000, value: 25 })
  expect(rates.endToEnd.lower).toBeCloseTo(22.41530989836914, 10)
  expect(rates.ofDelivered?.value).toBeCloseTo(26.595744680851062, 10)
  expect(rates.completion?.value).toBeCloseTo(86.20689655172414, 10)
})

test('what a channel cannot tell is missing, and nothing of nothing is no rate', () => {
  const rates = responseRates({ sent: 0, delivered: null, opened: null, started: 0, completed: 0 })
  expect(rates).toMatchObject({ delivered: null, opened: null, started: null, ofDelivered: null })
  expect(rates.endToEnd).toEqual({ part: 0, count: 0, value: null, lower: null, upper: null })
})

test('the silent bound the score, whatever they think', () => {
  expect(silenceBounds(csat, satisfied(34, 40), 60)).toEqual({ lower: 34, upper: 94 })
  expect(silenceBounds(nps, [{ meaning: nps, tally: tallyOf({ 9: 3, 2: 1 }) }], 6)).toEqual({
    lower: -40,
    upper: 80
  })
  expect(silenceBounds(ces, [{ meaning: ces, tally: tallyOf({ 7: 2 }) }], 2)).toEqual({ lower: 4, upper: 7 })
  expect(silenceBounds(csat, satisfied(3, 4), 0)).toEqual({ lower: 75, upper: 75 })
  expect(silenceBounds(csat, [], 0)).toBeNull()
})

test('a channel weighs what was sent in it, not what came back', () => {
  const weighted = sendWeighted(csat, [
    { sent: 1000, parts: satisfied(60, 80) },
    { sent: 400, parts: satisfied(170, 200) }
  ])
  expect(weighted?.value).toBeCloseTo(77.85714285714288, 10)
  expect(weighted?.lower).toBeCloseTo(70.93363664136156, 10)
  expect(weighted?.coverage).toBe(1)
})

test('a channel that nobody answered is not covered, and one that all liked is not certain', () => {
  expect(
    sendWeighted(csat, [
      { sent: 300, parts: satisfied(6, 10) },
      { sent: 100, parts: [] }
    ])
  ).toMatchObject({ value: 60, coverage: 0.75 })
  expect(sendWeighted(csat, [{ sent: 300, parts: satisfied(6, 6) }])?.lower).toBeLessThan(95)
  expect(sendWeighted(csat, [{ sent: 300, parts: [] }])).toBeNull()
})

test('a score lies between its bounds, and equal rates of response leave it alone', () => {
  fc.assert(
    fc.property(
      fc.array(someAnswers, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 9 }),
      (channels, times) => {
        const parts = channels.flatMap(([part, count]) => satisfied(part, count))
        const [part, count] = channels.reduce(([p, c], [part, count]) => [p + part, c + count], [0, 0])
        const score = (100 * part) / count
        const bounds = silenceBounds(csat, parts, count * (times - 1))
        expect((bounds?.lower ?? NaN) <= score + 1e-9 && score - 1e-9 <= (bounds?.upper ?? NaN)).toBe(true)
        const weighted = sendWeighted(
          csat,
          channels.map(([part, count]) => ({ sent: count * times, parts: satisfied(part, count) }))
        )
        expect(weighted?.value).toBeCloseTo(score, 8)
      }
    )
  )
})

type Rates = {
  cases: {
    sent: number
    delivered: number
    opened: number
    started: number
    completed: number
    end_to_end: number
    delivered_rate: number
    response_rate_delivered: number
    open_rate: number
    start_rate: number
    completion_rate: number
    wilson_lower: number
    wilson_upper: number
  }[]
}

testWorkedCases<Rates>('response_rate', ({ cases }) => {
  for (const expected of cases) {
    const rates = responseRates(expected)
    expect(rates.endToEnd.value).toBeCloseTo(expected.end_to_end, 9)
    expect(rates.endToEnd.lower).toBeCloseTo(expected.wilson_lower, 9)
    expect(rates.endToEnd.upper).toBeCloseTo(expected.wilson_upper, 9)
    expect(rates.delivered?.value).toBeCloseTo(expected.delivered_rate, 9)
    expect(rates.ofDelivered?.value).toBeCloseTo(expected.response_rate_delivered, 9)
    expect(rates.opened?.value).toBeCloseTo(expected.open_rate, 9)
    expect(rates.started?.value).toBeCloseTo(expected.start_rate, 9)
    expect(rates.completion?.value).toBeCloseTo(expected.completion_rate, 9)
  }
})

type Bounds = {
  cases: {
    satisfied: number
    responses: number
    sent: number
    lowest_possible: number
    highest_possible: number
  }[]
}

testWorkedCases<Bounds>('nonresponse_bounds', ({ cases }) => {
  for (const { sent, responses, ...expected } of cases) {
    const bounds = silenceBounds(csat, satisfied(expected.satisfied, responses), sent - responses)
    expect(bounds?.lower).toBeCloseTo(expected.lowest_possible, 9)
    expect(bounds?.upper).toBeCloseTo(expected.highest_possible, 9)
  }
})

type Weighted = {
  cases: {
    rows: { sent: number; satisfied: number; n: number }[]
    send_weighted: number
    lower: number
    upper: number
  }[]
}

testWorkedCases<Weighted>('send_weighted_score', ({ cases }) => {
  for (const { rows, ...expected } of cases) {
    const weighted = sendWeighted(
      csat,
      rows.map((row) => ({ sent: row.sent, parts: satisfied(row.satisfied, row.n) }))
    )
    expect(weighted?.value).toBeCloseTo(expected.send_weighted, 9)
    expect(weighted?.lower).toBeCloseTo(expected.lower, 9)
    expect(weighted?.upper).toBeCloseTo(expected.upper, 9)
  }
})
