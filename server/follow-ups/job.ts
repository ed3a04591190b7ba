import type { Logger } from 'pino'
import type { Database } from '../db/database'
import type { Job } from '../jobs/polling-job'
import { makeJob } from '../jobs/polling-job'
import { escalateOverdue, openDue } from './opening'

/**
 * Opens follow-ups of the answers that came, a moment after they were committed, and marks those that became
 * overdue. Several processes may do so on one database.
 */
export function makeFollowing({
  database,
  log,
  now
}: {
  database: Database
  log: Logger
  now: () => number
}): Job {
  return makeJob(async (stopped) => {
    for (const some of [openDue, escalateOverdue])
      while (await some(database, now())) {
        stopped.throwIfAborted()
        await new Promise((resolve) => setImmediate(resolve))
      }
    return { begun: [] }
  }, log)
}
