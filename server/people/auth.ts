import { createHash } from 'node:crypto'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { betterAuth } from 'better-auth/minimal'
import type { Logger } from 'pino'
import type { Config } from '../config'
import { everyKey } from '../secrets/ring'
import { limits } from '../contract/terms'
import type { Database } from '../db/database'

const sessionSeconds = 30 * 24 * 60 * 60
const cookiePrefix = 'hearback'

/** In the name of every session cookie, so that a request without one never costs a look into the database. */
export const sessionCookie = `${cookiePrefix}.session_token=`

/**
 * Passwords, sessions and their cookies, by better-auth. Only its functions are used, not its routes: those that we offer
 * are ours, with our limits and our one shape of failures. Accounts are made by the set-up link and by join links alone.
 */
export function makeAuth({ database, config, log }: { database: Database; config: Config; log: Logger }) {
  const { authUser, authSession, authAccount } = database.tables
  return betterAuth({
    // What a former secret has encrypted goes on being read: a secret is known by a number that follows from it.
    secrets: everyKey(config, 'sessions').map((value) => ({ version: numberOf(value), value })),
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    database: drizzleAdapter(database.handle, {
      provider: database.dialect === 'sqlite' ? 'sqlite' : 'pg',
      schema: { user: authUser, session: authSession, account: authAccount },
      transaction: false
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: limits.passwordLengthMin,
      maxPasswordLength: limits.passwordLengthMax
    },
    // A session lasts 30 days from sign-in. It is not prolonged, so that reading never writes.
    session: { expiresIn: sessionSeconds, disableSessionRefresh: true },
    rateLimit: { enabled: false },
    advanced: { cookiePrefix, ipAddress: { disableIpTracking: true }, database: { validateSchema: false } },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message, ...details: unknown[]) => log.error({ err: details[0] }, message) }
  })
}

function numberOf(secret: string): number {
  return createHash('sha256').update(secret).digest().readUInt32BE()
}
