import { like } from 'drizzle-orm'
import { expect } from 'vitest'
import { makeAlerting } from '../../server/alerts/job'
import type { AlertKind, AlertsView, AlertView } from '../../server/contract/alerts'
import { answerFigures } from '../../server/figures-thread/answering'
import { makeMember, makeSite, startApp, testKey } from './app'
import type { FreshDatabase } from './databases'
import { startFakeVendor } from './fake-vendor'
import { startMailServer } from './mail-server'

export const hourMs = 3_600_000
/** Half past nine in the morning in Karachi. */
export const morning = Date.parse('2026-11-20T04:30:00Z')

export type ShopWithAlerts = Awaited<ReturnType<typeof startShopWithAlerts>>

/**
 * A shop with a survey, a manager (Mona) and an agent (Ana), and a mail server and a chat that are told.
 * `clock.at` is what the server holds for now.
 */
export async function startShopWithAlerts(fresh: () => Promise<FreshDatabase>) {
  const clock = { at: morning }
  const mail = await startMailServer()
  const chat = await startFakeVendor(() => ({ status: 200, body: 'ok' }))
  const server = { host: '127.0.0.1', port: mail.port, security: 'offered' as const }
  // Where mails are sent, nobody is shown the link by which a member joins.
  const silent = await startApp(fresh, { now: () => clock.at })
  const app = await startApp(fresh, {
    place: silent.place,
    now: () => clock.at,
    config: { mail: { server, from: 'hearback@example.com' } }
  })

  async function send(method: string, path: string, body: object | undefined, cookie?: string) {
    const who = cookie === undefined ? { key: testKey } : { cookie }
    const origin = { 'sec-fetch-site': 'same-origin' }
    return app.request(`/api/v1${path}`, { method, body, headers: origin, ...who })
  }
  async function made<View>(path: string, body: object, cookie?: string): Promise<View> {
    const response = await send('POST', path, body, cookie)
    expect(response.status, await response.clone().text()).toBe(201)
    return (await response.json()) as View
  }
  async function member(name: string, as: { role: 'manager' } | { role: 'agent'; agent: string }) {
    const email = `${name}@example.com`
    const cookie = await makeMember(silent, site, { email, ...as })
    // Nobody is mailed to whose address nobody has proved.
    const { authUser } = app.services.database.tables
    await app.services.database.handle
      .update(authUser)
      .set({ email })
      .where(like(authUser.email, '%@unproved.invalid'))
    return cookie
  }
  const site = await makeSite(app, 'Shop')
  await send('PATCH', `/sites/${site}`, { timeZone: 'Asia/Karachi' })
  const { id: survey } = await made<{ id: string }>('/surveys', {
    site,
    name: 'After a chat',
    metric: 'csat'
  })
  return {
    clock,
    app,
    mail,
    chat,
    site,
    survey,
    mona: await member('mona', { role: 'manager' }),
    ana: await member('ana', { role: 'agent', agent: 'ana' }),
    send,
    made,
    alerted: (kinds: AlertKind[], to: object, more: object = {}, cookie?: string) =>
      made<AlertView>('/alerts', { site, kinds, to, ...more }, cookie),
    inChat: (target = 'slack') => ({ target, url: `${chat.url}/services/T0/B0/secret` }),
    async listed(cookie?: string): Promise<AlertsView> {
      return (await (await send('GET', `/alerts?site=${site}`, undefined, cookie)).json()) as AlertsView
    },
    /** What the server does by itself from time to time. */
    passes: () => makeAlerting({ ...app.services, figureOf: answerFigures(app.services) }).work(),
    chatted: () => chat.calls.map(({ body }) => (JSON.parse(body) as { text: string }).text),
    async close() {
      await app.close()
      await silent.close()
      await mail.close()
      await chat.close()
    }
  }
}
