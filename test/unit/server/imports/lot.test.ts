import { expect, it } from 'vitest'
import { createLot } from '../../../../server/imports/lot'

/** How many rows a lot has after ten of them, where one row takes `msOfRow`. */
function rowsWhere(msOfRow: number, dialect: 'sqlite' | 'postgres' = 'sqlite') {
  const lot = createLot(dialect)
  for (let index = 0; index < 10; index++) lot.took(lot.rows * msOfRow)
  return lot.rows
}

it('puts as many rows into one commit as fit into the moment that others may wait', () => {
  expect([0.2, 0.1, 0.001, 0].map((msOfRow) => rowsWhere(msOfRow))).toEqual([
    expect.closeTo(125, -1),
    expect.closeTo(250, -1),
    1_000,
    1_000
  ])
  expect([2, 1_000].map((msOfRow) => rowsWhere(msOfRow))).toEqual([100, 100])
})

it('is not thrown off by one commit that took long for another reason', () => {
  const lot = createLot('sqlite')
  lot.took(60_000)
  expect(lot.rows).toBeGreaterThanOrEqual(50)
})

it('takes larger ones where nobody waits', () => {
  expect(rowsWhere(10, 'postgres')).toBe(250)
})
