import { expect, it } from 'vitest'
import { csvOf } from '../../dashboard/csv'
import { rowsOfCsv } from '../../dashboard/csv-rows'
import { inviteListOf } from '../../dashboard/invite-list'

const files: [name: string, file: string, rows: string[][]][] = [
  ['commas', 'a,b\r\n1,2\r\n', [['a', 'b'], ['1', '2']]],
  ['semicolons, as spreadsheets write them where a comma is decimal', 'a;b\n1,5;2', [['a', 'b'], ['1,5', '2']]],
  ['tabs', 'a\tb\n1\t2', [['a', 'b'], ['1', '2']]],
  ['a mark of the byte order, and empty lines', '\uFEFFa,b\n\n ,\n1,2\n\n', [['a', 'b'], ['1', '2']]],
  ['quotes, with separators, quotes and lines inside', 'a,b\n"x, ""y""","1\n2"', [['a', 'b'], ['x, "y"', '1\n2']]],
  ['any script', 'a,b\nبلنگ,退款', [['a', 'b'], ['بلنگ', '退款']]]
]
it.each(files)('reads a file with %s', (_name, file, rows) => {
  expect(rowsOfCsv(file)).toEqual(rows)
})

it('writes what it reads, but no formulas', () => {
  const rows = [['x', 'b "c"'], ['1,2', 'x\ny']]
  expect(rowsOfCsv(csvOf(['a', 'b'], rows))).toEqual([['a', 'b'], ...rows])
  expect(csvOf(['a'], [['=1+1']])).toBe("\uFEFFa\r\n'=1+1\r\n")
})

it('knows columns by their usual names, and names each line', () => {
  const list = inviteListOf('Customer ID,E-mail,Category,Colour\nk-1,a@example.com,Refund|Delivery,red\n,b@example.com,,', 'may.csv')
  expect(list.known).toEqual(['customer', 'address', 'topics'])
  expect(list.unknown).toEqual(['Colour'])
  expect(list.invited).toEqual([
    { line: 2, input: { externalId: 'may.csv:2', customer: 'k-1', address: 'a@example.com', topics: ['Refund', 'Delivery'] } },
    { line: 3, input: { externalId: 'may.csv:3', address: 'b@example.com' } }
  ])
})
