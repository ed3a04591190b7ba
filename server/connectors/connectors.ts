import { and, asc, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Change } from '../access/act'
import type { Caller } from '../access/permissions'
import { operatorName, permit } from '../access/permissions'
import { recordAudit } from '../audit/log'
import type {
  ConnectorInput,
  ConnectorPatch,
  ConnectorRefusalView,
  ConnectorView,
  KindView
} from '../contract/connectors'
import { isMatch } from '../contract/etag'
import { problem } from '../contract/problem'
import { limits } from '../contract/terms'
import type { Database } from '../db/database'
import { run } from '../db/database'
import type { ConnectorRow } from '../db/rows'
import { newId } from '../secrets/ids'
import type { Sealing } from '../secrets/sealing'
import { siteById } from '../sites/sites'
import type { AnyChannel } from './kinds.ts'
import { channelOfKind } from './kinds.ts'
import { allowedRate, atFullPace, paceOf } from './pace'
import { unpaused } from './pausing'

/** A connector that can be used: its channel, and its settings with their secrets. */
export type Connector = { row: ConnectorRow; channel: AnyChannel; settings: unknown }
type Fields = Record<string, unknown>
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
    ...kept(channel, checked(channel, withoutNull(input.settings)), id, sealing),
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
      kept(
        channel,
        checked(channel, withoutNull({ ...fieldsOf(row, sealing), ...patch.settings })),
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

/** Nothing where the secrets were kept under another HEARBACK_SECRET, or the kind is not known any more. */
export function usable(row: ConnectorRow, sealing: Sealing): Connector | undefined {
  const channel = channelOfKind(row.kind)
  const isOpen = sealing.open(row.secrets, row.id) !== undefined
  const settings = isOpen ? channel?.settings.safeParse(fieldsOf(row, sealing)) : undefined
  return channel && settings?.success ? { row, channel, settings: settings.data } : undefined
}

export function hookUrlOf(row: ConnectorRow, publicUrl: string): string {
  return `${publicUrl}/hooks/${row.id}`
}

export function connectorViewOf(row: ConnectorRow, sealing: Sealing, publicUrl: string): ConnectorView {
  const channel = channelOfKind(row.kind)
  const secrets = secretsOf(row, sealing)
  const hookUrl = hookUrlOf(row, publicUrl)
  return {
    id: row.id,
    site: row.siteId,
    kind: row.kind,
    channel: channel?.label ?? row.kind,
    name: row.name,
    state: !usable(row, sealing) ? 'locked' : row.pausedAt === null ? 'ready' : 'paused',
    paused: pauseOf(row),
    perSecond: row.rate === null ? null : row.rate / 1_000,
    usualPerSecond: rounded(allowedRate({ rate: null }, channel)),
    nowPerSecond: rounded(row.pace === null ? allowedRate(row, channel) : paceOf(row, channel)),
    heardAt: iso(row.heardAt),
    takenAt: iso(row.takenAt),
    settings: openFieldsOf(row),
    secrets: Object.fromEntries(
      (channel?.secrets ?? []).map((name) => [name, secrets[name] === undefined ? 'missing' : 'set'])
    ),
    vendorUrl: row.vendorUrl,
    hookUrl: channel?.sendsOnly ? null : hookUrl,
    connects: channel?.connect !== undefined,
    steps: (channel?.steps ?? []).map((step) =>
      step.replaceAll('{hook}', hookUrl).replaceAll('{connect}', `/api/v1/connectors/${row.id}/connect`)
    ),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString()
  }
}

function pauseOf({ pausedAt, pausedBecause, clearAt }: ConnectorRow): ConnectorView['paused'] {
  if (pausedAt === null || pausedBecause === null) return null
  return {
    since: new Date(pausedAt).toISOString(),
    reason: pausedBecause,
    nextTryAt: new Date(clearAt).toISOString()
  }
}

function keptRate(perSecond: number | null): number | null {
  return perSecond === null ? null : Math.round(perSecond * 1_000)
}

function rounded(perSecond: number): number {
  return Math.round(perSecond * 1_000) / 1_000
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

export function kindView({ kind, label, settings, secrets, limits }: AnyChannel): KindView {
  return {
    kind,
    channel: label,
    settings: z.toJSONSchema(settings, { io: 'input' }),
    secrets: [...secrets],
    limits
  }
}

export function connectorEtag(row: ConnectorRow) {
  return `"${row.updatedAt}"`
}

/**
 * The settings as the channel's own schema parses them; `invalid` with the path of the first that does not
 * fit.
 */
function checked(channel: AnyChannel, fields: Fields): Fields {
  const parsed = channel.settings.safeParse(fields)
  if (parsed.success) return parsed.data as Fields // every channel's settings are an object
  const issue = parsed.error.issues[0]
  const path = [
    'settings',
    ...(issue?.path ?? []),
    ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])
  ].join('.')
  throw problem('invalid', `“${path}” is wrong: ${issue?.message ?? 'it does not fit'}.`, path)
}

/** As they are stored: the secrets apart from the rest, and sealed for this connector. */
function kept(
  channel: AnyChannel,
  fields: Fields,
  id: string,
  sealing: Sealing
): { settings: string; secrets: string } {
  const part = (isSecret: boolean) =>
    JSON.stringify(
      Object.fromEntries(
        Object.entries(fields).filter(([name]) => channel.secrets.includes(name) === isSecret)
      )
    )
  return { settings: part(false), secrets: sealing.seal(part(true), id) }
}

function fieldsOf(row: ConnectorRow, sealing: Sealing): Fields {
  return { ...openFieldsOf(row), ...secretsOf(row, sealing) }
}

function openFieldsOf(row: ConnectorRow): Fields {
  return JSON.parse(row.settings) as Fields // written by kept only
}

function secretsOf(row: ConnectorRow, sealing: Sealing): Fields {
  return JSON.parse(sealing.open(row.secrets, row.id) ?? '{}') as Fields // written by kept only
}

function withoutNull(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
}
