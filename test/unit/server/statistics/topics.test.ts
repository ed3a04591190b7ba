import fc from 'fast-check'
import { expect, test } from 'vitest'
import { discoveries } from '../../../../server/statistics/discoveries'
import { atOnce } from '../../../../server/statistics/stepwise'
import type { Meaning } from '../../../../server/statistics/tally'
import { topicDefaults, topicsAgainstRest } from '../../../../server/statistics/topics'
import { drawn, satisfied, seeded, someAnswers } from './answers'
import { csat, effort, nps } from './meanings'
import { tallyOf, testWorkedCases } from './worked-cases'

type Counts = Record<string, [number, number]>

/** Every answer has one topic here, so that the total is their sum. */
function compared(topics: Counts, settings = topicDefaults) {
  const groups = Object.entries(topics).map(([key, [part, count]]) => ({
    key,
    parts: satisfied(part, count)
  }))
  return atOnce(
    topicsAgainstRest(
      csat,
      groups.flatMap(({ parts }) => parts),
      groups,
      settings
    )
  )
}

const shop: Counts = {
  billing: [88, 160],
  delivery: [170, 240],
  returns: [61, 70],
  login: [30, 52],
  product: [210, 240],
  praise: [5, 5]
}

test('topics are flagged against the rest, and the one whose mending lifts the whole most comes first', () => {
  const rows = compared(shop)
  expect(rows.map(({ key, flag }) => [key, flag])).toEqual([
    ['billing', 'low'],
    ['delivery', 'none'],
    ['login', 'low'],
    ['praise', 'none'],
    ['returns', 'high'],
    ['product', 'high']
  ])
  const [billing] = rows
  expect(billing?.impact).toBeCloseTo(4.8852049857271425, 10)
  expect(billing?.lost).toBeCloseTo(37.46952224052718, 10)
  expect(billing?.q).toBeCloseTo(3.0421914245384245e-8, 15)
  expect(billing?.rest.value).toBeCloseTo(78.41845140032949, 10)
})

test('flagged topics need no more answers, unclear ones say how many', () => {
  const needed = new Map(compared(shop).map(({ key, answersNeeded }) => [key, answersNeeded]))
  expect(needed.get('billing')).toBeUndefined()
  expect(needed.get('delivery')).toBeGreaterThan(100)
  expect(needed.get('praise')).toBeGreaterThan(0)
})

test('a topic as good as the rest is no matter, however many more are asked', () => {
  const [, even] = compared({ even: [8000, 10_000], other: [24_100, 30_000] })
  expect(even).toMatchObject({ flag: 'none' })
  expect(even).not.toHaveProperty('answersNeeded')
})

test('so many more answers of the same kind do make it clear', () => {
  const slow = (times: number) =>
    compared({ slow: [22 * times, 30 * times], other: [850 * times, 1000 * times] }).find(
      ({ key }) => key === 'slow'
    )
  expect(slow(1)?.flag).toBe('none')
  expect(slow(1 + (slow(1)?.answersNeeded ?? NaN) / 30)?.flag).toBe('low')
})

test('topics with too few answers are neither flagged nor counted among those looked at', () => {
  const rows = compared({ tiny: [0, 4], bad: [20, 40], good: [75, 90] })
  expect(rows.find(({ key }) => key === 'tiny')).toMatchObject({
    q: null,
    flag: 'none',
    score: { state: 'hidden' }
  })
  const [p, q] = [rows[0]?.difference.p ?? NaN, rows[0]?.q]
  expect(rows.map(({ key }) => key)).toEqual(['bad', 'tiny', 'good'])
  expect([p, 2 * p]).toContain(q)
})

test('a topic that every answer has stands against nobody', () => {
  const [only] = compared({ only: [3, 10] })
  expect(only).toMatchObject({
    flag: 'none',
    q: null,
    impact: 0,
    rest: { value: null },
    difference: { value: null }
  })
  // It said that one more answer would tell, which none ever would.
  expect(only).not.toHaveProperty('answersNeeded')
  expect(compared({})).toEqual([])
})

// “At the level of the rest, A would take 100 points off the whole. 100% against too few of the rest.”
test('a topic is held against no rest of fewer than five answers, and more answers about it would not tell', () => {
  const rows = compared({ most: [996, 996], rare: [0, 4] })
  expect(rows.find(({ key }) => key === 'most')).toMatchObject({
    flag: 'none',
    q: null,
    rest: { state: 'hidden', value: 0 }
  })
  expect(rows.find(({ key }) => key === 'most')).not.toHaveProperty('answersNeeded')
  expect(rows.find(({ key }) => key === 'rare')?.answersNeeded).toBe(1)
  expect(compared({ most: [996, 996], rare: [0, 5] }).find(({ key }) => key === 'most')?.flag).toBe('high')
})

test('low is worse, also for recommendations and where little effort is good', () => {
  const flagsOf = (meaning: Meaning, tallies: Record<string, Record<string, number>>) => {
    const groups = Object.entries(tallies).map(([key, counts]) => ({
      key,
      parts: [{ meaning, tally: tallyOf(counts) }]
    }))
    const rows = atOnce(
      topicsAgainstRest(
        meaning,
        groups.flatMap(({ parts }) => parts),
        groups
      )
    )
    return rows.map(({ key, flag, impact }) => [key, flag, impact > 0])
  }
  expect(flagsOf(nps, { late: { 2: 40, 9: 10 }, kind: { 10: 80, 8: 10, 3: 5 } })).toEqual([
    ['late', 'low', true],
    ['kind', 'high', false]
  ])
  expect(flagsOf(effort, { form: { 5: 40, 4: 10 }, chat: { 1: 60, 2: 20 } })).toEqual([
    ['form', 'low', true],
    ['chat', 'high', false]
  ])
})

test('the whole is the topic and the rest by their shares, and rises by the impact', () => {
  fc.assert(
    fc.property(someAnswers, someAnswers, (topic, others) => {
      const row = compared({ topic, others }).find(({ key }) => key === 'topic')
      const count = topic[1] + others[1]
      const overall = (100 * (topic[0] + others[0])) / count
      const share = topic[1] / count
      expect(share * (row?.score.value ?? NaN) + (1 - share) * (row?.rest.value ?? NaN)).toBeCloseTo(
        overall,
        8
      )
      expect(overall + (row?.impact ?? NaN)).toBeCloseTo(row?.rest.value ?? NaN, 8)
    })
  )
})

test('the order in which topics come changes nothing', () => {
  const topics = fc.array(someAnswers, { minLength: 1, maxLength: 12 }).chain((all) => {
    const named = all.map((one, place): [string, [number, number]] => [`topic ${place}`, one])
    return fc.tuple(fc.constant(named), fc.shuffledSubarray(named, { minLength: named.length }))
  })
  fc.assert(
    fc.property(topics, ([some, shuffled]) => {
      expect(compared(Object.fromEntries(shuffled))).toEqual(compared(Object.fromEntries(some)))
    })
  )
})

test('twenty topics alike raise a false alarm in few of 500 periods', () => {
  const random = seeded(20261121)
  let alarms = 0
  for (let period = 0; period < 500; period++) {
    const topics = Array.from({ length: 20 }, (_, topic): [string, [number, number]] => [
      `topic ${topic}`,
      [drawn(random, 0.8, 30), 30]
    ])
    if (compared(Object.fromEntries(topics)).some(({ flag }) => flag !== 'none')) alarms++
  }
  expect(alarms / 500).toBeLessThanOrEqual(0.12)
})

test('adjusted p values are at least the plain ones, keep their order, and skip what was not looked at', () => {
  expect(discoveries([0.03, null, 0.03, 0.03, 0.5])).toEqual([0.04, null, 0.04, 0.04, 0.5])
  expect(discoveries([0.04])).toEqual([0.04])
  expect(discoveries([])).toEqual([])
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (ps) => {
      const qs = discoveries(ps).map((q) => q ?? NaN)
      ps.forEach((p, i) => {
        expect(qs[i]).toBeGreaterThanOrEqual(p)
        expect(qs[i]).toBeLessThanOrEqual(1)
        ps.forEach((other, j) => expect(p >= other || (qs[i] ?? NaN) <= (qs[j] ?? NaN)).toBe(true))
      })
    })
  )
})

testWorkedCases<{
  cases: { p: number[]; adjusted: number[]; reject_at_0_05: boolean[]; reject_at_0_10: boolean[] }[]
}>('benjamini_hochberg', ({ cases }) => {
  for (const { p, adjusted, ...reject } of cases) {
    const qs = discoveries(p).map((q) => q ?? NaN)
    qs.forEach((q, place) => expect(q).toBeCloseTo(adjusted[place] ?? NaN, 9))
    expect(qs.map((q) => q <= 0.05)).toEqual(reject.reject_at_0_05)
    expect(qs.map((q) => q <= 0.1)).toEqual(reject.reject_at_0_10)
  }
})

type TopicCases = {
  cases: {
    rows: {
      topic: string
      x: number
      n: number
      score: number
      wilson_lower: number
      wilson_upper: number
      rest_score: number
      diff_points: number
      diff_lower: number
      diff_upper: number
      p_fisher: number
      impact_points: number
      lost_satisfied: number
      q_bh: number
      flag: string
    }[]
  }[]
}

testWorkedCases<TopicCases>('topic_flags', ({ cases }) => {
  for (const { rows } of cases) {
    // The cases look at every topic, also at those of two answers.
    const found = compared(Object.fromEntries(rows.map(({ topic, x, n }) => [topic, [x, n]])), {
      ...topicDefaults,
      hiddenBelow: 1
    })
    for (const expected of rows) {
      const row = found.find(({ key }) => key === expected.topic)
      const pairs = [
        [row?.score.value, expected.score],
        [row?.score.lower, expected.wilson_lower],
        [row?.score.upper, expected.wilson_upper],
        [row?.rest.value, expected.rest_score],
        [row?.difference.value, expected.diff_points],
        [row?.difference.lower, expected.diff_lower],
        [row?.difference.upper, expected.diff_upper],
        [row?.difference.p, expected.p_fisher],
        [row?.q, expected.q_bh],
        [row?.impact, expected.impact_points],
        [row?.lost, expected.lost_satisfied]
      ] as const
      for (const [actual, wanted] of pairs) expect(actual).toBeCloseTo(wanted, 9)
      expect(row?.flag).toBe(expected.flag)
    }
  }
})
