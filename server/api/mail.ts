import { Hono } from 'hono'
import type { Caller } from '../access/permissions'
import {
  note,
  removeMailServer,
  requireOperator,
  saveMailServer,
  viewMailServer
} from '../accounts/mail-server'
import { actorOf } from '../audit/log'
import { mailServerInput, mailServerView, mailTestInput, mailTestView } from '../contract/mail'
import { body } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { testLetter } from '../mail/letters'
import { mailLanguageOf } from '../mail/words'
import type { Services } from '../services'

const refused: Parameters<typeof describe>[1] = { 403: ['for whoever runs the server alone'] }
const named: Parameters<typeof describe>[1] = { ...refused, 409: ['SMTP_URL of the environment wins'] }

/** The mail server that takes the mails of the server itself. */
export const mailApi = (services: Services) => {
  const { database, mailer, log, now } = services
  /** In the log of the server too, since the key of the environment has no diary. */
  const tell = (caller: Caller, what: string) => log.warn({ by: actorOf(caller) }, what)
  return (
    new Hono<Env>()
      // Others hear so before what they sent is read.
      .use('/mail-server/*', async (c, next) => {
        await requireOperator(database, c.get('caller'))
        await next()
      })
      .get(
        '/mail-server',
        describe('By which mail server this server sends its own mails', {
          200: ['without the password', mailServerView],
          ...refused
        }),
        async (c) => c.json(await viewMailServer(services))
      )
      .put(
        '/mail-server',
        describe('Name the mail server; it is used from the next mail on', {
          200: ['named', mailServerView],
          ...named
        }),
        body(mailServerInput),
        async (c) => {
          const view = await saveMailServer(services, c.get('caller'), c.req.valid('json'), now())
          tell(c.get('caller'), 'the mail server was named')
          return c.json(view)
        }
      )
      .delete(
        '/mail-server',
        describe('Send no mails any more; everything works by links that are handed over', {
          204: ['removed'],
          404: ['none was named'],
          ...named
        }),
        async (c) => {
          await removeMailServer(services, c.get('caller'), now())
          tell(c.get('caller'), 'the mail server was taken out')
          return c.body(null, 204)
        }
      )
      .post(
        '/mail-server/test',
        describe('Send a test mail and hear what became of it', {
          200: ['taken by the mail server, or why not', mailTestView],
          ...refused
        }),
        body(mailTestInput),
        async (c) => {
          const outcome = await mailer.send(
            c.req.valid('json').to,
            testLetter(mailLanguageOf(c.req.raw.headers))
          )
          await note(database, c.get('caller'), { kind: 'mail-tested', detail: {}, at: now() })
          return c.json(outcome)
        }
      )
  )
}
