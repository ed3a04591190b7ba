import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyDrivers } from '../../../../server/statistics/drivers'
import { testWorkedCases } from './worked-cases'

const judged = (columns: readonly (readonly number[])[], outcomes: readonly number[]) =>
  outcomes.map((outcome, row) => ({ drivers: columns.map((column) => column[row] ?? NaN), outcome }))

const a = [0, 0, 1, 1, 0, 0, 1, 1]
const b = [0, 1, 0, 1, 0, 1, 0, 1]
const outcomes = [1, 3, 4, 5, 2, 2, 4, 5]

test('drivers that have nothing to do with each other share by their squared correlations', () => {
  const found = keyDrivers(['b', 'a'], judged([b, a], outcomes))
  expect(found?.explained).toBeCloseTo(0.935483870967742, 10)
  expect(found?.rows.map(({ key }) => key)).toEqual(['a', 'b'])
  expect(found?.rows[0]?.share).toBeCloseTo(0.8620689655172413, 10)
  expect((found?.rows[0]?.correlation ?? NaN) ** 2).toBeCloseTo(0.8620689655172413 * 0.935483870967742, 10)
  expect(found?.rows[0]?.mean).toBe(0.5)
  expect(found?.p).toBeLessThan(0.01)
})

test('a driver that repeats another takes half of its share, and one that never moves takes none', () => {
  const found = keyDrivers(['a', 'again', 'still'], judged([a, a, a.map(() => 4)], outcomes))
  const shares = new Map(found?.rows.map(({ key, share }) => [key, share]))
  expect(shares.get('a')).toBeCloseTo(0.5, 10)
  expect(shares.get('again')).toBeCloseTo(0.5, 10)
  expect(shares.get('still')).toBeCloseTo(0, 10)
  expect(found?.rows.find(({ key }) => key === 'still')?.correlation).toBeNull()
})

test('nothing is said of too few answers, of outcomes that are all alike, and of drivers that explain nothing', () => {
  expect(keyDrivers(['a', 'b'], judged([a, b], outcomes.slice(0, 3)))).toBeNull()
  expect(
    keyDrivers(
      ['a'],
      judged(
        [a],
        outcomes.map(() => 5)
      )
    )
  ).toBeNull()
  expect(keyDrivers(['a'], judged([a.map(() => 3)], outcomes))).toBeNull()
  expect(keyDrivers([], judged([], outcomes))).toBeNull()
  expect(() =>
    keyDrivers(
      Array.from({ length: 13 }, (_, driver) => `${driver}`),
      []
    )
  ).toThrow(RangeError)
})

test('shares add up to one, in whichever order drivers and answers come', () => {
  const ratings = fc.array(fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 1, max: 5 }))), {
    minLength: 6,
    maxLength: 40
  })
  fc.assert(
    fc.property(ratings, (rows) => {
      const judgements = rows.map(([x = 0, y = 0, z = 0, outcome = 0]) => ({ drivers: [x, y, z], outcome }))
      const found = keyDrivers(['x', 'y', 'z'], judgements)
      if (!found) return
      expect(found.rows.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 8)
      expect(found.rows.every(({ share }) => share > -1e-9)).toBe(true)
      expect(found.explained).toBeLessThanOrEqual(1 + 1e-9)
      const turned = keyDrivers(
        ['z', 'y', 'x'],
        judgements.toReversed().map((one) => ({ ...one, drivers: one.drivers.toReversed() }))
      )
      for (const { key, share } of found.rows)
        expect(turned?.rows.find((one) => one.key === key)?.share).toBeCloseTo(share, 7)
    })
  )
})

type Lmg = {
  cases: {
    drivers: string[]
    X: number[][]
    y: number[]
    r_squared: number
    lmg: Record<string, number>
    lmg_share: Record<string, number>
    pearson: Record<string, number>
    performance_mean: Record<string, number>
  }[]
}

testWorkedCases<Lmg>('key_drivers_lmg', ({ cases }) => {
  for (const { drivers, X, y, ...expected } of cases) {
    const found = keyDrivers(
      drivers,
      X.map((row, place) => ({ drivers: row, outcome: y[place] ?? NaN }))
    )
    expect(found?.explained).toBeCloseTo(expected.r_squared, 9)
    expect(found?.rows).toHaveLength(drivers.length)
    for (const { key, share, mean, correlation } of found?.rows ?? []) {
      expect(share).toBeCloseTo(expected.lmg_share[key] ?? NaN, 9)
      expect(share * (found?.explained ?? NaN)).toBeCloseTo(expected.lmg[key] ?? NaN, 9)
      expect(correlation).toBeCloseTo(expected.pearson[key] ?? NaN, 9)
      expect(mean).toBeCloseTo(expected.performance_mean[key] ?? NaN, 9)
    }
  }
})
