import { isAPIError } from 'better-auth/api'
import type { Config } from '../config'
import type { ProblemCode } from '../contract/problem'
import { Problem, problem } from '../contract/problem'
import type { Database } from '../db/database'
import { recordAccountEvent } from './account-events'
import type { AccountRow } from './addresses'
import { accountsOf, shownEmail } from './addresses'
import type { BackOff } from './back-off'
import type { Devices } from './devices'
import type { Hashing } from './hashing'
import type { Letters } from './letters'
import { isSameKey, saltOf } from './passwords'
import type { Auth } from './sessions'

export type Credentials = { email: string; password: string }
/**
 * Where a request comes from: the client's address, and its headers, the cookie only where a page of ours
 * sent it.
 */
export type From = { address: string; headers: Headers }
/** The `Set-Cookie` values, and whether a code is needed before there is a session. */
export type SignedIn = { cookies: string[]; needsCode: boolean }

type Parts = {
  database: Database
  config: Config
  auth: Auth
  hashing: Hashing
  backOff: BackOff
  devices: Devices
  letters: Letters
  now: () => number
}

/**
 * How many different salts of accounts that claim one address are tried; one, unless HEARBACK_SECRET was
 * changed.
 */
const saltsTried = 3
const dummyKey = '0'.repeat(128)
const dayMs = 24 * 60 * 60 * 1000
/** What tells that a password was wrong. */
const failures: readonly ProblemCode[] = ['sign-in-failed', 'password-wrong', 'account-exists']
/**
 * How many failures of one account are written down within a quarter of an hour, before they are only
 * counted.
 */
const failuresNoted = 3

export function makeSignIn({ database, config, auth, hashing, backOff, devices, letters, now }: Parts) {
  const alarmed = new Map<string, number>()

  /**
   * The account of this address that has this password. Takes as long for an address without an account as
   * for a wrong password.
   */
  async function find({ email, password }: Credentials): Promise<AccountRow | undefined> {
    const accounts = (await accountsOf(database, email)).filter(({ hash }) => hash !== null)
    const salt = saltOf(config.secret, email)
    const holder = accounts.find((account) => account.email === email)
    const isRight = await hashing.verify({ hash: holder?.hash ?? `${salt}:${dummyKey}`, password })
    if (holder && isRight) return holder
    const claims = accounts.filter((account) => account !== holder)
    const salts = new Set(claims.map(({ hash }) => hash?.split(':')[0] ?? ''))
    for (const one of salts.size === 0 ? [salt] : [...salts].slice(0, saltsTried)) {
      const wanted = `${one}:${await hashing.key(password, one)}`
      const found = claims.find(({ hash }) => hash !== null && isSameKey(hash, wanted))
      if (found) return found
    }
    return undefined
  }

  /** Opens a session for somebody whose password has been seen to be right, or asks for the code. */
  async function open(
    account: Pick<AccountRow, 'email' | 'hash'>,
    password: string,
    { headers }: From,
    shown: string
  ): Promise<SignedIn> {
    const signed = await hashing.meanwhile({ matched: account.hash ?? '' }, () =>
      auth.api.signInEmail({ body: { email: account.email, password }, headers, returnHeaders: true })
    )
    const needsCode = 'twoFactorRedirect' in signed.response
    return {
      cookies: [...signed.headers.getSetCookie(), ...(needsCode ? [] : [devices.remember(headers, shown)])],
      needsCode
    }
  }

  /**
   * Runs what asks for a password of `email`, so often and no oftener. What fails is written down where
   * there is an account.
   */
  async function guarded<T>(email: string, from: From, work: () => Promise<T>): Promise<T> {
    const device = devices.known(from.headers, email)
    const attempt = await backOff.take(email, { address: from.address, device })
    try {
      const result = await hashing.meanwhile(device === undefined ? {} : { isKnown: true }, work)
      await attempt.forgive()
      return result
    } catch (error) {
      const refusal = isAPIError(error) && error.statusCode < 500 ? problem('sign-in-failed') : error
      const isFailure = refusal instanceof Problem && failures.includes(refusal.code)
      if (isFailure) await noteFailure(email, await attempt.fail())
      else await attempt.forgive()
      throw refusal
    }
  }

  async function noteFailure(email: string, { isAttack, failures }: { isAttack: boolean; failures: number }) {
    if (!isAttack && failures > failuresNoted) return
    for (const account of (await accountsOf(database, email)).slice(0, failuresNoted)) {
      await recordAccountEvent(database, {
        userId: account.id,
        kind: isAttack ? 'sign-in-attacked' : 'sign-in-failed',
        at: now()
      })
      if (isAttack && isTimeToMail(account.id))
        letters.attack({ name: account.name, email: shownEmail(account) })
    }
  }

  function isTimeToMail(userId: string): boolean {
    if ((alarmed.get(userId) ?? 0) > now() - dayMs) return false
    if (alarmed.size > 10_000) alarmed.clear()
    alarmed.set(userId, now())
    return true
  }

  return {
    find,
    open,
    guarded,
    signIn: ({ email: typed, password }: Credentials, from: From): Promise<SignedIn> => {
      const email = typed.trim().toLowerCase()
      return guarded(email, from, async () => {
        const account = await find({ email, password })
        if (!account) throw problem('sign-in-failed')
        return open(account, password, from, email)
      })
    }
  }
}

export type SignIn = ReturnType<typeof makeSignIn>
