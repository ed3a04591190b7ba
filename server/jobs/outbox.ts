import { and, asc, eq, gt, inArray, lte, min, sql } from 'drizzle-orm'
import { channelOfKind } from '../channels'
import type { Database } from '../db/database'
import { run } from '../db/database'
import type { DeliveryRow } from '../deliveries'
import { tellNews } from '../live'
import type { Job } from './job'
import { makeJob } from './job'
import type { SendingServices } from './send'
import { send } from './send'

/** After this a message that was being sent counts as forgotten: its process was killed. Longer than sending one may take. */
export const leaseMs = 90_000
/** For a channel that says nothing of its vendor's rate. */
const usualPerSecond = 10
const batchMax = 20

/**
 * Sends what is due, connector by connector so that a slow one keeps none from sending, and no faster than its vendor takes it.
 * A message is claimed for a while before it is sent: processes share the work, and what one of them leaves behind when it is
 * killed is sent again under the same key.
 */
export function makeOutbox(services: SendingServices): Job {
  const { database, now, log } = services
  const busy = new Set<string>()

  /** One that fails must not make the others look done. */
  async function sendOne(delivery: DeliveryRow) {
    await send(services, delivery).catch((error: unknown) => {
      log.error({ err: error, delivery: delivery.id }, 'what became of a message could not be written down')
    })
  }

  async function sendBatch(connectorId: string) {
    try {
      const claimed = await claim(database, connectorId, now())
      await Promise.all(claimed.map(sendOne))
      const [first] = claimed
      if (first) await tellNews(database, log, first.siteId, { connector: connectorId })
    } finally {
      busy.delete(connectorId)
    }
  }

  return makeJob(async () => {
    const { due, nextInMs } = await waiting(database, now())
    const free = due.filter((connectorId) => !busy.has(connectorId))
    for (const connectorId of free) busy.add(connectorId)
    return { begun: free.map(sendBatch), ...(nextInMs === undefined ? {} : { nextInMs }) }
  }, log)
}

/** Written out, so that SQLite knows the partial index to be enough. */
const isWaiting = (delivery: Database['tables']['delivery']) => sql`${delivery.state} in ('queued', 'sending')`

/** The connectors that have something to send and may, and when there will be another. */
async function waiting({ tables: { delivery, connector }, handle }: Database, now: number): Promise<{ due: string[]; nextInMs?: number }> {
  const withWork = await handle
    .select({ id: delivery.connectorId, clearAt: connector.clearAt })
    .from(delivery)
    .innerJoin(connector, eq(connector.id, delivery.connectorId))
    .where(and(isWaiting(delivery), lte(delivery.dueAt, now)))
    .groupBy(delivery.connectorId, connector.clearAt)
  const [later] = await handle.select({ dueAt: min(delivery.dueAt) }).from(delivery).where(and(isWaiting(delivery), gt(delivery.dueAt, now)))
  const paused = withWork.filter(({ clearAt }) => clearAt > now)
  const moments = [...paused.map(({ clearAt }) => clearAt), ...(later?.dueAt == null ? [] : [Number(later.dueAt)])]
  return {
    due: withWork.filter(({ clearAt }) => clearAt <= now).map(({ id }) => id),
    ...(moments.length > 0 && { nextInMs: Math.min(...moments) - now })
  }
}

/** Takes on as many of a connector's messages as its vendor takes in a second; the lock keeps other processes to the same rate. */
function claim(database: Database, connectorId: string, now: number): Promise<DeliveryRow[]> {
  const { delivery, connector } = database.tables
  return database.atomically(function* (handle) {
    const [row] = yield* run(database.locked(handle.select().from(connector).where(eq(connector.id, connectorId))))
    if (!row || row.clearAt > now) return []
    const perSecond = channelOfKind(row.kind)?.limits.perSecond ?? usualPerSecond
    const batch = Math.max(1, Math.min(batchMax, Math.floor(perSecond)))
    const isDue = and(eq(delivery.connectorId, connectorId), isWaiting(delivery), lte(delivery.dueAt, now))
    const due = yield* run(database.locked(handle.select().from(delivery).where(isDue).orderBy(asc(delivery.dueAt), asc(delivery.id)).limit(batch)))
    if (due.length === 0) return []
    const claimed = { state: 'sending', dueAt: now + leaseMs }
    yield* run(handle.update(delivery).set({ ...claimed, attempts: sql`${delivery.attempts} + 1` }).where(inArray(delivery.id, due.map(({ id }) => id))))
    yield* run(handle.update(connector).set({ clearAt: now + Math.ceil((due.length * 1_000) / perSecond) }).where(eq(connector.id, connectorId)))
    return due.map((one) => ({ ...one, ...claimed, attempts: one.attempts + 1 }))
  })
}
