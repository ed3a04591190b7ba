import { randomBytes } from 'node:crypto'
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Caller } from './access'
import { permit } from './access'
import { recordAudit } from './audit'
import type { KeyInput, KeyView } from '../contract/people'
import { limits } from '../contract/terms'
import type { Database } from '../db/database'
import { run } from '../db/database'
import { hashOf, newId } from '../ids'
import { problem } from '../problem'
import { siteById } from '../sites'

type KeyRow = Database['tables']['apiKey']['$inferSelect']

/** Makes a key. Only here is it known: the database keeps its hash. */
export async function createKey(database: Database, caller: Caller, { site, name, scopes }: KeyInput, now: number): Promise<{ row: KeyRow; key: string }> {
  await permit(database, caller, site, 'admin')
  await siteById(database, site)
  const { apiKey } = database.tables
  const live = await database.handle.$count(apiKey, and(eq(apiKey.siteId, site), isNull(apiKey.revokedAt)))
  if (live >= limits.keysPerSite) throw problem('invalid', `A site has ${limits.keysPerSite} keys at most; revoke one that is not used any more.`)
  const key = `hb_${randomBytes(24).toString('base64url')}`
  const row = { id: newId('key'), siteId: site, name, scopes: JSON.stringify([...new Set(scopes)]), hash: hashOf(key), createdAt: now, revokedAt: null }
  await database.atomically(function* (handle) {
    yield* run(handle.insert(apiKey).values(row))
    yield* run(recordAudit(handle, database, { siteId: site, caller, action: 'key-created', subject: row.id, detail: { name, scopes }, at: now }))
  })
  return { row, key }
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

/** Makes a key worthless; doing it again changes nothing. Throws `not-found` for a key of a site that the caller has nothing to do with. */
export async function revokeKey(database: Database, caller: Caller, id: string, now: number): Promise<void> {
  const { apiKey } = database.tables
  const [row] = await database.handle.select().from(apiKey).where(eq(apiKey.id, id))
  if (!row) throw problem('not-found')
  await permit(database, caller, row.siteId, 'admin')
  await database.atomically(function* (handle) {
    const revoked = yield* run(handle.update(apiKey).set({ revokedAt: now }).where(and(eq(apiKey.id, id), isNull(apiKey.revokedAt))).returning())
    if (revoked.length === 0) return
    yield* run(recordAudit(handle, database, { siteId: row.siteId, caller, action: 'key-revoked', subject: id, detail: { name: row.name }, at: now }))
  })
}

function keysWhere({ tables: { apiKey }, handle }: Database, condition: SQL | undefined) {
  const liveFirst = asc(sql`case when ${apiKey.revokedAt} is null then 0 else 1 end`)
  return handle.select().from(apiKey).where(condition).orderBy(liveFirst, desc(apiKey.createdAt), asc(apiKey.id))
}

export function keyView({ id, siteId, name, scopes, createdAt, revokedAt }: KeyRow): KeyView {
  return {
    id,
    site: siteId,
    name,
    scopes: JSON.parse(scopes) as KeyView['scopes'], // written by createKey only
    createdAt: new Date(createdAt).toISOString(),
    revokedAt: revokedAt === null ? null : new Date(revokedAt).toISOString()
  }
}
