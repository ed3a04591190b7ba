import fc from 'fast-check'
import { expect, test } from 'vitest'
import { againstOwnMix } from '../../../server/scores/own-mix'
import type { Cell } from '../../../server/scores/sample'
import { byGroup } from '../../../server/scores/sample'
import { countOf } from '../../../server/scores/tally'
import { satisfied, someAnswers } from './answers'
import { csat, effort } from './meanings'
import { tallyOf, testWorkedCases } from './worked-cases'

type Counts = Record<string, [number, number]>

const everybodyOf = (strata: Counts) => Object.entries(strata).map(([key, [part, count]]) => ({ key, parts: satisfied(part, count) }))
const cell = (group: string, stratum: string, part: number, count: number) => ({ group, stratum, parts: satisfied(part, count) })

/** Groups of these cells, each with all its answers and how many of them are in which stratum. */
function mixed(cells: readonly Cell[]) {
  const sizeOf = (parts: Cell['parts']) => parts.reduce((sum, { tally }) => sum + countOf(tally), 0)
  return [...byGroup(cells)].map(([key, ofGroup]) => ({ key, parts: ofGroup.flatMap(({ parts }) => parts), mix: new Map(ofGroup.map(({ stratum, parts }) => [stratum, sizeOf(parts)])) }))
}

const everybody = everybodyOf({
  'billing by phone': [90, 150], 'product by phone': [48, 50], 'billing by WhatsApp': [25, 50], 'product by WhatsApp': [135, 150]
})

test('the same score is good with hard topics and bad with easy ones', () => {
  const rows = againstOwnMix(csat, everybody, mixed([cell('Ana', 'billing by phone', 28, 40), cell('Ben', 'product by WhatsApp', 28, 40)]))
  expect(rows.map(({ key, score, verdict }) => [key, score.value, verdict])).toEqual([['Ben', 70, 'worse'], ['Ana', 70, 'not-clear']])
  expect(rows[0]?.expected).toBeCloseTo(90, 10)
  expect(rows[0]?.difference.value).toBeCloseTo(-20, 10)
  expect(rows[0]?.adjusted).toBeCloseTo(54.5, 10)
  expect(rows[0]?.p).toBeCloseTo(2.48266063388046e-5, 12)
  expect(rows[1]?.difference.value).toBeCloseTo(10, 10)
})

test('with too few answers nobody is judged, however low the score', () => {
  expect(againstOwnMix(csat, everybodyOf({ a: [990, 1000] }), mixed([cell('new', 'a', 0, 4)]))).toMatchObject([{ verdict: 'not-clear', q: null }])
})

// The normal test finds one unhappy customer of five impossible (p = 0.00002) where 99 of 100 are happy; it happens to one agent in twenty.
test('one unhappy customer of five condemns nobody', () => {
  const [row] = againstOwnMix(csat, everybodyOf({ a: [990, 1000] }), mixed([cell('new', 'a', 4, 5)]))
  expect(row).toMatchObject({ verdict: 'not-clear' })
  expect(row?.p).toBeLessThan(0.001)
  expect(row?.difference.upper).toBeCloseTo(1, 10)
})

test('where everybody is content there is nothing to be told apart', () => {
  expect(againstOwnMix(csat, everybodyOf({ a: [50, 50] }), mixed([cell('one', 'a', 10, 10)]))).toMatchObject([{ z: null, p: null, verdict: 'not-clear' }])
})

test('groups with answers in strata that nobody knows, and those without answers, stay out', () => {
  expect(againstOwnMix(csat, everybody, mixed([cell('one', 'elsewhere', 1, 10), cell('two', 'billing by phone', 0, 0)]))).toEqual([])
})

test('much effort is worse, also against the own mix', () => {
  const parts = (counts: Record<string, number>) => [{ meaning: effort, tally: tallyOf(counts) }]
  const rows = againstOwnMix(effort, [{ key: 'a', parts: parts({ 1: 60, 2: 60, 5: 40 }) }], mixed([
    { group: 'easy', stratum: 'a', parts: parts({ 1: 60, 2: 20 }) },
    { group: 'hard', stratum: 'a', parts: parts({ 2: 40, 5: 40 }) }
  ]))
  expect(rows.map(({ key, verdict }) => [key, verdict])).toEqual([['hard', 'worse'], ['easy', 'better']])
})

test('all groups together are exactly as expected', () => {
  fc.assert(fc.property(fc.array(fc.array(someAnswers, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }), groups => {
    const cells = groups.flatMap((strata, group) => strata.map(([part, count], stratum) => cell(`${group}`, `${stratum}`, part, count)))
    const strata = [...new Set(cells.map(({ stratum }) => stratum))]
    const all = strata.map(key => ({ key, parts: cells.filter(({ stratum }) => stratum === key).flatMap(({ parts }) => parts) }))
    const rows = againstOwnMix(csat, all, mixed(cells))
    expect(rows.reduce((sum, { difference, score }) => sum + difference.value * score.count, 0)).toBeCloseTo(0, 6)
  }))
})

type OwnMixes = {
  cases: {
    strata: Counts
    agents: { n: number, observed: number, expected_score: number, vs_expected_points: number, adjusted: number, z: number, p: number }[]
  }[]
}

testWorkedCases<OwnMixes>('indirect_standardisation', ({ cases }) => {
  const told = [
    [['billing|phone', 28, 40]], [['product|whatsapp', 28, 40]], [['billing|phone', 12, 20], ['product|phone', 18, 20]],
    [['a', 4, 5], ['b', 3, 5]], [['b', 2, 6]], [['a', 15, 20]], [['a', 20, 20]]
  ] as const // Of the strata of an agent only their sum is in the file.
  let place = 0
  for (const { strata, agents } of cases) {
    for (const expected of agents) {
      const cells = (told[place++] ?? []).map(([stratum, part, count]) => cell('agent', stratum, part, count))
      const [row] = againstOwnMix(csat, everybodyOf(strata), mixed(cells))
      expect(row?.score.count).toBe(expected.n)
      expect(row?.expected).toBeCloseTo(expected.expected_score, 9)
      expect(row?.difference.value).toBeCloseTo(expected.vs_expected_points, 9)
      expect(row?.adjusted).toBeCloseTo(expected.adjusted, 9)
      expect(row?.z).toBeCloseTo(expected.z, 9)
      expect(row?.p).toBeCloseTo(expected.p, 9)
    }
  }
})
