import { and, asc, count, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Act, Change } from '../access/act'
import type { Caller } from '../access/permissions'
import { operatorName, permit, requireNotAbove } from '../access/permissions'
import { changesBetween, recordAudit } from '../audit/log'
import type { MemberPatch, MemberView, MeView } from '../contract/people'
import { problem } from '../contract/problem'
import type { Role } from '../contract/terms'
import { limits } from '../contract/terms'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'

/** Who is signed in, and the sites that this person has to do with. */
export async function describeMe(database: Database, caller: Caller): Promise<MeView> {
  const {
    tables: { member, site },
    handle
  } = database
  if (caller.kind !== 'person') throw problem('sign-in-needed')
  const sites = await handle
    .select({ id: site.id, name: site.name, role: member.role })
    .from(member)
    .innerJoin(site, eq(site.id, member.siteId))
    .where(eq(member.userId, caller.userId))
    .orderBy(asc(site.createdAt), asc(site.id))
  const isOperator = (await operatorName(database, caller)) !== undefined
  return {
    name: caller.name,
    email: caller.email,
    sites,
    ...(isOperator && { runsServer: true as const })
  }
}

/** Who is a member of a site, and who was asked to become one and still may. */
export async function listMembers(
  database: Database,
  caller: Caller,
  siteId: string,
  now: number
): Promise<MemberView[]> {
  await permit(database, caller, siteId, 'admin')
  const {
    tables: { joinLink },
    handle
  } = database
  const joined = await membersOf(database, siteId)
  const invited = await handle
    .select()
    .from(joinLink)
    .where(and(eq(joinLink.siteId, siteId), gt(joinLink.expiresAt, now)))
    .orderBy(asc(joinLink.createdAt), asc(joinLink.id))
    .limit(limits.membersPerSite)
  return [...joined.map(memberView), ...invited.map(invitedView)]
}

/** Changes what a member may do. Throws `last-owner` when nobody would be left to administer the site. */
export async function changeMember(
  database: Database,
  siteId: string,
  userId: string,
  { caller, patch, now }: Change<MemberPatch>
): Promise<MemberView> {
  await permit(database, caller, siteId, 'admin')
  const { member } = database.tables
  await database.atomically(function* (handle) {
    const current = yield* lockedMember(handle, database, siteId, userId)
    const role = patch.role ?? current.role
    const agent = patch.agent === undefined ? current.agent : patch.agent
    const teams = patch.teams ?? teamsOf(current)
    requireSight(role, agent, teams)
    for (const one of [role, current.role as Role]) requireNotAbove(caller, { role: one })
    if (role !== 'owner') yield* requireAnotherOwner(handle, database, siteId, current)
    yield* run(
      handle
        .update(member)
        .set({ role, agent, teams: JSON.stringify(teams) })
        .where(and(eq(member.siteId, siteId), eq(member.userId, userId)))
    )
    const detail = changesBetween(sightOf(current), sightOf({ role, agent, teams: JSON.stringify(teams) }))
    if (detail)
      yield* run(
        recordAudit(handle, database, {
          siteId,
          caller,
          action: 'member-changed',
          subject: userId,
          detail,
          at: now
        })
      )
  })
  const [changed] = await membersOf(database, siteId, userId)
  if (!changed) throw problem('not-found')
  return memberView(changed)
}

/**
 * Takes a member, or the link of somebody who was only invited, from a site. Throws `last-owner` for the
 * last owner.
 */
export async function removeMember(
  database: Database,
  siteId: string,
  id: string,
  { caller, now }: Act
): Promise<void> {
  await permit(database, caller, siteId, 'admin')
  const { member, joinLink } = database.tables
  await database.atomically(function* (handle) {
    const [link] = yield* run(
      handle
        .delete(joinLink)
        .where(and(eq(joinLink.siteId, siteId), eq(joinLink.id, id)))
        .returning()
    )
    const gone = link ?? (yield* lockedMember(handle, database, siteId, id))
    requireNotAbove(caller, { role: gone.role })
    if (!link) {
      yield* requireAnotherOwner(handle, database, siteId, gone)
      yield* run(handle.delete(member).where(and(eq(member.siteId, siteId), eq(member.userId, id))))
      yield* disown(handle, database, id, siteId)
    }
    yield* run(
      recordAudit(handle, database, {
        siteId,
        caller,
        action: 'member-removed',
        subject: id,
        detail: sightOf(gone),
        at: now
      })
    )
  })
}

/**
 * What somebody who leaves a site, or all of them, was to follow up waits for somebody else, and they are told
 * of nothing there any more.
 */
export function* disown(
  handle: Handle,
  { tables: { followUp, alert, alertMessage } }: Database,
  userId: string,
  siteId?: string
) {
  const isTheirs = and(eq(alert.member, userId), siteId === undefined ? undefined : eq(alert.siteId, siteId))
  const theirs = handle.select({ id: alert.id }).from(alert).where(isTheirs)
  yield* run(handle.delete(alertMessage).where(inArray(alertMessage.alertId, theirs)))
  yield* run(handle.delete(alert).where(isTheirs))
  const isThere = siteId === undefined ? undefined : eq(followUp.siteId, siteId)
  yield* run(
    handle
      .update(followUp)
      .set({ owner: null })
      .where(and(isThere, eq(followUp.owner, userId)))
  )
  yield* run(
    handle
      .update(followUp)
      .set({ escalatedTo: null })
      .where(and(isThere, eq(followUp.escalatedTo, userId)))
  )
}

/**
 * Somebody with the role “agent” sees the answers to one agent and a lead those to teams; without saying
 * which it would be those to nobody.
 */
export function requireSight(role: Role, agent: string | null | undefined, teams: readonly string[]) {
  if (role === 'lead' && teams.length === 0)
    throw problem('invalid', 'The role “lead” needs “teams”: whose answers this person may see.', 'teams')
  if (role === 'agent' && !agent)
    throw problem('invalid', 'The role “agent” needs “agent”: whose answers this person may see.', 'agent')
}

export function invitedView(link: Database['tables']['joinLink']['$inferSelect']): MemberView {
  return memberView(link)
}

/** What somebody may do and whose answers they see, as the audit trail keeps it. */
export function sightOf({ role, agent, teams }: { role: string; agent: string | null; teams: string }) {
  return { role, agent, ...(teams !== '[]' && { teams: teamsOf({ teams }) }) }
}

function teamsOf({ teams }: { teams: string }): string[] {
  return JSON.parse(teams) as string[] // written by inviteMember and changeMember only
}

type MemberRow = {
  id: string
  name: string
  email: string
  role: Role
  agent: string | null
  teams: string
  createdAt: number
  expiresAt?: number
}

function memberView({ id, name, email, role, agent, teams, createdAt, expiresAt }: MemberRow): MemberView {
  return {
    id,
    state: expiresAt === undefined ? 'joined' : 'invited',
    name,
    email,
    role,
    agent,
    teams: teamsOf({ teams }),
    createdAt: new Date(createdAt).toISOString(),
    expiresAt: expiresAt === undefined ? null : new Date(expiresAt).toISOString()
  }
}

/** An account that has not proved its address has a placeholder in its place. */
function shownAddress(authUser: Database['tables']['authUser']) {
  return sql<string>`coalesce(${authUser.claimedEmail}, ${authUser.email})`
}

function membersOf({ tables: { member, authUser }, handle }: Database, siteId: string, userId?: string) {
  const row = {
    id: authUser.id,
    name: authUser.name,
    email: shownAddress(authUser),
    role: member.role,
    agent: member.agent,
    teams: member.teams,
    createdAt: member.createdAt
  }
  const wanted = and(eq(member.siteId, siteId), userId === undefined ? undefined : eq(member.userId, userId))
  return handle
    .select(row)
    .from(member)
    .innerJoin(authUser, eq(authUser.id, member.userId))
    .where(wanted)
    .orderBy(asc(member.createdAt), asc(authUser.id))
    .limit(limits.membersPerSite)
}

/** One member. The site's row is locked, so that two owners who remove each other cannot both succeed. */
function* lockedMember(handle: Handle, database: Database, siteId: string, userId: string) {
  const { site, member } = database.tables
  yield* run(database.locked(handle.select().from(site).where(eq(site.id, siteId))))
  const [current] = yield* run(
    handle
      .select()
      .from(member)
      .where(and(eq(member.siteId, siteId), eq(member.userId, userId)))
  )
  if (!current) throw problem('not-found')
  return current
}

function* requireAnotherOwner(
  handle: Handle,
  { tables: { member } }: Database,
  siteId: string,
  current: { role: string }
) {
  if (current.role !== 'owner') return
  const [owners] = yield* run(
    handle
      .select({ count: count() })
      .from(member)
      .where(and(eq(member.siteId, siteId), eq(member.role, 'owner')))
  )
  if ((owners?.count ?? 0) < 2) throw problem('last-owner')
}
