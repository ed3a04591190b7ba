import { and, desc, eq, lt, or } from 'drizzle-orm'
import type { Caller } from '../access/permissions'
import { permit } from '../access/permissions'
import { recordAudit } from '../audit/log'
import type { OptOutsQuery, OptOutsView, OptOutView } from '../contract/opt-outs'
import { problem } from '../contract/problem'
import type { Database } from '../db/database'
import { reading, run } from '../db/database'
import type { OptOutRow } from '../db/rows'
import { siteById } from '../sites/sites'
import { optOutsOf } from './opt-outs'

/** Who wants to be asked no more, newest first; of one customer or address only what was said of them. */
export async function listOptOuts(
  database: Database,
  { site: siteId, customer, address, cursor, limit }: OptOutsQuery
): Promise<OptOutsView> {
  if (customer || address) {
    const site = await siteById(database, siteId)
    const rows = await reading(database, (handle) => optOutsOf(handle, database, site, { customer, address }))
    return { rows: rows.map(optOutViewOf), next: null }
  }
  const {
    tables: { optOut },
    handle
  } = database
  const [at = '', id = ''] = cursor?.split('.') ?? []
  const older =
    cursor === undefined
      ? undefined
      : or(lt(optOut.createdAt, Number(at)), and(eq(optOut.createdAt, Number(at)), lt(optOut.id, id)))
  const found = await handle
    .select()
    .from(optOut)
    .where(and(eq(optOut.siteId, siteId), older))
    .orderBy(desc(optOut.createdAt), desc(optOut.id))
    .limit(limit + 1)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    rows: rows.map(optOutViewOf),
    next: last && found.length > limit ? `${last.createdAt}.${last.id}` : null
  }
}

/** Takes one back, noting who did. One of another site is not there. */
export async function removeOptOut(
  database: Database,
  caller: Caller,
  id: string,
  now: number
): Promise<void> {
  const {
    tables: { optOut },
    handle
  } = database
  const [row] = await handle.select().from(optOut).where(eq(optOut.id, id))
  if (!row) throw problem('not-found')
  await permit(database, caller, row.siteId, 'admin')
  await database.atomically(function* (handle) {
    yield* run(handle.delete(optOut).where(eq(optOut.id, id)))
    yield* run(
      recordAudit(handle, database, {
        siteId: row.siteId,
        caller,
        action: 'opt-out-removed',
        subject: id,
        detail: { masked: row.masked },
        at: now
      })
    )
  })
}

export function optOutViewOf({ id, kind, masked, source, createdAt }: OptOutRow): OptOutView {
  return {
    id,
    kind: kind as OptOutView['kind'],
    masked,
    source,
    createdAt: new Date(createdAt).toISOString()
  } // kind is written from the same union
}
