import type { Logger } from 'pino'
import type { Database } from '../db/database'
import type { Job } from '../jobs/polling-job'
import { makeJob } from '../jobs/polling-job'
import { isAnythingDeleted, removeDeleted } from './remove'

/** Removes what was deleted, here or by another process before it was killed. */
export function makeRemoving({ database, log }: { database: Database; log: Logger }): Job {
  return makeJob(async (stopped) => {
    if (await isAnythingDeleted(database))
      await database.exclusively('removing', () => removeDeleted(database, stopped))
    return { begun: [] }
  }, log)
}
