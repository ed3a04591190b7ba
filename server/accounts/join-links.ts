import { and, count, eq, gt, or } from 'drizzle-orm'
import type { Act } from '../access/act'
import type { Caller } from '../access/permissions'
import { permit, requireNotAbove } from '../access/permissions'
import { actorOf, recordAudit } from '../audit/log'
import type { MemberInput, MemberView } from '../contract/people'
import { problem } from '../contract/problem'
import { limits } from '../contract/terms'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import { hashOf, newId, newToken } from '../secrets/ids'
import { siteById } from '../sites/sites'
import type { AccountRow } from './addresses'
import { accountsOf, holdAddress, placeholderOf } from './addresses'
import type { People } from './authentication'
import { invitedView, requireSight, sightOf } from './members'
import { requireGoodPassword } from './password-rules'
import { insertUser } from './set-up'
import type { From } from './sign-in'

const joinLinkMs = 7 * 24 * 60 * 60 * 1000

type Link = Database['tables']['joinLink']['$inferSelect']

/**
 * Asks somebody to join a site: nothing is granted until the link is opened. Where there is a mail server
 * the link is in the mail alone, so that opening it proves the address; without one it is for whoever
 * invites to hand over, and proves nothing. Whether the address has an account anywhere stays unknown to
 * who asks. Asking again replaces the earlier link.
 */
export async function inviteMember(
  database: Database,
  people: People,
  input: MemberInput,
  { caller, now }: Act
): Promise<{ view: MemberView; token?: string }> {
  const { site: siteId, email, name, role, agent = null, teams = [] } = input
  await permit(database, caller, siteId, 'admin')
  requireNotAbove(caller, { role })
  const site = await siteById(database, siteId)
  requireSight(role, agent, teams)
  const {
    tables: { member, authUser, joinLink },
    handle
  } = database
  const members = handle
    .select({ id: authUser.id })
    .from(member)
    .innerJoin(authUser, eq(authUser.id, member.userId))
  const isTheirs = or(eq(authUser.email, email), eq(authUser.claimedEmail, email))
  if ((await members.where(and(eq(member.siteId, siteId), isTheirs))).length > 0)
    throw problem('member-already', email)
  await requireRoom(database, siteId, now)

  const token = newToken()
  const mailed = await people.letters.isOffered()
  const row = {
    id: newId('join'),
    siteId,
    tokenHash: hashOf(token),
    email,
    name,
    role,
    agent,
    teams: JSON.stringify(teams),
    mailed,
    createdAt: now,
    expiresAt: now + joinLinkMs,
    madeBy: actorOf(caller)
  }
  await database.atomically(function* (transaction) {
    yield* run(
      transaction.delete(joinLink).where(and(eq(joinLink.siteId, siteId), eq(joinLink.email, email)))
    )
    yield* run(transaction.insert(joinLink).values(row))
    yield* run(
      recordAudit(transaction, database, {
        siteId,
        caller,
        action: 'member-invited',
        subject: row.id,
        detail: sightOf(row),
        at: now
      })
    )
  })
  if (!mailed) return { view: invitedView(row), token }
  const by = caller.kind === 'person' ? caller.name : site.name
  if (await people.letters.invite({ email, name, site: site.name, by, token }))
    return { view: invitedView(row) }
  await handle.delete(joinLink).where(eq(joinLink.id, row.id))
  throw problem('mail-not-sent')
}

/**
 * Makes whoever holds the link a member. Somebody who is signed in with its address joins as that person,
 * and so does whoever gives the password of an account that has it. Everybody else gets an account with
 * this password: one that holds the address where the link was mailed, and one that only claims it where it
 * was handed over; so a link that the owner of another site made never opens anybody's account, and never
 * stands in anybody's way. Throws `join-link-wrong`, `account-exists`, `second-factor-first` and
 * `too-many`. Gives the `Set-Cookie` values of a new session.
 */
export async function join(
  database: Database,
  people: People,
  input: { token: string; password?: string | undefined },
  { caller, from, now }: Act & { from: From }
) {
  const { joinLink } = database.tables
  const valid = and(eq(joinLink.tokenHash, hashOf(input.token)), gt(joinLink.expiresAt, now))
  const [link] = await database.handle.select().from(joinLink).where(valid)
  if (!link) throw problem('join-link-wrong')
  if (caller.kind === 'person' && caller.email === link.email && input.password === undefined) {
    await takeLink(database, link, { id: caller.userId, name: caller.name, isNew: false }, now)
    return { person: { name: caller.name, email: link.email }, cookies: [] }
  }
  const { password } = input
  if (password === undefined)
    throw problem('invalid', 'Choose a password, or sign in with this address first.', 'password')
  return people.guarded(link.email, from, () =>
    people.hashing.meanwhile({ isKnown: true }, async () => {
      const known = await people.find({ email: link.email, password })
      if (known?.isTwoFactor) throw problem('second-factor-first')
      const id = known
        ? await takeLink(database, link, { id: known.id, name: known.name, isNew: false }, now)
        : await joinAnew(database, people, link, { password, now })
      const { cookies } = await people.openSession({ id, email: link.email, password }, from)
      return { person: { name: known?.name ?? link.name, email: link.email }, cookies }
    })
  )
}

async function joinAnew(
  database: Database,
  people: People,
  link: Link,
  { password, now }: { password: string; now: number }
) {
  const accounts = await accountsOf(database, link.email)
  // Told to nobody but the reader of the mail, who is the one that the account belongs to.
  if (link.mailed && accounts.some(isProved(link.email))) throw problem('account-exists')
  requireGoodPassword(password, link)
  const id = newId('usr')
  const passwordHash = await people.hashPassword(password, link.email)
  return takeLink(database, link, { id, name: link.name, isNew: true, passwordHash }, now)
}

type Joining = { id: string; name: string } & ({ isNew: false } | { isNew: true; passwordHash: string })

/** Gives the account that is a member now. */
async function takeLink(database: Database, link: Link, joining: Joining, now: number): Promise<string> {
  const { joinLink, member } = database.tables
  return database.atomically(function* (handle) {
    const [taken] = yield* run(
      handle
        .delete(joinLink)
        .where(and(eq(joinLink.id, link.id), eq(joinLink.tokenHash, link.tokenHash)))
        .returning()
    )
    if (!taken) throw problem('join-link-wrong')
    const { siteId, role, agent, teams, email, mailed } = taken
    const userId = joining.isNew ? yield* makeAccount(handle, database, joining, email) : joining.id
    if (mailed) yield* holdAddress(handle, database, userId, email)
    yield* run(
      handle
        .insert(member)
        .values({ siteId, userId, role, agent, teams, createdAt: now })
        .onConflictDoNothing()
    )
    const person: Caller = { kind: 'person', userId, name: joining.name, email }
    yield* run(
      recordAudit(handle, database, {
        siteId,
        caller: person,
        action: 'member-joined',
        subject: userId,
        detail: sightOf(taken),
        at: now
      })
    )
    return userId
  })
}

/** Two links of one person, opened in the same moment with one password, make one account. */
function* makeAccount(
  handle: Handle,
  database: Database,
  { id, name, passwordHash }: Joining & { isNew: true },
  email: string
) {
  const { authUser, authAccount } = database.tables
  yield* database.inTurn(handle, [`account ${email}`])
  const [same] = yield* run(
    handle
      .select({ id: authUser.id })
      .from(authUser)
      .innerJoin(authAccount, eq(authAccount.userId, authUser.id))
      .where(
        and(
          or(eq(authUser.claimedEmail, email), eq(authUser.email, email)),
          eq(authAccount.password, passwordHash)
        )
      )
      .limit(1)
  )
  if (same) return same.id
  yield* insertUser(handle, database, {
    id,
    name,
    email: placeholderOf(id),
    claimedEmail: email,
    passwordHash,
    isOperator: false
  })
  return id
}

function isProved(email: string) {
  return (account: AccountRow) => account.email === email && account.emailVerified
}

async function requireRoom({ tables: { member, joinLink }, handle }: Database, siteId: string, now: number) {
  const [members] = await handle.select({ count: count() }).from(member).where(eq(member.siteId, siteId))
  const [links] = await handle
    .select({ count: count() })
    .from(joinLink)
    .where(and(eq(joinLink.siteId, siteId), gt(joinLink.expiresAt, now)))
  if ((members?.count ?? 0) + (links?.count ?? 0) < limits.membersPerSite) return
  throw problem('invalid', `A site has ${limits.membersPerSite} members at most; remove one first.`)
}
