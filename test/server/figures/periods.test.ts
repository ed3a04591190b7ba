import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, signedStretchesOf } from '../../../server/figures/periods'
import type { SignedStretch } from '../../../server/figures/periods'

it('reads every day of a period once and no other, whatever it begins and ends with', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 0, max: 800 }), (start, length) => {
      const from = addDays('2023-12-15', start)
      const to = addDays(from, length)
      const counts = new Map<string, number>()
      for (const stretch of signedStretchesOf({ from, to })) for (const day of daysOf(stretch)) counts.set(day, (counts.get(day) ?? 0) + stretch.sign)
      const read = [...counts].filter(([, count]) => count !== 0)
      expect(read.every(([, count]) => count === 1)).toBe(true)
      expect(read.map(([day]) => day).sort()).toEqual(Array.from({ length: length + 1 }, (_, day) => addDays(from, day)))
    })
  )
})

it.each([
  ['a month that is not over', '2026-11-01', '2026-11-22', 8],
  ['a year up to today', '2025-11-23', '2026-11-22', 16],
  ['28 days', '2026-10-26', '2026-11-22', 14],
  ['whole months', '2026-01-01', '2026-03-31', 0],
  ['a day', '2026-11-22', '2026-11-22', 1]
])('reads few days one by one of %s', (_what, from, to, days) => {
  expect(signedStretchesOf({ from, to }).filter(({ grain }) => grain === 'day').flatMap(daysOf)).toHaveLength(days)
})

function daysOf({ grain, from, to }: SignedStretch): string[] {
  const [first, end] = grain === 'day' ? [from, addDays(to, 1)] : [`${from}-01`, `${addDays(`${to}-28`, 4).slice(0, 7)}-01`]
  const days: string[] = []
  for (let day = first; day < end; day = addDays(day, 1)) days.push(day)
  return days
}
