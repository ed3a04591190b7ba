import { like } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeAlerting } from '../../server/alerts/job'
import type { AlertKind, AlertsView, AlertView } from '../../server/contract/alerts'
import { answerFigures } from '../../server/figures-thread/answering'
import type { TestApp } from '../support/app'
import { makeMember, makeSite, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import type { FakeVendor } from '../support/fake-vendor'
import { startFakeVendor } from '../support/fake-vendor'
import type { MailServer } from '../support/mail-server'
import { startMailServer } from '../support/mail-server'

const hourMs = 3_600_000
/** Half past nine in the morning in Karachi. */
const morning = Date.parse('2026-11-20T04:30:00Z')

onBothDatabases((fresh) => {
  let at: number
  let mail: MailServer
  let chat: FakeVendor
  let app: TestApp
  let silent: TestApp
  let site: string
  let survey: string
  let mona: string
  let ana: string
  beforeEach(async () => {
    at = morning
    mail = await startMailServer()
    chat = await startFakeVendor(() => ({ status: 200, body: 'ok' }))
    const server = { host: '127.0.0.1', port: mail.port, security: 'offered' as const }
    // Where mails are sent, nobody is shown the link by which a member joins.
    silent = await startApp(fresh, { now: () => at })
    app = await startApp(fresh, {
      place: silent.place,
      now: () => at,
      config: { mail: { server, from: 'hearback@example.com' } }
    })
    site = await makeSite(app, 'Shop')
    await send('PATCH', `/sites/${site}`, { timeZone: 'Asia/Karachi' })
    survey = (await made<{ id: string }>('/surveys', { site, name: 'After a chat', metric: 'csat' })).id
    mona = await makeMember(silent, site, { email: 'mona@example.com', role: 'manager' })
    await prove('mona@example.com')
    ana = await makeMember(silent, site, { email: 'ana@example.com', role: 'agent', agent: 'ana' })
    await prove('ana@example.com')
  })
  /** Nobody is mailed to whose address nobody has proved. */
  async function prove(email: string) {
    const { authUser } = app.services.database.tables
    await app.services.database.handle
      .update(authUser)
      .set({ email })
      .where(like(authUser.email, '%@unproved.invalid'))
  }
  afterEach(async () => {
    await app.close()
    await silent.close()
    await mail.close()
    await chat.close()
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
  const alerted = (kinds: AlertKind[], to: object, more: object = {}, cookie?: string) =>
    made<AlertView>('/alerts', { site, kinds, to, ...more }, cookie)
  const inChat = (target = 'slack') => ({ target, url: `${chat.url}/services/T0/B0/secret` })
  async function listed(cookie?: string): Promise<AlertsView> {
    return (await (await send('GET', `/alerts?site=${site}`, undefined, cookie)).json()) as AlertsView
  }
  /** So many customers are asked on a Monday, and a part of them answers. */
  async function asked(monday: string, count: number, answer: number) {
    at = Date.parse(`${monday}T06:00:00Z`)
    for (let index = 0; index < count; index += 1) {
      const { url } = await made<{ url: string }>('/invitations', { survey, channel: 'web' })
      if (index >= answer) continue
      const sent = await app.request(new URL(url).pathname, { body: { rating: 5 } })
      expect(sent.status, await sent.clone().text()).toBeLessThan(300)
    }
  }
  /** So many conversations of a day, a part of them with a first response within a minute. */
  async function served(day: string, part: number, count: number) {
    const conversations = Array.from({ length: count }, (_, index) => ({
      id: `${day}-${index}`,
      channel: 'chat',
      agent: 'bo',
      openedAt: `${day}T08:00:00Z`,
      firstResponseAt: `${day}T08:0${index < part ? 0 : 5}:30Z`
    }))
    const sent = await send('POST', '/conversations/batch', { site, conversations })
    expect(sent.status, await sent.clone().text()).toBeLessThan(300)
  }
  /** What the server does by itself from time to time. */
  const passes = () => makeAlerting({ ...app.services, figureOf: answerFigures(app.services) }).work()
  const chatted = () => chat.calls.map(({ body }) => (JSON.parse(body) as { text: string }).text)

  it('tells of a week in which fewer asks were answered than chance explains, once, when all could answer', async () => {
    for (const [monday, answered] of [
      ['2026-10-26', 20],
      ['2026-11-02', 20],
      ['2026-11-09', 5],
      ['2026-11-16', 0]
    ] as const)
      await asked(monday, 40, answered)
    at = morning
    await alerted(['response-rate-worse'], { target: 'mail', member: 'me' }, {}, mona)
    await alerted(['response-rate-worse'], inChat())
    await passes()
    expect([mail.mails, chatted()]).toEqual([[], []])
    at += 3 * 24 * hourMs
    await passes()
    await passes()
    expect(mail.mails.map(({ subject }) => subject)).toEqual([
      'Fewer customers of Shop answer “After a chat”'
    ])
    const [{ text = '' } = {}] = mail.mails
    expect(text).toMatch(
      /Of 40 asks of “After a chat” in Nov 9\D+15, 2026, 5 were answered: 12\.5 % \(95 % interval 5\.5 % to 26\.1 %\)/
    )
    expect(text).toMatch(/By chance alone it does not fall below 15\.0 %/)
    expect(text).toContain('/response?from=2026-11-09&to=2026-11-15')
    // Who reads no answers is told of days from which no few of them could be worked out.
    expect(chatted()).toHaveLength(1)
    expect(chatted()[0]).toMatch(/Of 40 asks of “After a chat” in Nov 3\D+15, 2026, 5 were answered/)
    // The week after was as bad: that is the same thing.
    at += 7 * 24 * hourMs
    await passes()
    expect(mail.mails).toHaveLength(1)
  })

  it('says nothing of a week in which as many asks were answered as by chance', async () => {
    for (const [monday, answered] of [
      ['2026-11-02', 15],
      ['2026-11-09', 11]
    ] as const)
      await asked(monday, 30, answered)
    at = morning
    await alerted(['response-rate-worse'], inChat())
    at += 3 * 24 * hourMs
    await passes()
    expect(chatted()).toEqual([])
  })

  it('tells of a week in which clearly fewer conversations were within target than the goal, once', async () => {
    const targets = { chat: { firstResponseSeconds: 60, resolutionSeconds: 3600 } }
    expect((await send('PATCH', `/sites/${site}`, { targets })).status).toBe(200)
    const to = { target: 'mail', member: 'me' }
    await alerted(['target-missed'], to, { serviceLevel: 90 }, mona)
    await alerted(['target-missed'], inChat(), { serviceLevel: 50 })
    // So few within target may be chance before, and are none of it this week.
    await served('2026-11-10', 34, 40)
    await served('2026-11-17', 28, 40)
    await passes()
    expect(mail.mails).toEqual([])
    at += 3 * 24 * hourMs
    await passes()
    await passes()
    expect(mail.mails.map(({ subject }) => subject)).toEqual(['Shop responds too late'])
    const [{ text = '' } = {}] = mail.mails
    expect(text).toMatch(
      /Of 40 conversations of Nov 16\D+22, 2026 that have a target, 28 had their first response within it: 70\.0 %/
    )
    expect(text).toMatch(/\(95 % interval 54\.6 % to 81\.9 %\)\. The goal is 90\.0 %\./)
    expect(text).toContain(`/sites/${site}/surveys/${survey}/service?from=2026-11-16&to=2026-11-22`)
    expect(chatted()).toEqual([])
    await served('2026-11-24', 10, 40)
    at += 7 * 24 * hourMs
    await passes()
    expect(mail.mails).toHaveLength(1)
    expect(chatted()).toHaveLength(1)
  })

  it('tells nobody of conversations that they may not see, and changes the goal', async () => {
    await send('PATCH', `/sites/${site}`, { targets: { chat: { firstResponseSeconds: 60 } } })
    const to = { target: 'mail', member: 'me' }
    const { id } = await alerted(['target-missed'], to, {}, ana)
    expect((await listed(ana)).rows[0]?.serviceLevel).toBe(80)
    expect((await send('PATCH', `/alerts/${id}`, { serviceLevel: 101 }, ana)).status).toBe(422)
    expect((await send('PATCH', `/alerts/${id}`, { serviceLevel: 95 }, ana)).status).toBe(200)
    await served('2026-11-17', 0, 40)
    at += 3 * 24 * hourMs
    await passes()
    expect(mail.mails).toEqual([])
    expect((await listed(ana)).rows[0]?.serviceLevel).toBe(95)
  })
})
