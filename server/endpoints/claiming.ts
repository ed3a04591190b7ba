import { and, asc, eq, gt, inArray, isNull, lte, notInArray, sql } from 'drizzle-orm'
import type { Database } from '../db/database'
import { run } from '../db/database'
import type { EndpointDeliveryRow, EndpointRow } from '../db/rows'

/** After this a delivery that was being sent counts as forgotten: its process was killed. */
export const deliveryLeaseMs = 120_000

/** Written out, so that SQLite knows the partial index to be enough. */
const isWaiting = (delivery: Database['tables']['endpointDelivery']) =>
  sql`${delivery.state} in ('waiting', 'sending')`

/**
 * The endpoints that have something to be told and are not paused, and in how many milliseconds there will be
 * more.
 */
export async function waitingEndpoints(
  { tables: { endpoint, site }, handle }: Database,
  now: number
): Promise<{ due: EndpointRow[]; nextInMs?: number }> {
  // One step in an index for each endpoint, however many deliveries wait.
  const first = sql<number | string | null>`(
    select d.due_at from endpoint_delivery d
    where d.endpoint_id = endpoint.id and d.state in ('waiting', 'sending') order by d.due_at limit 1)`
  const rows = await handle
    .select({ endpoint, first })
    .from(endpoint)
    .innerJoin(site, and(eq(site.id, endpoint.siteId), isNull(site.deletedAt)))
    .where(isNull(endpoint.pausedAt))
  const waiting = rows.flatMap((row) => (row.first === null ? [] : [{ ...row, at: Number(row.first) }]))
  const later = waiting.filter(({ at }) => at > now).map(({ at }) => at)
  return {
    due: waiting.filter(({ at }) => at <= now).map((row) => row.endpoint),
    ...(later.length > 0 && { nextInMs: Math.min(...later) - now })
  }
}

/** Takes on what is due of an endpoint, at most so many that nobody has taken. */
export function claimDue(
  database: Database,
  endpointId: string,
  { most, ours, now }: { most: number; ours: ReadonlySet<string>; now: number }
): Promise<EndpointDeliveryRow[]> {
  const { endpointDelivery: delivery } = database.tables
  return database.atomically(function* (handle) {
    const due = handle
      .select()
      .from(delivery)
      .where(
        and(
          eq(delivery.endpointId, endpointId),
          isWaiting(delivery),
          lte(delivery.dueAt, now),
          // What this process is sending stays its own, though the clock says that its time is up.
          ours.size > 0 ? notInArray(delivery.id, [...ours]) : undefined
        )
      )
      .orderBy(asc(delivery.dueAt), asc(delivery.id))
      .limit(most)
    const rows = yield* run(database.takenFree(due))
    if (rows.length === 0) return []
    const claimed = { state: 'sending' as const, dueAt: now + deliveryLeaseMs, triedAt: now }
    yield* run(
      handle
        .update(delivery)
        .set({ ...claimed, attempts: sql`${delivery.attempts} + 1` })
        .where(
          inArray(
            delivery.id,
            rows.map(({ id }) => id)
          )
        )
    )
    return rows.map((row) => ({ ...row, ...claimed, attempts: row.attempts + 1 }))
  })
}

/** Brings what waits nearer again when the clock was set back. */
export async function bringDeliveriesBack(
  { handle, tables: { endpointDelivery: delivery } }: Database,
  byMs: number,
  now: number
): Promise<void> {
  await handle
    .update(delivery)
    .set({ dueAt: sql`${delivery.dueAt} - ${byMs}` })
    .where(and(isWaiting(delivery), gt(delivery.dueAt, now)))
}
