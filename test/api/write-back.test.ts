import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConnectorView, DeliveriesView } from '../../server/contract/connectors'
import type { ResponseView } from '../../server/contract/responses'
import { openDatabase } from '../../server/db/open-database'
import { settleMs } from '../../server/write-back/due'
import type { TestApp } from '../support/app'
import { makeMember, makeSite, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { accessToken, startFakeChatwoot, webhookSecret } from '../support/fake-chatwoot'
import { fromProgram, givenSurvey } from '../support/given'
import type { ServerProcess } from '../support/server-process'
import { operatorKey, startServer } from '../support/server-process'
import { putDue, writeDue } from '../support/written-back'

let clock = Date.parse('2026-11-01T09:00:00Z')
const reasons = { low: [{ key: 'slow', label: { en: 'Too slow' } }] }

onBothDatabases((fresh) => {
  let app: TestApp
  let chatwoot: Awaited<ReturnType<typeof startFakeChatwoot>>
  let survey: string
  let site: string
  let connector: string
  beforeEach(async () => {
    clock += 86_400_000
    chatwoot = await startFakeChatwoot(() => clock)
    app = await startApp(fresh, { now: () => clock })
    const given = await givenSurvey(app, { parts: { reasons } })
    survey = given.survey.id
    site = given.site.id
    connector = await connected()
  })
  afterEach(async () => {
    await app.close()
    await chatwoot.close()
  })

  async function connected(settings: Record<string, unknown> = {}): Promise<string> {
    const made = await app.request('/api/v1/connectors', {
      key: testKey,
      body: {
        site,
        kind: 'chatwoot',
        name: 'Our Chatwoot',
        settings: {
          survey,
          baseUrl: chatwoot.url,
          account: '1',
          accessToken,
          secret: webhookSecret,
          ...settings
        }
      }
    })
    expect(made.status, await made.clone().text()).toBe(201)
    return ((await made.json()) as ConnectorView).id
  }
  const path = () => `/api/v1/connectors/${connector}/write-back`
  const put = (body: object, headers = {}) =>
    app.request(path(), { method: 'PUT', key: testKey, body, headers })
  async function writesBack(body: object) {
    const answered = await put(body)
    expect(answered.status, await answered.clone().text()).toBe(200)
    clock += 1_000
  }
  /** Chatwoot's webhooks arrive, and what they lead to happens, until nothing is left to say. */
  async function settle() {
    for (let webhook = chatwoot.webhooks.shift(); webhook; webhook = chatwoot.webhooks.shift()) {
      const headers = { 'content-type': 'application/json', ...webhook.headers }
      const told = await app.app.request(`/hooks/${connector}`, {
        method: 'POST',
        body: webhook.body,
        headers
      })
      expect(told.status).toBe(200)
      clock += 1_000
      await app.services.inbox.work()
      clock += 1_000
      await app.services.outbox.work()
      clock += 10_000
    }
  }
  async function resolved() {
    chatwoot.resolve()
    await settle()
  }
  async function pressed(point: string) {
    chatwoot.customerPresses(chatwoot.askId(), point)
    await settle()
  }
  const written = () => writeDue(app, (ms) => void (clock += ms))
  const answered = async (more: Record<string, unknown> = {}) => {
    const id = randomUUID()
    const body = { id, survey, rating: 2, conversation: 'chatwoot-1-207', ...more }
    expect((await fromProgram(app, body)).status).toBe(201)
    return id
  }
  const changed = async (more: Record<string, unknown>) => {
    const body = { survey, rating: 2, conversation: 'chatwoot-1-207', ...more }
    expect((await fromProgram(app, body)).status).toBe(200)
  }
  const deliveries = async () =>
    (
      (await (
        await app.request(`/api/v1/connectors/${connector}/deliveries?purpose=write-back`, { key: testKey })
      ).json()) as DeliveriesView
    ).rows
  const state = async () => (await deliveries()).map(({ state, reason }) => [state, reason])
  const answers = async () =>
    (
      (await (await app.request(`/api/v1/responses?survey=${survey}`, { key: testKey })).json()) as {
        rows: ResponseView[]
      }
    ).rows
  const kept = () => app.services.database.handle.select().from(app.services.database.tables.conversation)

  it('writes nothing back before somebody says so, and nothing of answers from before', async () => {
    expect(await (await app.request(path(), { key: testKey })).json()).toMatchObject({
      answers: 'none',
      takes: ['note', 'tag', 'field', 'reopen', 'assign'],
      lacks: null
    })
    await resolved()
    await answered()
    await writesBack({ answers: 'all' })
    await written()
    expect([chatwoot.notes(), await deliveries()]).toEqual([[], []])
  })

  it('writes rating, reason and comment as a note, a tag and a field into the conversation', async () => {
    await writesBack({ answers: 'all', tag: true, field: 'csat' })
    await resolved()
    const id = await answered({ comment: 'I *waited* [here](x)', answers: { reason: 'slow' } })
    await putDue(app)
    clock += settleMs - 5_000
    await app.services.outbox.work()
    expect(chatwoot.notes()).toEqual([])
    clock += 10_000
    await app.services.outbox.work()
    expect(chatwoot.notes()[0]?.split('\n')).toEqual([
      String.raw`The customer gave 2 \(from 1 to 5\) – not satisfied`,
      'Reason: Too slow',
      String.raw`Comment: I \*waited\* \[here\]\(x\)`,
      'Survey: After service',
      `https://surveys.example.com/sites/${site}/surveys/${survey}/answers/${id}`,
      expect.stringMatching(/^hearback-[0-9a-f]{20}-[0-9a-f]{8}$/)
    ])
    expect(chatwoot.conversation).toMatchObject({
      status: 'resolved',
      labels: ['Billing', 'refund', 'hearback-unsatisfied'],
      custom_attributes: { plan: 'pro', csat: 2 }
    })
    expect(await state()).toEqual([['sent', null]])
  })

  it('makes one note of a tap and the comment that follows, and adds one where the answer changes later', async () => {
    await writesBack({ answers: 'all', tag: true })
    await resolved()
    const id = await answered()
    await putDue(app)
    clock += 60_000
    await changed({ id, comment: 'Nobody called' })
    await written()
    expect(chatwoot.notes()).toEqual([expect.stringContaining('Nobody called')])
    await changed({ id, rating: 5, comment: 'Solved!' })
    await written()
    expect(chatwoot.notes()).toHaveLength(2)
    expect(chatwoot.notes()[1]).toMatch(/^The answer was changed\\?\.\nThe customer gave 5/)
    expect(chatwoot.conversation.labels).toEqual(['Billing', 'refund', 'hearback-satisfied'])
    expect(await state()).toEqual([['sent', null]])
  })

  it('writes low answers only where that is said, and what becomes of them', async () => {
    await writesBack({ answers: 'low' })
    await resolved()
    await answered({ rating: 5 })
    const low = await answered()
    const risen = await answered()
    await putDue(app)
    await changed({ id: risen, rating: 4 })
    await written()
    expect(chatwoot.notes()).toHaveLength(1)
    await changed({ id: low, rating: 4 })
    await written()
    expect(chatwoot.notes()).toHaveLength(2)
    expect((await state()).toSorted()).toEqual([
      ['cancelled', 'answer-satisfied'],
      ['sent', null]
    ])
  })

  it('writes only of conversations that this helpdesk has told of, and nothing that nobody vouches for', async () => {
    await writesBack({ answers: 'all' })
    await answered()
    await putDue(app)
    await resolved()
    await answered({ conversation: 'chatwoot-1-208' })
    await app.request('/api/v1/responses', {
      body: { id: randomUUID(), survey, rating: 1, conversation: 'chatwoot-1-207', comment: 'Buy this' },
      headers: { 'content-type': 'text/plain', origin: 'https://shop.example' }
    })
    await written()
    expect([chatwoot.notes(), await deliveries()]).toEqual([[], []])
  })

  it('writes nothing of what was taken out meanwhile, and writes it where it counts again', async () => {
    await writesBack({ answers: 'all' })
    await resolved()
    const id = await answered()
    await putDue(app)
    const change = (state: string) =>
      app.request(`/api/v1/responses/${id}?survey=${survey}`, {
        method: 'PATCH',
        key: testKey,
        body: { state, reason: 'a trial' }
      })
    expect((await change('excluded')).status).toBe(200)
    await written()
    expect([chatwoot.notes(), await state()]).toEqual([[], [['cancelled', 'answer-not-counted']]])
    expect((await change('counted')).status).toBe(200)
    await written()
    expect([chatwoot.notes().length, await state()]).toEqual([1, [['sent', null]]])
  })

  it('opens the conversation again after a low rating and leaves it with whose it was, once', async () => {
    await writesBack({ answers: 'all', reopen: true })
    await resolved()
    const id = await answered()
    await written()
    expect(chatwoot.conversation).toMatchObject({ status: 'open', meta: { assignee: { name: 'Ana' } } })
    await settle()
    chatwoot.resolve()
    await settle()
    await changed({ id, rating: 1 })
    await written()
    expect(chatwoot.conversation.status).toBe('resolved')
  })

  it('gives a low one to the agent who is named, and leaves the others alone', async () => {
    await writesBack({ answers: 'all', assign: '7' })
    await resolved()
    await answered({ rating: 5 })
    await written()
    expect(chatwoot.conversation.meta.assignee?.name).toBe('Ana')
    await answered()
    await written()
    expect(chatwoot.conversation).toMatchObject({ status: 'resolved', meta: { assignee: { id: 7 } } })
  })

  it('moves no figure by the echo of its own note, tag, field and reopening', async () => {
    const declared = await app.request(`/api/v1/sites/${site}`, {
      method: 'PATCH',
      key: testKey,
      body: { attributes: [{ key: 'csat', label: 'CSAT', kind: 'number', limits: [3] }] }
    })
    expect(declared.status, await declared.clone().text()).toBe(200)
    await writesBack({ answers: 'all', tag: true, field: 'csat', reopen: true })
    await resolved()
    await pressed('2')
    const before = await kept()
    const asked = chatwoot.posts().length
    await written()
    expect(chatwoot.conversation).toMatchObject({ status: 'open', custom_attributes: { csat: 2 } })
    await settle()
    clock += 3_600_000
    chatwoot.resolve()
    await settle()
    expect(await kept()).toEqual(before)
    expect(chatwoot.posts()).toHaveLength(asked)
    expect(await answers()).toHaveLength(1)
    // What the customer opens again by themselves is another contact.
    clock += 3_600_000
    chatwoot.customerSays('It is broken again')
    await settle()
    clock += 3_600_000
    chatwoot.resolve()
    await settle()
    expect(await kept()).toMatchObject([{ contacts: 2, topics: before[0]?.topics, attributes: null }])
  })

  it('waits while the helpdesk refuses the key, and writes once it takes a new one', async () => {
    await writesBack({ answers: 'all' })
    await resolved()
    await answered()
    const change = (settings: object) =>
      app.request(`/api/v1/connectors/${connector}`, { method: 'PATCH', key: testKey, body: { settings } })
    await change({ accessToken: 'a wrong one' })
    await written()
    const { state: paused } = (await (
      await app.request(`/api/v1/connectors/${connector}`, { key: testKey })
    ).json()) as ConnectorView
    expect([paused, chatwoot.notes(), (await state())[0]?.[0]]).toEqual(['paused', [], 'queued'])
    await change({ accessToken })
    await app.services.outbox.work()
    expect([chatwoot.notes().length, await state()]).toEqual([1, [['sent', null]]])
  })

  it('says which label the account lacks, after it wrote the rest', async () => {
    chatwoot.dropLabel('hearback-unsatisfied')
    await writesBack({ answers: 'all', tag: true, field: 'csat' })
    await resolved()
    await answered()
    await written()
    expect([chatwoot.notes().length, chatwoot.conversation.custom_attributes, await state()]).toEqual([
      1,
      { plan: 'pro', csat: 2 },
      [['failed', 'label-missing']]
    ])
  })

  it('writes no note twice where the helpdesk took it and its answer was lost, however much is said there', async () => {
    await writesBack({ answers: 'all', tag: true })
    await resolved()
    await answered()
    const { calls } = chatwoot
    const isNote = () => calls.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'))
    await putDue(app)
    clock += settleMs + 1_000
    const before = isNote().length
    // The note is taken; the label is not.
    chatwoot.misbehaveOn('labels', { status: 503, body: '' })
    await app.services.outbox.work()
    expect(await state()).toMatchObject([['queued', expect.any(String)]])
    for (let said = 0; said < 30; said++) chatwoot.says(`message ${said}`)
    clock += 60_000
    await app.services.outbox.work()
    expect([isNote().length - before, chatwoot.notes().length, await state()]).toEqual([
      1,
      1,
      [['sent', null]]
    ])
  })

  it('takes settings from owners alone, of their own site, and refuses what the helpdesk does not take', async () => {
    const body = { answers: 'all', native: true }
    expect([(await put(body)).status, await (await put(body)).json()]).toMatchObject([
      422,
      { field: 'native' }
    ])
    expect((await put({ answers: 'all', note: false })).status).toBe(422)
    const cookies = await Promise.all(
      ['manager', 'agent'].map((role) =>
        makeMember(app, site, { email: `${role}@shop.example`, role, agent: 'Ana' })
      )
    )
    const other = await makeMember(app, await makeSite(app, 'Other'), {
      email: 'o@other.example',
      role: 'owner'
    })
    for (const cookie of [...cookies, other])
      for (const method of ['GET', 'PUT']) {
        const send = { method, cookie, ...(method === 'PUT' && { body: { answers: 'all' } }) }
        expect([403, 404]).toContain((await app.request(path(), send)).status)
      }
    const tag = (await app.request(path(), { key: testKey })).headers.get('etag') ?? ''
    await writesBack({ answers: 'low' })
    expect((await put({ answers: 'all' }, { 'if-match': tag })).status).toBe(412)
  })

  it('writes of one site into the helpdesk of that site only', async () => {
    await writesBack({ answers: 'all' })
    await resolved()
    const theirs = await givenSurvey(app)
    await answered({ survey: theirs.survey.id })
    await written()
    expect(chatwoot.notes()).toEqual([])
  })

  it('loses no note and writes none twice where the server is killed while the helpdesk takes it', async () => {
    const place = await fresh()
    let server: ServerProcess | undefined
    const start = async () => (server = await startServer(place.url))
    chatwoot.onNote(() => server?.process.kill('SIGKILL'))
    let { url } = await start()
    const database = await openDatabase(place.url)
    const { delivery } = database.tables
    const ask = async <T>(path: string, body?: object, method = body ? 'POST' : 'GET') => {
      const answered = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) })
      })
      expect(answered.status, await answered.clone().text()).toBeLessThan(300)
      return (await answered.json()) as T
    }
    type Made = { id: string }
    const { id: shop } = await ask<Made>('/sites', { name: 'Shop' })
    const { id: asked } = await ask<Made>('/surveys', { site: shop, name: 'S', metric: 'csat' })
    const settings = {
      survey: asked,
      baseUrl: chatwoot.url,
      account: '1',
      accessToken,
      secret: webhookSecret
    }
    const { id } = await ask<Made>('/connectors', { site: shop, kind: 'chatwoot', name: 'C', settings })
    await ask(`/connectors/${id}/write-back`, { answers: 'all', tag: true }, 'PUT')
    clock = Date.now()
    chatwoot.resolve()
    const { body, headers } = chatwoot.webhooks[0] ?? { body: '', headers: {} }
    await fetch(`${url}/hooks/${id}`, { method: 'POST', body, headers })
    await expect.poll(() => chatwoot.posts().length, { timeout: 15_000 }).toBe(1)
    const answer = { id: randomUUID(), survey: asked, rating: 1, conversation: 'chatwoot-1-207' }
    await ask('/responses', answer)
    const writes = () => database.handle.select().from(delivery).where(eq(delivery.purpose, 'write-back'))
    await expect.poll(async () => (await writes()).length, { timeout: 15_000 }).toBe(1)
    // Neither for three minutes nor for the time that a killed process has is waited here.
    const hurry = () =>
      database.handle.update(delivery).set({ dueAt: sql`0` }).where(eq(delivery.purpose, 'write-back'))
    const died = server && once(server.process, 'exit')
    await hurry()
    await died
    expect(chatwoot.notes()).toHaveLength(1)
    ;({ url } = await start())
    await hurry()
    await expect
      .poll(async () => (await writes()).map(({ state }) => state), { timeout: 15_000 })
      .toEqual(['sent'])
    expect([chatwoot.notes().length, chatwoot.conversation.labels]).toEqual([
      1,
      ['Billing', 'refund', 'hearback-unsatisfied']
    ])
    await server?.stop()
    await database.close()
    await place.remove()
  }, 90_000)
})
