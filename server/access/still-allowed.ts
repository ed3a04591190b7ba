import { and, eq, gt, isNull, or } from 'drizzle-orm'
import { Problem } from '../contract/problem'
import type { Database } from '../db/database'
import type { Access, Caller } from './permissions'
import { permit } from './permissions'

/**
 * Whether somebody who was let through to a site still may see just what they were let through to: the
 * session goes on, the key was not revoked and is not over, and a member is still one with the same role
 * and the same agents or teams.
 */
export async function isStillAllowed(
  database: Database,
  caller: Caller,
  { siteId, access }: { siteId: string; access: Access },
  now: number
): Promise<boolean> {
  if (!(await isStillIn(database, caller, now))) return false
  try {
    return JSON.stringify(await permit(database, caller, siteId, 'scores:read')) === JSON.stringify(access)
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

async function isStillIn(
  { tables: { apiKey, authSession }, handle }: Database,
  caller: Caller,
  now: number
): Promise<boolean> {
  if (caller.kind === 'public') return false
  if (caller.kind === 'key') {
    if (caller.siteId === null) return true
    const isLive = and(isNull(apiKey.revokedAt), or(isNull(apiKey.expiresAt), gt(apiKey.expiresAt, now)))
    const [key] = await handle
      .select({ id: apiKey.id })
      .from(apiKey)
      .where(and(eq(apiKey.id, caller.id), isLive))
    return key !== undefined
  }
  if (caller.session === undefined) return true
  const [session] = await handle
    .select({ id: authSession.id })
    .from(authSession)
    .where(and(eq(authSession.id, caller.session), gt(authSession.expiresAt, new Date(now))))
  return session !== undefined
}
