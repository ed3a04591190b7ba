import { Hono } from 'hono'
import { alertScope, changeAlert, createAlert, listAlerts, openAlert, removeAlert } from '../alerts/alerts'
import { sendAlert } from '../alerts/sending'
import { alertWords } from '../alerts/words'
import { alertInput, alertPatch, alertsQuery, alertsView, alertTestView, alertView } from '../contract/alerts'
import { body, query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { mailLanguageOf } from '../mail/words'
import type { Services } from '../services'
import { first, somewhereFirst } from './rights-first'

/** Who is told of what, and where: by mail, or in a chat. */
export const alertsApi = (services: Pick<Services, 'database' | 'mailer' | 'sealing' | 'config' | 'now'>) => {
  const { database, now } = services
  return new Hono<Env>()
    .get(
      '/alerts',
      describe('The alerts of a site', {
        200: ['those that the caller may change', alertsView],
        404: ['no such site']
      }),
      query(alertsQuery),
      async (c) => c.json(await listAlerts(database, c.get('caller'), c.req.valid('query').site))
    )
    .post(
      '/alerts',
      describe('Have somebody told, or a chat', {
        201: ['made', alertView],
        404: ['no such site or survey'],
        422: ['the member or the address will not do']
      }),
      somewhereFirst({ database }, alertScope),
      body(alertInput),
      async (c) => {
        const act = { caller: c.get('caller'), now: now(), readsIn: mailLanguageOf(c.req.raw.headers) }
        return c.json(await createAlert(database, c.req.valid('json'), act), 201)
      }
    )
    .patch(
      '/alerts/:id',
      describe('Change what an alert tells and when', {
        200: ['changed', alertView],
        404: ['no such alert']
      }),
      first((c) => openAlert(database, c.get('caller'), c.req.param('id') ?? '')),
      body(alertPatch),
      async (c) => {
        const act = { caller: c.get('caller'), now: now() }
        return c.json(await changeAlert(database, c.req.param('id'), c.req.valid('json'), act))
      }
    )
    .delete(
      '/alerts/:id',
      describe('Take an alert out', { 204: ['gone'], 404: ['no such alert'] }),
      async (c) => {
        await removeAlert(database, c.req.param('id'), { caller: c.get('caller'), now: now() })
        return c.body(null, 204)
      }
    )
    .post(
      '/alerts/:id/test',
      describe('Send a test message at once', {
        200: ['whether it arrived where it was sent', alertTestView],
        404: ['no such alert']
      }),
      async (c) => {
        const alert = await openAlert(database, c.get('caller'), c.req.param('id'))
        const { subject, text } = alertWords[alert.language].test
        const sent = await sendAlert(services, alert, { subject, lines: [text] })
        return c.json(sent.ok ? { state: 'sent', said: null } : { state: 'failed', said: sent.said })
      }
    )
}
