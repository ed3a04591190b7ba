import { and, asc, eq, gt, lt, lte, or, sql } from 'drizzle-orm'
import type { ChannelEvent } from '../channels/channel'
import { connectorById } from '../connectors/connectors'
import { usable } from '../connectors/settings'
import type { Database } from '../db/database'
import { run } from '../db/database'
import { makeSetBack } from '../db/set-back'
import type { Job } from '../jobs/polling-job'
import { makeJob } from '../jobs/polling-job'
import { actOn } from './dispatch'
import type { InboxServices } from './happening'
import { NotYet } from './happening'
import { forgetSeen } from './seen'

/** After this a process that took something on counts as killed. */
const leaseMs = 60_000
const atOnceMax = 50
const waitsMs = [1_000, 5_000, 30_000, 300_000]
/**
 * News of a message that we do not know waits once for the vendor's own answer to us: mostly it is a
 * helpdesk's on the same number.
 */
const notYetWaitsMs = [30_000]
const purgeEveryMs = 3_600_000
/** Vendors repeat what they could not deliver for a week (Meta); names are kept well beyond that. */
const keptMs = 30 * 24 * 3_600_000
/** Nothing waits for longer: what is due later was put off before the clock was set back. */
const waitMaxMs = 600_000

type InboundRow = Database['tables']['inbound']['$inferSelect']

/**
 * Deals with what vendors told us: what concerns one person in the order in which it happened, everything
 * else side by side. What a killed process left behind is dealt with again, which changes nothing that it
 * had done.
 */
export function makeInbox(services: InboxServices): Job {
  const { database, now, steady, log } = services
  const ours = new Set<string>()
  const setBack = makeSetBack(services)
  let purgeAt = -Infinity

  async function one(row: InboundRow) {
    try {
      await dealWith(services, row)
    } finally {
      ours.delete(nameOf(row))
    }
  }

  return makeJob(async () => {
    await setBack((byMs) => bringBack(database, byMs, now()))
    if (steady() >= purgeAt) {
      purgeAt = steady() + purgeEveryMs
      await purge(database, now())
      await forgetSeen(database, now())
    }
    const rows = ours.size >= atOnceMax ? [] : await claim(database, atOnceMax - ours.size, now(), ours)
    for (const row of rows) ours.add(nameOf(row))
    return { begun: rows.map(one) }
  }, log)
}

async function dealWith(services: InboxServices, row: InboundRow) {
  const { database, sealing, log, now } = services
  const { inbound } = database.tables
  const isIt = and(eq(inbound.connectorId, row.connectorId), eq(inbound.dedup, row.dedup))
  let event: ChannelEvent | undefined
  /**
   * A status told once more changes nothing, so its name need not be kept: on a helpdesk's number most are
   * of messages that are not ours.
   */
  const done = (error: string | null): PromiseLike<unknown> =>
    event?.kind === 'status'
      ? database.handle.delete(inbound).where(isIt)
      : database.handle.update(inbound).set({ processedAt: now(), event: '', error }).where(isIt)
  try {
    const connectorRow = await connectorById(database, row.connectorId)
    const connector = connectorRow && usable(connectorRow, sealing)
    const opened = sealing.open(row.event, `${row.connectorId} ${row.dedup}`)
    if (!connector || opened === undefined) return void (await done('connector-locked'))
    event = JSON.parse(opened) as ChannelEvent // sealed by keepInbound only
    await actOn(services, { connector, event, at: row.happenedAt, key: row.dedup })
    await done(null)
  } catch (error) {
    const waitMs = (error instanceof NotYet ? notYetWaitsMs : waitsMs)[row.attempts - 1]
    const what = error instanceof Error ? error.message : String(error)
    if (!(error instanceof NotYet))
      log.error({ err: error, connector: row.connectorId }, 'what a vendor told us could not be dealt with')
    if (waitMs === undefined) await done(what.slice(0, 200))
    else
      await database.handle
        .update(inbound)
        .set({ dueAt: now() + waitMs, error: what.slice(0, 200) })
        .where(isIt)
  }
}

const nameOf = ({ connectorId, dedup }: InboundRow) => `${connectorId} ${dedup}`

/** What waits for an instant that has come further away by this. */
async function bringBack({ handle, tables: { inbound } }: Database, byMs: number, now: number) {
  const isLater = and(sql`${inbound.processedAt} is null`, gt(inbound.dueAt, now))
  await handle
    .update(inbound)
    .set({ dueAt: sql`${inbound.dueAt} - ${byMs}` })
    .where(isLater)
}

/**
 * Takes on what is due and has nothing of the same person before it. What this process is at already stays
 * its own, though the clock says that its time is up.
 */
function claim(
  database: Database,
  count: number,
  now: number,
  ours: ReadonlySet<string>
): Promise<InboundRow[]> {
  const { inbound } = database.tables
  const isWaiting = sql`${inbound.processedAt} is null`
  const isFirst = sql`not exists (
    select 1 from inbound before
    where before.processed_at is null and before.connector_id = ${inbound.connectorId} and before.thread = ${inbound.thread}
    and (before.happened_at, before.received_at, before.position, before.dedup) < (${inbound.happenedAt}, ${inbound.receivedAt}, ${inbound.position}, ${inbound.dedup}))`
  return database.atomically(function* (handle) {
    const isDue = or(lte(inbound.dueAt, now), gt(inbound.dueAt, now + waitMaxMs))
    const due = handle
      .select()
      .from(inbound)
      .where(and(isWaiting, isDue, isFirst))
      .orderBy(asc(inbound.dueAt))
      .limit(count)
    const rows = yield* run(database.locked(due))
    if (rows.length === 0) return []
    const taken = rows.filter((row) => !ours.has(nameOf(row)))
    const each = (which: readonly InboundRow[]) =>
      or(
        sql`false`,
        ...which.map(({ connectorId, dedup }) =>
          and(eq(inbound.connectorId, connectorId), eq(inbound.dedup, dedup))
        )
      )
    yield* run(
      handle
        .update(inbound)
        .set({ dueAt: now + leaseMs })
        .where(each(rows))
    )
    yield* run(
      handle
        .update(inbound)
        .set({ attempts: sql`${inbound.attempts} + 1` })
        .where(each(taken))
    )
    return taken.map((row) => ({ ...row, attempts: row.attempts + 1 }))
  })
}

/** Thanks go with what they answered; asks stay, because figures and open asks hang on them. */
async function purge({ handle, tables: { inbound, delivery } }: Database, now: number) {
  await handle
    .delete(inbound)
    .where(and(sql`${inbound.processedAt} is not null`, lt(inbound.receivedAt, now - keptMs)))
  await handle
    .delete(delivery)
    .where(and(sql`${delivery.purpose} = 'thanks'`, lt(delivery.createdAt, now - keptMs)))
}
