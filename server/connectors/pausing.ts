import { and, eq, isNull } from 'drizzle-orm'
import type { PauseReason } from '../contract/connectors'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { ConnectorRow } from '../db/rows'
import type { Owner } from '../mail/owners'
import { ownersOf } from '../mail/owners'

/**
 * A paused connector tries one message after each of these, and after the last again and again: the vendor
 * may have been wrong.
 */
const triesAfterMs = [5_000, 60_000, 120_000, 240_000, 480_000, 900_000]

/** How a connector is that nothing keeps from sending. */
export const unpaused = {
  clearAt: 0,
  pausedAt: null,
  pausedBecause: null,
  pausedTries: null,
  pausedTold: null
} as const

/** When a connector that was paused tries its next message, after `tries` of them. */
export function nextTryAt(tries: number, now: number): number {
  return now + (triesAfterMs[Math.min(tries, triesAfterMs.length - 1)] ?? 0)
}

/**
 * Pauses a connector whose vendor refused the key, in the transaction that puts the message back. `sentBy`
 * is the connector as the message was sent: a refusal of a key that was replaced meanwhile says nothing of
 * the new one. `unsure`: the vendor may have meant one message, so nobody is told before a second one is
 * refused.
 */
export function* pauseConnector(
  handle: Handle,
  { tables: { connector } }: Database,
  sentBy: ConnectorRow,
  { reason, unsure, now }: { reason: PauseReason; unsure?: true; now: number }
) {
  const sameKey = and(
    eq(connector.id, sentBy.id),
    eq(connector.secrets, sentBy.secrets),
    eq(connector.settings, sentBy.settings)
  )
  if (sentBy.pausedAt !== null) {
    yield* run(
      handle
        .update(connector)
        .set({ pausedTold: 'untold' })
        .where(and(sameKey, eq(connector.pausedTold, 'unsure')))
    )
    return
  }
  const paused = {
    pausedAt: now,
    pausedBecause: reason,
    pausedTries: 0,
    pausedTold: unsure ? 'unsure' : 'untold',
    clearAt: nextTryAt(0, now)
  }
  yield* run(
    handle
      .update(connector)
      .set(paused)
      .where(and(sameKey, isNull(connector.pausedAt)))
  )
}

/** Goes on after a try that the vendor took, unless somebody else has paused it anew. */
export function* goOn(handle: Handle, { tables: { connector } }: Database, sentBy: ConnectorRow) {
  if (sentBy.pausedAt === null) return
  const isSamePause = and(eq(connector.id, sentBy.id), eq(connector.pausedAt, sentBy.pausedAt))
  yield* run(handle.update(connector).set(unpaused).where(isSamePause))
}

/** Tries the next message at once, where this one was not for the vendor to judge. */
export function* tryNext(
  handle: Handle,
  { tables: { connector } }: Database,
  sentBy: ConnectorRow,
  now: number
) {
  if (sentBy.pausedAt === null) return
  const isSamePause = and(eq(connector.id, sentBy.id), eq(connector.pausedAt, sentBy.pausedAt))
  yield* run(handle.update(connector).set({ clearAt: now }).where(isSamePause))
}

/** A connector that was paused, and whom to tell; `locale` is that of the site's customers. */
export type PausedNews = {
  connectorId: string
  connector: string
  siteId: string
  site: string
  locale: string
  owners: Owner[]
}

/** Takes the paused connectors that nobody was told of yet; two processes must not do it at the same time. */
export async function takeUntoldPauses(database: Database): Promise<PausedNews[]> {
  const { connector, site } = database.tables
  const isUntold = eq(connector.pausedTold, 'untold')
  const untold = await database.handle
    .select({
      connectorId: connector.id,
      connector: connector.name,
      siteId: site.id,
      site: site.name,
      locale: site.locale
    })
    .from(connector)
    .innerJoin(site, and(eq(site.id, connector.siteId), isNull(site.deletedAt)))
    .where(isUntold)
    .limit(100)
  const news: PausedNews[] = []
  for (const one of untold) {
    const marked = await database.handle
      .update(connector)
      .set({ pausedTold: 'told' })
      .where(and(eq(connector.id, one.connectorId), isUntold))
      .returning({ id: connector.id })
    if (marked.length > 0) news.push({ ...one, owners: await ownersOf(database, one.siteId) })
  }
  return news
}
