import type { Context } from 'hono'
import { Hono } from 'hono'
import { removeAlertRow } from '../alerts/alerts'
import { alertOff } from '../alerts/off'
import { alertWords } from '../alerts/words'
import type { Env } from '../http/env'
import { mailLanguageOf, wordings } from '../mail/words'
import { buttonPage } from '../presentation/button-page'
import type { Services } from '../services'
import { plainPage } from './plain-page'

/**
 * Where the reader of an alert switches it off: mails lead to the page, and mail programs post to it by
 * themselves (RFC 8058). Opening it changes nothing.
 */
export const alertOffRoutes = ({
  database,
  sealing,
  publicLimit,
  now
}: Pick<Services, 'database' | 'sealing' | 'publicLimit' | 'now'>) =>
  new Hono<Env>()
    .get('/alerts/:token/off', async (c) => {
      const row = await alertOff(database, sealing, c.req.param('token'))
      return row ? page(c, 'asking', row.language) : page(c, 'gone', mailLanguageOf(c.req.raw.headers))
    })
    .post('/alerts/:token/off', async (c) => {
      await publicLimit.question(c.get('address'))
      const row = await alertOff(database, sealing, c.req.param('token'))
      if (!row) return page(c, 'gone', mailLanguageOf(c.req.raw.headers))
      const caller = { kind: 'person', userId: row.member ?? '', name: '', email: '' } as const
      await removeAlertRow(database, row, { caller, now: now() })
      return page(c, 'done', row.language)
    })

function page(c: Context<Env>, at: 'asking' | 'done' | 'gone', language: keyof typeof wordings) {
  const { off } = alertWords[language]
  const { title, text } = off[at]
  const { direction } = wordings[language]
  const button = at === 'asking' ? { button: off.button } : {}
  return plainPage(c, at === 'gone' ? 404 : 200, (nonce) =>
    buttonPage({ language, direction, title, text, nonce, ...button })
  )
}
