import { countSome, uncountedSurveys } from '../figures/funnel-tallies'
import type { Services } from '../services'
import type { Job } from './job'
import { makeJob } from './job'

/** Counts invitations to which something has happened, so that whoever looks at the funnel finds them counted. */
export function makeCounting({ database, log }: Pick<Services, 'database' | 'log'>): Job {
  return makeJob(async () => {
    let more = false
    for (const of of await uncountedSurveys(database)) more = (await countSome(database, of)) || more
    return { begun: more ? [Promise.resolve()] : [] }
  }, log)
}
