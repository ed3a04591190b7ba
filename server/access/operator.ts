import { and, eq } from 'drizzle-orm'
import type { Database } from '../db/database'
import type { Caller } from './permissions'

/** Whether a caller may make another site: the operator, by key or in person, and an owner of any. */
export async function mayCreateSite(database: Database, caller: Caller): Promise<boolean> {
  const {
    tables: { member },
    handle
  } = database
  if (caller.kind === 'public') return false
  if (caller.kind === 'key') return caller.siteId === null && caller.scopes.has('admin')
  const [owned] = await handle
    .select()
    .from(member)
    .where(and(eq(member.userId, caller.userId), eq(member.role, 'owner')))
    .limit(1)
  return owned !== undefined || (await operatorInPerson(database)) === caller.userId
}

/** Whoever set everything up. People who were invited are never this one, however early they came. */
export async function operatorInPerson({
  tables: { authUser },
  handle
}: Database): Promise<string | undefined> {
  const [found] = await handle
    .select({ id: authUser.id })
    .from(authUser)
    .where(eq(authUser.isOperator, true))
    .limit(1)
  return found?.id
}
