import { eq } from 'drizzle-orm'
import type { Caller } from '../access/permissions'
import { operatorName } from '../access/permissions'
import type { Config } from '../config'
import type { MailServerInput, MailServerView } from '../contract/mail'
import { problem } from '../contract/problem'
import type { Database } from '../db/database'
import { isSealed } from '../db/vault'
import type { MailSettings } from '../mail/sender'
import { securityOf } from '../mail/smtp-url'
import type { AccountEvent } from './account-events'
import { recordAccountEvent } from './account-events'

/** There is one mail server at most. */
const only = 'system'

type Parts = { database: Database; config: Config }
/** Enough to read which mail server is named. */
type Readable = { database: Pick<Database, 'handle' | 'tables'>; config: Pick<Config, 'mail'> }

/**
 * The mail server in force: that of the environment, or the one of the settings page. Nothing where neither
 * is named.
 */
export async function mailSettings({ database, config }: Readable): Promise<MailSettings | undefined> {
  return config.mail ?? savedMail(database)
}

/** What the settings page shows; its routes are for whoever runs the server alone. */
export async function viewMailServer(parts: Parts): Promise<MailServerView> {
  const settings = await mailSettings(parts)
  if (!settings) return { by: null, server: null }
  const {
    server: { host, port, security, auth },
    from
  } = settings
  const hasPassword = (auth?.pass ?? '') !== ''
  const server = { host, port, security, user: auth?.user ?? '', hasPassword, from }
  return { by: parts.config.mail ? 'environment' : 'settings', server }
}

/** Names the mail server. A password that was kept is never sent to another host or for another user. */
export async function saveMailServer(
  parts: Parts,
  caller: Caller,
  input: MailServerInput,
  now: number
): Promise<MailServerView> {
  const { database, config } = parts
  if (config.mail) throw problem('mail-by-environment')
  const { host, port, user, from } = input
  const kept = await savedMail(database)
  const isSame = kept?.server.host === host && kept.server.auth?.user === user
  const pass = input.password ?? (isSame ? kept?.server.auth?.pass : undefined)
  if (user !== '' && pass === undefined)
    throw problem('invalid', 'Enter the password of this user.', 'password')
  const security = securityOf(input.security, host)
  const auth = user !== '' && { auth: { user, pass: pass ?? '' } }
  const settings: MailSettings = { server: { host, port, security, ...auth }, from }
  const row = { settings: JSON.stringify(settings), changedAt: now }
  const { mailServer } = database.tables
  const saving = database.handle.insert(mailServer).values({ id: only, ...row })
  await saving.onConflictDoUpdate({ target: mailServer.id, set: row })
  await note(database, caller, { kind: 'mail-server-named', detail: { host }, at: now })
  return viewMailServer(parts)
}

/** From then on everything works by links again. */
export async function removeMailServer(
  { database, config }: Parts,
  caller: Caller,
  now: number
): Promise<void> {
  if (config.mail) throw problem('mail-by-environment')
  const { mailServer } = database.tables
  const removing = database.handle.delete(mailServer).where(eq(mailServer.id, only))
  const [removed] = await removing.returning({ id: mailServer.id })
  if (!removed) throw problem('not-found')
  await note(database, caller, { kind: 'mail-server-removed', detail: {}, at: now })
}

/** Lets through whoever runs the server. */
export async function requireOperator(database: Database, caller: Caller): Promise<void> {
  if ((await operatorName(database, caller)) === undefined) throw problem('operator-only')
}

/** Notes it for the person and the audit trails of their sites. The key of the environment has neither. */
export async function note(
  database: Database,
  caller: Caller,
  event: Omit<AccountEvent, 'userId'>
): Promise<void> {
  if (caller.kind === 'person') await recordAccountEvent(database, { userId: caller.userId, ...event })
}

async function savedMail({
  tables: { mailServer },
  handle
}: Readable['database']): Promise<MailSettings | undefined> {
  const reading = handle.select({ settings: mailServer.settings }).from(mailServer)
  const [row] = await reading.where(eq(mailServer.id, only))
  // With another secret it cannot be read: then there is none until it is named anew.
  if (!row || isSealed(row.settings)) return undefined
  return JSON.parse(row.settings) as MailSettings // written above only
}
