import fc from 'fast-check'
import { expect, test } from 'vitest'
import { change, changes } from '../../../../server/statistics/change'
import { atOnce } from '../../../../server/statistics/stepwise'
import type { Meaning } from '../../../../server/statistics/tally'
import { ces, csat, effort, nps } from './meanings'
import { tallyOf, testWorkedCases } from './worked-cases'

const parts = (meaning: Meaning, counts: Record<string, number>) => [{ meaning, tally: tallyOf(counts) }]
const satisfied = (part: number, count: number) => parts(csat, { 5: part, 2: count - part })
const stances = ([promoters = 0, passives = 0, detractors = 0]: readonly number[]) =>
  parts(nps, { 9: promoters, 7: passives, 6: detractors })
const unknown = { value: null, lower: null, upper: null, p: null, q: null, verdict: 'not-clear' }

test.each([
  [
    'a fall that is clear',
    satisfied(56, 70),
    satisfied(48, 80),
    -20,
    -33.3872654036906,
    -5.243147240236498,
    0.00804508136819656,
    'worse'
  ],
  [
    'a rise that is clear',
    satisfied(312, 420),
    satisfied(361, 430),
    9.667774086378733,
    4.211639947556322,
    15.07784633511701,
    0.0005193571860067676,
    'better'
  ],
  [
    'a rise of few, by the exact test',
    satisfied(18, 21),
    satisfied(27, 28),
    10.71428571428572,
    -6.213172101341666,
    31.2756442240247,
    0.3006475485661425,
    'not-clear'
  ],
  [
    'none, still none',
    satisfied(0, 10),
    satisfied(0, 20),
    0,
    -27.75327998628892,
    16.112515805281938,
    1,
    'not-clear'
  ],
  // The exact p values and the adjusted intervals: those of the worked cases, where they are.
  [
    'an NPS that may have risen',
    stances([1, 6, 1]),
    stances([20, 4, 6]),
    46.666666666666664,
    0.5829090600937947,
    87.35721103713658,
    0.20518786265815128,
    'not-clear'
  ],
  [
    'an NPS that fell',
    stances([38, 16, 6]),
    stances([37, 23, 20]),
    -32.08333333333333,
    -55.28557382538715,
    -6.481646519796602,
    0.015531021478000145,
    'worse'
  ],
  [
    'a mean that hardly moved',
    parts(ces, { 7: 3, 6: 1, 1: 1 }),
    parts(ces, { 7: 4, 5: 1, 4: 2, 1: 1 }),
    -0.34999999999999964,
    -2.3522034166809602,
    2.1790786283867267,
    0.5757575757575758,
    'not-clear'
  ],
  [
    'a mean that rose',
    parts(ces, { 7: 2, 6: 3, 4: 1, 3: 1, 1: 1 }),
    parts(ces, { 7: 19, 6: 7, 5: 1, 4: 1, 3: 1, 1: 1 }),
    1.2666666666666666,
    0.01779062334878545,
    2.8463041976924486,
    0.04915058008536487,
    'better'
  ]
] as const)('%s', (_, before, after, value, lower, upper, p, verdict) => {
  const actual = change(before, after)
  expect(actual.value).toBeCloseTo(value, 10)
  expect(actual.lower).toBeCloseTo(lower, 10)
  expect(actual.upper).toBeCloseTo(upper, 10)
  expect(actual.p).toBeCloseTo(p, 10)
  expect(actual.verdict).toBe(verdict)
})

test('where lower is better, a mean that rises is worse, and so is a share of fewer satisfied', () => {
  const little = { 1: 40, 2: 10 }
  const much = { 4: 10, 5: 40 }
  expect(change(parts(effort, little), parts(effort, much)).verdict).toBe('worse')
  expect(change(parts(effort, much), parts(effort, little)).verdict).toBe('better')
  const reversed: Meaning = { ...effort, metric: 'csat' }
  expect(change(parts(reversed, little), parts(reversed, much))).toMatchObject({
    value: -100,
    verdict: 'worse'
  })
})

test.each([csat, nps, ces])('without answers on a side nobody can say what a $metric did', (meaning) => {
  const some = parts(meaning, { 5: 10, 4: 10 })
  const none = parts(meaning, {})
  expect([
    change(none, some),
    change(some, none),
    change([], some),
    change(some, []),
    change([], [])
  ]).toEqual(Array(5).fill(unknown))
})

test('answers on another scale are not compared', () => {
  const onTen: Meaning = { ...csat, max: 10, satisfiedFrom: 9 }
  expect(change(parts(onTen, { 10: 50 }), satisfied(10, 50))).toEqual(unknown)
  expect(change([...parts(onTen, { 10: 500 }), ...satisfied(56, 70)], satisfied(48, 80))).toEqual(
    change(satisfied(56, 70), satisfied(48, 80))
  )
})

test('each answer is satisfied by the threshold that it was given under', () => {
  const strict: Meaning = { ...csat, satisfiedFrom: 5 }
  expect(change(parts(strict, { 5: 10, 4: 10 }), parts(csat, { 5: 10, 4: 10 })).value).toBe(50)
})

test('a score that is still hidden has no verdict', () => {
  const rise = change(satisfied(0, 4), satisfied(40, 40))
  expect(rise.lower).toBeGreaterThan(0)
  expect(rise.verdict).toBe('not-clear')
  expect(change(satisfied(0, 4), satisfied(40, 40), { hiddenBelow: 4, earlyAbove: 15 }).verdict).toBe(
    'better'
  )
})

test('two NPS of one mind each are not taken for certain', () => {
  const turn = change(stances([1, 0, 0]), stances([0, 1, 0]), { hiddenBelow: 1, earlyAbove: 15 })
  expect(turn).toMatchObject({ value: -100, verdict: 'not-clear' })
  expect(turn.p).toBe(1)
  expect(change(stances([50, 0, 0]), stances([0, 0, 50])).verdict).toBe('worse')
})

// Five sevens have no spread, which was taken for certainty: "0.9 better, between +0.3 and +1.4".
test('a few answers that all agree prove no change', () => {
  const risen = change(parts(ces, { 7: 3, 6: 3, 5: 1, 4: 1 }), parts(ces, { 7: 5 }))
  expect(risen).toMatchObject({ value: 1, verdict: 'not-clear' })
  expect(risen.p).toBeGreaterThan(0.05)
  expect(risen.lower).toBeLessThan(0)
})

test('rows of one table are judged as one family, and a change that stands alone by itself', () => {
  const fall = { before: satisfied(60, 70), after: satisfied(48, 70) }
  const [alone] = atOnce(changes([fall]))
  expect(alone).toMatchObject({ verdict: 'worse' })
  expect(alone).toEqual(change(fall.before, fall.after))
  const even = { before: satisfied(60, 70), after: satisfied(59, 70) }
  const few = { before: satisfied(3, 4), after: satisfied(1, 40) }
  const [amongMany, , hidden] = atOnce(changes([fall, even, few, ...Array.from({ length: 18 }, () => even)]))
  expect(amongMany).toMatchObject({ p: alone?.p, verdict: 'not-clear' })
  expect(amongMany?.q).toBeGreaterThan(0.1)
  expect(hidden).toMatchObject({ q: null, verdict: 'not-clear' })
})

test('a change lies in its interval, has a p value, and turns its sign when the sides change places', () => {
  const counts = fc.array(fc.nat(1e4), { minLength: 5, maxLength: 5 })
  fc.assert(
    fc.property(fc.constantFrom(csat, nps, ces), counts, counts, (meaning, a, b) => {
      const before = [{ meaning, tally: new Map(a.map((count, at) => [2 * at + meaning.min, count])) }]
      const after = [{ meaning, tally: new Map(b.map((count, at) => [2 * at + meaning.min, count])) }]
      const there = change(before, after)
      const back = change(after, before)
      if (there.value === null || there.lower === null || there.upper === null || there.p === null) return
      expect(there.lower <= there.value && there.value <= there.upper).toBe(true)
      expect(there.p >= 0 && there.p <= 1).toBe(true)
      expect(back.value).toBeCloseTo(-there.value, 9)
      expect(back.lower).toBeCloseTo(-there.upper, 9)
      expect(back.p).toBeCloseTo(there.p, 9)
    })
  )
})

type NpsDifferences = { cases: { before: number[]; after: number[]; diff_points: number }[] }

// Their intervals and p values are of the z test, in whose place the exact test stands.
testWorkedCases<NpsDifferences>('nps_difference', ({ cases }) => {
  for (const expected of cases)
    expect(change(stances(expected.before), stances(expected.after)).value).toBeCloseTo(
      expected.diff_points,
      9
    )
})

type TwoProportions = {
  cases: {
    x1: number
    n1: number
    x2: number
    n2: number
    diff: number
    newcombe_lower: number
    newcombe_upper: number
  }[]
}

testWorkedCases<TwoProportions>('two_proportions', ({ cases }) => {
  for (const { x1, n1, x2, n2, ...expected } of cases) {
    const actual = change(satisfied(x1, n1), satisfied(x2, n2))
    expect(actual.value).toBeCloseTo(100 * expected.diff, 9)
    expect(actual.lower).toBeCloseTo(100 * expected.newcombe_lower, 9)
    expect(actual.upper).toBeCloseTo(100 * expected.newcombe_upper, 9)
  }
})
