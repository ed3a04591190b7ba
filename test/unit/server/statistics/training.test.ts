import betaQuantile from '@stdlib/stats-base-dists-beta-quantile'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { priorOf, priorsWithoutOne } from '../../../../server/statistics/prior'
import { sampleOf } from '../../../../server/statistics/sample'
import {
  answersForMargin,
  answersForNps,
  answersForShares,
  answersForWilson
} from '../../../../server/statistics/sample-sizes'
import type { Meaning } from '../../../../server/statistics/tally'
import {
  answersForLift,
  differenceInDifferences,
  lift,
  plainLift,
  programmeLift,
  trainingOutcome
} from '../../../../server/statistics/training'
import { drawn, satisfied, seeded, someAnswers } from './answers'
import { csat, effort, nps } from './meanings'
import { tallyOf, testWorkedCases } from './worked-cases'

const priorAt = (centre: number, strength: number) => ({ centre, strength, spread: 0 })

test.each<[[number, number], [number, number], number, number, string]>([
  [[4, 10], [7, 10], 80, 20, 'not-clear'],
  [[88, 160], [140, 165], 75, 25, 'better'],
  [[11, 20], [19, 20], 75, 30, 'better'],
  [[60, 80], [40, 70], 75, 40, 'worse'],
  [[1, 20], [4, 4], 75, 5, 'not-clear']
])('from %j to %j, among others at %d that weigh %d, is %s', (before, after, centre, strength, verdict) => {
  expect(
    lift(csat, { before: satisfied(...before), after: satisfied(...after) }, priorAt(centre, strength))
      ?.verdict
  ).toBe(verdict)
})

test('a lift is what is left of the rise after the drift back to the average', () => {
  const found = lift(csat, { before: satisfied(4, 10), after: satisfied(7, 10) }, priorAt(80, 20))
  expect(found?.naive).toBeCloseTo(30, 10)
  expect(found?.expected).toBeCloseTo(66.66666666666666, 10)
  expect(found?.value).toBeCloseTo(3.3333333333333326, 10)
  expect(lift(csat, { before: [], after: satisfied(7, 10) }, priorAt(80, 20))).toBeNull()
  expect(lift(csat, { before: satisfied(4, 10), after: [] }, priorAt(80, 20))).toBeNull()
})

test('recommendations and effort are guarded too, and less effort is better', () => {
  const parts = (meaning: Meaning, counts: Record<string, number>) => [{ meaning, tally: tallyOf(counts) }]
  const groups = (meaning: Meaning, all: Record<string, number>[]) =>
    priorOf(all.map((counts) => sampleOf(meaning, parts(meaning, counts)))) ?? priorAt(0, 20)
  const teams = [
    { 2: 50, 10: 50 },
    { 2: 20, 9: 80 },
    { 3: 30, 8: 20, 10: 60 }
  ]
  expect(
    lift(
      nps,
      { before: parts(nps, { 2: 50, 10: 50 }), after: parts(nps, { 10: 90, 7: 10 }) },
      groups(nps, teams)
    )?.verdict
  ).toBe('better')
  const efforts = [
    { 5: 40, 4: 20 },
    { 1: 30, 2: 30 },
    { 2: 50, 3: 20 }
  ]
  expect(
    lift(
      effort,
      { before: parts(effort, { 5: 40, 4: 20 }), after: parts(effort, { 1: 50, 2: 20 }) },
      groups(effort, efforts)
    )?.verdict
  ).toBe('better')
})

// The worst four of twenty are trained, and the training does nothing: their scores rise all the same.
test('training that does nothing is rarely called an improvement', () => {
  const random = seeded(20261126)
  const found = { improved: 0, trained: 0, lift: 0, rise: 0 }
  for (let period = 0; period < 500; period++) {
    const truths = Array.from({ length: 20 }, () => 0.65 + 0.3 * random())
    const agents = truths.map((truth) => ({ truth, before: drawn(random, truth, 30) }))
    const prior = priorOf(agents.map(({ before }) => sampleOf(csat, satisfied(before, 30))))
    for (const { truth, before } of agents.toSorted((a, b) => a.before - b.before).slice(0, 4)) {
      const result =
        prior &&
        lift(csat, { before: satisfied(before, 30), after: satisfied(drawn(random, truth, 30), 30) }, prior)
      found.trained++
      found.rise += (result?.naive ?? NaN) / 2000
      found.lift += (result?.value ?? NaN) / 2000
      if (result?.verdict === 'better') found.improved++
    }
  }
  expect(found.rise).toBeGreaterThan(5)
  expect(Math.abs(found.lift)).toBeLessThan(1)
  expect(found.improved / found.trained).toBeLessThan(0.03)
})

/** What becomes of the worst four of twenty agents who are trained together, by what it is worth in truth. */
function programmes(worth: number, answers: number, times: number) {
  const random = seeded(20261130)
  return Array.from({ length: times }, () => {
    const agents = Array.from({ length: 20 }, () => {
      const truth = betaQuantile(random(), 20, 5)
      return { truth, before: drawn(random, truth, answers) }
    })
    const samples = agents.map(({ before }) => sampleOf(csat, satisfied(before, answers)))
    const [prior, without] = [priorOf(samples) ?? priorAt(80, 20), priorsWithoutOne(samples)]
    const worst = agents.toSorted((a, b) => a.before - b.before).slice(0, 4)
    const trained = worst.map(({ truth, before }) => ({
      before: satisfied(before, answers),
      after: satisfied(drawn(random, Math.min(1, truth + worth), answers), answers),
      prior,
      without
    }))
    const sides = {
      before: trained.flatMap(({ before }) => before),
      after: trained.flatMap(({ after }) => after)
    }
    const found = programmeLift(csat, sides, trained)
    if (!found) throw new Error('there are answers on both sides')
    return { ...found, ...trainingOutcome(csat, found, sides.after) }
  })
}

const shareHelped = (found: readonly { verdict: string }[]) =>
  found.filter(({ verdict }) => verdict === 'helped').length / found.length

test('a programme for the worst four of twenty that does nothing is hardly ever said to have helped', () => {
  const rises = [10, 20, 50].map((answers) => {
    const found = programmes(0, answers, 1_000)
    const mean = (of: 'naive' | 'value') => found.reduce((sum, one) => sum + one[of] / found.length, 0)
    expect(Math.abs(mean('value'))).toBeLessThan(1)
    expect(shareHelped(found)).toBeLessThan(0.05)
    return { rise: mean('naive'), lucky: shareHelped(found.filter(({ naive }) => naive > 8)) }
  })
  // With few answers luck alone is a rise of 15 points, or 9; with 50 so much of it is rare.
  const [few, some] = rises
  expect(few?.rise).toBeGreaterThan(13)
  expect(some?.rise).toBeGreaterThan(8)
  expect(few?.lucky).toBeLessThan(0.05)
  expect(some?.lucky).toBeLessThan(0.05)
})

test('a programme that is worth 15 points is found to have helped', () => {
  expect(shareHelped(programmes(0.15, 40, 500))).toBeGreaterThan(0.8)
})

test('a programme has not helped where not even a small lift is likely, and else it says how many answers tell', () => {
  const outcome = (before: [number, number], after: [number, number]) => {
    const found = plainLift(csat, { before: satisfied(...before), after: satisfied(...after) }, [])
    return found && trainingOutcome(csat, found, satisfied(...after))
  }
  expect(outcome([1_600, 2_000], [1_600, 2_000])?.verdict).toBe('did-not-help')
  expect(outcome([1_600, 2_000], [1_500, 2_000])?.verdict).toBe('worse')
  expect(outcome([1_600, 2_000], [1_700, 2_000])?.verdict).toBe('helped')
  expect(outcome([16, 20], [17, 20])).toEqual({ verdict: 'not-clear', answersNeeded: null })
  expect(outcome([800, 1_000], [18, 20])?.answersNeeded).toBeGreaterThan(55)
  const easier = plainLift(
    effort,
    {
      before: [{ meaning: effort, tally: tallyOf({ 5: 200, 4: 200 }) }],
      after: [{ meaning: effort, tally: tallyOf({ 1: 50, 2: 20 }) }]
    },
    []
  )
  expect(easier && trainingOutcome(effort, easier, []).verdict).toBe('helped')
})

test('what luck had taken from the days that were chosen on is no lift of days that were not', () => {
  const found = plainLift(csat, { before: satisfied(55, 100), after: satisfied(75, 100) }, satisfied(4, 10))
  expect([found?.naive, found?.expected, found?.regression, found?.value]).toEqual([35, 55, 15, 20])
})

test('a lift takes so many answers on each side to be seen', () => {
  const of = (part: number, count: number) => sampleOf(csat, satisfied(part, count))
  expect([5, 10, 15].map((points) => answersForLift(csat, of(75, 100), points))).toEqual([1094, 250, 100])
  expect(answersForLift(csat, of(55, 100), 15)).toBe(163)
  expect(answersForLift(csat, of(60, 100), 10, 75)).toBe(250)
  expect(answersForLift(csat, of(95, 100), 10)).toBeNull()
  expect(answersForLift(csat, of(0, 0), 10)).toBeNull()
  const efforts = sampleOf(effort, [{ meaning: effort, tally: tallyOf({ 5: 40, 3: 40, 1: 40 }) }])
  // 15 % of the four points of the scale; by hand 2 s² (2.8 / 0.6)² with s² = 8/3.
  const needed = answersForLift(effort, efforts, 15) ?? NaN
  expect(needed).toBeGreaterThan(110)
  expect(needed).toBeLessThan(122)
})

test('what everybody gained is no effect of the training', () => {
  const all = differenceInDifferences(
    csat,
    { before: satisfied(60, 100), after: satisfied(75, 100) },
    { before: satisfied(60, 100), after: satisfied(76, 100) }
  )
  expect(all?.value).toBeCloseTo(-1, 10)
  expect(all?.verdict).toBe('not-clear')
})

test('cells that all liked do not make a difference certain', () => {
  const all = { before: satisfied(5, 5), after: satisfied(5, 5) }
  const found = differenceInDifferences(csat, all, all)
  expect(found).toMatchObject({ value: 0, p: 1, verdict: 'not-clear' })
  expect(found?.upper).toBeGreaterThan(10)
  expect(differenceInDifferences(csat, all, { ...all, before: [] })).toBeNull()
})

test('trained and control changed about mirror each other', () => {
  const pair = fc
    .tuple(someAnswers, someAnswers)
    .map(([a, b]) => ({ before: satisfied(...a), after: satisfied(...b) }))
  fc.assert(
    fc.property(pair, pair, (trained, control) => {
      const [one, other] = [
        differenceInDifferences(csat, trained, control),
        differenceInDifferences(csat, control, trained)
      ]
      expect(one?.value).toBeCloseTo(-(other?.value ?? NaN), 9)
      expect(one && one.lower <= one.value && one.value <= one.upper).toBe(true)
    })
  )
})

test('numbers of answers to plan with', () => {
  expect([
    answersForShares(0.75, 0.85),
    answersForMargin(0.5, 0.05),
    answersForNps(0.5, 0.2, 10),
    answersForWilson(0.8, 0.1)
  ]).toEqual([250, 385, 235, 60])
})

type Guards = {
  cases: {
    before_x: number
    before_n: number
    after_x: number
    after_n: number
    mu: number
    M: number
    expected_after_without_training: number
    naive_lift: number
    rtm_part: number
    lift_beyond_rtm: number
  }[]
}

testWorkedCases<Guards>('regression_to_mean_guard', ({ cases }) => {
  for (const { mu, M, ...expected } of cases) {
    const found = lift(
      csat,
      {
        before: satisfied(expected.before_x, expected.before_n),
        after: satisfied(expected.after_x, expected.after_n)
      },
      priorAt(mu, M)
    )
    expect(found?.expected).toBeCloseTo(expected.expected_after_without_training, 9)
    expect(found?.naive).toBeCloseTo(expected.naive_lift, 9)
    expect(found?.regression).toBeCloseTo(expected.rtm_part, 9)
    expect(found?.value).toBeCloseTo(expected.lift_beyond_rtm, 9)
  }
})

type Lifts = {
  cases: {
    before_x: number
    before_n: number
    after_x: number
    after_n: number
    mu: number
    M: number
    baseline_expected: number
    naive_lift: number
    lift_points: number
    lift_lower: number
    lift_upper: number
    verdict: string
  }[]
}

const verdicts: Record<string, string> = { improved: 'better', worse: 'worse', 'not clear': 'not-clear' }

testWorkedCases<Lifts>('lift_mover', ({ cases }) => {
  for (const { mu, M, ...expected } of cases) {
    const [before, after] = [
      satisfied(expected.before_x, expected.before_n),
      satisfied(expected.after_x, expected.after_n)
    ]
    const found = lift(csat, { before, after }, priorAt(100 * mu, M))
    expect(found?.expected).toBeCloseTo(expected.baseline_expected, 9)
    expect(found?.naive).toBeCloseTo(expected.naive_lift, 9)
    expect(found?.value).toBeCloseTo(expected.lift_points, 9)
    expect(found?.lower).toBeCloseTo(expected.lift_lower, 9)
    expect(found?.upper).toBeCloseTo(expected.lift_upper, 9)
    expect(found?.verdict).toBe(verdicts[expected.verdict])
  }
})

type Counts = [number, number]
type Differences = {
  cases: {
    trained_before: Counts
    trained_after: Counts
    control_before: Counts
    control_after: Counts
    did_points: number
    lower: number
    upper: number
    p: number
    did_points_plus1: number
    lower_plus1: number
    upper_plus1: number
  }[]
}

testWorkedCases<Differences>('difference_in_differences', ({ cases }) => {
  for (const expected of cases) {
    const trained = {
      before: satisfied(...expected.trained_before),
      after: satisfied(...expected.trained_after)
    }
    const control = {
      before: satisfied(...expected.control_before),
      after: satisfied(...expected.control_after)
    }
    const found = differenceInDifferences(csat, trained, control)
    expect(found?.value).toBeCloseTo(expected.did_points, 9)
    expect(found?.lower).toBeCloseTo(expected.lower, 9)
    expect(found?.upper).toBeCloseTo(expected.upper, 9)
    expect(found?.p).toBeCloseTo(expected.p, 9)
    const borrowed = differenceInDifferences(csat, trained, control, 1)
    expect(borrowed?.value).toBeCloseTo(expected.did_points_plus1, 9)
    expect(borrowed?.lower).toBeCloseTo(expected.lower_plus1, 9)
    expect(borrowed?.upper).toBeCloseTo(expected.upper_plus1, 9)
  }
})

testWorkedCases<{ cases: { p1: number; p2: number; n: number }[] }>(
  'sample_size_two_proportions',
  ({ cases }) => {
    for (const { p1, p2, n } of cases) expect(answersForShares(p1, p2)).toBe(n)
  }
)

testWorkedCases<{ cases: { p: number; e: number; n: number }[] }>('sample_size_margin', ({ cases }) => {
  for (const { p, e, n } of cases) expect(answersForMargin(p, e)).toBe(n)
})

testWorkedCases<{ cases: { p: number; d: number; moe: number; n: number }[] }>(
  'sample_size_nps',
  ({ cases }) => {
    for (const { p, d, moe, n } of cases) expect(answersForNps(p, d, moe)).toBe(n)
  }
)

testWorkedCases<{ p: number; half_width: number; min_n: number }[]>('wilson_min_n', (cases) => {
  for (const { p, half_width, min_n } of cases) expect(answersForWilson(p, half_width)).toBe(min_n)
})
