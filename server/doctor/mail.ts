import { mailSettings } from '../accounts/mail-server'
import type { Config } from '../config'
import type { MailFailure } from '../contract/mail'
import type { ReadOnly } from '../db/read-only'
import { failureOf } from '../mail/failures'
import { transportTo } from '../mail/sender'
import type { Finding } from './finding'
import { ok, reasonOf, wrong } from './finding'

/** What to do about each way in which a mail server does not let us in. */
const toDoBy: Record<MailFailure, string> = {
  none: 'Name one in SMTP_URL or under Settings.',
  'not-private': 'It offers no encryption that can be trusted: name one with a valid certificate.',
  'sign-in': 'Its user or password is wrong: set them again in SMTP_URL or under Settings.',
  refused: 'It turned us away: ask whoever runs it whether this machine may send.',
  unreachable: 'Check its name and port, and whether a firewall lets this machine out.'
}

/** Connects to the mail server, greets it and signs in, and sends nothing. */
export async function mailFinding(database: ReadOnly, config: Pick<Config, 'mail'>): Promise<Finding> {
  const settings = await mailSettings({ database, config })
  if (!settings)
    return ok('mail', 'none is named, so links to join and new passwords are handed over by hand.')
  const { host, port } = settings.server
  const transport = transportTo(settings.server)
  try {
    await transport.verify()
    return ok('mail', `${host}:${port} answers${settings.server.auth ? ' and lets us sign in' : ''}.`)
  } catch (error) {
    return wrong('mail', `${host}:${port} cannot be used (${reasonOf(error)}).`, toDoBy[failureOf(error)])
  } finally {
    transport.close()
  }
}
