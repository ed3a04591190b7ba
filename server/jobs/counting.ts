import { countSome, uncountedSurveys } from '../figures/funnel-tallies'
import type { Services } from '../services'
import type { Job } from './job'
import { makeJob } from './job'

/** Counts invitations to which something has happened, so that whoever looks at the funnel finds them counted. */
export function makeCounting({ database, log }: Pick<Services, 'database' | 'log'>): Job {
  return makeJob(async () => {
    let counted = 0
    for (const of of await uncountedSurveys(database)) counted += (await countSome(database, of)) ? 1 : 0
    return { begun: counted > 0 ? [Promise.resolve()] : [] }
  }, log)
}
