import type { Caller } from './access'
import type { Database, Handle } from '../db/database'
import { newId } from '../ids'

export type AuditEntry = { siteId: string; caller: Caller; action: string; subject: string; detail?: Record<string, unknown>; at: number }

/** The statement that notes who did what, for the transaction that does it: `yield* run(recordAudit(…))`. Never give it a secret. */
export function recordAudit(handle: Handle, { tables: { audit } }: Database, { siteId, caller, action, subject, detail = {}, at }: AuditEntry) {
  return handle.insert(audit).values({ id: newId('aud'), siteId, actor: actorOf(caller), action, subject, detail: JSON.stringify(detail), at })
}

function actorOf(caller: Caller): string {
  if (caller.kind === 'public') return 'public'
  return caller.kind === 'key' ? `key:${caller.id}` : `person:${caller.userId}`
}
