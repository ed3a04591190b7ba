import { and, eq } from 'drizzle-orm'
import { problem } from '../contract/problem'
import type { Role, Scope } from '../contract/terms'
import { scopes } from '../contract/terms'
import type { Database } from '../db/database'

/** Who sent a request. A key with `siteId: null` is the operator's own and reaches every site. */
export type Caller =
  | { kind: 'public' }
  | { kind: 'key'; id: string; siteId: string | null; scopes: ReadonlySet<Scope> }
  | { kind: 'person'; userId: string; name: string; email: string; session?: string }

/**
 * Somebody who is nobody's agent and leads no team yet sees nothing, rather than the answers without an
 * agent or a team.
 */
export function onlyOf({
  role,
  agent,
  teams
}: {
  role: string
  agent: string | null
  teams: string
}): Only | undefined {
  if (role === 'agent') return { dimension: 'agent', keys: agent ? [agent] : [] }
  // written by inviteMember and changeMember only
  if (role === 'lead') return { dimension: 'team', keys: (JSON.parse(teams) as string[]).filter(Boolean) }
  return undefined
}

/** Whoever runs the server: by the key in its environment, or at its command line. */
export function operator(id: string): Caller {
  return { kind: 'key', id, siteId: null, scopes: new Set(scopes) }
}

/** Whose answers alone somebody sees: those to one of these agents, or to one of these teams. */
export type Only = { dimension: 'agent' | 'team'; keys: readonly string[] }

/**
 * What a caller may see of one site: everything, or `only` the answers to some agents or teams. `seesFew`:
 * also figures of so few answers that single ones could be told from them, because the answers themselves
 * may be read.
 */
export type Access = { role: Role | 'key'; seesFew: boolean; only?: Only }

const scopesOf: Record<Role, readonly Scope[]> = {
  owner: scopes,
  manager: ['responses:write', 'invitations:write', 'conversations:write', 'scores:read', 'responses:read'],
  lead: ['scores:read', 'responses:read'],
  agent: ['scores:read', 'responses:read']
}

/**
 * Lets `caller` through to `siteId` or says why not. Somebody who has nothing to do with the site is told
 * that it does not exist, so that ids of other tenants cannot be probed.
 */
export async function permit(
  database: Database,
  caller: Caller,
  siteId: string,
  scope: Scope
): Promise<Access> {
  if (caller.kind === 'public') throw problem('sign-in-needed')
  if (caller.kind === 'key') {
    if (caller.siteId !== null && caller.siteId !== siteId) throw problem('not-found')
    if (!caller.scopes.has(scope)) throw problem('scope-missing', scope)
    return { role: 'key', seesFew: caller.scopes.has('responses:read') }
  }
  const { member } = database.tables
  const [found] = await database.handle
    .select()
    .from(member)
    .where(and(eq(member.siteId, siteId), eq(member.userId, caller.userId)))
  if (!found) throw problem('not-found')
  const role = found.role
  if (!scopesOf[role].includes(scope))
    throw problem('role-missing', scope === 'admin' ? 'owners' : 'owners and managers')
  const seesFew = scopesOf[role].includes('responses:read')
  const only = onlyOf(found)
  return { role, seesFew, ...(only && { only }) }
}

/** Whether somebody who was let through to a site has another scope there, too. */
export function hasScope(caller: Caller, { role }: Access, scope: Scope): boolean {
  if (caller.kind === 'key') return caller.scopes.has(scope)
  return role !== 'key' && scopesOf[role].includes(scope)
}

/**
 * Throws where a key of a site would grant what it does not have itself: a key may not outlive being
 * revoked by making another one or a person that may do more. Owners are made by owners, and by whoever
 * runs the server.
 */
export function requireNotAbove(caller: Caller, granted: { scopes: readonly Scope[] } | { role: Role }) {
  if (caller.kind !== 'key' || caller.siteId === null) return
  if ('role' in granted && granted.role === 'owner') throw problem('role-missing', 'owners')
  const missing = ('role' in granted ? scopesOf[granted.role] : granted.scopes).find(
    (scope) => !caller.scopes.has(scope)
  )
  if (missing) throw problem('scope-missing', missing)
}

/** The name of the operator that this is, by key or in person; nothing for everybody else. */
export async function operatorName(
  { tables: { authUser }, handle }: Database,
  caller: Caller
): Promise<string | undefined> {
  if (caller.kind === 'key') return caller.siteId === null ? caller.id : undefined
  if (caller.kind === 'public') return undefined
  const [found] = await handle
    .select({ id: authUser.id })
    .from(authUser)
    .where(and(eq(authUser.id, caller.userId), eq(authUser.isOperator, true)))
  return found?.id
}

/** Whether one who was let through to a site may change it, too. */
export function mayAdminister(caller: Caller, { role }: Access): boolean {
  return role === 'owner' || (caller.kind === 'key' && caller.scopes.has('admin'))
}

/** Whether one who was let through to a site may say which answers count. */
export function mayReview(caller: Caller, { role }: Access): boolean {
  return (
    role === 'owner' || role === 'manager' || (caller.kind === 'key' && caller.scopes.has('responses:write'))
  )
}

/** Whether a caller of the public endpoint may set what only the site's own programs may set. */
export function isTrusted(caller: Caller, siteId: string): boolean {
  return (
    caller.kind === 'key' &&
    (caller.siteId === null || caller.siteId === siteId) &&
    caller.scopes.has('responses:write')
  )
}
