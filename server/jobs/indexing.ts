import { fillIndex } from '../search/filling'
import type { Services } from '../services'
import type { Job } from './job'
import { makeJob } from './job'

/**
 * Brings comments into what they are searched by, a moment after they were committed, and after an upgrade those of before. After
 * a start figures come first: nothing is brought in before `ready`.
 */
export function makeIndexing({ database, log }: Pick<Services, 'database' | 'log'>, ready: Promise<void>): Job {
  return makeJob(async (stopped) => {
    await ready
    await fillIndex(database, stopped)
    return { begun: [] }
  }, log)
}
