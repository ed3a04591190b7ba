import { createHmac } from 'node:crypto'
import { eq, lte, sql } from 'drizzle-orm'
import { problem } from '../contract/problem'
import type { Database } from '../db/database'
import { networkOf } from './network'

/**
 * A program whose key was revoked repeats itself, too: enough for it to be told so, too few to find a key.
 */
const wrongMax = 100
const windowMs = 15 * 60 * 1000
const networksRemembered = 10_000

export type WrongKeys = {
  /** Counts one key that is none from an address; throws `too-many` from the 101st within 15 minutes. */
  take(address: string): Promise<void>
  /** Throws `too-many` where the address has sent so many. */
  refuseGuesser(address: string): Promise<void>
}

/**
 * How often keys that are none may be sent from a network, counted in the database so that it holds across
 * processes and restarts.
 */
type Parts = { database: Database; config: { secret: string }; now: () => number; steady: () => number }

export function makeWrongKeys({ database, config, now, steady }: Parts): WrongKeys {
  const {
    tables: { attempt },
    handle
  } = database
  /** Networks that are over the limit, and until when: of these nothing more is written. */
  const over = new Map<string, number>()
  const keyOf = (address: string) =>
    createHmac('sha256', config.secret)
      .update(`wrong key ${networkOf(address)}`)
      .digest('base64url')

  function refuse(key: string, leftMs: number): never {
    if (over.size >= networksRemembered) over.clear()
    over.set(key, steady() + leftMs)
    throw problem('too-many', String(Math.max(1, Math.ceil(leftMs / 1000))))
  }

  function refuseKnown(key: string) {
    const until = over.get(key)
    if (until === undefined) return
    if (until > steady()) refuse(key, until - steady())
    over.delete(key)
  }

  /**
   * How much of a window is left that began then; nothing of one that began so late that the clock was set
   * back since.
   */
  function leftOf(since: number): number {
    const leftMs = since + windowMs - now()
    return leftMs > 2 * windowMs ? 0 : Math.min(leftMs, windowMs)
  }

  return {
    async take(address) {
      const key = keyOf(address)
      refuseKnown(key)
      const at = now()
      const isOver = sql`(${attempt.since} <= ${at - windowMs} or ${attempt.since} > ${at + windowMs})`
      // One statement, so that no number of tries at the same moment gets past the count.
      const [row] = await handle
        .insert(attempt)
        .values({ key, count: 1, since: at })
        .onConflictDoUpdate({
          target: attempt.key,
          set: {
            count: sql`case when ${isOver} then 1 else ${attempt.count} + 1 end`,
            since: sql`case when ${isOver} then ${at} else ${attempt.since} end`
          }
        })
        .returning()
      if (row?.count === 1) await handle.delete(attempt).where(lte(attempt.since, at - windowMs))
      if (row && row.count > wrongMax) refuse(key, leftOf(row.since))
    },
    async refuseGuesser(address) {
      const key = keyOf(address)
      refuseKnown(key)
      const [row] = await handle.select().from(attempt).where(eq(attempt.key, key))
      const leftMs = row && row.count > wrongMax ? leftOf(row.since) : 0
      if (leftMs > 0) refuse(key, leftMs)
    }
  }
}
