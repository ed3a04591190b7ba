import { retain } from '../retention/retention'
import type { Job } from './job'
import { makeJob } from './job'
import type { Database } from '../db/database'
import type { Logger } from 'pino'

const everyMs = 15 * 60_000

/** Looks every quarter of an hour whether a day has begun on which sites empty what they keep no longer. One process does it at a time. */
export function makeRetaining({ database, log, now }: { database: Database; log: Logger; now: () => number }): Job {
  let nextAt = 0
  return makeJob(async (stopped) => {
    if (now() < nextAt) return { begun: [] }
    nextAt = now() + everyMs
    return { begun: [database.exclusively('retention', () => retain(database, now(), stopped)).then(() => undefined)] }
  }, log)
}
