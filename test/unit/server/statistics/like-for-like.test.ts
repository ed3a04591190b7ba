import fc from 'fast-check'
import { expect, test } from 'vitest'
import { likeForLike, likeForLikeDefaults } from '../../../../server/statistics/like-for-like'
import { cellsOf, drawn, seeded, someAnswers } from './answers'
import { ces, csat, effort, nps } from './meanings'
import { tallyOf, testWorkedCases } from './worked-cases'

type Groups = Record<string, Record<string, [number, number]>>

const simpson: Groups = {
  phone: { billing: [90, 150], product: [48, 50] },
  whatsapp: { billing: [25, 50], product: [135, 150] }
}

test('a channel that looks better can be worse like for like', () => {
  const { rows, pairs } = likeForLike(csat, cellsOf(simpson))
  expect(
    rows.map(({ key, score, adjusted }) => [key, score.value, Math.round(adjusted?.value ?? NaN)])
  ).toEqual([
    ['phone', 69, 78],
    ['whatsapp', 80, 70]
  ])
  const [pair] = pairs
  expect(pair?.crude).toBeCloseTo(11, 10)
  expect(pair?.service).toBeCloseTo(-8, 10)
  expect(pair?.mix).toBeCloseTo(19, 10)
  // 8 points lower like for like, but 400 answers cannot carry that.
  expect(pair).toMatchObject({
    a: 'phone',
    b: 'whatsapp',
    why: 'reversed',
    verdict: 'not-clear',
    common: null
  })
  expect(pair?.within?.p).toBeCloseTo(0.08508033456849383, 10)
  expect(pair?.answersNeeded).toBeGreaterThan(100)
})

// 0.5 + 0.2 + 0.1 is 0.7999… in doubles, and the page spoke of common topics only.
test('strata that make up exactly 0.8 of the mix are enough', () => {
  const strata = { c: 0.5, b: 0.2, a: 0.1 }
  const both = Object.fromEntries(
    Object.entries(strata).map(([key, share]): [string, [number, number]] => [key, [5, 100 * share]])
  )
  const {
    rows,
    pairs: [pair]
  } = likeForLike(csat, cellsOf({ one: both, two: both, third: { d: [10, 40] } }))
  expect(rows[0]?.adjusted?.coverage).toBeLessThan(1)
  expect(rows[0]?.adjusted?.coverage).toBeCloseTo(0.8, 12)
  expect(pair).toMatchObject({ a: 'one', b: 'two', common: null })
})

// Twenty passives were an NPS of 0 like for like with “0 – 0”, and ten promoters against ten detractors up
// to 228 points apart.
test('answers that all agree are not certain, and no gap is larger than the scale is long', () => {
  const cells = (meaning: typeof nps, given: Record<string, Record<string, number>>) =>
    Object.entries(given).map(([group, counts]) => ({
      group,
      stratum: 'a',
      parts: [{ meaning, tally: tallyOf(counts) }]
    }))
  for (const [meaning, rating] of [
    [nps, 8],
    [nps, 10],
    [nps, 0],
    [ces, 7],
    [effort, 1]
  ] as const) {
    const {
      rows: [row]
    } = likeForLike(meaning, cells(meaning, { one: { [rating]: 20 }, other: { [rating]: 10 } }))
    const width = (interval?: { lower: number | null; upper: number | null } | null) =>
      (interval?.upper ?? NaN) - (interval?.lower ?? NaN)
    expect(width(row?.adjusted)).toBeGreaterThan(width(row?.score) / 3)
  }
  const {
    pairs: [pair]
  } = likeForLike(nps, cells(nps, { one: { 10: 10 }, other: { 0: 10 } }))
  expect([pair?.within?.value, pair?.within?.lower]).toEqual([-200, -200])
  expect(pair?.within?.upper).toBeLessThan(0)
})

test('four times the answers carry the same difference', () => {
  const more = Object.fromEntries(
    Object.entries(simpson).map(([channel, strata]) => [
      channel,
      Object.fromEntries(
        Object.entries(strata).map(([topic, [part, count]]) => [topic, [4 * part, 4 * count]])
      )
    ])
  ) as Groups
  const [pair] = likeForLike(csat, cellsOf(more)).pairs
  expect(pair).toMatchObject({ verdict: 'a', why: 'reversed', answersNeeded: null })
})

test('channels that cannot differ by what matters are the same', () => {
  const [pair] = likeForLike(csat, cellsOf({ web: { a: [4000, 5000] }, chat: { a: [4010, 5000] } })).pairs
  expect(pair).toMatchObject({ verdict: 'same', answersNeeded: null })
})

test('a channel without some topics tells how much it covers, and is compared on what both have', () => {
  const { rows, pairs } = likeForLike(
    csat,
    cellsOf({ web: { a: [8, 10], b: [5, 10] }, sms: { a: [18, 20] } })
  )
  expect(rows[1]?.adjusted).toMatchObject({ value: 90, upper: 100, coverage: 0.75 })
  expect(pairs[0]?.common).toMatchObject({ share: 0.75, a: { value: 80 }, b: { value: 90 } })
})

test('cells below five answers take no part in an adjusted score', () => {
  const { rows } = likeForLike(csat, cellsOf({ web: { a: [8, 10], b: [0, 4] }, sms: { a: [1, 2] } }))
  expect(rows[0]?.adjusted).toMatchObject({ value: 80, coverage: 0.75 })
  expect(rows[1]?.adjusted).toBeNull()
})

test('a few answers among many carry no verdict, whatever the test says', () => {
  const against = (part: number, count: number) =>
    likeForLike(csat, cellsOf({ web: { a: [990, 1000] }, sms: { a: [part, count] } })).pairs[0]
  expect(against(4, 5)).toMatchObject({ verdict: 'not-clear' })
  expect(against(4, 5)?.within?.p).toBeLessThan(0.001)
  expect(against(0, 4)).toMatchObject({ verdict: 'not-clear' })
  expect(against(1, 5)).toMatchObject({ verdict: 'a' })
})

test('answers without a channel are in the mix of all, and compared with nobody', () => {
  const { rows, pairs } = likeForLike(csat, cellsOf({ web: { a: [8, 10] }, '': { b: [5, 10] } }))
  expect(rows.map(({ key, adjusted }) => [key, adjusted?.coverage])).toEqual([
    ['web', 0.5],
    ['', 0.5]
  ])
  expect(pairs).toEqual([])
})

test('two channels alike are told apart as rarely as promised, also when one has few answers', () => {
  const random = seeded(20261128)
  let found = 0
  for (let period = 0; period < 1000; period++) {
    const phone = {
      a: [drawn(random, 0.9, 200), 200],
      b: [drawn(random, 0.7, 100), 100]
    } satisfies Groups[string]
    const sms = { a: [drawn(random, 0.9, 6), 6], b: [drawn(random, 0.7, 9), 9] } satisfies Groups[string]
    const [pair] = likeForLike(csat, cellsOf({ phone, sms })).pairs
    if (pair?.verdict === 'a' || pair?.verdict === 'b') found++
  }
  expect(found / 1000).toBeLessThan(0.05)
})

test('channels that share no topic cannot be compared', () => {
  const [pair] = likeForLike(csat, cellsOf({ web: { a: [8, 10] }, sms: { b: [18, 20] } })).pairs
  expect(pair).toMatchObject({
    within: null,
    verdict: 'not-clear',
    answersNeeded: null,
    crude: expect.closeTo(10, 10),
    service: null,
    mix: null,
    why: 'none',
    common: { share: 0, a: null, b: null }
  })
})

test.each([
  [{ web: { a: [5, 10], b: [9, 10] }, sms: { a: [5, 10], b: [9, 10] } }, 'none'],
  [{ web: { a: [50, 100], b: [90, 100] }, sms: { a: [60, 100], b: [95, 100] } }, 'service'],
  [{ web: { a: [50, 100], b: [9, 10] }, sms: { a: [5, 10], b: [90, 100] } }, 'mix'],
  [{ web: { a: [50, 100], b: [60, 100] }, sms: { a: [80, 110], b: [80, 90] } }, 'hidden']
] satisfies [Groups, string][])('%j says why: %s', (groups, why) => {
  expect(likeForLike(csat, cellsOf(groups)).pairs[0]?.why).toBe(why)
})

test('recommendations and effort are compared like for like too, in their own units', () => {
  const cell = (group: string, stratum: string, meaning: typeof nps, counts: Record<string, number>) => ({
    group,
    stratum,
    parts: [{ meaning, tally: tallyOf(counts) }]
  })
  const recommended = likeForLike(nps, [
    cell('web', 'a', nps, { 10: 60, 3: 40 }),
    cell('web', 'b', nps, { 10: 90, 8: 10 }),
    cell('sms', 'a', nps, { 10: 20, 3: 80 }),
    cell('sms', 'b', nps, { 9: 50, 8: 50 })
  ])
  expect(recommended.rows.map(({ adjusted }) => adjusted?.value)).toEqual([55, -5])
  expect(recommended.pairs[0]).toMatchObject({ crude: -60, service: -60, mix: 0, verdict: 'a' })
  const easy = [cell('web', 'a', ces, { 7: 50, 6: 50 }), cell('sms', 'a', ces, { 3: 50, 2: 50 })]
  expect(likeForLike(ces, easy).pairs[0]).toMatchObject({ crude: -4, verdict: 'a' })
  const hard = [cell('web', 'a', effort, { 5: 50, 4: 50 }), cell('sms', 'a', effort, { 2: 50, 1: 50 })]
  expect(likeForLike(effort, hard).pairs[0]).toMatchObject({ crude: -3, verdict: 'b' })
})

test('nothing gives nothing', () => {
  expect(likeForLike(csat, [])).toEqual({ rows: [], pairs: [] })
  expect(likeForLike(csat, cellsOf({ web: { a: [0, 0] } }))).toEqual({ rows: [], pairs: [] })
})

const channels = fc.array(fc.array(someAnswers, { minLength: 1, maxLength: 5 }), {
  minLength: 1,
  maxLength: 4
})
const named = (all: [number, number][][]) =>
  Object.fromEntries(
    all.map((topics, c) => [
      `channel ${c}`,
      Object.fromEntries(topics.map((cell, t) => [`topic ${t}`, cell]))
    ])
  )

test('service and mix are the whole gap, and intervals hold their value', () => {
  fc.assert(
    fc.property(channels, (all) => {
      const { rows, pairs } = likeForLike(csat, cellsOf(named(all)))
      for (const { adjusted } of rows) {
        if (!adjusted) continue
        expect(0 <= adjusted.lower && adjusted.lower <= adjusted.value + 1e-9).toBe(true)
        expect(adjusted.value - 1e-9 <= adjusted.upper && adjusted.upper <= 100).toBe(true)
        expect(adjusted.coverage).toBeLessThanOrEqual(1 + 1e-9)
      }
      for (const { crude, service, mix, within } of pairs) {
        if (service !== null && mix !== null) expect(service + mix).toBeCloseTo(crude, 8)
        if (within)
          expect(
            within.lower <= within.value && within.value <= within.upper && within.p >= 0 && within.p <= 1
          ).toBe(true)
      }
    })
  )
})

test('with the same mix everywhere, like for like is what it was', () => {
  const mixes = fc.array(fc.integer({ min: 5, max: 90 }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(
      mixes,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 4 }),
      (counts, rates) => {
        const all = rates.map((rate, channel) =>
          counts.map((count): [number, number] => [
            Math.floor(rate * count * (channel + 1)),
            count * (channel + 1)
          ])
        )
        for (const { score, adjusted } of likeForLike(csat, cellsOf(named(all))).rows)
          expect(adjusted?.value).toBeCloseTo(score.value ?? NaN, 8)
        for (const { mix } of likeForLike(csat, cellsOf(named(all))).pairs) expect(mix).toBeCloseTo(0, 8)
      }
    )
  )
})

// The truths are drawn too, as for Wilson's interval; 20,000 draws, because 2,000 are uncertain by half of
// the band.
test('95 of 100 adjusted intervals hold what the channel would reach with the mix of all', () => {
  const random = seeded(20261122)
  const phone = [60, 40, 50]
  const web = [30, 90, 60]
  const weights = phone.map((count, topic) => (count + (web[topic] ?? 0)) / 330)
  const cellsAt = (truths: readonly number[], counts: readonly number[]) =>
    Object.fromEntries(
      counts.map((count, topic): [string, [number, number]] => [
        `${topic}`,
        [drawn(random, truths[topic] ?? NaN, count), count]
      ])
    )
  const draws = 20_000
  let covered = 0
  for (let draw = 0; draw < draws; draw++) {
    const truths = phone.map(() => 0.5 + 0.4 * random())
    const truth = 100 * truths.reduce((sum, rate, topic) => sum + rate * (weights[topic] ?? 0), 0)
    const [row] = likeForLike(
      csat,
      cellsOf({ phone: cellsAt(truths, phone), web: cellsAt([0.7, 0.7, 0.7], web) })
    ).rows
    if (row?.adjusted && row.adjusted.lower <= truth && truth <= row.adjusted.upper) covered++
  }
  expect(covered / draws).toBeGreaterThan(0.94)
  expect(covered / draws).toBeLessThan(0.96)
})

type Standardised = {
  cases: {
    cells: Groups
    common_topics: string[]
    common_support_adjusted: Record<string, number>
    common_support_share: number
    channels: Record<
      string,
      {
        crude: number
        adjusted: number
        ci_lower: number
        ci_upper: number
        coverage_of_standard_mix: number
      }
    >
  }[]
}

testWorkedCases<Standardised>('direct_standardisation', ({ cases }) => {
  for (const { cells, channels: expected, ...common } of cases) {
    const { rows, pairs } = likeForLike(csat, cellsOf(cells), { ...likeForLikeDefaults, cellAtLeast: 1 })
    expect(rows).toHaveLength(Object.keys(expected).length)
    for (const { key, score, adjusted } of rows) {
      expect(score.value).toBeCloseTo(expected[key]?.crude ?? NaN, 9)
      expect(adjusted?.value).toBeCloseTo(expected[key]?.adjusted ?? NaN, 9)
      expect(adjusted?.lower).toBeCloseTo(expected[key]?.ci_lower ?? NaN, 9)
      expect(adjusted?.upper).toBeCloseTo(expected[key]?.ci_upper ?? NaN, 9)
      expect(adjusted?.coverage).toBeCloseTo(expected[key]?.coverage_of_standard_mix ?? NaN, 9)
    }
    for (const pair of pairs) {
      if (!pair.common) continue
      expect(pair.common.share).toBeCloseTo(common.common_support_share, 9)
      expect(pair.common.a?.value).toBeCloseTo(common.common_support_adjusted[pair.a] ?? NaN, 9)
      expect(pair.common.b?.value).toBeCloseTo(common.common_support_adjusted[pair.b] ?? NaN, 9)
    }
  }
})

/** The cases of the split and of Mantel and Haenszel speak of these answers. */
const told: Record<string, Groups> = {
  C1: simpson,
  C2: { phone: { refund: [30, 60], 'how-to': [36, 40] }, chat: { refund: [12, 20], 'how-to': [74, 80] } },
  C3: { web: { a: [45, 60], b: [20, 25], c: [9, 15] }, sms: { a: [16, 20], b: [30, 45], c: [20, 35] } }
}

type Splits = {
  cases: { name: string; total_points: number; rate_effect_points: number; mix_effect_points: number }[]
}

testWorkedCases<Splits>('kitagawa', ({ cases }) => {
  for (const { name, ...expected } of cases) {
    const [pair] = likeForLike(csat, cellsOf(told[name] ?? {})).pairs
    expect(pair?.crude).toBeCloseTo(expected.total_points, 9)
    expect(pair?.service).toBeCloseTo(expected.rate_effect_points, 9)
    expect(pair?.mix).toBeCloseTo(expected.mix_effect_points, 9)
  }
})

type Stratified = {
  cases: { name: string; mh_risk_difference_points: number; cmh_chi2_no_continuity: number; p: number }[]
}

testWorkedCases<Stratified>('mantel_haenszel', ({ cases }) => {
  for (const { name, ...expected } of cases) {
    const [pair] = likeForLike(csat, cellsOf(told[name.slice(0, 2)] ?? {})).pairs
    expect(pair?.within?.value).toBeCloseTo(expected.mh_risk_difference_points, 9)
    expect(pair?.within?.chiSquare).toBeCloseTo(expected.cmh_chi2_no_continuity, 9)
    expect(pair?.within?.p).toBeCloseTo(expected.p, 9)
  }
})
