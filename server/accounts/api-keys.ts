import { randomBytes } from 'node:crypto'
import type { SQL } from 'drizzle-orm'
import { and, asc, desc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Caller } from '../access/permissions'
import { permit, requireNotAbove } from '../access/permissions'
import { actorOf, recordAudit } from '../audit/log'
import { actorNames } from '../audit/trail'
import type { KeyInput, KeyView } from '../contract/people'
import { problem } from '../contract/problem'
import { limits } from '../contract/terms'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import { hashOf, newId } from '../secrets/ids'
import { siteById } from '../sites/sites'

type KeyRow = Database['tables']['apiKey']['$inferSelect']

/**
 * Makes a key. Only here is it known: the database keeps its hash. A key of the site makes none that may do
 * more or lasts longer than itself, and what it made dies with it.
 */
export async function createKey(
  database: Database,
  caller: Caller,
  { site, name, scopes, expiresAt }: KeyInput,
  now: number
): Promise<{ row: KeyRow; key: string }> {
  await permit(database, caller, site, 'admin')
  requireNotAbove(caller, { scopes })
  await siteById(database, site)
  const { apiKey } = database.tables
  const ends = expiresAt === undefined ? null : Date.parse(expiresAt)
  if (ends !== null && ends <= now)
    throw problem('invalid', '“expiresAt” is over already; choose a later time.', 'expiresAt')
  const live = await database.handle.$count(
    apiKey,
    and(
      eq(apiKey.siteId, site),
      isNull(apiKey.revokedAt),
      or(isNull(apiKey.expiresAt), gt(apiKey.expiresAt, now))
    )
  )
  if (live >= limits.keysPerSite)
    throw problem(
      'invalid',
      `A site has ${limits.keysPerSite} keys at most; revoke one that is not used any more.`
    )
  const key = `hb_${randomBytes(24).toString('base64url')}`
  const fresh: KeyRow = {
    id: newId('key'),
    siteId: site,
    name,
    scopes: JSON.stringify([...new Set(scopes)]),
    hash: hashOf(key),
    createdAt: now,
    revokedAt: null,
    expiresAt: ends,
    lastUsedAt: null,
    madeBy: actorOf(caller)
  }
  const row = await database.atomically(function* (handle) {
    const row = { ...fresh, expiresAt: yield* lastMoment(handle, database, caller, ends) }
    yield* run(handle.insert(apiKey).values(row))
    yield* run(
      recordAudit(handle, database, {
        siteId: site,
        caller,
        action: 'key-created',
        subject: row.id,
        detail: { name, scopes },
        at: now
      })
    )
    return row
  })
  return { row, key }
}

/** Until when a key may last that `caller` makes. A key that was revoked meanwhile makes none. */
function* lastMoment(handle: Handle, database: Database, caller: Caller, ends: number | null) {
  if (caller.kind !== 'key' || caller.siteId === null) return ends
  const { apiKey } = database.tables
  const [maker] = yield* run(
    database.held(
      handle
        .select()
        .from(apiKey)
        .where(and(eq(apiKey.id, caller.id), isNull(apiKey.revokedAt)))
    )
  )
  if (!maker) throw problem('key-unknown')
  if (maker.expiresAt === null || ends === null) return ends ?? maker.expiresAt
  if (ends > maker.expiresAt)
    throw problem(
      'invalid',
      '“expiresAt” is later than the end of the key that makes this one; choose an earlier time.',
      'expiresAt'
    )
  return ends
}

/** The keys of a site: live ones first, then the newest. */
export async function listKeys(database: Database, caller: Caller, siteId: string): Promise<KeyRow[]> {
  await permit(database, caller, siteId, 'admin')
  return keysWhere(database, eq(database.tables.apiKey.siteId, siteId)).limit(limits.pageRows)
}

/** The keys of all sites, for whoever runs the server. */
export async function listAllKeys(database: Database): Promise<KeyRow[]> {
  return keysWhere(database, undefined)
}

/**
 * Makes a key worthless, and all that it made: keys, and links for people that nobody has opened. Doing it
 * again changes nothing. Throws `not-found` for a key of a site that the caller has nothing to do with.
 */
export async function revokeKey(database: Database, caller: Caller, id: string, now: number): Promise<void> {
  const { apiKey, joinLink } = database.tables
  const [row] = await database.handle.select().from(apiKey).where(eq(apiKey.id, id))
  if (!row) throw problem('not-found')
  await permit(database, caller, row.siteId, 'admin')
  await database.atomically(function* (handle) {
    let condition: SQL | undefined = eq(apiKey.id, id)
    while (condition) {
      const revoked: KeyRow[] = yield* run(
        handle
          .update(apiKey)
          .set({ revokedAt: now })
          .where(and(condition, isNull(apiKey.revokedAt)))
          .returning()
      )
      for (const { id: subject, siteId, name } of revoked) {
        yield* run(
          recordAudit(handle, database, {
            siteId,
            caller,
            action: 'key-revoked',
            subject,
            detail: { name, ...(subject !== id && { madeBy: row.name }) },
            at: now
          })
        )
      }
      const makers = revoked.map((key) => `key:${key.id}`)
      if (makers.length > 0) yield* run(handle.delete(joinLink).where(inArray(joinLink.madeBy, makers)))
      condition = makers.length > 0 ? inArray(apiKey.madeBy, makers) : undefined
    }
  })
}

function keysWhere({ tables: { apiKey }, handle }: Database, condition: SQL | undefined) {
  const liveFirst = asc(sql`case when ${apiKey.revokedAt} is null then 0 else 1 end`)
  return handle
    .select()
    .from(apiKey)
    .where(condition)
    .orderBy(liveFirst, desc(apiKey.createdAt), asc(apiKey.id))
}

/** Keys as they are shown, with what their makers are called. */
export async function keyViews(database: Database, rows: readonly KeyRow[]): Promise<KeyView[]> {
  const names = await actorNames(
    database,
    rows.flatMap(({ madeBy }) => madeBy ?? [])
  )
  return rows.map((row) => keyView(row, names))
}

function keyView(
  { id, siteId, name, scopes, createdAt, revokedAt, expiresAt, lastUsedAt, madeBy }: KeyRow,
  names: ReadonlyMap<string, string>
): KeyView {
  return {
    id,
    site: siteId,
    name,
    scopes: JSON.parse(scopes) as KeyView['scopes'], // written by createKey only
    createdAt: new Date(createdAt).toISOString(),
    madeBy: madeBy === null ? null : { key: madeBy, name: names.get(madeBy) ?? null },
    lastUsedAt:
      lastUsedAt === null
        ? null
        : new Date(lastUsedAt).toISOString().replace(/:\d\d:\d\d\.\d+/, ':00:00.000'),
    expiresAt: timeOf(expiresAt),
    revokedAt: timeOf(revokedAt)
  }
}

function timeOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
