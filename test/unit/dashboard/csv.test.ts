import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { csvOf } from '../../../dashboard/app/csv'

it('writes rows that any reader of CSV gives back as they were', () => {
  const rows = [
    ['x', 'b "c"'],
    ['1,2', 'x\r\ny'],
    ['بلنگ', '退款'],
    ['', ' ']
  ]
  expect(parse(csvOf(['a', 'b'], rows), { bom: true })).toEqual([['a', 'b'], ...rows])
})

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])(
  'keeps a spreadsheet from running %j as a formula',
  (text) => {
    expect(parse(csvOf(['a'], [[text]]), { bom: true })).toEqual([['a'], [`'${text}`]])
  }
)

it('writes numbers in full precision, below zero too, and nothing where nothing is known', () => {
  expect(csvOf(['a', 'b', 'c', 'd'], [[-1.5, 0.1 + 0.2, null, undefined]])).toBe(
    '\uFEFFa,b,c,d\r\n-1.5,0.30000000000000004,,\r\n'
  )
})
