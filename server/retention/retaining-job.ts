import type { Logger } from 'pino'
import type { Database } from '../db/database'
import type { Job } from '../jobs/polling-job'
import { makeJob } from '../jobs/polling-job'
import { retain } from './retention'

const everyMs = 15 * 60_000

/**
 * A clock that leaps ahead so far is believed after a day: what is emptied by a wrong one does not come
 * back.
 */
const leapMs = 3_600_000
const believedAfterMs = 24 * 3_600_000

/**
 * Looks every quarter of an hour whether a day has begun on which sites empty what they keep no longer. One
 * process does it at a time.
 */
export function makeRetaining({
  database,
  log,
  now,
  steady
}: {
  database: Database
  log: Logger
  now: () => number
  steady: () => number
}): Job {
  let nextAt = -Infinity
  let ahead = now() - steady()
  return makeJob(async (stopped) => {
    if (steady() < nextAt) return { begun: [] }
    nextAt = steady() + everyMs
    const leapt = now() - steady() - ahead
    ahead += leapt
    if (leapt > leapMs) {
      log.warn(
        { hours: Math.round(leapt / leapMs) },
        'the clock leapt ahead, so nothing is emptied by it for a day'
      )
      nextAt = steady() + believedAfterMs
      return { begun: [] }
    }
    return {
      begun: [database.exclusively('retention', () => retain(database, now(), stopped)).then(() => undefined)]
    }
  }, log)
}
