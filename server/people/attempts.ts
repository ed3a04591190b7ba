import { createHmac } from 'node:crypto'
import { eq, lte, sql } from 'drizzle-orm'
import type { Config } from '../config'
import type { Database } from '../db/database'
import { networkOf } from '../limits/network'
import { problem } from '../problem'

const attemptsMax = 10
const windowMs = 15 * 60 * 1000

export type Attempts = {
  /** Counts one more try from `address`; throws `too-many` from the 11th within 15 minutes. */
  take(address: string): Promise<void>
  /** Takes the last try back: who knew the password is not held against a whole office behind one address. */
  forgive(address: string): Promise<void>
}

/** How often passwords may be tried, counted in the database so that it holds across processes and restarts. */
export function makeAttempts({ database, config, now }: { database: Database; config: Config; now: () => number }): Attempts {
  const { tables: { attempt }, handle } = database
  const keyOf = (address: string) => createHmac('sha256', config.secret).update(`attempt ${networkOf(address)}`).digest('base64url')

  return {
    async take(address) {
      const at = now()
      const isOver = sql`${attempt.since} <= ${at - windowMs}`
      // One statement, so that no number of tries at the same moment gets past the count.
      const [row] = await handle.insert(attempt).values({ key: keyOf(address), count: 1, since: at }).onConflictDoUpdate({
        target: attempt.key,
        set: {
          count: sql`case when ${isOver} then 1 else ${attempt.count} + 1 end`,
          since: sql`case when ${isOver} then ${at} else ${attempt.since} end`
        }
      }).returning()
      if (row?.count === 1) await handle.delete(attempt).where(lte(attempt.since, at - windowMs))
      if (row && row.count > attemptsMax) throw problem('too-many', String(Math.ceil((row.since + windowMs - at) / 1000)))
    },
    async forgive(address) {
      await handle.update(attempt).set({ count: sql`${attempt.count} - 1` }).where(eq(attempt.key, keyOf(address)))
    }
  }
}
