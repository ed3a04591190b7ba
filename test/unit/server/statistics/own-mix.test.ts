import fc from 'fast-check'
import { expect, test } from 'vitest'
import { againstOthers } from '../../../../server/statistics/own-mix'
import type { Cell } from '../../../../server/statistics/sample'
import { byGroup } from '../../../../server/statistics/sample'
import { atOnce } from '../../../../server/statistics/stepwise'
import type { Meaning } from '../../../../server/statistics/tally'
import { countOf } from '../../../../server/statistics/tally'
import { satisfied, someAnswers } from './answers'
import { ces, csat, effort, nps } from './meanings'
import { tallyOf, testWorkedCases } from './worked-cases'

const cell = (group: string, stratum: string, part: number, count: number) => ({
  group,
  stratum,
  parts: satisfied(part, count)
})

/**
 * Groups of these cells, each with all its answers and how many of them are in which stratum, against all
 * of them.
 */
function compared(cells: readonly Cell[], meaning: Meaning = csat) {
  const sizeOf = (parts: Cell['parts']) => parts.reduce((sum, { tally }) => sum + countOf(tally), 0)
  const strata = [...new Set(cells.map(({ stratum }) => stratum))]
  const everybody = strata.map((key) => ({
    key,
    parts: cells.filter(({ stratum }) => stratum === key).flatMap(({ parts }) => parts)
  }))
  const groups = [...byGroup(cells)].map(([key, ofGroup]) => ({
    key,
    parts: ofGroup.flatMap(({ parts }) => parts),
    mix: new Map(ofGroup.map(({ stratum, parts }) => [stratum, sizeOf(parts)]))
  }))
  return atOnce(againstOthers(meaning, everybody, groups))
}

test('the same score is good with hard topics and bad with easy ones', () => {
  const rows = compared([
    cell('Ana', 'billing', 28, 40),
    cell('Ben', 'product', 28, 40),
    cell('Cy', 'billing', 110, 200),
    cell('Cy', 'product', 190, 200)
  ])
  expect(rows.map(({ key, score, verdict }) => [key, Math.round(score.value ?? NaN), verdict])).toEqual([
    ['Ben', 70, 'worse'],
    ['Cy', 75, 'not-clear'],
    ['Ana', 70, 'not-clear']
  ])
  const ben = rows.find(({ key }) => key === 'Ben')
  expect(ben?.others).toBeCloseTo(95, 10)
  expect(ben?.difference?.value).toBeCloseTo(-25, 10)
  expect(rows.find(({ key }) => key === 'Ana')?.difference?.value).toBeCloseTo(15, 10)
})

// Compared with all, themselves among them, they were only 15 points apart.
test('of two on one topic each is compared with the other', () => {
  const rows = compared([cell('low', 'a', 60, 100), cell('high', 'a', 90, 100)])
  expect(
    rows.map(({ key, difference, verdict }) => [key, Math.round(difference?.value ?? NaN), verdict])
  ).toEqual([
    ['low', -30, 'worse'],
    ['high', 30, 'better']
  ])
})

// 20 of 100, and the page said that nobody differed: an average that holds only oneself is always reached.
test('who is alone on all topics is compared with nobody', () => {
  const rows = compared([
    cell('alone', 'a', 20, 100),
    ...['x', 'y', 'z'].map((group) => cell(group, 'b', 90, 100))
  ])
  expect(rows.find(({ key }) => key === 'alone')).toMatchObject({
    comparable: 0,
    coverage: 0,
    others: null,
    difference: null,
    p: null,
    q: null,
    verdict: 'not-clear'
  })
})

test('what one is alone with takes no part, and under half of the answers stand for nobody', () => {
  const others = cell('others', 'a', 450, 500)
  const [row] = compared([cell('one', 'a', 10, 50), cell('one', 'alone', 40, 40), others])
  expect(row).toMatchObject({ key: 'one', comparable: 50, verdict: 'worse' })
  expect(row?.coverage).toBeCloseTo(5 / 9, 12)
  expect(row?.difference?.value).toBeCloseTo(-70, 10)
  expect(row?.others).toBeCloseTo(90, 10)
  const rows = compared([cell('one', 'a', 10, 50), cell('one', 'alone', 60, 60), others])
  expect(rows.find(({ key }) => key === 'one')).toMatchObject({ q: null, verdict: 'not-clear' })
})

test('nobody is named from fewer than twenty comparable answers', () => {
  const others = cell('others', 'a', 990, 1000)
  expect(compared([cell('new', 'a', 0, 19), others]).find(({ key }) => key === 'new')).toMatchObject({
    comparable: 19,
    q: null,
    verdict: 'not-clear'
  })
  expect(compared([cell('new', 'a', 0, 20), others]).find(({ key }) => key === 'new')).toMatchObject({
    comparable: 20,
    verdict: 'worse'
  })
})

test('where everybody is content there is nothing to be told apart', () => {
  expect(compared([cell('one', 'a', 30, 30), cell('two', 'a', 50, 50)])).toMatchObject([
    { p: 1, verdict: 'not-clear' },
    { p: 1, verdict: 'not-clear' }
  ])
})

test('groups with answers in strata that nobody knows, and those without answers, stay out', () => {
  const everybody = [{ key: 'a', parts: satisfied(90, 150) }]
  const groups = [
    { key: 'one', parts: satisfied(1, 10), mix: new Map([['elsewhere', 10]]) },
    { key: 'two', parts: satisfied(0, 0), mix: new Map([['a', 0]]) },
    // Read a moment apart, an agent may have more answers than there are.
    { key: 'more', parts: satisfied(1, 151), mix: new Map([['a', 151]]) }
  ]
  expect(atOnce(againstOthers(csat, everybody, groups))).toEqual([])
})

test('much effort is worse, also against the others', () => {
  const parts = (counts: Record<string, number>) => [{ meaning: effort, tally: tallyOf(counts) }]
  const rows = compared(
    [
      { group: 'easy', stratum: 'a', parts: parts({ 1: 60, 2: 20 }) },
      { group: 'hard', stratum: 'a', parts: parts({ 2: 40, 5: 40 }) }
    ],
    effort
  )
  expect(rows.map(({ key, verdict }) => [key, verdict])).toEqual([
    ['hard', 'worse'],
    ['easy', 'better']
  ])
})

test('what some are ahead the others are behind', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(someAnswers, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 2 }),
      (groups) => {
        const rows = compared(
          groups.flatMap((strata, group) =>
            strata.map(([part, count], stratum) => cell(`${group}`, `${stratum}`, part, count))
          )
        )
        const [one, other] = rows
        if (!one?.difference || !other?.difference) return
        expect(one.difference.value).toBeCloseTo(-other.difference.value, 8)
        // Of more than 1,000 own answers the normal distribution stands for the sums.
        if (one.comparable <= 1000 && other.comparable <= 1000) expect(one.p).toBeCloseTo(other.p ?? NaN, 6)
      }
    ),
    {
      numRuns: 40,
      examples: [
        [
          [
            [
              [0, 1],
              [0, 1],
              [11, 293]
            ],
            [[1, 2]]
          ]
        ]
      ]
    }
  )
})

type OwnMixes = {
  cases: {
    name: string
    strata: { all: Record<string, number>; own: number }[]
    sum: number
    difference: number | null
    lower: number | null
    upper: number | null
    p: number | null
  }[]
}

testWorkedCases<OwnMixes>('own_mix_against_others', ({ cases }) => {
  for (const { name, strata, sum, ...expected } of cases) {
    const isNps = name.startsWith('nps')
    const meaning = isNps ? nps : name.startsWith('ces') ? ces : csat
    // Satisfaction and stances as ratings that stand for them.
    const ratings = (counts: Record<string, number>) => {
      if (isNps) return tallyOf({ 3: counts[-1] ?? 0, 8: counts[0] ?? 0, 10: counts[1] ?? 0 })
      return meaning === csat ? tallyOf({ 1: counts[0] ?? 0, 5: counts[1] ?? 0 }) : tallyOf(counts)
    }
    const everybody = strata.map(({ all }, index) => ({
      key: `${index}`,
      parts: [{ meaning, tally: ratings(all) }]
    }))
    const own = strata.reduce((count, stratum) => count + stratum.own, 0)
    const mix = new Map(strata.map((stratum, index) => [`${index}`, stratum.own]))
    const [row] = atOnce(
      againstOthers(meaning, everybody, [
        { key: 'own', parts: [{ meaning, tally: withSum(meaning, own, sum) }], mix }
      ])
    )
    const step = meaning === ces ? 1 : 100
    const actual = {
      difference: row?.difference?.value,
      lower: row?.difference?.lower,
      upper: row?.difference?.upper
    }
    for (const end of ['difference', 'lower', 'upper'] as const) {
      const wanted = expected[end]
      if (wanted === null) expect(actual[end], name).toBeUndefined()
      else expect(actual[end], name).toBeCloseTo(step * wanted, 9)
    }
    if (expected.p === null) expect(row?.p).toBeNull()
    else expect(row?.p, name).toBeCloseTo(expected.p, 9)
  }
})

/** So many ratings whose values add up to `sum`: only their sum is told of the own answers. */
function withSum(meaning: Meaning, count: number, sum: number) {
  if (meaning === csat) return tallyOf({ 5: sum, 1: count - sum })
  if (meaning === nps)
    return sum >= 0 ? tallyOf({ 10: sum, 8: count - sum }) : tallyOf({ 3: -sum, 8: count + sum })
  const [each, more] = [Math.floor(sum / count), sum % count]
  return tallyOf({ [each]: count - more, [each + 1]: more })
}
