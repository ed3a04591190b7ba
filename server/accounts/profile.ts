import { isAPIError } from 'better-auth/api'
import { and, desc, eq, gt } from 'drizzle-orm'
import type { Caller } from '../access/permissions'
import type { ProfileView } from '../contract/accounts'
import { problem } from '../contract/problem'
import type { Database } from '../db/database'
import { accountEvents, recordAccountEvent } from './account-events'
import { accountsOf, dissolve, holdAddress, shownEmail } from './addresses'
import type { People } from './authentication'

const sessionsShown = 100

/** All that a person may know of their own account. */
export async function readProfile(
  { database, people }: { database: Database; people: People },
  caller: Caller,
  headers: Headers
): Promise<ProfileView> {
  const user = await userOf(database, caller)
  const userId = user.id
  const {
    tables: { authAccount, authSession, authPasskey, authTwoFactor },
    handle
  } = database
  const current = await people.auth.api.getSession({ headers })
  const [withPassword] = await handle
    .select({ id: authAccount.id })
    .from(authAccount)
    .where(and(eq(authAccount.userId, userId), eq(authAccount.providerId, 'credential')))
    .limit(1)
  const passkeys = await handle
    .select()
    .from(authPasskey)
    .where(eq(authPasskey.userId, userId))
    .orderBy(desc(authPasskey.createdAt))
  const sessions = await handle
    .select()
    .from(authSession)
    .where(and(eq(authSession.userId, userId), gt(authSession.expiresAt, new Date())))
    .orderBy(desc(authSession.createdAt))
    .limit(sessionsShown)
  const [codes] =
    user.twoFactorEnabled === true
      ? await handle
          .select({ id: authTwoFactor.id })
          .from(authTwoFactor)
          .where(eq(authTwoFactor.userId, userId))
          .limit(1)
      : []
  return {
    name: user.name,
    email: shownEmail(user),
    isProved: user.emailVerified && user.claimedEmail === null,
    hasPassword: withPassword !== undefined,
    twoFactor: user.twoFactorEnabled === true,
    backupCodesLeft: codes
      ? (await people.auth.api.viewBackupCodes({ body: { userId } })).backupCodes.length
      : null,
    passkeys: passkeys.map(({ id, name, createdAt }) => ({
      id,
      name,
      createdAt: createdAt?.toISOString() ?? null
    })),
    sessions: sessions.map((session) => ({
      id: session.id,
      isCurrent: session.token === current?.session.token,
      network: session.ipAddress || null,
      browser: session.userAgent || null,
      createdAt: session.createdAt.toISOString(),
      expiresAt: session.expiresAt.toISOString()
    })),
    events: await accountEvents(database, userId)
  }
}

/** Ends one of the caller's own sessions. Throws `not-found` for one of somebody else. */
export async function endSession(database: Database, caller: Caller, id: string, now: number): Promise<void> {
  if (caller.kind !== 'person') throw problem('sign-in-needed')
  const {
    tables: { authSession },
    handle
  } = database
  const ended = await handle
    .delete(authSession)
    .where(and(eq(authSession.id, id), eq(authSession.userId, caller.userId)))
    .returning()
  if (ended.length === 0) throw problem('not-found')
  await recordAccountEvent(database, { userId: caller.userId, kind: 'session-ended', at: now })
}

/** Mails a link by which the caller proves the address of the account. */
export async function askForProof(
  { database, people }: { database: Database; people: People },
  caller: Caller,
  address: string
): Promise<void> {
  if (!(await people.letters.isOffered())) throw problem('not-offered')
  const user = await userOf(database, caller)
  if (user.emailVerified && user.claimedEmail === null) return
  await people.backOff.take(`proof ${user.id}`, { address, device: undefined })
  await people.auth.api.sendVerificationEmail({ body: { email: user.email } })
}

/**
 * Makes the address the caller's, by the link of that mail. Only the account that asked for it can use it:
 * otherwise a squatter would send it to whoever owns the address, and wait. Where its owner has a proved
 * account already, this one becomes part of that.
 */
export async function proveAddress(
  { database, people, now }: { database: Database; people: People; now: () => number },
  caller: Caller,
  token: string
): Promise<void> {
  const user = await userOf(database, caller)
  if (emailOf(token) !== user.email.toLowerCase()) throw problem('address-link-wrong')
  await people.auth.api.verifyEmail({ query: { token } }).catch((error: unknown) => {
    throw isAPIError(error) && error.statusCode < 500 ? problem('address-link-wrong') : error
  })
  const email = shownEmail(user)
  const holder = (await accountsOf(database, email)).find(
    (account) => account.id !== user.id && account.email === email && account.emailVerified
  )
  await database.atomically(function* (handle) {
    if (holder) yield* dissolve(handle, database, user.id, holder.id)
    else yield* holdAddress(handle, database, user.id, email)
  })
  await recordAccountEvent(database, {
    userId: holder?.id ?? user.id,
    kind: 'address-proved',
    detail: { by: 'mail' },
    at: now()
  })
}

async function userOf({ tables: { authUser }, handle }: Database, caller: Caller) {
  if (caller.kind !== 'person') throw problem('sign-in-needed')
  const [user] = await handle.select().from(authUser).where(eq(authUser.id, caller.userId))
  if (!user) throw problem('sign-in-needed')
  return user
}

/** What a token says it is for; whether that is true is for better-auth to find. */
function emailOf(token: string): string | undefined {
  try {
    const { email } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as {
      email?: unknown
    }
    return typeof email === 'string' ? email : undefined
  } catch {
    return undefined
  }
}
