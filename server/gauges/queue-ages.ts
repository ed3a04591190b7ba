import { setTimeout as sleep } from 'node:timers/promises'
import { min, sql } from 'drizzle-orm'
import type { Database } from '../db/database'

/** How often at most the database is asked, however often somebody asks us. */
const keptMs = 10_000
/** Who watches a database that does not answer must hear so in time. */
const patienceMs = 2_000

/** For how many seconds the oldest of each queue is due. */
export type QueueAges = { outbox: number; inbox: number }

/**
 * Reads the ages by the indexes of what is due, once for a while. Nothing where the database does not
 * answer.
 */
export function makeQueueAges(database: Database, now: () => number): () => Promise<QueueAges | undefined> {
  let asked: { at: number; ages: Promise<QueueAges | undefined> } | undefined
  let reading: Promise<QueueAges | undefined> | undefined

  /** One at a time: of a database that is stuck, no connection after the other is taken. */
  function read() {
    reading ??= readAges(database, now)
      .catch(() => undefined)
      .finally(() => (reading = undefined))
    return reading
  }

  return () => {
    if (asked === undefined || performance.now() - asked.at >= keptMs) {
      const late = sleep(patienceMs, undefined, { ref: false })
      asked = { at: performance.now(), ages: Promise.race([read(), late]) }
    }
    return asked.ages
  }
}

async function readAges({ handle, tables }: Database, now: () => number): Promise<QueueAges> {
  const { delivery, inbound } = tables
  // Written out, so that SQLite knows the partial indexes to be enough.
  const waiting = sql`${delivery.state} in ('queued', 'sending')`
  const [sending] = await handle
    .select({ at: min(delivery.dueAt) })
    .from(delivery)
    .where(waiting)
  const isOpen = sql`${inbound.processedAt} is null`
  const [heard] = await handle
    .select({ at: min(inbound.dueAt) })
    .from(inbound)
    .where(isOpen)
  const ageOf = (at: number | null | undefined) => (at == null ? 0 : Math.max(0, now() - Number(at)) / 1000)
  return { outbox: ageOf(sending?.at), inbox: ageOf(heard?.at) }
}
