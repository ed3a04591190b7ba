import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '../contract/problem'
import { passingFailure } from '../db/transient-failures'

/**
 * For how long it is tried to write down what became of a message: less than until others take it for
 * forgotten, and send it again.
 */
const writeForMs = 60_000
const writeEveryMs = 250

/** A vendor has taken it and cannot be told to forget it, so a busy database is no reason to. */
export async function retryWhileBusy(write: () => Promise<void>): Promise<void> {
  const until = performance.now() + writeForMs
  for (;;) {
    try {
      return await write()
    } catch (error) {
      const passes = error instanceof Problem ? error.code === 'database-busy' : passingFailure(error)
      if (!passes || performance.now() > until) throw error
    }
    await sleep(writeEveryMs)
  }
}
