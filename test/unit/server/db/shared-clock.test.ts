import { expect, it } from 'vitest'
import { followClock } from '../../../../server/db/shared-clock'

const late = () => new Error('Connection terminated due to connection timeout')

it('starts with the time of a database that answers only when asked again', async () => {
  const failures = [late(), late()]
  const clock = await followClock(async () => {
    const failure = failures.pop()
    if (failure) throw failure
    return 1_800_000_000_000
  })
  clock.stop()
  expect(Math.abs(clock.now() - 1_800_000_000_000)).toBeLessThan(1_000)
})

it('gives up on a database that never answers, and at once on one that refuses', async () => {
  let asked = 0
  const failing = (failure: Error) =>
    followClock(async () => {
      asked++
      throw failure
    })
  await expect(failing(late())).rejects.toThrow('connection timeout')
  expect(asked).toBe(5)
  await expect(failing(new Error('permission denied'))).rejects.toThrow('permission denied')
  expect(asked).toBe(6)
})
