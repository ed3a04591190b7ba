import type { Logger } from 'pino'
import type { Job } from '../jobs/polling-job'
import { makeJob } from '../jobs/polling-job'
import { askAgainDue } from './again'
import type { Replying } from './way'

/** Asks customers once more after their follow-up was closed. Several processes may do so on one database. */
export function makeAskingAgain(services: Replying & { outbox: Job; log: Logger; now: () => number }): Job {
  return makeJob(async (stopped) => {
    while (await askAgainDue(services, services.now())) stopped.throwIfAborted()
    return { begun: [] }
  }, services.log)
}
