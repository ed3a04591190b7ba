import { createHash } from 'node:crypto'
import { passkey } from '@better-auth/passkey'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { APIError, isAPIError } from 'better-auth/api'
import { betterAuth } from 'better-auth/minimal'
import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type { Logger } from 'pino'
import type { Config } from '../config'
import { limits } from '../contract/terms'
import type { Database } from '../db/database'
import { everyKey } from '../secrets/ring'
import { accountDiary } from './diary'
import type { Hashing } from './hashing'
import type { Letters } from './letters'
import { oidcProviders, refusedBySso, ssoInvitations, ssoProvider } from './oidc'

const sessionSeconds = 30 * 24 * 60 * 60
/** Adding a passkey asks for a sign-in that is not older. */
const freshSeconds = 24 * 60 * 60
const linkSeconds = 60 * 60
const cookiePrefix = 'hearback'

/**
 * In the name of every session cookie, so that a request without one never costs a look into the database.
 */
export const sessionCookie = `${cookiePrefix}.session_token=`
/** Where better-auth finds the network of a request; what a client sends under this name is overwritten. */
export const networkHeader = 'x-hearback-network'

export type Auth = ReturnType<typeof makeAuth>

type Parts = {
  database: Database
  config: Config
  log: Logger
  now: () => number
  hashing: Hashing
  letters: Letters
}

/**
 * Accounts, by better-auth: passwords, sessions, codes, passkeys, single sign-on. Its handler is mounted
 * under /api/auth behind our limits and our one shape of failures (server/api/auth.ts); accounts are made
 * by the set-up link, join links and invited people's single sign-on alone.
 */
export function makeAuth({ database, config, log, now, hashing, letters }: Parts) {
  const { authUser, authSession, authAccount, authVerification, authTwoFactor, authPasskey } = database.tables
  return betterAuth({
    appName: 'Hearback',
    // What a former secret has encrypted goes on being read: a secret is known by a number that follows from
    // it.
    secrets: everyKey(config, 'sessions').map((value) => ({ version: numberOf(value), value })),
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    database: drizzleAdapter(database.handle, {
      provider: database.dialect === 'sqlite' ? 'sqlite' : 'pg',
      schema: {
        user: authUser,
        session: authSession,
        account: authAccount,
        verification: authVerification,
        twoFactor: authTwoFactor,
        passkey: authPasskey
      },
      transaction: false
    }),
    user: {
      additionalFields: {
        claimedEmail: { type: 'string', required: false, input: false },
        isOperator: { type: 'boolean', required: false, defaultValue: false, input: false, returned: false }
      },
      validateUserInfo: async ({ user, source }) =>
        source.oauth?.providerId === ssoProvider
          ? refusedBySso(database, user, source.action === 'create-user', now())
          : undefined
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: limits.passwordLengthMin,
      maxPasswordLength: limits.passwordLengthMax,
      password: { hash: hashing.hash, verify: hashing.verify },
      resetPasswordTokenExpiresIn: linkSeconds,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }) => letters.reset(user, token)
    },
    emailVerification: {
      expiresIn: linkSeconds,
      sendVerificationEmail: async ({ user, token }) => letters.prove(user, token)
    },
    verification: { storeIdentifier: 'hashed' },
    account: { encryptOAuthTokens: true, updateAccountOnSignIn: false },
    // A session lasts 30 days from sign-in. It is not prolonged, so that reading never writes.
    session: { expiresIn: sessionSeconds, freshAge: freshSeconds, disableSessionRefresh: true },
    plugins: [
      twoFactor({ issuer: 'Hearback', allowPasswordless: true }),
      passkey({
        rpName: 'Hearback',
        origin: new URL(config.publicUrl).origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        // A passkey stands for password and code, so its owner must have shown themselves to the device.
        authentication: {
          afterVerification: async ({ verification }) => {
            if (!verification.authenticationInfo.userVerified)
              throw new APIError('UNAUTHORIZED', { code: 'AUTHENTICATION_FAILED' })
          }
        }
      }),
      genericOAuth({ config: oidcProviders({ database, config, now }) }),
      ssoInvitations({ database, now }),
      accountDiary({ database, now })
    ],
    // Our own look at where a request comes from is stricter, and lets programs in (http/own-origin.ts).
    advanced: {
      cookiePrefix,
      disableCSRFCheck: true,
      ipAddress: { ipAddressHeaders: [networkHeader] },
      database: { validateSchema: false }
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    onAPIError: { errorURL: `${config.publicUrl}/sign-in` },
    logger: {
      level: 'error',
      log: (_level, message, ...details: unknown[]) =>
        log.error({ err: isAPIError(details[0]) ? details[0].body : details[0] }, message)
    }
  })
}

function numberOf(secret: string): number {
  return createHash('sha256').update(secret).digest().readUInt32BE()
}
