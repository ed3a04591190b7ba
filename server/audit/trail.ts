import type { SQL } from 'drizzle-orm'
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Caller } from '../access/permissions'
import { permit } from '../access/permissions'
import type { AuditQuery, AuditRow, AuditView } from '../contract/audit'
import { cursorOf, placeOf } from '../contract/cursor'
import { limits } from '../contract/terms'
import type { Database } from '../db/database'

type Row = Database['tables']['audit']['$inferSelect']

/** Who did what on a site, the latest first. `next` is the cursor of the page after. */
export async function readAudit(database: Database, caller: Caller, query: AuditQuery): Promise<AuditView> {
  await permit(database, caller, query.site, 'admin')
  const { audit } = database.tables
  const { site, action, actor, subject, limit } = query
  const after = query.cursor === undefined ? undefined : placeOf(query.cursor)
  const rows = await rowsWhere(
    database,
    [
      eq(audit.siteId, site),
      action === undefined ? undefined : eq(audit.action, action),
      actor === undefined ? undefined : eq(audit.actor, actor),
      subject === undefined ? undefined : eq(audit.subject, subject),
      after && sql`(${audit.at}, ${audit.id}) < (${after.at}, ${after.id})`
    ],
    limit + 1
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: await named(database, page),
    next: last && rows.length > page.length ? cursorOf(last) : null
  }
}

/**
 * What was done to one thing, the latest first. Whether the caller may know it is for whoever calls to say.
 */
export async function historyOf(database: Database, siteId: string, subject: string): Promise<AuditRow[]> {
  const { audit } = database.tables
  return named(
    database,
    await rowsWhere(database, [eq(audit.siteId, siteId), eq(audit.subject, subject)], limits.pageRows)
  )
}

function rowsWhere(
  { tables: { audit }, handle }: Database,
  conditions: (SQL | undefined)[],
  limit: number
): Promise<Row[]> {
  return handle
    .select()
    .from(audit)
    .where(and(...conditions))
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(limit)
}

/** What people and keys are called of whom the audit trail speaks as person:… or key:… */
export async function actorNames(
  { tables: { authUser, apiKey }, handle }: Database,
  actors: readonly string[]
): Promise<Map<string, string>> {
  const idsOf = (kind: string) => [
    ...new Set(
      actors.flatMap((actor) => (actor.startsWith(`${kind}:`) ? [actor.slice(kind.length + 1)] : []))
    )
  ]
  if (idsOf('person').length + idsOf('key').length === 0) return new Map()
  const [people, keys] = await Promise.all([
    handle
      .select({ id: authUser.id, name: authUser.name })
      .from(authUser)
      .where(inArray(authUser.id, idsOf('person'))),
    handle
      .select({ id: apiKey.id, name: apiKey.name })
      .from(apiKey)
      .where(inArray(apiKey.id, idsOf('key')))
  ])
  return new Map<string, string>([
    ...people.map(({ id, name }) => [`person:${id}`, name] as const),
    ...keys.map(({ id, name }) => [`key:${id}`, name] as const)
  ])
}

async function named(database: Database, rows: readonly Row[]): Promise<AuditRow[]> {
  const names = await actorNames(
    database,
    rows.map(({ actor }) => actor)
  )
  return rows.map(({ id, at, actor, action, subject, detail }) => ({
    id,
    at: new Date(at).toISOString(),
    actor: { key: actor, name: names.get(actor) ?? null },
    action,
    subject,
    detail: JSON.parse(detail) as AuditRow['detail'] // written by recordAudit only
  }))
}
