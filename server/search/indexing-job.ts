import type { Logger } from 'pino'
import type { Database } from '../db/database'
import type { Job } from '../jobs/polling-job'
import { makeJob } from '../jobs/polling-job'
import { fillIndex } from './filling'

/**
 * Brings comments into what they are searched by, a moment after they were committed, and after an upgrade
 * those of before. After a start figures come first: nothing is brought in before `ready`.
 */
export function makeIndexing(
  { database, log }: { database: Database; log: Logger },
  ready: Promise<void>
): Job {
  return makeJob(async (stopped) => {
    await ready
    await fillIndex(database, stopped)
    return { begun: [] }
  }, log)
}
