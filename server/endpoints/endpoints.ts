import { and, asc, eq, ne } from 'drizzle-orm'
import type { Act, Change } from '../access/act'
import type { Caller } from '../access/permissions'
import { operatorName, permit } from '../access/permissions'
import { actorOf, changesBetween, recordAudit } from '../audit/log'
import { actorNames } from '../audit/trail'
import type { EndpointInput, EndpointPatch, EndpointView } from '../contract/endpoints'
import { isMatch } from '../contract/etag'
import { problem } from '../contract/problem'
import { limits } from '../contract/terms'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { EndpointRow } from '../db/rows'
import { newId } from '../secrets/ids'
import { siteById } from '../sites/sites'
import { requireAddress } from './address'
import { eventsOf, requireReading } from './answering'
import { newSecret } from './signing'

/** For so long the secret before a change signs, too. */
const formerMs = 24 * 3_600_000

const going = { pausedAt: null, pausedBecause: null, told: null, failingSince: null } as const

/** Throws `invalid` for an address or a survey that it may not have, and for one endpoint too many. */
export async function createEndpoint(
  database: Database,
  { site, url, events, name, survey }: EndpointInput,
  { caller, now }: Act
): Promise<EndpointRow> {
  await permit(database, caller, site, 'admin')
  requireReading(caller, events)
  await siteById(database, site)
  await requireSurvey(database, site, survey)
  const trustedBy = (await operatorName(database, caller)) ?? null
  await requireAddress(url, trustedBy)
  const { endpoint } = database.tables
  const row: EndpointRow = {
    id: newId('ept'),
    siteId: site,
    surveyId: survey,
    name: name || new URL(url).hostname,
    url,
    events: JSON.stringify(events),
    answeredFor: actorOf(caller),
    trustedBy,
    secret: newSecret(),
    formerSecret: null,
    formerUntil: null,
    ...going,
    createdAt: now,
    updatedAt: now
  }
  await database.atomically(function* (handle) {
    yield* database.inTurn(handle, [`endpoints of ${site}`])
    const kept = yield* run(
      handle.select({ id: endpoint.id }).from(endpoint).where(eq(endpoint.siteId, site))
    )
    if (kept.length >= limits.endpointsPerSite)
      throw problem(
        'invalid',
        `A site has ${limits.endpointsPerSite} endpoints at most; remove one that is not used any more.`
      )
    yield* run(handle.insert(endpoint).values(row))
    yield* note(database, handle, row, { caller, now, action: 'endpoint-created', detail: shown(row) })
  })
  return row
}

/**
 * Changes an endpoint. Whoever says where it goes, what it is told or that it goes on answers for it from
 * then on. Throws like `createEndpoint`.
 */
export async function changeEndpoint(
  database: Database,
  id: string,
  { caller, patch, ifMatch, now }: Change<EndpointPatch>
): Promise<EndpointRow> {
  const known = await permittedEndpoint(database, caller, id)
  const trustedBy = (await operatorName(database, caller)) ?? null
  if (patch.url !== undefined) await requireAddress(patch.url, trustedBy)
  if (patch.survey !== undefined) await requireSurvey(database, known.siteId, patch.survey)
  return database.atomically(function* (handle) {
    const before = yield* lockedOne(database, handle, id)
    if (!isMatch(ifMatch, endpointEtag(before))) throw problem('changed-meanwhile')
    const {
      url = before.url,
      events = eventsOf(before),
      name = before.name,
      survey = before.surveyId
    } = patch
    requireReading(caller, events)
    const isOther =
      url !== before.url || JSON.stringify(events) !== before.events || survey !== before.surveyId
    const after: EndpointRow = {
      ...before,
      url,
      name,
      events: JSON.stringify(events),
      surveyId: survey,
      ...(patch.paused === true && before.pausedAt === null && { pausedAt: now, pausedBecause: 'by-hand' }),
      ...(patch.paused === false && going),
      ...(url !== before.url && { trustedBy, failingSince: null }),
      ...((isOther || patch.paused === false) && { answeredFor: actorOf(caller) }),
      updatedAt: Math.max(now, before.updatedAt + 1)
    }
    yield* run(handle.update(database.tables.endpoint).set(after).where(eq(database.tables.endpoint.id, id)))
    const detail = changesBetween(shown(before), shown(after))
    if (detail) yield* note(database, handle, after, { caller, now, action: 'endpoint-changed', detail })
    return after
  })
}

/** Makes a new secret; the one before signs for another day, beside it. */
export async function rotateSecret(
  database: Database,
  id: string,
  { caller, now }: Act
): Promise<EndpointRow> {
  await permittedEndpoint(database, caller, id)
  return database.atomically(function* (handle) {
    const before = yield* lockedOne(database, handle, id)
    requireReading(caller, eventsOf(before))
    const after: EndpointRow = {
      ...before,
      secret: newSecret(),
      formerSecret: before.secret,
      formerUntil: now + formerMs,
      updatedAt: Math.max(now, before.updatedAt + 1)
    }
    yield* run(handle.update(database.tables.endpoint).set(after).where(eq(database.tables.endpoint.id, id)))
    const detail = { name: after.name }
    yield* note(database, handle, after, { caller, now, action: 'endpoint-secret-changed', detail })
    return after
  })
}

/** Removes an endpoint with its deliveries. */
export async function removeEndpoint(database: Database, id: string, { caller, now }: Act): Promise<void> {
  const row = await permittedEndpoint(database, caller, id)
  const { endpoint, endpointDelivery } = database.tables
  await database.atomically(function* (handle) {
    yield* run(handle.delete(endpointDelivery).where(eq(endpointDelivery.endpointId, id)))
    yield* run(handle.delete(endpoint).where(eq(endpoint.id, id)))
    yield* note(database, handle, row, {
      caller,
      now,
      action: 'endpoint-removed',
      detail: { name: row.name }
    })
  })
}

/** Throws `not-found` for an endpoint of a site that the caller has nothing to do with. */
export async function permittedEndpoint(
  database: Database,
  caller: Caller,
  id: string
): Promise<EndpointRow> {
  const { endpoint } = database.tables
  const [row] = await database.handle.select().from(endpoint).where(eq(endpoint.id, id))
  if (!row) throw problem('not-found')
  await permit(database, caller, row.siteId, 'admin')
  return row
}

/** The endpoints of a site, oldest first. */
export async function endpointsOf(database: Database, siteId: string): Promise<EndpointView[]> {
  const { endpoint } = database.tables
  const rows = await database.handle
    .select()
    .from(endpoint)
    .where(eq(endpoint.siteId, siteId))
    .orderBy(asc(endpoint.createdAt), asc(endpoint.id))
  return endpointViews(database, rows)
}

export async function endpointViewOf(database: Database, row: EndpointRow): Promise<EndpointView> {
  const [view] = await endpointViews(database, [row])
  if (!view) throw new Error(`endpoint ${row.id} has no view`)
  return view
}

export function endpointEtag({ updatedAt }: Pick<EndpointRow, 'updatedAt'>): string {
  return `"${updatedAt}"`
}

async function endpointViews(database: Database, rows: readonly EndpointRow[]): Promise<EndpointView[]> {
  const names = await actorNames(
    database,
    rows.map(({ answeredFor }) => answeredFor)
  )
  return rows.map((row) => ({
    id: row.id,
    site: row.siteId,
    name: row.name,
    url: row.url,
    events: eventsOf(row),
    survey: row.surveyId,
    answersFor: { key: row.answeredFor, name: names.get(row.answeredFor) ?? null },
    paused:
      row.pausedAt === null || row.pausedBecause === null
        ? null
        : { since: new Date(row.pausedAt).toISOString(), because: row.pausedBecause },
    failingSince: timeOf(row.failingSince),
    formerSecretUntil: row.formerSecret === null ? null : timeOf(row.formerUntil),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString()
  }))
}

/** What the trail keeps: of the address only the host, since the rest may be a secret of the receiver. */
function shown({ name, url, events, surveyId, pausedAt }: EndpointRow) {
  return {
    name,
    address: new URL(url).host,
    events: eventsOf({ events }),
    survey: surveyId,
    paused: pausedAt !== null
  }
}

function note(
  database: Database,
  handle: Handle,
  { siteId, id }: EndpointRow,
  { caller, now, action, detail }: Act & { action: string; detail: Record<string, unknown> }
) {
  return run(recordAudit(handle, database, { siteId, caller, action, subject: id, detail, at: now }))
}

function* lockedOne(
  database: Database,
  handle: Handle,
  id: string
): Generator<PromiseLike<unknown>, EndpointRow, unknown> {
  const { endpoint } = database.tables
  const [row] = yield* run(database.locked(handle.select().from(endpoint).where(eq(endpoint.id, id))))
  if (!row) throw problem('not-found')
  return row
}

async function requireSurvey(database: Database, siteId: string, survey: string | null): Promise<void> {
  if (survey === null) return
  const { survey: table } = database.tables
  const [found] = await database.handle
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.id, survey), eq(table.siteId, siteId), ne(table.state, 'deleted')))
  if (!found) throw problem('invalid', `There is no survey “${survey}” on this site.`, 'survey')
}

function timeOf(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString()
}
