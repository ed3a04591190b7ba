import { isAPIError } from 'better-auth/api'
import { hashPassword } from 'better-auth/crypto'
import type { Logger } from 'pino'
import type { Caller } from './access'
import { makeAttempts } from './attempts'
import { makeAuth, sessionCookie } from './auth'
import { makeKeyCallers } from '../access/key-callers'
import type { Config } from '../config'
import type { Database } from '../db/database'
import { problem } from '../problem'

type Credentials = { email: string; password: string }

export type People = {
  /** Who sent the request: a key, a signed-in person or the public. Throws `key-unknown` for a key that is none, and `too-many` after many of them from one address. */
  callerOf(headers: Headers, address?: string): Promise<Caller>
  /** The `Set-Cookie` values of a new session. Throws `sign-in-failed`, and `too-many` after ten failures from one address. */
  signIn(credentials: Credentials, address: string): Promise<string[]>
  /** The same for somebody whose account was made a moment ago. */
  openSession(credentials: Credentials): Promise<string[]>
  /** Ends the session of these headers; gives the `Set-Cookie` values that remove it. */
  signOut(headers: Headers): Promise<string[]>
  /** Changes the password of the session's person and ends all other sessions. Throws like `signIn`. */
  changePassword(headers: Headers, change: { currentPassword: string; newPassword: string }, address: string): Promise<string[]>
  hashPassword(password: string): Promise<string>
  /** To be called when a key was revoked, so that this process refuses it at once. */
  forgetKeys(): void
}

export function makePeople({ database, config, log, now }: { database: Database; config: Config; log: Logger; now: () => number }): People {
  const auth = makeAuth({ database, config, log })
  const attempts = makeAttempts({ database, config, now })
  const keyCallers = makeKeyCallers({ database, config, now })

  async function openSession(body: Credentials): Promise<string[]> {
    const { headers } = await auth.api.signInEmail({ body, returnHeaders: true })
    return headers.getSetCookie()
  }

  /** Runs what asks for a password, so often and no oftener. */
  async function guarded<T>(address: string, work: () => Promise<T>): Promise<T> {
    await attempts.take(address)
    const result = await work().catch((error: unknown) => {
      throw isAPIError(error) && error.statusCode < 500 ? problem('sign-in-failed') : error
    })
    await attempts.forgive(address)
    return result
  }

  return {
    async callerOf(headers, address = 'unknown') {
      const authorization = headers.get('authorization')
      if (authorization !== null) return keyCallers.callerOf(/^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '', address)
      if (!headers.get('cookie')?.includes(sessionCookie)) return { kind: 'public' }
      const session = await auth.api.getSession({ headers })
      return session ? { kind: 'person', userId: session.user.id, name: session.user.name, email: session.user.email, session: session.session.id } : { kind: 'public' }
    },
    signIn: (credentials, address) => guarded(address, () => openSession(credentials)),
    openSession,
    async signOut(headers) {
      const signedOut = await auth.api.signOut({ headers, returnHeaders: true })
      return signedOut.headers.getSetCookie()
    },
    changePassword: (headers, change, address) =>
      guarded(address, async () => {
        const changed = await auth.api.changePassword({ headers, body: { ...change, revokeOtherSessions: true }, returnHeaders: true })
        return changed.headers.getSetCookie()
      }),
    hashPassword,
    forgetKeys: keyCallers.forget
  }
}
