import { like } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeAlerting } from '../../server/alerts/job'
import type { AlertKind, AlertsView, AlertTestView, AlertView } from '../../server/contract/alerts'
import { answerFigures } from '../../server/figures-thread/answering'
import type { TestApp } from '../support/app'
import { makeMember, makeSite, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import type { FakeVendor } from '../support/fake-vendor'
import { startFakeVendor } from '../support/fake-vendor'
import { followDue } from '../support/followed'
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
  let answers = 0
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
  /** So many answers of a day, a part of them satisfied. */
  async function answered(day: string, part: number, count: number, agent = 'bo', topics: string[] = []) {
    const responses = Array.from({ length: count }, (_, index) => ({
      id: `rsp_${String((answers += 1)).padStart(22, '0')}`,
      survey,
      rating: index < part ? 5 : 1,
      agent,
      topics,
      answeredAt: `${day}T08:00:00Z`
    }))
    const sent = await app.request('/api/v1/responses/batch', { key: testKey, body: { responses } })
    expect(sent.status, await sent.clone().text()).toBe(200)
  }
  /** Weeks of usual days, and a bad one yesterday. */
  async function badDay() {
    for (let day = 1; day <= 18; day += 1) await answered(`2026-11-${String(day).padStart(2, '0')}`, 18, 20)
    await answered('2026-11-19', 5, 20)
  }
  /** What the server does by itself from time to time. */
  const passes = () => makeAlerting({ ...app.services, figureOf: answerFigures(app.services) }).work()
  const chatted = () => chat.calls.map(({ body }) => (JSON.parse(body) as { text: string }).text)

  it('tells by mail of a day on which a score was worse than chance, once, with its count and interval', async () => {
    await badDay()
    await alerted(['score-worse'], { target: 'mail', member: 'me' }, {}, mona)
    await passes()
    await passes()
    expect(mail.mails.map(({ to }) => to?.[0]?.address)).toEqual(['mona@example.com'])
    const [{ subject, text = '' } = {}] = mail.mails
    expect(subject).toBe('“After a chat” of Shop got worse')
    expect(text).toContain('scored 25.0 % on Nov 19, 2026 (95 % interval ')
    expect(text).toContain(', 20 answers). By chance alone it stays between ')
    expect(text).toContain(`/sites/${site}/surveys/${survey}?from=2026-11-19&to=2026-11-19`)
    at += 24 * hourMs
    await passes()
    expect(mail.mails).toHaveLength(1)
  })

  it('says nothing of days that chance explains, of days long ago, and of what nobody asked for', async () => {
    for (let day = 1; day <= 18; day += 1)
      await answered(`2026-11-${String(day).padStart(2, '0')}`, day === 5 ? 4 : 18, 20)
    await answered('2026-11-19', 16, 20)
    await alerted(['score-worse', 'score-better'], inChat())
    await passes()
    await answered('2026-11-20', 2, 20)
    at += 24 * hourMs
    await alerted(['score-better'], inChat('mattermost'))
    await passes()
    expect(chatted()).toHaveLength(1)
    expect(chatted()[0]).toMatch(/^\*“After a chat” of Shop got worse\*\n“After a chat” scored 10\.0 %/)
  })

  it('judges a day when it is over, and tells a run of bad days once', async () => {
    await badDay()
    at = Date.parse('2026-11-19T18:00:00Z')
    await alerted(['score-worse'], inChat())
    await passes()
    expect(chatted()).toEqual([])
    at = morning
    await passes()
    expect(chatted()).toHaveLength(1)
    await answered('2026-11-20', 5, 20)
    at += 24 * hourMs
    await passes()
    expect(chatted()).toHaveLength(1)
  })

  it('waits until quiet hours are over', async () => {
    await badDay()
    await alerted(['score-worse'], inChat(), { quiet: { from: '20:00', to: '10:00' } })
    await passes()
    expect(chatted()).toEqual([])
    at += hourMs
    await passes()
    expect(chatted()).toHaveLength(1)
  })

  it('tells each reader no more than they may see', async () => {
    await badDay()
    await alerted(['score-worse'], { target: 'mail', member: 'me' }, {}, ana)
    await passes()
    expect(mail.mails).toEqual([])
    for (let day = 1; day <= 19; day += 1)
      await answered(`2026-11-${String(day).padStart(2, '0')}`, 20, 20, 'ana')
    await answered('2026-11-20', 3, 20, 'ana')
    at += 24 * hourMs
    await passes()
    expect(mail.mails.map(({ text }) => text?.includes('scored 15.0 %'))).toEqual([true])
  })

  it('tells owners of follow-ups what is overdue of theirs, and a chat all of it', async () => {
    const rules = { rules: [{ name: 'Unhappy', dueHours: 1 }] }
    expect((await send('PUT', `/sites/${site}/follow-up-rules`, rules)).status).toBe(200)
    await alerted(['follow-up-overdue'], inChat())
    await alerted(['follow-up-overdue'], { target: 'mail', member: 'me' }, {}, mona)
    const sent = { survey, id: 'rsp_0000000000000000000001', rating: 1, comment: 'Nobody called back.' }
    expect((await app.request('/api/v1/responses', { key: testKey, body: sent })).status).toBe(201)
    await followDue(app.services.database, at)
    at += 2 * hourMs
    await followDue(app.services.database, at)
    await passes()
    expect(chatted()).toHaveLength(1)
    expect(chatted()[0]).toContain('A customer of Shop still waits')
    expect(chatted()[0]).not.toContain('Nobody called back')
    expect(mail.mails).toEqual([])
  })

  it('mails a digest on Monday morning: what changed, what to work on, what went well and who waits', async () => {
    const of = (day: string, part: number, count: number, topics: string[]) =>
      answered(day, part, count, 'bo', topics)
    await of('2026-11-12', 90, 100, ['delivery'])
    await of('2026-11-18', 20, 60, ['billing'])
    await of('2026-11-19', 58, 60, ['delivery'])
    await alerted(['weekly-digest'], { target: 'mail', member: 'me' }, {}, mona)
    await passes()
    at = Date.parse('2026-11-23T02:00:00Z')
    await passes()
    expect(mail.mails).toEqual([])
    at += 2 * hourMs
    await passes()
    await passes()
    expect(mail.mails).toHaveLength(1)
    const [{ subject, text = '' } = {}] = mail.mails
    expect(subject).toMatch(/^Shop: what customers said in the week of Nov 16\D+22, 2026$/)
    expect(text).toMatch(/“After a chat”: 65\.0 % \(95 % interval [\d.]+ % to [\d.]+ %, 120 answers\)/)
    expect(text).toContain('Clearly worse than in as many days before: -25.0.')
    expect(text).toMatch(/To work on: “billing” in “After a chat”, 33\.3 % of 60 answers/)
    expect(text).toMatch(/Well done: “delivery” in “After a chat”, 96\.7 % of 60 answers/)
    expect(text).not.toContain('Follow-ups')
    at += 7 * 24 * hourMs
    await passes()
    expect(mail.mails).toHaveLength(2)
    expect(mail.mails[1]?.text).toContain('Nobody answered in these days.')
  })

  it('is switched off from the mail by one press, and by opening its page not yet', async () => {
    await answered('2026-11-18', 20, 60)
    const { id } = await alerted(['weekly-digest'], { target: 'mail', member: 'me' }, {}, mona)
    at = Date.parse('2026-11-23T04:00:00Z')
    await passes()
    const [{ headers = [], text = '' } = {}] = mail.mails
    const header = (name: string) => headers.find(({ key }) => key === name)?.value
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    const url = header('list-unsubscribe')?.slice(1, -1) ?? ''
    expect(text).toContain(url)
    const { pathname } = new URL(url)
    const opened = await app.request(pathname)
    expect([opened.status, await opened.text()]).toEqual([200, expect.stringContaining('Switch it off')])
    expect((await listed(mona)).rows.map((row) => row.id)).toEqual([id])
    expect((await app.request(pathname, { method: 'POST' })).status).toBe(200)
    expect((await listed(mona)).rows).toEqual([])
    for (const path of [pathname, '/alerts/none/off'])
      expect((await app.request(path, { method: 'POST' })).status).toBe(404)
  })

  it('tells a digest of no answer that its reader may not see', async () => {
    await answered('2026-11-18', 20, 60)
    await answered('2026-11-18', 6, 6, 'ana')
    await alerted(['weekly-digest'], { target: 'mail', member: 'me' }, {}, ana)
    at = Date.parse('2026-11-23T04:00:00Z')
    await passes()
    expect(mail.mails[0]?.text).toMatch(/, 6 answers\)\.|: 6 answers, too few/)
    expect(mail.mails[0]?.text).not.toContain('66 answers')
  })

  it('speaks to each chat as it documents, and lets names mention nobody', async () => {
    await send('PATCH', `/surveys/${survey}`, {
      name: '<!channel> @everyone *now* & [x](https://evil.example)'
    })
    await badDay()
    for (const target of ['slack', 'teams', 'google-chat', 'discord', 'mattermost'])
      await alerted(['score-worse'], inChat(target))
    await passes()
    const bodies = chat.calls.map(({ body }) => JSON.parse(body) as Record<string, unknown>)
    expect(bodies).toHaveLength(5)
    const slack = bodies.find((body) => 'unfurl_links' in body) as { text: string }
    expect(slack.text).toContain('&lt;!channel&gt;')
    const discord = bodies.find((body) => 'content' in body)
    expect(discord).toMatchObject({ allowed_mentions: { parse: [] } })
    const teams = bodies.find((body) => 'attachments' in body) as { attachments: { contentType: string }[] }
    expect(teams).toMatchObject({
      type: 'message',
      attachments: [
        { contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard' } }
      ]
    })
    const marked = bodies.filter((body) => 'content' in body || String(body.text).startsWith('**'))
    expect(marked).toHaveLength(2)
    expect(JSON.stringify(marked)).not.toContain('@everyone')
    expect(JSON.stringify(marked)).not.toContain('[x](')
    expect(JSON.stringify(bodies)).not.toContain('<!channel>')
  })

  it('tries again what a chat did not take, and says in the end why it failed', async () => {
    await badDay()
    const { id } = await alerted(['score-worse'], inChat())
    chat.misbehave({ status: 503, body: 'later' })
    await passes()
    expect((await listed()).rows[0]?.last).toMatchObject({ state: 'queued', said: '503 later' })
    at += hourMs
    await passes()
    expect((await listed()).rows[0]?.last).toMatchObject({ state: 'sent', said: null })
    expect(chat.calls).toHaveLength(2)
    chat.misbehave({ status: 404, body: 'no_team' })
    const test = (await (await send('POST', `/alerts/${id}/test`, {})).json()) as AlertTestView
    expect(test).toEqual({ state: 'failed', said: '404 no_team' })
  })

  it('lets everybody have mails to themselves, and owners and managers tell others and chats', async () => {
    const own = await alerted(['score-worse'], { target: 'mail', member: 'me' }, {}, ana)
    expect(own.to).toMatchObject({ target: 'mail', member: { id: own.to.member?.id, name: 'Somebody' } })
    const refused = async (body: object, cookie?: string) =>
      (await send('POST', '/alerts', { site, kinds: ['score-worse'], ...body }, cookie)).status
    const other = (await listed(mona)).members.find(({ id }) => id !== own.to.member?.id)?.id
    expect(await refused({ to: { target: 'mail', member: other } }, ana)).toBe(403)
    const url = 'https://hooks.slack.example/services/x'
    expect(await refused({ to: { target: 'slack', url } }, ana)).toBe(403)
    expect(await refused({ to: { target: 'slack', url: chat.url } }, mona)).toBe(422)
    expect(await refused({ to: { target: 'slack', url: 'https://10.0.0.1/x' } }, mona)).toBe(422)
    expect(await refused({ to: { target: 'mail', member: 'nobody' } }, mona)).toBe(422)
    expect(await refused({ kinds: ['connector-paused'], to: { target: 'mail', member: 'me' } }, mona)).toBe(
      422
    )
    const slack = await alerted(['score-worse'], { target: 'slack', url }, {}, mona)
    expect(JSON.stringify(slack)).not.toContain('services')
    expect([(await listed(ana)).rows.length, (await listed(mona)).rows.length]).toEqual([1, 2])
    expect((await send('DELETE', `/alerts/${slack.id}`, undefined, ana)).status).toBe(403)
    const changed = await send('PATCH', `/alerts/${slack.id}`, { kinds: ['score-better'] }, mona)
    expect(await changed.json()).toMatchObject({
      kinds: ['score-better'],
      to: { host: 'hooks.slack.example' }
    })
    expect((await send('DELETE', `/alerts/${slack.id}`, undefined, mona)).status).toBe(204)
    expect((await listed(mona)).rows).toHaveLength(1)
  })
})
