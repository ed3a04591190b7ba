import { and, desc, eq, gt } from 'drizzle-orm'
import { accountEvents, recordAccountEvent } from './account-events'
import { shownEmail } from './addresses'
import type { ProfileView } from '../contract/accounts'
import type { Database } from '../db/database'
import type { Caller } from '../people/access'
import { problem } from '../problem'
import type { Services } from '../services'

const sessionsShown = 100

/** All that a person may know of their own account. */
export async function readProfile({ database, people }: Pick<Services, 'database' | 'people'>, caller: Caller, headers: Headers): Promise<ProfileView> {
  if (caller.kind !== 'person') throw problem('sign-in-needed')
  const { userId } = caller
  const { tables: { authUser, authAccount, authSession, authPasskey, authTwoFactor }, handle } = database
  const current = await people.auth.api.getSession({ headers })
  const [user] = await handle.select().from(authUser).where(eq(authUser.id, userId))
  if (!user) throw problem('sign-in-needed')
  const [withPassword] = await handle.select({ id: authAccount.id }).from(authAccount).where(and(eq(authAccount.userId, userId), eq(authAccount.providerId, 'credential'))).limit(1)
  const passkeys = await handle.select().from(authPasskey).where(eq(authPasskey.userId, userId)).orderBy(desc(authPasskey.createdAt))
  const sessions = await handle.select().from(authSession).where(and(eq(authSession.userId, userId), gt(authSession.expiresAt, new Date())))
    .orderBy(desc(authSession.createdAt)).limit(sessionsShown)
  const [codes] = user.twoFactorEnabled === true ? await handle.select({ id: authTwoFactor.id }).from(authTwoFactor).where(eq(authTwoFactor.userId, userId)).limit(1) : []
  return {
    name: user.name,
    email: shownEmail(user),
    isProved: user.emailVerified && user.claimedEmail === null,
    hasPassword: withPassword !== undefined,
    twoFactor: user.twoFactorEnabled === true,
    backupCodesLeft: codes ? (await people.auth.api.viewBackupCodes({ body: { userId } })).backupCodes.length : null,
    passkeys: passkeys.map(({ id, name, createdAt }) => ({ id, name, createdAt: createdAt?.toISOString() ?? null })),
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
  const { tables: { authSession }, handle } = database
  const ended = await handle.delete(authSession).where(and(eq(authSession.id, id), eq(authSession.userId, caller.userId))).returning()
  if (ended.length === 0) throw problem('not-found')
  await recordAccountEvent(database, { userId: caller.userId, kind: 'session-ended', at: now })
}
