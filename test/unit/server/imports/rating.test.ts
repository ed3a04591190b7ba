import { describe, expect, it } from 'vitest'
import { ratingInCell } from '../../../../server/imports/rating'

const five = { min: 1, max: 5 }

it.each([
  ['4', 4],
  [' 4 ', 4],
  ['4/5', 4],
  ['4 / 5', 4],
  ['4.0', 4],
  ['4,00', 4],
  ['04', 4],
  ['５', 5],
  ['٥', 5],
  ['۴', 4],
  ['४', 4],
  ['𝟓', 5],
  ['٤/٥', 4],
  ['\u200f3\u200f', 3],
  ['5／5', 5]
])('reads “%s” as %i', (cell, rating) => {
  expect(ratingInCell(cell, five)).toEqual({ is: 'rating', rating })
})

it.each(['', '  ', 'NA', 'n/a', '#N/A', 'NaN', 'NULL', 'None', '-', '—'])(
  'takes “%s” for no answer',
  (cell) => {
    expect(ratingInCell(cell, five)).toEqual({ is: 'unanswered', offScale: false })
  }
)

describe('takes a number off the scale for no answer, and says so', () => {
  it.each([
    ['0', five],
    ['6', five],
    ['-1', five],
    ['100', five],
    ['0', { min: 1, max: 10 }],
    ['11', { min: 1, max: 10 }],
    ['2', { min: 0, max: 1 }]
  ])('%s on %o', (cell, scale) => {
    expect(ratingInCell(cell, scale)).toEqual({ is: 'unanswered', offScale: true })
  })
})

it.each([
  ['4.5', 'between-points', 'lies between two points of the scale 1 to 5'],
  ['4,5', 'between-points', 'lies between two points of the scale 1 to 5'],
  ['8/10', 'out-of', 'is out of a number that the scale does not end at, 5'],
  ['good', 'no-point', 'is not a whole number from 1 to 5'],
  ['1,000', 'no-point', 'is not a whole number from 1 to 5'],
  ['4 stars', 'no-point', 'is not a whole number from 1 to 5'],
  ['4-5', 'no-point', 'is not a whole number from 1 to 5'],
  ['2020-10-24', 'no-point', 'is not a whole number from 1 to 5'],
  ['1e0', 'no-point', 'is not a whole number from 1 to 5']
] as const)('never guesses what “%s” means', (cell, code, reason) => {
  expect(ratingInCell(cell, five)).toEqual({ is: 'unreadable', code, reason })
})

it('reads zero where the scale has it', () => {
  expect(ratingInCell('0', { min: 0, max: 10 })).toEqual({ is: 'rating', rating: 0 })
  expect(Object.is((ratingInCell('-0', { min: 0, max: 10 }) as { rating: number }).rating, 0)).toBe(true)
})
