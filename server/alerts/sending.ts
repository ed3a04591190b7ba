import { eq } from 'drizzle-orm'
import type { Config } from '../config'
import { call } from '../connectors/vendor-request'
import type { Database } from '../db/database'
import type { AlertRow } from '../db/rows'
import { isProved } from '../mail/owners'
import type { Mailer } from '../mail/sender'
import type { Sealing } from '../secrets/sealing'
import { offUrlOf } from './off'
import type { Told } from './payload'
import { payloadFor } from './payload'
import { alertWords } from './words'

const saidMost = 200

/** What sending takes. */
export type SendsAlerts = {
  database: Database
  mailer: Mailer
  sealing: Sealing
  config: Pick<Config, 'publicUrl'>
}

/** What became of a message. `final`: trying again would not help. */
export type Sent = { ok: true } | { ok: false; said: string; final: boolean }

/**
 * Tells one thing where an alert says, and waits for the word of the mail server or the chat. What has an
 * `id` is mailed under the same name however often.
 */
export async function sendAlert(
  services: SendsAlerts,
  alert: AlertRow,
  told: Told & { id?: string }
): Promise<Sent> {
  return alert.target === 'mail' ? mailed(services, alert, told) : posted(alert, told)
}

async function mailed(
  { database, mailer, sealing, config }: SendsAlerts,
  alert: AlertRow,
  told: Told & { id?: string }
): Promise<Sent> {
  const { authUser } = database.tables
  const [reader] = await database.handle
    .select({ name: authUser.name, email: authUser.email })
    .from(authUser)
    .where(eq(authUser.id, alert.member ?? ''))
  if (!reader) return { ok: false, said: 'nobody-there', final: true }
  if (!isProved(reader.email)) return { ok: false, said: 'address-unproved', final: true }
  const words = alertWords[alert.language]
  const { state, reason, said } = await mailer.send(reader.email, {
    language: alert.language,
    subject: told.subject,
    paragraphs: [words.hello(reader.name), ...told.lines],
    ...(told.link && { link: told.link }),
    foot: words.foot,
    ...(told.id !== undefined && { id: told.id }),
    off: { label: words.off.link, url: offUrlOf(sealing, alert, config.publicUrl) }
  })
  if (state === 'sent') return { ok: true }
  // Where no mail server is named, one may be named later, but this is old then.
  return { ok: false, said: said ?? reason ?? 'failed', final: reason === 'none' }
}

async function posted(alert: AlertRow, told: Told): Promise<Sent> {
  if (alert.target === 'mail' || alert.url === null) throw new Error('this alert has no chat')
  const answer = await call(
    {
      to: 'http',
      method: 'POST',
      url: alert.url,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payloadFor(alert.target, told))
    },
    alert
  )
  if ('unsendable' in answer) return { ok: false, said: answer.unsendable, final: true }
  const { status, body } = answer
  if (status !== undefined && status >= 200 && status < 300) return { ok: true }
  const said = `${status ?? ''} ${body}`.trim().slice(0, saidMost).toWellFormed()
  // The address is gone or was never one; everything else may pass.
  return { ok: false, said, final: status !== undefined && [400, 401, 403, 404, 410].includes(status) }
}
