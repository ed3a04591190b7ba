import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AlertTestView } from '../../server/contract/alerts'
import type { ShopWithAlerts } from '../support/alerts'
import { hourMs, morning, startShopWithAlerts } from '../support/alerts'
import { testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { followDue } from '../support/followed'

onBothDatabases((fresh) => {
  let shop: ShopWithAlerts
  let answers = 0
  beforeEach(async () => {
    shop = await startShopWithAlerts(fresh)
  })
  afterEach(() => shop.close())

  /** So many answers of a day, a part of them satisfied. */
  async function answered(day: string, part: number, count: number, agent = 'bo', topics: string[] = []) {
    const responses = Array.from({ length: count }, (_, index) => ({
      id: `rsp_${String((answers += 1)).padStart(22, '0')}`,
      survey: shop.survey,
      rating: index < part ? 5 : 1,
      agent,
      topics,
      answeredAt: `${day}T08:00:00Z`
    }))
    const sent = await shop.app.request('/api/v1/responses/batch', { key: testKey, body: { responses } })
    expect(sent.status, await sent.clone().text()).toBe(200)
  }
  /** Weeks of usual days, and a bad one yesterday. */
  async function badDay() {
    for (let day = 1; day <= 18; day += 1) await answered(`2026-11-${String(day).padStart(2, '0')}`, 18, 20)
    await answered('2026-11-19', 5, 20)
  }

  it('tells by mail of a day on which a score was worse than chance, once, with its count and interval', async () => {
    await badDay()
    await shop.alerted(['score-worse'], { target: 'mail', member: 'me' }, {}, shop.mona)
    await shop.passes()
    await shop.passes()
    expect(shop.mail.mails.map(({ to }) => to?.[0]?.address)).toEqual(['mona@example.com'])
    const [{ subject, text = '' } = {}] = shop.mail.mails
    expect(subject).toBe('“After a chat” of Shop got worse')
    expect(text).toContain('scored 25.0 % on Nov 19, 2026 (95 % interval ')
    expect(text).toContain(', 20 answers). By chance alone it stays between ')
    expect(text).toContain(`/sites/${shop.site}/surveys/${shop.survey}?from=2026-11-19&to=2026-11-19`)
    shop.clock.at += 24 * hourMs
    await shop.passes()
    expect(shop.mail.mails).toHaveLength(1)
  })

  it('says nothing of days that chance explains, of days long ago, and of what nobody asked for', async () => {
    for (let day = 1; day <= 18; day += 1)
      await answered(`2026-11-${String(day).padStart(2, '0')}`, day === 5 ? 4 : 18, 20)
    await answered('2026-11-19', 16, 20)
    await shop.alerted(['score-worse', 'score-better'], shop.inChat())
    await shop.passes()
    await answered('2026-11-20', 2, 20)
    shop.clock.at += 24 * hourMs
    await shop.alerted(['score-better'], shop.inChat('mattermost'))
    await shop.passes()
    expect(shop.chatted()).toHaveLength(1)
    expect(shop.chatted()[0]).toMatch(/^\*“After a chat” of Shop got worse\*\n“After a chat” scored 10\.0 %/)
  })

  it('judges a day when it is over, and tells a run of bad days once', async () => {
    await badDay()
    shop.clock.at = Date.parse('2026-11-19T18:00:00Z')
    await shop.alerted(['score-worse'], shop.inChat())
    await shop.passes()
    expect(shop.chatted()).toEqual([])
    shop.clock.at = morning
    await shop.passes()
    expect(shop.chatted()).toHaveLength(1)
    await answered('2026-11-20', 5, 20)
    shop.clock.at += 24 * hourMs
    await shop.passes()
    expect(shop.chatted()).toHaveLength(1)
  })

  it('waits until quiet hours are over', async () => {
    await badDay()
    await shop.alerted(['score-worse'], shop.inChat(), { quiet: { from: '20:00', to: '10:00' } })
    await shop.passes()
    expect(shop.chatted()).toEqual([])
    shop.clock.at += hourMs
    await shop.passes()
    expect(shop.chatted()).toHaveLength(1)
  })

  it('tells each reader no more than they may see', async () => {
    await badDay()
    await shop.alerted(['score-worse'], { target: 'mail', member: 'me' }, {}, shop.ana)
    await shop.passes()
    expect(shop.mail.mails).toEqual([])
    for (let day = 1; day <= 19; day += 1)
      await answered(`2026-11-${String(day).padStart(2, '0')}`, 20, 20, 'ana')
    await answered('2026-11-20', 3, 20, 'ana')
    shop.clock.at += 24 * hourMs
    await shop.passes()
    expect(shop.mail.mails.map(({ text }) => text?.includes('scored 15.0 %'))).toEqual([true])
  })

  it('tells owners of follow-ups what is overdue of theirs, and a chat all of it', async () => {
    const rules = { rules: [{ name: 'Unhappy', dueHours: 1 }] }
    expect((await shop.send('PUT', `/sites/${shop.site}/follow-up-rules`, rules)).status).toBe(200)
    await shop.alerted(['follow-up-overdue'], shop.inChat())
    await shop.alerted(['follow-up-overdue'], { target: 'mail', member: 'me' }, {}, shop.mona)
    const sent = {
      survey: shop.survey,
      id: 'rsp_0000000000000000000001',
      rating: 1,
      comment: 'Nobody called back.'
    }
    expect((await shop.app.request('/api/v1/responses', { key: testKey, body: sent })).status).toBe(201)
    await followDue(shop.app.services.database, shop.clock.at)
    shop.clock.at += 2 * hourMs
    await followDue(shop.app.services.database, shop.clock.at)
    await shop.passes()
    expect(shop.chatted()).toHaveLength(1)
    expect(shop.chatted()[0]).toContain('A customer of Shop still waits')
    expect(shop.chatted()[0]).not.toContain('Nobody called back')
    expect(shop.mail.mails).toEqual([])
  })

  it('mails a digest on Monday morning: what changed, what to work on, what went well and who waits', async () => {
    const of = (day: string, part: number, count: number, topics: string[]) =>
      answered(day, part, count, 'bo', topics)
    await of('2026-11-12', 90, 100, ['delivery'])
    await of('2026-11-18', 20, 60, ['billing'])
    await of('2026-11-19', 58, 60, ['delivery'])
    await shop.alerted(['weekly-digest'], { target: 'mail', member: 'me' }, {}, shop.mona)
    await shop.passes()
    shop.clock.at = Date.parse('2026-11-23T02:00:00Z')
    await shop.passes()
    expect(shop.mail.mails).toEqual([])
    shop.clock.at += 2 * hourMs
    await shop.passes()
    await shop.passes()
    expect(shop.mail.mails).toHaveLength(1)
    const [{ subject, text = '' } = {}] = shop.mail.mails
    expect(subject).toMatch(/^Shop: what customers said in the week of Nov 16\D+22, 2026$/)
    expect(text).toMatch(/“After a chat”: 65\.0 % \(95 % interval [\d.]+ % to [\d.]+ %, 120 answers\)/)
    expect(text).toContain('Clearly worse than in as many days before: -25.0.')
    expect(text).toMatch(/To work on: “billing” in “After a chat”, 33\.3 % of 60 answers/)
    expect(text).toMatch(/Well done: “delivery” in “After a chat”, 96\.7 % of 60 answers/)
    expect(text).not.toContain('Follow-ups')
    shop.clock.at += 7 * 24 * hourMs
    await shop.passes()
    expect(shop.mail.mails).toHaveLength(2)
    expect(shop.mail.mails[1]?.text).toContain('Nobody answered in these days.')
  })

  it('is switched off from the mail by one press, and by opening its page not yet', async () => {
    await answered('2026-11-18', 20, 60)
    const { id } = await shop.alerted(['weekly-digest'], { target: 'mail', member: 'me' }, {}, shop.mona)
    shop.clock.at = Date.parse('2026-11-23T04:00:00Z')
    await shop.passes()
    const [{ headers = [], text = '' } = {}] = shop.mail.mails
    const header = (name: string) => headers.find(({ key }) => key === name)?.value
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    const url = header('list-unsubscribe')?.slice(1, -1) ?? ''
    expect(text).toContain(url)
    const { pathname } = new URL(url)
    const opened = await shop.app.request(pathname)
    expect([opened.status, await opened.text()]).toEqual([200, expect.stringContaining('Switch it off')])
    expect((await shop.listed(shop.mona)).rows.map((row) => row.id)).toEqual([id])
    expect((await shop.app.request(pathname, { method: 'POST' })).status).toBe(200)
    expect((await shop.listed(shop.mona)).rows).toEqual([])
    for (const path of [pathname, '/alerts/none/off'])
      expect((await shop.app.request(path, { method: 'POST' })).status).toBe(404)
  })

  it('tells a digest of no answer that its reader may not see', async () => {
    await answered('2026-11-18', 20, 60)
    await answered('2026-11-18', 6, 6, 'ana')
    await shop.alerted(['weekly-digest'], { target: 'mail', member: 'me' }, {}, shop.ana)
    shop.clock.at = Date.parse('2026-11-23T04:00:00Z')
    await shop.passes()
    expect(shop.mail.mails[0]?.text).toMatch(/, 6 answers\)\.|: 6 answers, too few/)
    expect(shop.mail.mails[0]?.text).not.toContain('66 answers')
  })

  it('speaks to each chat as it documents, and lets names mention nobody', async () => {
    await shop.send('PATCH', `/surveys/${shop.survey}`, {
      name: '<!channel> @everyone *now* & [x](https://evil.example)'
    })
    await badDay()
    for (const target of ['slack', 'teams', 'google-chat', 'discord', 'mattermost'])
      await shop.alerted(['score-worse'], shop.inChat(target))
    await shop.passes()
    const bodies = shop.chat.calls.map(({ body }) => JSON.parse(body) as Record<string, unknown>)
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
    const { id } = await shop.alerted(['score-worse'], shop.inChat())
    shop.chat.misbehave({ status: 503, body: 'later' })
    await shop.passes()
    expect((await shop.listed()).rows[0]?.last).toMatchObject({ state: 'queued', said: '503 later' })
    shop.clock.at += hourMs
    await shop.passes()
    expect((await shop.listed()).rows[0]?.last).toMatchObject({ state: 'sent', said: null })
    expect(shop.chat.calls).toHaveLength(2)
    shop.chat.misbehave({ status: 404, body: 'no_team' })
    const test = (await (await shop.send('POST', `/alerts/${id}/test`, {})).json()) as AlertTestView
    expect(test).toEqual({ state: 'failed', said: '404 no_team' })
  })

  it('lets everybody have mails to themselves, and owners and managers tell others and chats', async () => {
    const own = await shop.alerted(['score-worse'], { target: 'mail', member: 'me' }, {}, shop.ana)
    expect(own.to).toMatchObject({ target: 'mail', member: { id: own.to.member?.id, name: 'Somebody' } })
    const refused = async (body: object, cookie?: string) =>
      (await shop.send('POST', '/alerts', { site: shop.site, kinds: ['score-worse'], ...body }, cookie))
        .status
    const other = (await shop.listed(shop.mona)).members.find(({ id }) => id !== own.to.member?.id)?.id
    expect(await refused({ to: { target: 'mail', member: other } }, shop.ana)).toBe(403)
    const url = 'https://hooks.slack.example/services/x'
    expect(await refused({ to: { target: 'slack', url } }, shop.ana)).toBe(403)
    expect(await refused({ to: { target: 'slack', url: shop.chat.url } }, shop.mona)).toBe(422)
    expect(await refused({ to: { target: 'slack', url: 'https://10.0.0.1/x' } }, shop.mona)).toBe(422)
    expect(await refused({ to: { target: 'mail', member: 'nobody' } }, shop.mona)).toBe(422)
    expect(
      await refused({ kinds: ['connector-paused'], to: { target: 'mail', member: 'me' } }, shop.mona)
    ).toBe(422)
    const slack = await shop.alerted(['score-worse'], { target: 'slack', url }, {}, shop.mona)
    expect(JSON.stringify(slack)).not.toContain('services')
    expect([(await shop.listed(shop.ana)).rows.length, (await shop.listed(shop.mona)).rows.length]).toEqual([
      1, 2
    ])
    expect((await shop.send('DELETE', `/alerts/${slack.id}`, undefined, shop.ana)).status).toBe(403)
    const changed = await shop.send('PATCH', `/alerts/${slack.id}`, { kinds: ['score-better'] }, shop.mona)
    expect(await changed.json()).toMatchObject({
      kinds: ['score-better'],
      to: { host: 'hooks.slack.example' }
    })
    expect((await shop.send('DELETE', `/alerts/${slack.id}`, undefined, shop.mona)).status).toBe(204)
    expect((await shop.listed(shop.mona)).rows).toHaveLength(1)
  })
})
