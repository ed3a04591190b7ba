import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addTallies, countOf, meanOf, satisfiedOf, sdOf } from '../../../../server/statistics/tally'
import { csat, effort } from './meanings'
import { tallyOf } from './worked-cases'

const tallies = fc.dictionary(fc.integer({ min: 0, max: 10 }).map(String), fc.nat(1e6)).map(tallyOf)
const sorted = (tally: ReadonlyMap<number, number>) => [...tally].sort(([a], [b]) => a - b)

test('tallies added in any order and grouping give the same tally', () => {
  fc.assert(
    fc.property(tallies, tallies, tallies, (a, b, c) => {
      expect(sorted(addTallies(c, addTallies(b, a)))).toEqual(sorted(addTallies(a, b, c)))
      expect(countOf(addTallies(a, b))).toBe(countOf(a) + countOf(b))
    })
  )
})

test('adding leaves the tallies that were added as they were', () => {
  const monday = tallyOf({ 5: 2 })
  expect(addTallies(monday, tallyOf({ 5: 1 })).get(5)).toBe(3)
  expect(monday.get(5)).toBe(2)
})

test('no answer has no mean, and one answer has no spread', () => {
  expect(meanOf(tallyOf({ 3: 0 }))).toBeNull()
  expect(meanOf(tallyOf({ 3: 1 }))).toBe(3)
  expect(sdOf(tallyOf({ 3: 1 }))).toBeNull()
  expect(sdOf(tallyOf({ 3: 2 }))).toBe(0)
})

test('little effort satisfies where lower is better', () => {
  const tally = tallyOf({ 1: 10, 2: 5, 3: 3, 4: 2, 5: 1 })
  expect(satisfiedOf(tally, effort)).toBe(15)
  expect(satisfiedOf(tally, csat)).toBe(3)
})

test('a rating between two points is not rounded before the threshold', () => {
  expect(satisfiedOf(tallyOf({ 3.9: 1, 4: 1 }), csat)).toBe(1)
})
