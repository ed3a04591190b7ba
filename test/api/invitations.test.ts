import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConnectorView } from '../../server/contract/connectors'
import type { InvitationsView, InvitationView, KeptInvitation } from '../../server/contract/invitations'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import type { TestApp } from '../support/app'
import { makeMember, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { botToken, startFakeTelegram, webhookSecret } from '../support/fake-telegram'
import { givenSurvey } from '../support/given'

const dayMs = 86_400_000

onBothDatabases((fresh) => {
  let app: TestApp
  let site: SiteView
  let survey: SurveyView
  let clock = 0
  beforeEach(async () => {
    clock = Date.parse('2026-11-01T09:00:00Z')
    app = await startApp(fresh, { now: () => clock })
    ;({ site, survey } = await givenSurvey(app, {
      question: { en: 'How did we do?', ur: 'ہماری خدمت کیسی رہی؟' }
    }))
  })
  afterEach(() => app.close())

  const pathOf = ({ url }: { url: string }) => new URL(url).pathname
  const tap = (path: string, body: Record<string, unknown>) => app.request(path, { body })
  const kept = () => app.services.database.handle.select().from(app.services.database.tables.response)
  const get = (path: string, by: { key?: string; cookie?: string } = { key: testKey }) =>
    app.request(`/api/v1/${path}`, by)
  const one = async (id: string) => (await (await get(`invitations/${id}`)).json()) as KeptInvitation
  const listed = async (more = '') =>
    ((await (await get(`invitations?survey=${survey.id}${more}`)).json()) as InvitationsView).rows
  const change = (id: string, body: object) =>
    app.request(`/api/v1/invitations/${id}`, { method: 'PATCH', key: testKey, body })
  async function invite(more: Record<string, unknown> = {}) {
    const response = await app.request('/api/v1/invitations', {
      key: testKey,
      body: { survey: survey.id, ...more }
    })
    expect(response.status, await response.clone().text()).toBe(201)
    const made = (await response.json()) as InvitationView
    return { ...made, path: pathOf(made) }
  }

  it('makes many at once, with a result for each in order', async () => {
    const wanted = [
      { survey: survey.id, channel: 'sms' },
      { survey: 'svy_none' },
      { survey: survey.id, topics: 'billing' },
      { survey: survey.id, remindAfterHours: 2 },
      { survey: survey.id, channel: 'email' }
    ]
    const response = await app.request('/api/v1/invitations/batch', {
      key: testKey,
      body: { invitations: wanted }
    })
    const { results } = (await response.json()) as {
      results: { status: number; invitation?: InvitationView; problem?: { code: string; field?: string } }[]
    }
    expect(results.map(({ status, problem }) => [status, problem?.code, problem?.field])).toEqual([
      [201, undefined, undefined],
      [404, 'survey-unknown', 'survey'],
      [422, 'invalid', 'topics'],
      [422, 'invalid', 'remindAfterHours'],
      [201, undefined, undefined]
    ])
    expect((await listed()).map(({ channel }) => channel).sort()).toEqual(['email', 'sms'])
    expect((await tap(pathOf(results[4]?.invitation ?? { url: 'http://x/' }), { rating: 4 })).status).toBe(
      201
    )
  })

  /**
   * Who knew the id of a helpdesk's invitation, which is the ticket's, was shown the customer's link and
   * could answer by it.
   */
  it('shows a customer’s link once more to the program that made it, and to nobody who signs in', async () => {
    const signedIn = (role: string) =>
      makeMember(app, site.id, {
        email: `${role}@example.com`,
        role,
        ...(role === 'agent' && { agent: 'ana' })
      })
    const wanted = { survey: survey.id, externalId: 'ticket-7' }
    const { url } = await invite({ externalId: 'ticket-7' })
    expect((await invite({ externalId: 'ticket-7' })).url).toBe(url)
    for (const [role, status] of [
      ['manager', 409],
      ['agent', 403]
    ] as const) {
      const cookie = await signedIn(role)
      const [again, batch] = [
        await app.request('/api/v1/invitations', { cookie, body: wanted }),
        await app.request('/api/v1/invitations/batch', { cookie, body: { invitations: [wanted] } })
      ]
      const { results } = (await batch.json()) as { results: { status: number }[] }
      expect([again.status, await again.text(), results]).toEqual([
        status,
        expect.not.stringContaining('/s/'),
        [expect.objectContaining({ status })]
      ])
    }
  })

  it('makes a thousand in one go, each with a link of its own', async () => {
    const response = await app.request('/api/v1/invitations/batch', {
      key: testKey,
      body: {
        invitations: Array.from({ length: 1_000 }, (_, index) => ({
          survey: survey.id,
          customer: `k-${index}`
        }))
      }
    })
    const { results } = (await response.json()) as { results: { invitation: InvitationView }[] }
    expect(new Set(results.map(({ invitation }) => invitation.url)).size).toBe(1_000)
  })

  it('gives the same invitation for the same id of the maker’s, also when both come at once', async () => {
    const both = await Promise.all([invite({ externalId: 'ticket-7' }), invite({ externalId: 'ticket-7' })])
    const again = await invite({ externalId: 'ticket-7' })
    expect(new Set([...both, again].map(({ id, url }) => `${id} ${url}`)).size).toBe(1)
    expect(await listed()).toHaveLength(1)
  })

  it('lists them newest first, page by page, by what is asked for', async () => {
    for (const channel of ['email', 'sms', 'email', 'voice']) {
      clock += 1_000
      await invite({ channel, agent: channel === 'sms' ? 'ana' : 'ben', conversation: `c-${channel}` })
    }
    const first = (await (await get(`invitations?survey=${survey.id}&limit=3`)).json()) as InvitationsView
    const second = (await (
      await get(`invitations?survey=${survey.id}&limit=3&cursor=${first.next}`)
    ).json()) as InvitationsView
    expect([...first.rows, ...second.rows].map(({ channel }) => channel)).toEqual([
      'voice',
      'email',
      'sms',
      'email'
    ])
    expect(second.next).toBe(null)
    expect(
      [
        await listed('&channel=email'),
        await listed('&agent=ana'),
        await listed('&conversation=c-voice'),
        await listed('&answered=true'),
        await listed('&state=sent')
      ].map((rows) => rows.length)
    ).toEqual([2, 1, 1, 0, 0])
    expect((await get(`invitations?survey=${survey.id}&cursor=x`)).status).toBe(422)
  })

  it('shows nobody the link or the address again, and an agent only their own', async () => {
    const mine = await invite({ agent: 'ana', address: '+4915112345678' })
    const other = await invite({ agent: 'ben' })
    const agent = {
      cookie: await makeMember(app, site.id, { email: 'ana@example.com', role: 'agent', agent: 'ana' })
    }
    const manager = { cookie: await makeMember(app, site.id, { email: 'mo@example.com', role: 'manager' }) }
    const seen = await Promise.all(
      [agent, manager]
        .flatMap((by) => [get(`invitations?survey=${survey.id}`, by), get(`invitations/${mine.id}`, by)])
        .map(async (answer) => (await answer).text())
    )
    for (const text of seen) {
      expect(text).toContain(mine.id)
      expect(text).not.toMatch(new RegExp(`${mine.path.slice(3)}|4915112345678`))
    }
    expect(seen[0]).not.toContain(other.id)
    expect(seen[2]).toContain(other.id)
    expect((await get(`invitations/${other.id}`, agent)).status).toBe(404)
    for (const path of ['qr.svg', 'qr.png'])
      expect((await get(`invitations/${mine.id}/${path}`, manager)).status).toBe(409)
    const refused = await Promise.all([
      app.request('/api/v1/invitations', { ...agent, body: { survey: survey.id } }),
      app.request(`/api/v1/invitations/${mine.id}`, { method: 'DELETE', ...agent }),
      get(`invitations/sheet?survey=${survey.id}`, agent)
    ])
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403])
  })

  it('takes a link back on all paths at once, and says when a link ends or goes on', async () => {
    const revoked = await invite()
    expect(
      (await app.request(`/api/v1/invitations/${revoked.id}`, { method: 'DELETE', key: testKey })).status
    ).toBe(204)
    const moved = await invite({ expiresAt: new Date(clock + dayMs).toISOString() })
    const statuses = async (path: string) => [
      (await app.request(path)).status,
      (await tap(path, { rating: 5 })).status,
      (await app.request(`${path}/opened`, { method: 'POST' })).status
    ]
    expect(await statuses(revoked.path)).toEqual([404, 404, 404])
    expect((await change(moved.id, { expiresAt: new Date(clock).toISOString() })).status).toBe(422)
    await change(moved.id, { expiresAt: new Date(clock + 3 * dayMs).toISOString() })
    clock += 2 * dayMs
    expect((await app.request(moved.path)).status).toBe(200)
    clock += 2 * dayMs
    expect(await statuses(moved.path)).toEqual([404, 404, 404])
    expect(await kept()).toEqual([])
    const actions = (
      await app.services.database.handle.select().from(app.services.database.tables.audit)
    ).map(({ action }) => action)
    expect(actions).toEqual(expect.arrayContaining(['invitation-revoked', 'invitation-changed']))
  })

  it('lets a link be used as often as it may, however many come at once, and never by a program', async () => {
    const { path, id } = await invite({ uses: 3 })
    expect(path).toMatch(/^\/s\//)
    await app.app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ id: 'a-program-1', rating: '1', website: 'spam' })
    })
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => tap(path, { id: `person-${index}`, rating: 5 }))
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      201,
      201,
      ...Array<number>(17).fill(409)
    ])
    expect(((await answers.find(({ status }) => status === 409)?.json()) as { code: string }).code).toBe(
      'link-used-up'
    )
    expect((await kept()).filter(({ state }) => state === 'counted')).toHaveLength(3)
    expect((await app.request(path)).status).toBe(404)
    const counted = (await kept()).find(({ state }) => state === 'counted')
    expect((await tap(path, { id: counted?.id, rating: 4, comment: 'on second thoughts' })).status).toBe(200)
    expect(await one(id)).toMatchObject({ uses: 3, answers: 3 })
  })

  it('keeps every kind of link to one survey side by side', async () => {
    const [single, several, placement, test] = [
      await invite(),
      await invite({ uses: 2 }),
      await invite({ reusable: true, name: 'Till', place: 'Door' }),
      await invite({ test: true })
    ]
    for (const { path } of [single, several, placement, test])
      expect((await tap(path, { rating: 5 })).status).toBe(201)
    expect((await kept()).map(({ state }) => state).sort()).toEqual(['counted', 'counted', 'counted', 'test'])
    expect(await listed('&reusable=true')).toMatchObject([
      { name: 'Till', place: 'Door', answers: 1, openings: 1 }
    ])
    expect(
      (
        await app.request('/api/v1/invitations', {
          key: testKey,
          body: { survey: survey.id, reusable: true, uses: 2 }
        })
      ).status
    ).toBe(422)
  })

  it('knows a link as opened by a hand on it, as begun and as answered', async () => {
    const { path, id } = await invite()
    await app.request(path)
    expect(await one(id)).toMatchObject({ openedAt: null, openings: 0 })
    clock += 1_000
    expect(
      (
        await app.request(`${path}/opened`, {
          method: 'POST',
          headers: { 'user-agent': 'WhatsApp/2.21.12.21 A' }
        })
      ).status
    ).toBe(204)
    expect(await one(id)).toMatchObject({ openedAt: null })
    await app.request(`${path}/opened`, { method: 'POST' })
    const openedAt = new Date(clock).toISOString()
    clock += 1_000
    await app.request(`${path}/started`, { method: 'POST' })
    const startedAt = new Date(clock).toISOString()
    expect(await one(id)).toMatchObject({ openedAt, startedAt, answeredAt: null, openings: 1 })
    clock += 1_000
    await tap(path, { rating: 5 })
    expect(await one(id)).toMatchObject({ openedAt, startedAt, answeredAt: new Date(clock).toISOString() })
  })

  it('prints placements: as SVG, as PNG and on a sheet in the language and direction of each', async () => {
    const till = await invite({ reusable: true, name: 'Till', place: '<Door>' })
    const urdu = await invite({ reusable: true, name: 'Counter', locale: 'ur' })
    const taken = await invite({ reusable: true, name: 'Gone' })
    await change(taken.id, { revoked: true })
    await invite()
    const svg = await get(`invitations/${till.id}/qr.svg`)
    expect([svg.headers.get('content-type'), await svg.text()]).toEqual([
      'image/svg+xml',
      expect.stringContaining('<svg')
    ])
    const png = await get(`invitations/${till.id}/qr.png`)
    expect([
      png.headers.get('content-type'),
      Buffer.from(await png.arrayBuffer()).toString('latin1', 1, 4)
    ]).toEqual(['image/png', 'PNG'])
    const sheet = await (await get(`invitations/sheet?survey=${survey.id}&copies=2`)).text()
    expect(sheet.match(/<section/g)).toHaveLength(4)
    expect(sheet).toContain('<section lang="ur" dir="rtl">')
    expect(sheet).toContain(urdu.url.replace('https://', ''))
    expect(sheet).toContain('Till · &lt;Door&gt;')
    expect(sheet).not.toContain('Gone')
    expect(
      (await (await get(`invitations/sheet?survey=${survey.id}&invitation=${till.id}`)).text()).match(
        /<section/g
      )
    ).toHaveLength(1)
  })

  // The sheet held the test link of the welcome page beside “Till 2”: a poster whose answers nobody would
  // ever count.
  it('says on the page of a test link that it is one, and puts none on a poster', async () => {
    const till = await invite({ reusable: true, name: 'Till' })
    const trial = await invite({ reusable: true, test: true, name: 'Trial', locale: 'ur' })
    const own = await invite({ test: true, locale: 'en' })
    const says = 'آزمائش: یہ جواب شمار نہیں ہوتا۔'
    const page = await (await app.request(trial.path)).text()
    const form = { rating: '4', id: /name="id" value="([^"]*)"/.exec(page)?.[1] ?? '' }
    const thanks = await app.app.request(trial.path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form)
    })
    expect([page, await thanks.text()]).toEqual([
      expect.stringContaining(says),
      expect.stringContaining(says)
    ])
    expect(await (await app.request(own.path)).text()).toContain('Test: this answer is not counted.')
    expect(await (await app.request(till.path)).text()).not.toContain('class="test"')
    const sheet = await (await get(`invitations/sheet?survey=${survey.id}`)).text()
    expect([sheet.match(/<section/g)?.length, sheet.includes(trial.url.replace('https://', ''))]).toEqual([
      1,
      false
    ])
    const printed = [
      `sheet?survey=${survey.id}&invitation=${trial.id}`,
      `${trial.id}/qr.svg`,
      `${trial.id}/qr.png`
    ].map((path) => get(`invitations/${path}`))
    expect((await Promise.all(printed)).map(({ status }) => status)).toEqual([404, 409, 409])
  })

  it('shows no link again that was made under another secret, and opens it all the same', async () => {
    const { id, path } = await invite({ reusable: true })
    const moved = await startApp(fresh, {
      place: app.place,
      now: () => clock,
      config: { secret: 'another secret of more than thirty-two characters' }
    })
    expect((await moved.request(`/api/v1/invitations/${id}/qr.svg`, { key: testKey })).status).toBe(409)
    expect((await moved.request(path)).status).toBe(200)
    await moved.close()
  })

  it('reminds once, by itself or when told to, and not whoever has answered or whose link is closed', async () => {
    const telegram = await startFakeTelegram()
    const connector = (await (
      await app.request('/api/v1/connectors', {
        key: testKey,
        body: {
          site: site.id,
          kind: 'telegram',
          name: 'Our bot',
          vendorUrl: telegram.url,
          settings: { botToken, webhookSecret }
        }
      })
    ).json()) as ConnectorView
    const by = (address: string, more = {}) => ({
      channel: 'telegram',
      delivery: connector.id,
      address,
      ...more
    })
    const work = async (hours: number) => {
      clock += hours * 3_600_000
      await app.services.outbox.work()
    }
    const asked = (address: string) =>
      telegram.sent('sendMessage').filter(({ chat_id }) => String(chat_id) === address).length
    const [byItself, answered, revoked, told] = [
      await invite(by('1', { remindAfterHours: 24 })),
      await invite(by('2', { remindAfterHours: 24 })),
      await invite(by('3', { remindAfterHours: 24 })),
      await invite(by('4'))
    ]
    await work(0)
    // No person answers in the instant in which the message leaves.
    clock += 60_000
    await tap(answered.path, { rating: 5 })
    await change(revoked.id, { revoked: true })
    const remind = async (id: string) =>
      (await app.request(`/api/v1/invitations/${id}/remind`, { method: 'POST', key: testKey })).status
    expect([
      await remind(told.id),
      await remind(told.id),
      await remind(byItself.id),
      await remind(answered.id),
      await remind(revoked.id),
      await remind((await invite()).id)
    ]).toEqual([200, 409, 409, 409, 409, 409])
    await work(1)
    expect([asked('1'), asked('2'), asked('3'), asked('4')]).toEqual([1, 1, 1, 2])
    await work(24)
    await work(24)
    expect([asked('1'), asked('2'), asked('3'), asked('4')]).toEqual([2, 1, 1, 2])
    await telegram.close()
  })
})
