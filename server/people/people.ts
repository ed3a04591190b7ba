import { createHash, timingSafeEqual } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { Logger } from 'pino'
import type { Caller } from './access'
import { operator } from './access'
import { accountsOf, shownEmail } from '../accounts/addresses'
import { makeBackOff } from '../accounts/back-off'
import type { BackOff } from '../accounts/back-off'
import { makeDevices } from '../accounts/devices'
import { withoutDiary } from '../accounts/diary'
import { makeHashing } from '../accounts/hashing'
import type { Hashing } from '../accounts/hashing'
import { makeLetters } from '../accounts/letters'
import type { Letters } from '../accounts/letters'
import { shownNetwork } from '../accounts/network-shown'
import { saltOf } from '../accounts/passwords'
import { makeSignIn } from '../accounts/sign-in'
import type { From, SignedIn, SignIn } from '../accounts/sign-in'
import { makeAuth, networkHeader, sessionCookie } from './auth'
import type { Auth } from './auth'
import type { Config } from '../config'
import type { Scope } from '../contract/terms'
import type { Database } from '../db/database'
import { hashOf } from '../ids'
import type { Mailer } from '../mail/sender'
import { problem } from '../problem'

/** How long a key that was revoked by another process may still work here. */
const keyMemoryMs = 10_000
const keysRemembered = 1_000

export type People = Pick<SignIn, 'find' | 'open' | 'guarded' | 'signIn'> & {
  /** better-auth itself, for what it does alone. */
  auth: Auth
  letters: Letters
  hashing: Hashing
  backOff: BackOff
  /** Who sent the request: a key, a signed-in person or the public. Throws `key-unknown` for a key that is none. */
  callerOf(headers: Headers): Promise<Caller>
  /** Headers as better-auth is given them: they say from which network, and nothing that a client claims about it. */
  headersOf(from: From): Headers
  /** Opens a session for somebody whose account was made a moment ago. */
  openSession(account: { id?: string; email: string; password: string }, from: From): Promise<SignedIn>
  /** Ends the session of these headers; gives the `Set-Cookie` values that remove it. */
  signOut(headers: Headers): Promise<string[]>
  /** Changes the password of the session's person and ends all other sessions. Throws like `signIn`. */
  changePassword(email: string, change: { currentPassword: string; newPassword: string }, from: From): Promise<string[]>
  /** The hash of a password for an account of `email`. */
  hashPassword(password: string, email: string): Promise<string>
  /** To be called when a key was revoked, so that this process refuses it at once. */
  forgetKeys(): void
}

type Parts = { database: Database; config: Config; log: Logger; now: () => number; mailer?: Mailer | undefined }

export function makePeople({ database, config, log, now, mailer }: Parts): People {
  const hashing = makeHashing()
  const letters = makeLetters(mailer, config)
  const auth = makeAuth({ database, config, log, now, hashing, letters })
  const backOff = makeBackOff({ database, config, now })
  const devices = makeDevices(config.secret, config.publicUrl)
  const { find, open, guarded, signIn } = makeSignIn({ database, config, auth, hashing, backOff, devices, letters, now })
  const known = new Map<string, { caller: Caller; until: number }>()

  async function callerOfKey(key: string): Promise<Caller> {
    if (config.apiKey && isSame(key, config.apiKey)) return operator('HEARBACK_API_KEY')
    const hash = hashOf(key)
    const remembered = known.get(hash)
    if (remembered && remembered.until > now()) return remembered.caller
    const { apiKey } = database.tables
    const [row] = await database.handle.select().from(apiKey).where(and(eq(apiKey.hash, hash), isNull(apiKey.revokedAt)))
    if (!row) throw problem('key-unknown')
    const scopes = new Set(JSON.parse(row.scopes) as Scope[]) // written by createKey only
    const caller: Caller = { kind: 'key', id: row.id, siteId: row.siteId, scopes }
    if (known.size >= keysRemembered) known.clear()
    known.set(hash, { caller, until: now() + keyMemoryMs })
    return caller
  }

  function headersOf({ address, headers }: From): Headers {
    const own = new Headers(headers)
    const network = shownNetwork(address)
    if (network === undefined) own.delete(networkHeader)
    else own.set(networkHeader, network)
    return own
  }
  const told = (from: From): From => ({ ...from, headers: headersOf(from) })

  return {
    auth,
    letters,
    hashing,
    backOff,
    find,
    open,
    guarded,
    headersOf,
    async callerOf(headers) {
      const authorization = headers.get('authorization')
      if (authorization !== null) return callerOfKey(/^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '')
      if (!headers.get('cookie')?.includes(sessionCookie)) return { kind: 'public' }
      const session = await auth.api.getSession({ headers })
      return session ? { kind: 'person', userId: session.user.id, name: session.user.name, email: shownEmail(session.user) } : { kind: 'public' }
    },
    signIn: (credentials, from) => signIn(credentials, told(from)),
    openSession: async ({ id, email, password }, from) => {
      const accounts = await accountsOf(database, email)
      const account = id === undefined ? accounts[0] : accounts.find((one) => one.id === id)
      if (!account) throw problem('sign-in-failed')
      return withoutDiary(() => open(account, password, told(from), email))
    },
    async signOut(headers) {
      const signedOut = await auth.api.signOut({ headers, returnHeaders: true })
      return signedOut.headers.getSetCookie()
    },
    changePassword: (email, change, from) =>
      guarded(email, from, () => hashing.meanwhile({ salt: saltOf(config.secret, email) }, async () => {
        const changed = await auth.api.changePassword({ headers: headersOf(from), body: { ...change, revokeOtherSessions: true }, returnHeaders: true })
        return changed.headers.getSetCookie()
      })),
    hashPassword: (password, email) => hashing.meanwhile({ isKnown: true, salt: saltOf(config.secret, email) }, () => hashing.hash(password)),
    forgetKeys: () => known.clear()
  }
}

function isSame(given: string, wanted: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}
