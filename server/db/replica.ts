import { setTimeout as sleep } from 'node:timers/promises'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { Handle } from './database'
import { passingFailure } from './transient-failures'

/** Does reading work on a replica, or on the primary where the replica cannot serve it. */
export type Replica = { read<T>(work: (handle: Handle) => Promise<T>): Promise<T>; close(): Promise<void> }

const poolMax = 10
const connectionTimeoutMs = 500
const queryTimeoutMs = 30_000
/** How long a reader waits for the replica to come up to the primary, and how often it looks. */
const patienceMs = 200
const lookEveryMs = 10
/** A replica that is away or behind is not asked again for so long, so that not every reader waits for it. */
const restMs = 1_000

const flushed = 'select pg_current_wal_flush_lsn()::text as place'
const hasReplayed = 'select pg_is_in_recovery() and pg_last_wal_replay_lsn() >= $1::pg_lsn as has'

/**
 * Opens the replica at `url`. It serves a reader only when it has everything that was on the disk of the
 * primary as the reader came, whichever process wrote it: so whoever was told that something is kept finds
 * it.
 */
export function openReplica(url: string, primary: pg.Pool): Replica {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolMax,
    connectionTimeoutMillis: connectionTimeoutMs,
    query_timeout: queryTimeoutMs,
    keepAlive: true
  })
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  // PostgreSQL's builder stands in for SQLite's: see columns.ts.
  const [near, far] = [drizzle(pool), drizzle(primary)] as unknown as [Handle, Handle]
  let restsUntil = 0

  async function isUpToDate(): Promise<boolean> {
    if (performance.now() < restsUntil) return false
    const {
      rows: [now]
    } = await primary.query<{ place: string }>(flushed)
    // The driver bounds a single query, too; its types do not show it.
    const asking: pg.QueryConfig & { query_timeout: number } = {
      text: hasReplayed,
      values: [now?.place],
      query_timeout: connectionTimeoutMs
    }
    const deadline = performance.now() + patienceMs
    try {
      for (;;) {
        const {
          rows: [replica]
        } = await pool.query<{ has: boolean | null }>(asking)
        if (replica?.has) return true
        if (performance.now() > deadline) break
        await sleep(lookEveryMs)
      }
    } catch {
      // It is away: the primary serves.
    }
    restsUntil = performance.now() + restMs
    return false
  }

  return {
    async read(work) {
      if (!(await isUpToDate())) return work(far)
      try {
        return await work(near)
      } catch (error) {
        // It went away in the middle, or what it replays took the rows from under the query.
        if (!passingFailure(error)) throw error
        restsUntil = performance.now() + restMs
        return work(far)
      }
    },
    close: () => pool.end()
  }
}
