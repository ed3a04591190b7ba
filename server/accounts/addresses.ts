import { and, asc, eq, ne, or } from 'drizzle-orm'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'

/**
 * Who has an address. One account *holds* it: `auth_user.email`. Others may *claim* it: they were made with
 * a link that was handed over, which proves nothing, and have a placeholder in `email`. Whoever proves the
 * address – by a mailed link, or by the firm's single sign-on – holds it from then on, and what claimed it
 * is dissolved: sites gave their memberships to the address, so these go to whoever it belongs to, and
 * passwords, sessions, passkeys of anybody else are worth nothing any more.
 */
export type AccountRow = {
  id: string
  name: string
  email: string
  claimedEmail: string | null
  emailVerified: boolean
  hash: string | null
  isTwoFactor: boolean
}

const claimsRead = 1_000

export function placeholderOf(userId: string): string {
  return `${userId.toLowerCase()}@unproved.invalid`
}

/** The address as people read it. */
export function shownEmail({
  email,
  claimedEmail
}: {
  email: string
  claimedEmail?: string | null | undefined
}): string {
  return claimedEmail ?? email
}

/** The accounts that hold or claim an address: the holder first, then the oldest. */
export async function accountsOf(
  { tables: { authUser, authAccount }, handle }: Database,
  email: string
): Promise<AccountRow[]> {
  const columns = {
    id: authUser.id,
    name: authUser.name,
    email: authUser.email,
    claimedEmail: authUser.claimedEmail,
    emailVerified: authUser.emailVerified,
    hash: authAccount.password,
    isTwoFactor: authUser.twoFactorEnabled
  }
  const rows = await handle
    .select(columns)
    .from(authUser)
    .leftJoin(authAccount, and(eq(authAccount.userId, authUser.id), eq(authAccount.providerId, 'credential')))
    .where(or(eq(authUser.email, email), eq(authUser.claimedEmail, email)))
    .orderBy(asc(authUser.createdAt), asc(authUser.id))
    .limit(claimsRead)
  return rows
    .map((row) => ({ ...row, isTwoFactor: row.isTwoFactor === true }))
    .sort((a, b) => Number(b.email === email) - Number(a.email === email))
}

/**
 * The statements by which `userId` comes to hold a proved address; memberships of all who claimed it go to
 * this account.
 */
export function* holdAddress(handle: Handle, database: Database, userId: string, email: string) {
  const { authUser } = database.tables
  const others = yield* run(
    handle
      .select({ id: authUser.id })
      .from(authUser)
      .where(and(or(eq(authUser.email, email), eq(authUser.claimedEmail, email)), ne(authUser.id, userId)))
  )
  for (const { id } of others) yield* dissolve(handle, database, id, userId)
  yield* run(
    handle
      .update(authUser)
      .set({ email, claimedEmail: null, emailVerified: true, updatedAt: new Date() })
      .where(eq(authUser.id, userId))
  )
}

/** The statements that give the memberships of one account to another, and end the first. */
export function* dissolve(
  handle: Handle,
  { tables: { authUser, member } }: Database,
  from: string,
  to: string
) {
  const memberships = yield* run(handle.select().from(member).where(eq(member.userId, from)))
  for (const row of memberships) {
    const added = yield* run(
      handle
        .insert(member)
        .values({ ...row, userId: to })
        .onConflictDoNothing()
        .returning()
    )
    // A site never loses its owner by it.
    if (added.length > 0 || row.role !== 'owner') continue
    yield* run(
      handle
        .update(member)
        .set({ role: 'owner', agent: null, teams: '[]' })
        .where(and(eq(member.siteId, row.siteId), eq(member.userId, to)))
    )
  }
  yield* run(handle.delete(authUser).where(eq(authUser.id, from)))
}

/** The statements that take from an account all by which somebody got into it. */
export function* forgetWaysIn(
  handle: Handle,
  { tables }: Database,
  userId: string,
  also: { password: boolean }
) {
  const { authUser, authAccount, authSession, authTwoFactor, authPasskey } = tables
  yield* run(handle.delete(authSession).where(eq(authSession.userId, userId)))
  yield* run(handle.delete(authTwoFactor).where(eq(authTwoFactor.userId, userId)))
  yield* run(handle.delete(authPasskey).where(eq(authPasskey.userId, userId)))
  yield* run(handle.update(authUser).set({ twoFactorEnabled: false }).where(eq(authUser.id, userId)))
  const others = also.password ? undefined : ne(authAccount.providerId, 'credential')
  yield* run(handle.delete(authAccount).where(and(eq(authAccount.userId, userId), others)))
}
