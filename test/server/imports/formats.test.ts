import { expect, it } from 'vitest'
import { formatOf } from '../../../server/imports/formats'

it.each([
  [['24/10/2026 18:05', '03/04/2026 9:30', ''], 'd/M/yyyy H:mm'],
  [['10/24/2026 06:05:09 PM'], 'M/d/yyyy h:mm:ss a'],
  [['24.10.2026'], 'd.M.yyyy'],
  [['24-Oct-26'], 'd-MMM-yy'],
  [['Oct 24, 2026'], 'MMM d, yyyy'],
  [['03/04/2026', '05/06/2026'], undefined],
  [['2026-10-24', '1793000000'], undefined],
  [['yesterday'], undefined],
  [[], undefined]
])('%j are written as %j', (cells, format) => {
  expect(formatOf(cells)).toBe(format)
})
