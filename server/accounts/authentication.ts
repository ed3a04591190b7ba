import type { Logger } from 'pino'
import { makeKeyCallers } from '../access/key-callers'
import type { Caller } from '../access/permissions'
import type { Config } from '../config'
import { problem } from '../contract/problem'
import type { Database } from '../db/database'
import type { Mailer } from '../mail/sender'
import { accountsOf, shownEmail } from './addresses'
import type { BackOff } from './back-off'
import { makeBackOff } from './back-off'
import { makeDevices } from './devices'
import { withoutDiary } from './diary'
import type { Hashing } from './hashing'
import { makeHashing } from './hashing'
import type { Letters } from './letters'
import { makeLetters } from './letters'
import { shownNetwork } from './network-shown'
import { saltOf } from './passwords'
import type { Auth } from './sessions'
import { makeAuth, networkHeader, sessionCookie } from './sessions'
import type { From, SignedIn, SignIn } from './sign-in'
import { makeSignIn } from './sign-in'

export type People = Pick<SignIn, 'find' | 'open' | 'guarded' | 'signIn'> & {
  /** better-auth itself, for what it does alone. */
  auth: Auth
  letters: Letters
  hashing: Hashing
  backOff: BackOff
  /**
   * Who sent the request: a key, a signed-in person or the public. Throws `key-unknown` for a key that is
   * none, and `too-many` after many of them from one address.
   */
  callerOf(headers: Headers, address?: string): Promise<Caller>
  /**
   * Headers as better-auth is given them: they say from which network, and nothing that a client claims
   * about it.
   */
  headersOf(from: From): Headers
  /** Opens a session for somebody whose account was made a moment ago. */
  openSession(account: { id?: string; email: string; password: string }, from: From): Promise<SignedIn>
  /** Ends the session of these headers; gives the `Set-Cookie` values that remove it. */
  signOut(headers: Headers): Promise<string[]>
  /** Changes the password of the session's person and ends all other sessions. Throws like `signIn`. */
  changePassword(
    email: string,
    change: { currentPassword: string; newPassword: string },
    from: From
  ): Promise<string[]>
  /** The hash of a password for an account of `email`. */
  hashPassword(password: string, email: string): Promise<string>
  /** To be called when a key was revoked, so that this process refuses it at once. */
  forgetKeys(): void
}

type Parts = {
  database: Database
  config: Config
  log: Logger
  now: () => number
  steady: () => number
  mailer?: Mailer | undefined
}

export function makePeople({ database, config, log, now, steady, mailer }: Parts): People {
  const hashing = makeHashing()
  const letters = makeLetters(mailer, config)
  const auth = makeAuth({ database, config, log, now, hashing, letters })
  const backOff = makeBackOff({ database, config, now })
  const devices = makeDevices(config.secret, config.publicUrl)
  const { find, open, guarded, signIn } = makeSignIn({
    database,
    config,
    auth,
    hashing,
    backOff,
    devices,
    letters,
    now
  })
  const keyCallers = makeKeyCallers({ database, config, now, steady })

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
    async callerOf(headers, address = 'unknown') {
      const authorization = headers.get('authorization')
      if (authorization !== null)
        return keyCallers.callerOf(/^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '', address)
      if (!headers.get('cookie')?.includes(sessionCookie)) return { kind: 'public' }
      const session = await auth.api.getSession({ headers })
      return session
        ? {
            kind: 'person',
            userId: session.user.id,
            name: session.user.name,
            email: shownEmail(session.user),
            session: session.session.id
          }
        : { kind: 'public' }
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
      guarded(email, from, () =>
        hashing.meanwhile({ salt: saltOf(config.secret, email) }, async () => {
          const changed = await auth.api.changePassword({
            headers: headersOf(from),
            body: { ...change, revokeOtherSessions: true },
            returnHeaders: true
          })
          return changed.headers.getSetCookie()
        })
      ),
    hashPassword: (password, email) =>
      hashing.meanwhile({ isKnown: true, salt: saltOf(config.secret, email) }, () => hashing.hash(password)),
    forgetKeys: keyCallers.forget
  }
}
