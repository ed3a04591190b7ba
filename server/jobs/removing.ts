import { isAnythingDeleted, removeDeleted } from '../erasure/remove'
import type { Services } from '../services'
import type { Job } from './job'
import { makeJob } from './job'

/** Removes what was deleted, here or by another process before it was killed. */
export function makeRemoving({ database, log }: Pick<Services, 'database' | 'log'>): Job {
  return makeJob(async (stopped) => {
    if (await isAnythingDeleted(database)) await database.exclusively('removing', () => removeDeleted(database, stopped))
    return { begun: [] }
  }, log)
}
