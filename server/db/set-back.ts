import type { Database } from './database'

/** A clock is brought into line by less than this all the time. */
const noticedMs = 1_000

/**
 * Notices that the clock of this machine was set back, by what passes meanwhile, and calls `bringBack` with
 * how far. Where several processes share a database they go by its clock instead, which none of them sets.
 */
export function makeSetBack({
  database,
  now,
  steady
}: {
  database: Database
  now: () => number
  steady: () => number
}) {
  let ahead = now() - steady()
  return async function notice(bringBack: (byMs: number) => Promise<void>): Promise<void> {
    const is = now() - steady()
    if (database.dialect === 'sqlite' && ahead - is > noticedMs) await bringBack(Math.round(ahead - is))
    ahead = is
  }
}
