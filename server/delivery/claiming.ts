import { and, asc, eq, gt, inArray, lte, or, sql } from 'drizzle-orm'
import { channelOfKind } from '../connectors/kinds.ts'
import { paceOf, raised } from '../connectors/pace'
import { nextTryAt } from '../connectors/pausing'
import type { Database } from '../db/database'
import { run } from '../db/database'
import type { ConnectorRow, DeliveryRow } from '../db/rows'

/**
 * After this a message that was being sent counts as forgotten: its process was killed. Longer than sending
 * one may take.
 */
export const leaseMs = 120_000
/** So much of the time ahead is claimed at once, unless that is more than `sliceMax` messages. */
const sliceMs = 1_000
const sliceMax = 200
/** The next slice is claimed so long before its time, and one that begins so late makes up for it. */
const earlyMs = 100
const lateMs = 250
/**
 * No connector pauses for longer, whatever its vendor says: a later moment was written down before the
 * clock was set back.
 */
export const pauseMaxMs = 6 * 3_600_000

/** One message that this process is to send; `wasDueAt` is when it was due before it was claimed. */
export type Claimed = DeliveryRow & { wasDueAt: number }
/**
 * Messages to send one after another: the first in `inMs`, each `everyMs` after the one before, which is
 * `perSecond`.
 */
export type Slice = {
  connector: ConnectorRow
  messages: Claimed[]
  inMs: number
  everyMs: number
  perSecond: number
}

/** Written out, so that SQLite knows the partial index to be enough. */
const isWaiting = (delivery: Database['tables']['delivery']) =>
  sql`${delivery.state} in ('queued', 'sending')`

/** The connectors that have something to send and may, and in how many milliseconds there will be another. */
export async function waitingConnectors(
  database: Database,
  now: number
): Promise<{ due: string[]; nextInMs?: number }> {
  const {
    tables: { connector },
    handle
  } = database
  // One step in an index for each connector, however many messages wait.
  const first = sql<number | string | null>`(
    select d.due_at from delivery d
    where d.connector_id = connector.id and d.state in ('queued', 'sending') order by d.due_at limit 1)`
  const rows = await handle.select({ id: connector.id, clearAt: connector.clearAt, first }).from(connector)
  const waiting = rows.flatMap(({ id, clearAt, first }) => {
    return first === null ? [] : [{ id, at: Math.max(Number(first), clearsAt(clearAt, now) - earlyMs) }]
  })
  const due = waiting.filter(({ at }) => at <= now).map(({ id }) => id)
  const later = waiting.filter(({ at }) => at > now).map(({ at }) => at)
  return { due, ...(later.length > 0 && { nextInMs: Math.min(...later) - now }) }
}

/**
 * Takes on as many of a connector's messages as its vendor takes in the second to come; the lock keeps
 * other processes to the same rate. Of a paused connector it is a single one, to see whether its key is
 * taken again. What this process is sending already stays its own, though the clock says that its time is
 * up.
 */
export function claimSlice(
  database: Database,
  connectorId: string,
  now: number,
  { mostOf, ours }: { mostOf: (row: ConnectorRow) => number; ours: ReadonlySet<string> }
): Promise<Slice | undefined> {
  const { delivery, connector } = database.tables
  return database.atomically(function* (handle) {
    const [row] = yield* run(
      database.locked(handle.select().from(connector).where(eq(connector.id, connectorId)))
    )
    const most = row ? mostOf(row) : 0
    const clearAt = clearsAt(row?.clearAt ?? 0, now)
    if (!row || clearAt - earlyMs > now || most <= 0) return undefined
    const channel = channelOfKind(row.kind)
    const isPaused = row.pausedAt !== null
    const faster = isPaused ? undefined : raised(row, channel, now)
    const paced = { ...row, ...faster }
    const perSecond = paceOf(paced, channel)
    const count = isPaused
      ? 1
      : Math.max(1, Math.min(Math.floor((perSecond * sliceMs) / 1_000), sliceMax, most))
    const found = yield* run(database.locked(dueOf(database, handle, connectorId, now).limit(count)))
    const claimed = { state: 'sending' as const, dueAt: now + leaseMs }
    const [held, due] = [found.filter(({ id }) => ours.has(id)), found.filter(({ id }) => !ours.has(id))]
    if (held.length > 0) {
      yield* run(
        handle
          .update(delivery)
          .set({ dueAt: claimed.dueAt })
          .where(
            inArray(
              delivery.id,
              held.map(({ id }) => id)
            )
          )
      )
    }
    if (due.length === 0) return undefined
    const attempts = sql`${delivery.attempts} + 1`
    const isDue = inArray(
      delivery.id,
      due.map(({ id }) => id)
    )
    yield* run(
      handle
        .update(delivery)
        .set({ ...claimed, attempts })
        .where(isDue)
    )
    const everyMs = 1_000 / perSecond
    const beginsAt = clearAt >= now - lateMs ? clearAt : now
    const tries = (row.pausedTries ?? 0) + 1
    const after = isPaused
      ? { pausedTries: tries, clearAt: nextTryAt(tries, now) }
      : { ...faster, clearAt: Math.ceil(beginsAt + due.length * everyMs) }
    yield* run(handle.update(connector).set(after).where(eq(connector.id, connectorId)))
    const messages = due.map((one) => ({
      ...one,
      ...claimed,
      attempts: one.attempts + 1,
      wasDueAt: one.dueAt
    }))
    return {
      connector: { ...paced, ...after },
      messages,
      inMs: isPaused ? 0 : beginsAt - now,
      everyMs,
      perSecond
    }
  })
}

function clearsAt(clearAt: number, now: number): number {
  return clearAt > now + pauseMaxMs ? now : clearAt
}

function dueOf(
  { tables: { delivery } }: Database,
  handle: Database['handle'],
  connectorId: string,
  now: number
) {
  const isDue = and(eq(delivery.connectorId, connectorId), isWaiting(delivery), lte(delivery.dueAt, now))
  return handle.select().from(delivery).where(isDue).orderBy(asc(delivery.dueAt), asc(delivery.id))
}

/**
 * Brings what waits nearer again when the clock was set back: connectors, messages that failed before, and
 * those that were made while it went ahead. What is due at an instant that somebody chose stays there.
 */
export async function bringBack(
  { handle, tables: { connector, delivery } }: Database,
  byMs: number,
  now: number
): Promise<void> {
  const earlier = (at: typeof delivery.dueAt | typeof connector.clearAt) => sql`${at} - ${byMs}`
  const isMoved = or(gt(delivery.createdAt, now), gt(delivery.attempts, 0))
  await handle
    .update(delivery)
    .set({ dueAt: earlier(delivery.dueAt) })
    .where(and(isWaiting(delivery), gt(delivery.dueAt, now), isMoved))
  await handle
    .update(connector)
    .set({ clearAt: earlier(connector.clearAt) })
    .where(gt(connector.clearAt, now))
}

/** Puts back what was claimed and not tried, for whoever comes next. */
export async function putBack(
  { handle, tables: { delivery } }: Database,
  messages: readonly Claimed[]
): Promise<void> {
  if (messages.length === 0) return
  const isOurs = and(
    inArray(
      delivery.id,
      messages.map(({ id }) => id)
    ),
    eq(delivery.state, 'sending')
  )
  const dueAt = Math.min(...messages.map(({ wasDueAt }) => wasDueAt))
  await handle
    .update(delivery)
    .set({ state: 'queued', attempts: sql`${delivery.attempts} - 1`, dueAt })
    .where(isOurs)
}
