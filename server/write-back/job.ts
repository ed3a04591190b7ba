import type { Logger } from 'pino'
import type { Database } from '../db/database'
import type { Job } from '../jobs/polling-job'
import { makeJob } from '../jobs/polling-job'
import type { Sealing } from '../secrets/sealing'
import { noteDue } from './due'

/**
 * Puts into the outbox what helpdesks are to be told of the answers that came, a moment after they were
 * committed. Several processes may do so on one database.
 */
export function makeWritingBack(services: {
  database: Database
  sealing: Sealing
  log: Logger
  now: () => number
}): Job {
  return makeJob(async (stopped) => {
    while (await noteDue(services, services.now())) {
      stopped.throwIfAborted()
      await new Promise((resolve) => setImmediate(resolve))
    }
    return { begun: [] }
  }, services.log)
}
