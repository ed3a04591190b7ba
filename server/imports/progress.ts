import type { Logger } from 'pino'
import type { Database } from '../db/database'
import { tellNews } from '../live'
import type { ImportProgress } from './import-file'

/** Often enough for a bar that moves. */
const everyMs = 250

/**
 * Makes what tells the dashboards of a site how far an import is that one of them calls `watch`; the last
 * word of each part is told.
 */
export function progressTeller(
  database: Database,
  log: Logger,
  siteId: string,
  watch: string
): (progress: ImportProgress) => void {
  let told: { at: ImportProgress['at']; on: number } | undefined
  return (progress) => {
    const on = performance.now()
    const isLast = progress.done === progress.total
    if (!isLast && told?.at === progress.at && on - told.on < everyMs) return
    told = { at: progress.at, on }
    void tellNews(database, log, siteId, { watch, ...progress })
  }
}
