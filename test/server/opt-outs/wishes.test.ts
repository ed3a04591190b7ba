import { expect, it } from 'vitest'
import { traps, wishes } from './wishes'

it('lists at least 300 wishes in 45 languages, and 100 texts that only sound like one', () => {
  expect(wishes.length).toBeGreaterThanOrEqual(300)
  expect(new Set(wishes.map(([language]) => language)).size).toBe(45)
  expect(traps.length).toBeGreaterThanOrEqual(100)
})
