import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, stretchesOf } from '../../../server/figures/periods'
import type { Stretch } from '../../../server/figures/periods'

it('reads every day of a period once and no other, whatever it begins and ends with', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 0, max: 800 }), (start, length) => {
      const from = addDays('2023-12-15', start)
      const to = addDays(from, length)
      const counts = new Map<string, number>()
      for (const stretch of stretchesOf({ from, to })) for (const day of daysOf(stretch)) counts.set(day, (counts.get(day) ?? 0) + 1)
      const read = [...counts]
      expect(read.every(([, count]) => count === 1)).toBe(true)
      expect(read.map(([day]) => day).sort()).toEqual(Array.from({ length: length + 1 }, (_, day) => addDays(from, day)))
    })
  )
})

function daysOf({ grain, from, to }: Stretch): string[] {
  const [first, end] = grain === 'day' ? [from, addDays(to, 1)] : [`${from}-01`, `${addDays(`${to}-28`, 4).slice(0, 7)}-01`]
  const days: string[] = []
  for (let day = first; day < end; day = addDays(day, 1)) days.push(day)
  return days
}
