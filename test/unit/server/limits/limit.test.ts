import { expect, it } from 'vitest'
import { Problem } from '../../../../server/contract/problem'
import { Counts } from '../../../../server/limits/counts'
import { makeLimit } from '../../../../server/limits/limit'

const windowMs = 60_000

it('lets exactly so many through in a window, however many come at the same moment, and says how long to wait', async () => {
  let at = windowMs * 1_000 + 18_000
  const limit = makeLimit({ name: 'test', most: 100, windowMs, clock: () => at })
  const tries = await Promise.allSettled(Array.from({ length: 500 }, () => limit('a')))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(100)
  const refusal = await limit('a').catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(Problem)
  expect(refusal).toMatchObject({ code: 'too-many', retryAfterSeconds: 42 })
  await expect(limit('b')).resolves.toBeUndefined()
  at += 41_999
  await expect(limit('a')).rejects.toThrow()
  at += 1
  await expect(limit('a')).resolves.toBeUndefined()
})

it('counts a million keys, each for itself, in less than 50 MB', () => {
  const counts = new Counts()
  // All that it keeps are arrays of numbers. Garbage on the heap, such as the keys of this test, says nothing
  // about it.
  const before = process.memoryUsage().arrayBuffers
  let wrong = 0
  for (let index = 0; index < 1_000_000; index++) {
    if (counts.add(`10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`, 1) !== 1) wrong++
  }
  expect(wrong).toBe(0)
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * 2 ** 20)
  expect(counts.add('10.0.0.7', 1)).toBe(2)
  counts.clear()
  expect(counts.add('10.0.0.7', 1)).toBe(1)
})

it('never counts too little when there are more keys than room', () => {
  const counts = new Counts()
  for (let index = 0; index < 2_000_000; index++) counts.add(`key ${index}`, 1)
  const again = Array.from({ length: 1_000 }, (_, index) => counts.add(`key ${index * 1_999}`, 1))
  expect(Math.min(...again)).toBeGreaterThanOrEqual(2)
})
