import { and, count, eq, gt } from 'drizzle-orm'
import type { Caller } from './access'
import { permit, requireNotAbove } from './access'
import { actorOf, recordAudit } from './audit'
import type { MemberInput, MemberView } from '../contract/people'
import { limits } from '../contract/terms'
import type { Database } from '../db/database'
import { run } from '../db/database'
import { hashOf, newId, newToken } from '../ids'
import { invitedView, requireSight, sightOf } from './members'
import type { People } from './people'
import { Problem, problem } from '../problem'
import { insertUser } from './set-up'
import { siteById } from '../sites'

const joinLinkMs = 7 * 24 * 60 * 60 * 1000

/**
 * Asks somebody to join a site: nothing is granted until the link is opened. Whether the address has an account on another
 * site stays unknown to who asks. Asking again replaces the earlier link.
 */
export async function inviteMember(database: Database, caller: Caller, input: MemberInput, now: number): Promise<{ view: MemberView; token: string }> {
  const { site: siteId, email, name, role, agent = null, teams = [] } = input
  await permit(database, caller, siteId, 'admin')
  requireNotAbove(caller, { role })
  await siteById(database, siteId)
  requireSight(role, agent, teams)
  const { tables: { member, authUser, joinLink }, handle } = database
  const members = handle.select({ id: authUser.id }).from(member).innerJoin(authUser, eq(authUser.id, member.userId))
  if ((await members.where(and(eq(member.siteId, siteId), eq(authUser.email, email)))).length > 0) throw problem('member-already', email)
  await requireRoom(database, siteId, now)

  const token = newToken()
  const row = { id: newId('join'), siteId, tokenHash: hashOf(token), email, name, role, agent, teams: JSON.stringify(teams), createdAt: now, expiresAt: now + joinLinkMs, madeBy: actorOf(caller) }
  await database.atomically(function* (transaction) {
    yield* run(transaction.delete(joinLink).where(and(eq(joinLink.siteId, siteId), eq(joinLink.email, email))))
    yield* run(transaction.insert(joinLink).values(row))
    yield* run(recordAudit(transaction, database, { siteId, caller, action: 'member-invited', subject: row.id, detail: sightOf(row), at: now }))
  })
  return { view: invitedView(row), token }
}

/**
 * Makes whoever holds the link a member, and signs in. Who has no account yet gets one with this password. Who has one must
 * give its password: a link that the owner of another site made must never open somebody's account.
 * Throws `join-link-wrong`, `account-exists` and `too-many`. Gives the person and the `Set-Cookie` values of the session.
 */
export async function join(database: Database, people: People, { token, password }: { token: string; password: string }, address: string, now: number) {
  const { tables: { joinLink, authUser, member }, handle } = database
  const valid = and(eq(joinLink.tokenHash, hashOf(token)), gt(joinLink.expiresAt, now))
  const [link] = await handle.select().from(joinLink).where(valid)
  if (!link) throw problem('join-link-wrong')
  const credentials = { email: link.email, password }
  const [known] = await handle.select().from(authUser).where(eq(authUser.email, link.email))
  const cookies = known ? await people.signIn(credentials, address).catch(explain) : undefined
  const user = { id: known?.id ?? newId('usr'), name: link.name, email: link.email, passwordHash: known ? '' : await people.hashPassword(password), isOperator: false }

  await database.atomically(function* (transaction) {
    const [taken] = yield* run(transaction.delete(joinLink).where(valid).returning())
    if (!taken) throw problem('join-link-wrong')
    // Two links of one person, opened in the same moment: the second finds the account of the first and asks for its password.
    if (!known && !(yield* insertUser(transaction, database, user))) throw problem('account-exists')
    const { siteId, role, agent, teams } = taken
    yield* run(transaction.insert(member).values({ siteId, userId: user.id, role, agent, teams, createdAt: now }).onConflictDoNothing())
    const caller: Caller = { kind: 'person', userId: user.id, name: user.name, email: user.email }
    yield* run(recordAudit(transaction, database, { siteId, caller, action: 'member-joined', subject: user.id, detail: sightOf(taken), at: now }))
  })
  return { person: { name: known?.name ?? link.name, email: link.email }, cookies: cookies ?? (await people.openSession(credentials)) }
}

function explain(error: unknown): never {
  throw error instanceof Problem && error.code === 'sign-in-failed' ? problem('account-exists') : error
}

async function requireRoom({ tables: { member, joinLink }, handle }: Database, siteId: string, now: number) {
  const [members] = await handle.select({ count: count() }).from(member).where(eq(member.siteId, siteId))
  const [links] = await handle.select({ count: count() }).from(joinLink).where(and(eq(joinLink.siteId, siteId), gt(joinLink.expiresAt, now)))
  if ((members?.count ?? 0) + (links?.count ?? 0) < limits.membersPerSite) return
  throw problem('invalid', `A site has ${limits.membersPerSite} members at most; remove one first.`)
}
