import { and, asc, desc, eq } from 'drizzle-orm'
import type { Change } from '../access/act'
import type { Caller } from '../access/permissions'
import { operatorName, permit } from '../access/permissions'
import { recordAudit } from '../audit/log'
import type { ConnectorInput, ConnectorPatch, ConnectorRefusalView } from '../contract/connectors'
import { isMatch } from '../contract/etag'
import { problem } from '../contract/problem'
import { limits } from '../contract/terms'
import type { Database } from '../db/database'
import { run } from '../db/database'
import type { ConnectorRow } from '../db/rows'
import { newId } from '../secrets/ids'
import type { Sealing } from '../secrets/sealing'
import { siteById } from '../sites/sites'
import { channelOfKind } from './kinds.ts'
import { atFullPace } from './pace'
import { unpaused } from './pausing'
import { checkedSettings, keptSettings, settingsOf, withoutNull } from './settings'
import { connectorEtag } from './view'

type Store = { database: Database; sealing: Sealing }

export async function createConnector(
  { database, sealing }: Store,
  caller: Caller,
  input: ConnectorInput,
  now: number
): Promise<ConnectorRow> {
  await permit(database, caller, input.site, 'admin')
  await siteById(database, input.site)
  const channel = channelOfKind(input.kind)
  if (!channel)
    throw problem(
      'invalid',
      `There is no kind “${input.kind}” of connector; GET /connectors/kinds lists them.`,
      'kind'
    )
  const { connector } = database.tables
  const count = await database.handle.$count(connector, eq(connector.siteId, input.site))
  if (count >= limits.connectorsPerSite)
    throw problem(
      'invalid',
      `A site has ${limits.connectorsPerSite} connectors at most; remove one that is not used any more.`
    )
  const id = newId('con')
  const row: ConnectorRow = {
    id,
    siteId: input.site,
    kind: input.kind,
    name: input.name,
    ...keptSettings(channel, checkedSettings(channel, withoutNull(input.settings)), id, sealing),
    vendorUrl: input.vendorUrl,
    trustedBy: (await operatorName(database, caller)) ?? null,
    access: null,
    rate: keptRate(input.perSecond),
    ...unpaused,
    ...atFullPace,
    heardAt: null,
    takenAt: null,
    createdAt: now,
    updatedAt: now
  }
  await database.atomically(function* (handle) {
    yield* run(handle.insert(connector).values(row))
    yield* run(
      recordAudit(handle, database, {
        siteId: row.siteId,
        caller,
        action: 'connector-created',
        subject: id,
        detail: { kind: row.kind, name: row.name },
        at: now
      })
    )
  })
  return row
}

/** Changes the fields that are given: `null` empties one, and a secret that is left out stays as it is. */
export async function changeConnector(
  { database, sealing }: Store,
  id: string,
  { caller, patch, ifMatch, now }: Change<ConnectorPatch>
): Promise<ConnectorRow> {
  const {
    row: { siteId }
  } = await permittedConnector(database, caller, id)
  const { connector } = database.tables
  const trustedBy = (await operatorName(database, caller)) ?? null
  return database.atomically(function* (handle) {
    const [row] = yield* run(database.locked(handle.select().from(connector).where(eq(connector.id, id))))
    if (!row) throw problem('not-found')
    if (!isMatch(ifMatch, connectorEtag(row))) throw problem('changed-meanwhile')
    const channel = channelOfKind(row.kind)
    const settings =
      channel &&
      patch.settings &&
      keptSettings(
        channel,
        checkedSettings(channel, withoutNull({ ...settingsOf(row, sealing), ...patch.settings })),
        id,
        sealing
      )
    // New settings may name another account at the vendor: neither a pause nor an access token of the old one
    // holds.
    const fresh = settings ? { ...settings, ...unpaused, ...atFullPace, access: null } : {}
    const rate = patch.perSecond === undefined ? {} : { rate: keptRate(patch.perSecond), ...atFullPace }
    const vendorUrl = patch.vendorUrl === undefined ? row.vendorUrl : patch.vendorUrl
    // Whoever says where it points answers for that; a new name points nowhere else.
    const trust = patch.settings || patch.vendorUrl !== undefined ? { trustedBy } : {}
    const name = patch.name ?? row.name
    const updatedAt = Math.max(now, row.updatedAt + 1)
    const changed = { ...row, ...fresh, ...rate, ...trust, vendorUrl, name, updatedAt }
    yield* run(handle.update(connector).set(changed).where(eq(connector.id, id)))
    const named = [
      ...Object.keys(patch.settings ?? {}),
      ...(patch.perSecond === undefined ? [] : ['perSecond'])
    ]
    const detail = { name, settings: named }
    yield* run(
      recordAudit(handle, database, {
        siteId,
        caller,
        action: 'connector-changed',
        subject: id,
        detail,
        at: now
      })
    )
    return changed
  })
}

/** Lets a paused connector go on at once, because somebody has put it right at the vendor. */
export async function resumeConnector(
  database: Database,
  caller: Caller,
  id: string,
  now: number
): Promise<ConnectorRow> {
  const { row } = await permittedConnector(database, caller, id)
  const { connector } = database.tables
  return database.atomically(function* (handle) {
    const [resumed] = yield* run(
      handle.update(connector).set(unpaused).where(eq(connector.id, id)).returning()
    )
    if (!resumed) throw problem('not-found')
    const detail = { name: row.name }
    const entry = { siteId: row.siteId, caller, action: 'connector-resumed', subject: id, detail, at: now }
    yield* run(recordAudit(handle, database, entry))
    return resumed
  })
}

/** What was turned away of what came in under the address of a connector, the latest first. */
export async function refusalsOf(database: Database, id: string): Promise<ConnectorRefusalView[]> {
  const {
    tables: { connectorRefusal },
    handle
  } = database
  const rows = await handle
    .select()
    .from(connectorRefusal)
    .where(eq(connectorRefusal.connectorId, id))
    .orderBy(desc(connectorRefusal.lastAt))
  return rows.map(({ reason, count, firstAt, lastAt }) => ({
    reason,
    count,
    firstAt: new Date(firstAt).toISOString(),
    lastAt: new Date(lastAt).toISOString()
  }))
}

/** Removes a connector with its deliveries; links that it sent keep working. */
export async function removeConnector(
  database: Database,
  caller: Caller,
  id: string,
  now: number
): Promise<void> {
  const { row } = await permittedConnector(database, caller, id)
  const { connector } = database.tables
  await database.atomically(function* (handle) {
    yield* run(handle.delete(connector).where(eq(connector.id, id)))
    yield* run(
      recordAudit(handle, database, {
        siteId: row.siteId,
        caller,
        action: 'connector-removed',
        subject: id,
        detail: { kind: row.kind, name: row.name },
        at: now
      })
    )
  })
}

/** Throws `not-found` for a connector of a site that the caller has nothing to do with. */
export async function permittedConnector(
  database: Database,
  caller: Caller,
  id: string
): Promise<{ row: ConnectorRow }> {
  const row = await connectorById(database, id)
  if (!row) throw problem('not-found')
  await permit(database, caller, row.siteId, 'admin')
  return { row }
}

export async function connectorById(
  { tables: { connector }, handle }: Database,
  id: string
): Promise<ConnectorRow | undefined> {
  const [row] = await handle.select().from(connector).where(eq(connector.id, id))
  return row
}

/** The connectors of a site, oldest first. */
export async function connectorsOf(
  { tables: { connector }, handle }: Database,
  siteId: string
): Promise<ConnectorRow[]> {
  return handle
    .select()
    .from(connector)
    .where(eq(connector.siteId, siteId))
    .orderBy(asc(connector.createdAt), asc(connector.id))
}

/**
 * The connector that `delivery` names: by its id, or by its kind or channel where the site has just one of
 * it. Nothing where it names none, which is how a site says that it sends the link itself. Throws `invalid`
 * where it is unclear which one is meant.
 */
export async function connectorNamed(
  database: Database,
  siteId: string,
  delivery: string
): Promise<ConnectorRow | undefined> {
  const { connector } = database.tables
  if (delivery.startsWith('con_')) {
    const [row] = await database.handle
      .select()
      .from(connector)
      .where(and(eq(connector.id, delivery), eq(connector.siteId, siteId)))
    if (!row) throw problem('invalid', `There is no connector “${delivery}”.`, 'delivery')
    return row
  }
  const fitting = (await connectorsOf(database, siteId)).filter(
    ({ kind }) => kind === delivery || channelOfKind(kind)?.label === delivery
  )
  if (fitting.length > 1) {
    const theirs = fitting.map(({ id, kind, name }) => `${id} (${kind}, “${name}”)`).join(', ')
    throw problem(
      'invalid',
      `“${delivery}” may be any of ${fitting.length} connectors of this site; name the one ` +
        `that is meant by its id: ${theirs}.`,
      'delivery'
    )
  }
  return fitting[0]
}

function keptRate(perSecond: number | null): number | null {
  return perSecond === null ? null : Math.round(perSecond * 1_000)
}
