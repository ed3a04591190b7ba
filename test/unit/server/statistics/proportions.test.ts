import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fisher } from '../../../../server/statistics/fisher'
import { newcombe, pOfProportions, wilson } from '../../../../server/statistics/proportions'
import { drawn, seeded } from './answers'
import { testWorkedCases } from './worked-cases'

const proportions = fc
  .integer({ min: 1, max: 1e7 })
  .chain((count) => fc.nat(count).map((part) => ({ part, count })))
const few = fc.integer({ min: 1, max: 60 }).chain((count) => fc.nat(count).map((part) => ({ part, count })))
const z90 = 1.6448536269514722

test.each([
  { part: 81, count: 263, lower: 0.2552885198782742, upper: 0.36620957698280004 },
  { part: 18, count: 21, lower: 0.6536393971937906, upper: 0.9501898750027473 },
  { part: 0, count: 7, lower: 0, upper: 0.35433043506668743 },
  { part: 1, count: 1, lower: 0.20654931437723745, upper: 1 }
])('$part of $count lies within $lower and $upper', ({ part, count, lower, upper }) => {
  const interval = wilson({ part, count })
  expect(interval?.lower).toBeCloseTo(lower, 10)
  expect(interval?.upper).toBeCloseTo(upper, 10)
})

type WilsonCases = { cases: { x: number; n: number; lower: number; upper: number }[] }

for (const [key, z] of [
  ['wilson95', undefined],
  ['wilson90', z90]
] as const) {
  testWorkedCases<WilsonCases>(key, ({ cases }) => {
    for (const { x, n, lower, upper } of cases) {
      expect(wilson({ part: x, count: n }, z)?.lower).toBeCloseTo(lower, 9)
      expect(wilson({ part: x, count: n }, z)?.upper).toBeCloseTo(upper, 9)
    }
  })
}

test('an interval of nothing is null', () => {
  const some = { part: 1, count: 2 }
  const none = { part: 0, count: 0 }
  expect(wilson(none)).toBeNull()
  expect([newcombe(none, some), newcombe(some, none)]).toEqual([null, null])
  expect([pOfProportions(none, some), pOfProportions(some, none)]).toEqual([null, null])
})

test('none and all reach exactly 0 and 1, and the share is always inside', () => {
  fc.assert(
    fc.property(proportions, ({ part, count }) => {
      const { lower, upper } = wilson({ part, count }) ?? { lower: NaN, upper: NaN }
      expect(0 <= lower && lower <= part / count && part / count <= upper && upper <= 1).toBe(true)
      expect(lower === 0).toBe(part === 0)
      expect(upper === 1).toBe(part === count)
    })
  )
})

// The truth is drawn too: at one fixed share the coverage of any interval jumps with the whole numbers
// (93.7 % at exactly .7).
test('95 of 100 intervals hold the truth', () => {
  const random = seeded(20261101)
  const draws = 2000
  let covered = 0
  for (let draw = 0; draw < draws; draw++) {
    const truth = 0.6 + 0.2 * random()
    const part = drawn(random, truth, 100)
    const interval = wilson({ part, count: 100 })
    if (interval && interval.lower <= truth && truth <= interval.upper) covered++
  }
  expect(covered / draws).toBeGreaterThan(0.94)
  expect(covered / draws).toBeLessThan(0.96)
})

type TwoProportions = {
  cases: {
    x1: number
    n1: number
    x2: number
    n2: number
    newcombe_lower: number
    newcombe_upper: number
    p_two_sided: number
    p_fisher_two_sided: number
  }[]
}

testWorkedCases<TwoProportions>('two_proportions', ({ cases }) => {
  for (const expected of cases) {
    const before = { part: expected.x1, count: expected.n1 }
    const after = { part: expected.x2, count: expected.n2 }
    expect(newcombe(before, after)?.lower).toBeCloseTo(expected.newcombe_lower, 9)
    expect(newcombe(before, after)?.upper).toBeCloseTo(expected.newcombe_upper, 9)
    expect(fisher(before, after)).toBeCloseTo(expected.p_fisher_two_sided, 9)
    const part = expected.x1 + expected.x2
    const count = expected.n1 + expected.n2
    const cells = [
      part * expected.n1,
      part * expected.n2,
      (count - part) * expected.n1,
      (count - part) * expected.n2
    ]
    const p = cells.some((cell) => cell / count < 5) ? expected.p_fisher_two_sided : expected.p_two_sided
    expect(pOfProportions(before, after)).toBeCloseTo(p, 9)
  }
})

// Sixty-digit decimals; scipy.stats.fisher_exact agrees to nine or ten digits at a million answers.
test.each([
  [0, 10, 0, 20, 1],
  [3, 7, 0, 6, 0.19230769230769232],
  [250, 1000, 310, 1000, 0.003280970767907],
  [1, 1e6, 12, 1e6, 0.003417873535894165],
  [10, 4e6, 30, 4e6, 0.0022213788439731824],
  [5e5, 1e6, 501500, 1e6, 0.03401373515261059],
  [9e5, 1e6, 1799000, 2e6, 0.1746357321323827],
  [0, 1e6, 1e6, 1e6, 0]
])("Fisher's test of %d of %d against %d of %d gives %d", (part, count, otherPart, otherCount, p) => {
  expect(fisher({ part, count }, { part: otherPart, count: otherCount })).toBeCloseTo(p, 13)
})

test("Fisher's test equals the sum over all tables, and does not care which side comes first", () => {
  fc.assert(
    fc.property(few, few, (a, b) => {
      expect(fisher(a, b)).toBeCloseTo(overAllTables(a, b), 10)
      expect(fisher(b, a)).toBeCloseTo(fisher(a, b), 10)
    })
  )
})

test("Fisher's test of a billion answers visits few of the tables", () => {
  const startedAt = performance.now()
  fisher({ part: 5e8, count: 1e9 }, { part: 5.0001e8, count: 1e9 })
  expect(performance.now() - startedAt).toBeLessThan(1000)
})

type Side = { part: number; count: number }

/** The definition, word by word, for few answers. */
function overAllTables(before: Side, after: Side) {
  const part = before.part + after.part
  const ways = Array.from(
    { length: part + 1 },
    (_, cell) => choose(before.count, cell) * choose(after.count, part - cell)
  )
  const observed = choose(before.count, before.part) * choose(after.count, after.part)
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0)
  return sum(ways.filter((way) => way <= observed * (1 + 1e-7))) / sum(ways)
}

function choose(of: number, some: number) {
  if (some > of) return 0
  let ways = 1
  for (let step = 1; step <= some; step++) ways *= (of - some + step) / step
  return ways
}
