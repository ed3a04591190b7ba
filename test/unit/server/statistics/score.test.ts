import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { score, scoreOf } from '../../../../server/statistics/score'
import type { Meaning } from '../../../../server/statistics/tally'
import { sdOf } from '../../../../server/statistics/tally'
import { ces, csat, effort, nps, thumbs } from './meanings'
import { tallyOf, testWorkedCases } from './worked-cases'

const onTen: Meaning = { ...csat, max: 10, satisfiedFrom: 9 }

test.each([
  [
    '80 of 100 satisfied',
    csat,
    { 5: 62, 4: 18, 3: 9, 2: 5, 1: 6 },
    80,
    71.1170834406841,
    86.66330666689674,
    4.25,
    'ok'
  ],
  ['17 thumbs up of 20', thumbs, { 1: 17, 0: 3 }, 85, 63.95811352592431, 94.76312541037835, 0.85, 'early'],
  [
    '18 of 21 satisfied',
    csat,
    { 5: 18, 1: 3 },
    1800 / 21,
    65.36393971937906,
    95.01898750027473,
    93 / 21,
    'ok'
  ],
  ['four of four satisfied', csat, { 5: 4 }, 100, 51.01091635454027, 100, 5, 'hidden'],
  [
    'an NPS of 100 answers',
    nps,
    { 10: 50, 8: 33, 6: 17 },
    33,
    17.556050187966367,
    46.52161971494625,
    8.66,
    'ok'
  ],
  ['an NPS where all promote', nps, { 9: 10 }, 100, 47.5035515447902, 100, 9, 'early'],
  ['an NPS of one detractor', nps, { 0: 1 }, -100, -100, 48.49864942025203, 0, 'hidden'],
  [
    'an effort score of 30',
    ces,
    { 7: 8, 6: 10, 5: 4, 4: 5, 3: 1, 1: 2 },
    161 / 30,
    4.651286357871298,
    5.833562126977187,
    161 / 30,
    'ok'
  ],
  ['an effort score of 8', ces, { 7: 7, 1: 1 }, 6.25, 4.256198568856371, 7, 6.25, 'early'],
  ['an effort score of five, cut at the scale', ces, { 7: 4, 6: 1 }, 6.8, 4.376526057445362, 7, 6.8, 'early'],
  [
    'an effort score where all of a few agree, which is not certain',
    ces,
    { 7: 5 },
    7,
    4.467608013231421,
    7,
    7,
    'early'
  ]
] as const)('%s', (_, meaning, counts, value, lower, upper, mean, state) => {
  const actual = score(tallyOf(counts), meaning)
  expect(actual.value).toBeCloseTo(value, 10)
  expect(actual.lower).toBeCloseTo(lower, 10)
  expect(actual.upper).toBeCloseTo(upper, 10)
  expect(actual.mean).toBeCloseTo(mean, 10)
  expect(actual.state).toBe(state)
})

test('a score carries its unit, its count and every point of the scale', () => {
  expect(score(tallyOf({ 5: 3, 2: 1 }), csat)).toMatchObject({
    unit: 'percent',
    count: 4,
    tally: { 1: 0, 2: 1, 3: 0, 4: 0, 5: 3 }
  })
  expect(score(new Map(), nps)).toMatchObject({ unit: 'points', tally: { 0: 0, 10: 0 } })
  expect(score(new Map(), ces).unit).toBe('mean')
})

test.each([csat, thumbs, nps, ces])('without answers a $metric has no value and stays hidden', (meaning) => {
  const none = { value: null, lower: null, upper: null, mean: null, count: 0, state: 'hidden' }
  expect(score(new Map(), meaning)).toMatchObject(none)
  expect(score(new Map([[1, 0]]), meaning, { hiddenBelow: 0, earlyAbove: 15 })).toMatchObject(none)
})

test('one answer to a question of means has a wide interval', () => {
  const { lower, upper, state } = score(tallyOf({ 6: 1 }), ces)
  expect([(upper ?? NaN) - (lower ?? NaN) > 3, state]).toEqual([true, 'hidden'])
  expect(score(tallyOf({ 6: 1 }), ces, { hiddenBelow: 1, earlyAbove: 15 }).state).toBe('early')
})

test('the thresholds of hidden and early are settings', () => {
  const tally = tallyOf({ 5: 18, 1: 3 })
  expect(score(tally, csat, { hiddenBelow: 22, earlyAbove: 15 }).state).toBe('hidden')
  expect(score(tally, csat, { hiddenBelow: 5, earlyAbove: 10 }).state).toBe('early')
})

describe('answers of several meanings', () => {
  const strict: Meaning = { ...csat, satisfiedFrom: 5 }
  const answers = tallyOf({ 5: 10, 4: 10 })

  test('each answer counts by the threshold that it was given under', () => {
    const mixed = scoreOf([
      { meaning: strict, tally: answers },
      { meaning: csat, tally: answers }
    ])
    expect(mixed).toMatchObject({ value: 75, count: 40, mean: 4.5, tally: { 4: 20, 5: 20 } })
    expect(mixed).toMatchObject({ lower: score(tallyOf({ 5: 30, 1: 10 }), csat).lower })
    expect(mixed).not.toHaveProperty('otherScales')
  })

  test('another scale is reported, never averaged in, and the last part names the scale', () => {
    const parts = [
      { meaning: onTen, tally: tallyOf({ 9: 7 }) },
      { meaning: onTen, tally: tallyOf({ 2: 1 }) },
      { meaning: csat, tally: answers }
    ]
    expect(scoreOf(parts)).toEqual({
      ...score(answers, csat),
      otherScales: [{ metric: 'csat', scale: { min: 1, max: 10 }, count: 8 }]
    })
    expect(scoreOf(parts.toReversed())).toMatchObject({
      value: 87.5,
      otherScales: [{ scale: { min: 1, max: 5 }, count: 20 }]
    })
  })

  test('a scale that runs the other way is another scale', () => {
    const reversed: Meaning = { ...effort, direction: 'higher-is-better', satisfiedFrom: 4 }
    expect(
      scoreOf([
        { meaning: reversed, tally: answers },
        { meaning: effort, tally: answers }
      ])
    ).toMatchObject({
      count: 20,
      otherScales: [{ metric: 'ces', count: 20 }]
    })
  })

  test('another scale without answers is not worth a word', () => {
    expect(
      scoreOf([
        { meaning: onTen, tally: new Map() },
        { meaning: csat, tally: answers }
      ])
    ).not.toHaveProperty('otherScales')
  })

  test('no part at all is a mistake of the caller', () => {
    expect(() => scoreOf([])).toThrow('at least one part')
  })
})

describe('whatever was answered', () => {
  const tallies = ({ min, max }: Meaning) =>
    fc
      .array(fc.tuple(fc.integer({ min, max }), fc.nat(1e5)), { maxLength: 12 })
      .map((pairs) => new Map(pairs))
  const bounds = {
    percent: () => [0, 100],
    points: () => [-100, 100],
    mean: (meaning: Meaning) => [meaning.min, meaning.max]
  }

  test.each([csat, thumbs, nps, ces, effort])(
    'a $metric lies in its interval, and that on its scale',
    (meaning) => {
      fc.assert(
        fc.property(tallies(meaning), (tally) => {
          const { value, lower, upper, unit, count } = score(tally, meaning)
          expect(value === null).toBe(count === 0)
          expect(lower === null).toBe(count === 0)
          if (value === null || lower === null || upper === null) return
          const [least = NaN, most = NaN] = bounds[unit](meaning)
          expect(least <= lower && lower <= value && value <= upper && upper <= most).toBe(true)
        })
      )
    }
  )

  test('promoters and detractors that change places turn the sign of an NPS and its interval', () => {
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.nat(1e6),
        fc.integer({ min: 1, max: 1e6 }),
        (promoters, detractors, passives) => {
          const there = score(tallyOf({ 10: promoters, 3: detractors, 7: passives }), nps)
          const back = score(tallyOf({ 10: detractors, 3: promoters, 7: passives }), nps)
          expect((there.value ?? NaN) + (back.value ?? NaN)).toBeCloseTo(0, 10)
          expect((there.lower ?? NaN) + (back.upper ?? NaN)).toBeCloseTo(0, 10)
        }
      )
    )
  })
})

type CsatCases = {
  cases: {
    scale: [number, number]
    threshold: number
    counts: Record<string, number>
    csat_percent: number
    mean: number
    sd_sample: number
  }[]
}

testWorkedCases<CsatCases>('csat', ({ cases }) => {
  for (const {
    scale: [min, max],
    threshold,
    counts,
    ...expected
  } of cases) {
    const actual = score(tallyOf(counts), { ...csat, min, max, satisfiedFrom: threshold })
    expect(actual.value).toBeCloseTo(expected.csat_percent, 9)
    expect(actual.mean).toBeCloseTo(expected.mean, 9)
    expect(sdOf(tallyOf(counts))).toBeCloseTo(expected.sd_sample, 9)
  }
})

type NpsCases = {
  cases: {
    promoters: number
    passives: number
    detractors: number
    nps: number
    display_lower: number
    display_upper: number
  }[]
}

testWorkedCases<NpsCases>('nps', ({ cases }) => {
  for (const { promoters, passives, detractors, ...expected } of cases) {
    const actual = score(tallyOf({ 9: promoters, 7: passives, 6: detractors }), nps)
    expect(actual.value).toBeCloseTo(expected.nps, 9)
    expect(actual.lower).toBeCloseTo(expected.display_lower, 9)
    expect(actual.upper).toBeCloseTo(expected.display_upper, 9)
  }
})

type CesCases = {
  cases: {
    counts: Record<string, number>
    mean: number
    sd: number
    agree_percent: number
    agree_wilson_lower: number
    agree_wilson_upper: number
  }[]
}

// The interval of these cases is Student's, in whose place the adjusted one stands.
testWorkedCases<CesCases>('ces', ({ cases }) => {
  for (const { counts, ...expected } of cases) {
    const actual = score(tallyOf(counts), ces)
    expect(actual.value).toBeCloseTo(expected.mean, 9)
    expect(sdOf(tallyOf(counts))).toBeCloseTo(expected.sd, 9)
    const agreeing = score(tallyOf(counts), { ...csat, max: 7, satisfiedFrom: 5 })
    expect(agreeing.value).toBeCloseTo(expected.agree_percent, 9)
    expect(agreeing.lower).toBeCloseTo(expected.agree_wilson_lower, 9)
    expect(agreeing.upper).toBeCloseTo(expected.agree_wilson_upper, 9)
  }
})

testWorkedCases<Record<string, number>>('t_critical_975', (quantiles) => {
  for (const [freedom, quantile] of Object.entries(quantiles))
    expect(tQuantile(0.975, Number(freedom))).toBeCloseTo(quantile, 9)
})

type LeastCounts = { p: number; half_width: number; min_n: number }[]

testWorkedCases<LeastCounts>('wilson_min_n', (rows) => {
  for (const { p, half_width, min_n } of rows) {
    const settings = { hiddenBelow: 5, earlyAbove: 100 * half_width }
    const stateAt = (count: number) =>
      score(
        new Map([
          [5, p * count],
          [1, (1 - p) * count]
        ]),
        csat,
        settings
      ).state
    expect([stateAt(min_n - 1), stateAt(min_n)]).toEqual(['early', 'ok'])
  }
})
