import { fillIndex } from '../search/filling'
import type { Services } from '../services'
import type { Job } from './job'
import { makeJob } from './job'

/** Brings comments into what they are searched by, a moment after they were committed, and after an upgrade those of before. */
export function makeIndexing({ database, log }: Pick<Services, 'database' | 'log'>): Job {
  return makeJob(async (stopped) => {
    await fillIndex(database, stopped)
    return { begun: [] }
  }, log)
}
