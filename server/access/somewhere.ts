import { eq } from 'drizzle-orm'
import { problem } from '../contract/problem'
import type { Scope } from '../contract/terms'
import type { Database } from '../db/database'
import type { Caller } from './permissions'
import { permit } from './permissions'

/**
 * Lets a caller through who may do this on some site at least. It is asked before a large body is read that
 * says which site it is about; that one is looked at afterwards.
 */
export async function permitSomewhere(database: Database, caller: Caller, scope: Scope): Promise<void> {
  if (caller.kind === 'public') throw problem('sign-in-needed')
  if (caller.kind === 'key') {
    if (!caller.scopes.has(scope)) throw problem('scope-missing', scope)
    return
  }
  const { member } = database.tables
  const rows = await database.handle
    .select({ siteId: member.siteId, role: member.role })
    .from(member)
    .where(eq(member.userId, caller.userId))
  let refusal: unknown = problem('role-missing', 'owners and managers')
  for (const { siteId } of new Map(rows.map((row) => [row.role, row])).values()) {
    try {
      await permit(database, caller, siteId, scope)
      return
    } catch (error) {
      refusal = error
    }
  }
  throw refusal
}
