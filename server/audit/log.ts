import type { Caller } from '../access/permissions'
import type { Database, Handle } from '../db/database'
import { newId } from '../secrets/ids'

export type AuditEntry = {
  siteId: string
  caller: Caller
  action: string
  subject: string
  detail?: Record<string, unknown>
  at: number
}

/**
 * The statement that notes who did what, for the transaction that does it: `yield* run(recordAudit(…))`.
 * Never give it a secret.
 */
export function recordAudit(
  handle: Handle,
  { tables: { audit } }: Database,
  { siteId, caller, action, subject, detail = {}, at }: AuditEntry
) {
  return handle.insert(audit).values({
    id: newId('aud'),
    siteId,
    actor: actorOf(caller),
    action,
    subject,
    detail: JSON.stringify(detail),
    at
  })
}

/** How the audit trail names whoever did something: person:… or key:… */
export function actorOf(caller: Caller): string {
  if (caller.kind === 'public') return 'public'
  return caller.kind === 'key' ? `key:${caller.id}` : `person:${caller.userId}`
}

/**
 * What a change made of something, field by field under its path, as the audit trail keeps it. Nothing
 * where nothing has changed.
 */
export function changesBetween(
  before: object,
  after: object
): { from: Record<string, unknown>; to: Record<string, unknown> } | undefined {
  const [was, is] = [fieldsOf(before), fieldsOf(after)]
  const changed = [...new Set([...was.keys(), ...is.keys()])].filter(
    (field) => JSON.stringify(was.get(field)) !== JSON.stringify(is.get(field))
  )
  if (changed.length === 0) return undefined
  const pick = (fields: ReadonlyMap<string, unknown>) =>
    Object.fromEntries(changed.map((field) => [field, fields.get(field) ?? null]))
  return { from: pick(was), to: pick(is) }
}

/** The fields of a thing and of what is in it: `asking.share`. A list is one field. */
function fieldsOf(thing: object, path = ''): Map<string, unknown> {
  return new Map(
    Object.entries(thing).flatMap(([name, value]: [string, unknown]): (readonly [string, unknown])[] =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? [...fieldsOf(value, `${path}${name}.`)]
        : [[`${path}${name}`, value]]
    )
  )
}
