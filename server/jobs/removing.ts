import { removeDeleted } from '../erasure/remove'
import type { Services } from '../services'
import type { Job } from './job'
import { makeJob } from './job'

/** Removes what was deleted, here or by another process before it was killed. */
export function makeRemoving({ database, log }: Pick<Services, 'database' | 'log'>): Job {
  let busy = false
  return makeJob(async () => {
    if (busy) return { begun: [] }
    busy = true
    try {
      await database.exclusively('removing', () => removeDeleted(database))
    } finally {
      busy = false
    }
    return { begun: [] }
  }, log)
}
