import { randomBytes } from 'node:crypto'
import { isAPIError } from 'better-auth/api'
import { eq } from 'drizzle-orm'
import type { Config } from '../config'
import { problem } from '../contract/problem'
import type { Database } from '../db/database'
import { recordAccountEvent } from './account-events'
import { accountsOf, forgetWaysIn, holdAddress, shownEmail } from './addresses'
import type { People } from './authentication'
import { requireGoodPassword } from './password-rules'
import { saltOf } from './passwords'
import type { From } from './sign-in'

type Parts = { database: Database; config: Config; people: People; now: () => number }

const printedMs = 24 * 60 * 60 * 1000
/** Begins the tokens that were printed rather than mailed; better-auth's own have no such sign in them. */
const printed = 'printed-'
/** How many mails one address gets within a quarter of an hour. */
const mailsMax = 10
const purpose = 'reset'

/** Mails a link to whoever has this address. Takes as long and says the same where nobody does. */
export async function askForReset(
  { database, people, now }: Parts,
  email: string,
  from: From
): Promise<void> {
  if (!(await people.letters.isOffered())) throw problem('not-offered')
  const attempt = await people.backOff.take(`${purpose} ${email}`, {
    address: from.address,
    device: undefined
  })
  // Nobody fills the mailbox of somebody else, from however many networks.
  if ((await attempt.fail()).failures > mailsMax) return
  const [account] = await accountsOf(database, email)
  await people.auth.api.requestPasswordReset({ body: { email: account?.email ?? 'nobody@unproved.invalid' } })
  if (account) await recordAccountEvent(database, { userId: account.id, kind: 'reset-asked', at: now() })
}

/** A link for one account, for whoever runs the server to hand over. */
export async function printReset({ people }: Pick<Parts, 'people'>, userId: string): Promise<string> {
  const token = `${printed}${randomBytes(18).toString('base64url')}`
  const { internalAdapter } = await people.auth.$context
  await internalAdapter.createVerificationValue({
    identifier: identifierOf(token),
    value: userId,
    expiresAt: new Date(Date.now() + printedMs)
  })
  return token
}

/**
 * A new password by a link; all sessions end. A mailed link proves the address as well: then all by which
 * somebody else may have got into the account before is worth nothing any more, and it holds the address.
 */
export async function resetPassword(
  { database, config, people, now }: Parts,
  { token, newPassword }: { token: string; newPassword: string },
  from: From
): Promise<void> {
  const { internalAdapter } = await people.auth.$context
  const link = await internalAdapter.findVerificationValue(identifierOf(token))
  const { authUser } = database.tables
  const [user] = link ? await database.handle.select().from(authUser).where(eq(authUser.id, link.value)) : []
  if (!link || !user || link.expiresAt.getTime() < Date.now()) throw problem('reset-link-wrong')
  const email = shownEmail(user)
  requireGoodPassword(newPassword, { email, name: user.name }, 'newPassword')
  try {
    await people.hashing.meanwhile({ isKnown: true, salt: saltOf(config.secret, email) }, () =>
      people.auth.api.resetPassword({ body: { token, newPassword }, headers: people.headersOf(from) })
    )
  } catch (error) {
    throw isAPIError(error) && error.statusCode < 500 ? problem('reset-link-wrong') : error
  }
  const isMailed = !token.startsWith(printed)
  if (isMailed && !(user.emailVerified && user.claimedEmail === null)) {
    await database.atomically(function* (handle) {
      yield* forgetWaysIn(handle, database, user.id, { password: false })
      yield* holdAddress(handle, database, user.id, email)
    })
  }
  await recordAccountEvent(database, {
    userId: user.id,
    kind: 'password-reset',
    detail: { by: isMailed ? 'mail' : 'operator' },
    at: now()
  })
}

function identifierOf(token: string): string {
  return `reset-password:${token}`
}
