import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Config } from '../config'
import type { SetUpInput } from '../contract/people'
import { Problem, problem } from '../contract/problem'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import { newId } from '../secrets/ids'
import type { People } from './authentication'
import { requireGoodPassword } from './password-rules'

/**
 * The one-time link that makes the first owner's account. It follows from the secret, and is worth nothing
 * once there is an account.
 */
export function setUpUrl(config: Config): string {
  return `${config.publicUrl}/set-up?token=${setUpToken(config)}`
}

/** Whether nobody has an account yet. */
export async function isSetUpNeeded({ tables: { authUser }, handle }: Database): Promise<boolean> {
  const [user] = await handle.select({ id: authUser.id }).from(authUser).limit(1)
  return user === undefined
}

/**
 * Makes the first owner's account. Throws `set-up-link-wrong`, or `set-up-done` for all but the first to
 * come.
 */
export async function setUp(
  database: Database,
  config: Config,
  people: People,
  { token, ...person }: SetUpInput
): Promise<void> {
  if (!isToken(token, config)) throw problem('set-up-link-wrong')
  requireGoodPassword(person.password, person)
  if (!(await makeFirstUser(database, people, person))) throw problem('set-up-done')
}

/** Makes the owner that the environment names, when nobody has an account yet. */
export async function ensureAdmin(database: Database, config: Config, people: People): Promise<void> {
  if (!config.admin || !(await isSetUpNeeded(database))) return
  const { password } = config.admin
  const email = config.admin.email.toLowerCase()
  try {
    requireGoodPassword(password, { email })
  } catch (error) {
    throw error instanceof Problem ? new Error(`HEARBACK_ADMIN_PASSWORD is wrong: ${error.message}`) : error
  }
  await makeFirstUser(database, people, { name: email.split('@')[0] ?? email, email, password })
}

type NewUser = {
  id: string
  name: string
  email: string
  claimedEmail?: string
  passwordHash: string
  isOperator: boolean
}

/**
 * The statements that make an account with a password, for a transaction; false when the e-mail address has
 * one.
 */
export function* insertUser(handle: Handle, { tables: { authUser, authAccount } }: Database, user: NewUser) {
  const { id, name, email, claimedEmail = null, passwordHash, isOperator } = user
  const times = { createdAt: new Date(), updatedAt: new Date() }
  const inserted = yield* run(
    handle
      .insert(authUser)
      .values({ id, name, email, claimedEmail, emailVerified: isOperator, image: null, isOperator, ...times })
      .onConflictDoNothing()
      .returning()
  )
  if (inserted.length === 0) return false
  yield* run(
    handle
      .insert(authAccount)
      .values({ id, accountId: id, providerId: 'credential', userId: id, password: passwordHash, ...times })
  )
  return true
}

async function makeFirstUser(
  database: Database,
  people: People,
  { name, email, password }: Omit<SetUpInput, 'token'>
): Promise<boolean> {
  if (!(await isSetUpNeeded(database))) return false
  const { authUser, member, site } = database.tables
  const user = {
    id: newId('usr'),
    name,
    email,
    passwordHash: await people.hashPassword(password, email),
    isOperator: true
  }
  // The lock is for PostgreSQL, where two transactions may both see that there is nobody yet.
  return database.exclusively('set-up', () =>
    database.atomically(function* (handle) {
      const anybody = yield* run(handle.select({ id: authUser.id }).from(authUser).limit(1))
      if (anybody.length > 0 || !(yield* insertUser(handle, database, user))) return false
      // Sites that the operator made by key before there was anybody.
      const sites = yield* run(handle.select({ id: site.id }).from(site))
      const owned = sites.map(({ id }) => ({
        siteId: id,
        userId: user.id,
        role: 'owner' as const,
        agent: null,
        teams: '[]',
        createdAt: Date.now()
      }))
      if (owned.length > 0) yield* run(handle.insert(member).values(owned))
      return true
    })
  )
}

function setUpToken({ secret }: Config): string {
  return createHmac('sha256', secret).update('set-up').digest('base64url')
}

function isToken(token: string, config: Config): boolean {
  const [given, wanted] = [Buffer.from(token), Buffer.from(setUpToken(config))]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
