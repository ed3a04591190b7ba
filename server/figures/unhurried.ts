import { setImmediate } from 'node:timers/promises'
import type { Stepwise } from '../statistics/stepwise'

/** So long a figure may keep everybody else waiting in one go. */
const turnMs = 10

/** Does work on many rows in turns, between which the server answers others. */
export async function unhurried<Result>(work: Stepwise<Result>): Promise<Result> {
  let began = performance.now()
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step.value
    if (performance.now() - began < turnMs) continue
    await setImmediate()
    began = performance.now()
  }
}
