import { createHmac } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { columnsCommand } from '../../server/commands/columns'
import type { ResponsesView } from '../../server/contract/answers'
import type { AuditView } from '../../server/contract/audit'
import type { MatrixView, ScoresView } from '../../server/contract/figures'
import type { FunnelView } from '../../server/contract/funnel'
import type { UploadReport } from '../../server/contract/invitation-upload'
import type { InvitationsView, InvitationView } from '../../server/contract/invitations'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { accessToken, startFakeChatwoot, webhookSecret } from '../support/fake-chatwoot'
import { fromPage, fromProgram, givenSurvey, shop } from '../support/given'

const plan = { key: 'plan', label: 'Plan', kind: 'list', values: ['Free', 'Pro'] }
const city = { key: 'city', label: 'City', kind: 'text' }
const seats = { key: 'seats', label: 'Seats', kind: 'number', limits: [10, 100] }
const trial = { key: 'trial', label: 'On trial', kind: 'yes-no' }
const since = { key: 'since', label: 'Customer since', kind: 'date', bands: 'quarter' }
const declared = [plan, city, seats, trial, since]

const hookSecret = 'a secret of the helpdesk'
const ofHelpdesk = { plan: 'pro', Seats: '12', 'on trial': true, city: '+92 300 1234567', country: 'PK' }
const epochSeconds = Date.parse('2026-02-03T10:00:00Z') / 1_000
const signed = (name: string, text: string, encoding: 'base64' | 'hex') =>
  createHmac(name, hookSecret).update(text).digest(encoding)
type Told = {
  settings: object
  headers: (path: string, body: string) => Record<string, string>
  body: object
}
/** What helpdesks send of a conversation with fields of its own, signed as they do it. */
const helpdesks: Record<string, Told> = {
  zendesk: {
    settings: { baseUrl: 'https://shop.zendesk.com', signingSecret: hookSecret },
    headers: (_path, body) => ({
      'x-zendesk-webhook-signature-timestamp': '2026-02-04T11:00:00Z',
      'x-zendesk-webhook-signature': signed('sha256', `2026-02-04T11:00:00Z${body}`, 'base64')
    }),
    body: { ticket: '9', tags: 'billing', attributes: { ...ofHelpdesk, since: '2026-02-03' } }
  },
  intercom: {
    settings: { clientSecret: hookSecret },
    headers: (_path, body) => ({ 'x-hub-signature': `sha1=${signed('sha1', body, 'hex')}` }),
    body: {
      topic: 'conversation.admin.closed',
      data: {
        item: {
          id: '9',
          contacts: { contacts: [{ id: '5ee', custom_attributes: { plan: 'free', country: 'PK' } }] },
          custom_attributes: { ...ofHelpdesk, since: epochSeconds }
        }
      }
    }
  },
  freshdesk: {
    settings: { baseUrl: 'https://shop.freshdesk.com', secret: hookSecret },
    headers: () => ({ 'x-hearback-secret': hookSecret }),
    body: { ticket_id: 9, ticket_status_id: 4, attributes: { ...ofHelpdesk, since: '2026-02-03' } }
  },
  hubspot: {
    settings: { clientSecret: hookSecret },
    headers(path, body) {
      const sentAt = String(Date.now())
      const said = `POSThttps://surveys.example.com${path}${body}${sentAt}`
      return {
        'x-hubspot-request-timestamp': sentAt,
        'x-hubspot-signature-v3': signed('sha256', said, 'base64')
      }
    },
    body: { ticket: 9, ...ofHelpdesk, since: `${epochSeconds}000` }
  },
  front: {
    settings: { secret: hookSecret },
    headers: (_path, body) => ({ 'x-front-signature': signed('sha1', body, 'base64') }),
    body: {
      id: 'evt_9',
      type: 'archive',
      conversation: {
        id: 'cnv_9',
        status: 'archived',
        custom_fields: { ...ofHelpdesk, since: epochSeconds }
      }
    }
  }
}

onBothDatabases((fresh) => {
  let app: TestApp
  let site: string
  let secret: string
  let survey: string
  beforeEach(async () => {
    app = await startApp(fresh)
    const given = await givenSurvey(app)
    site = given.site.id
    survey = given.survey.id
    secret = (await read<{ secret: string }>(`sites/${site}`)).secret
    await declares(...declared)
  })
  afterEach(() => app.close())

  async function read<View>(path: string): Promise<View> {
    const response = await app.request(`/api/v1/${path}`, { key: testKey })
    expect([path, response.status]).toEqual([path, 200])
    return (await response.json()) as View
  }
  const scores = (query: string) => read<ScoresView>(`scores?survey=${survey}&from=2026-01-01&${query}`)
  const rowsBy = async (by: string, query = '') =>
    (await scores(`by=attribute.${by}&${query}`)).rows.map(({ key, score }) => [key, score.count]).sort()
  const list = (query = '') => read<ResponsesView>(`responses?survey=${survey}&from=2026-01-01&${query}`)
  const kept = async () => (await list()).rows.map(({ attributes }) => attributes)
  const send = (attributes: unknown, more: Record<string, unknown> = {}) =>
    fromProgram(app, { survey, rating: 5, attributes, ...more })
  async function answered(attributes: unknown, more: Record<string, unknown> = {}) {
    const response = await send(attributes, more)
    expect(response.status, await response.clone().text()).toBe(201)
  }
  async function refused(response: Response) {
    const { code, message, field } = (await response.json()) as Record<string, string>
    return [response.status, code, field, message]
  }
  async function change(attributes: unknown) {
    const path = `/api/v1/sites/${site}`
    const before = await app.request(path, { key: testKey })
    const headers = { 'if-match': before.headers.get('etag') ?? '' }
    return app.request(path, { method: 'PATCH', key: testKey, headers, body: { attributes } })
  }
  async function declares(...attributes: unknown[]) {
    const response = await change(attributes)
    expect(response.status, await response.clone().text()).toBe(200)
  }
  async function told(id: string, attributes: unknown) {
    const body = { site, attributes }
    return app.request(`/api/v1/conversations/${id}`, { method: 'PUT', key: testKey, body })
  }
  async function expectTheColumnsToAgree() {
    const { databaseUrl, secret } = app.services.config
    const said: string[] = []
    const environment = { DATABASE_URL: databaseUrl, HEARBACK_SECRET: secret }
    const result = await columnsCommand(['verify'], environment, (line) => said.push(line))
    expect([said, result]).toEqual([[`${survey}: the columns agree with the answers.`], 0])
  }

  it('counts answers by what their site declares: lists, free text, bands of numbers and days, yes and no', async () => {
    await answered({ plan: 'pro', city: '  Lahore  ', seats: 9, trial: true, since: '2026-11-30' })
    await answered({ plan: 'PRO', seats: '10', trial: 'no', since: '2026-10-01T00:00:00Z' })
    await answered({ plan: 'Free', seats: 250.5, city: '' }, { rating: 1 })
    await answered({})
    expect(await rowsBy('plan')).toEqual([
      ['', 1],
      ['Free', 1],
      ['Pro', 2]
    ])
    expect(await rowsBy('city')).toEqual([
      ['', 3],
      ['Lahore', 1]
    ])
    expect((await scores('by=attribute.seats')).rows.map(({ key, label }) => [key, label]).sort()).toEqual([
      ['', ''],
      ['..10', 'under 10'],
      ['10..100', '10 to under 100'],
      ['100..', '100 and more']
    ])
    expect(await rowsBy('trial')).toEqual([
      ['', 2],
      ['no', 1],
      ['yes', 1]
    ])
    expect(await rowsBy('since')).toEqual([
      ['', 2],
      ['2026-Q4', 2]
    ])
    await expectTheColumnsToAgree()
  })

  it('narrows figures and lists by attributes, sets them beside other dimensions, and writes each into a column', async () => {
    await answered({ plan: 'Pro', seats: 12, since: '2026-02-28' }, { topics: ['billing'] })
    await answered({ plan: 'Pro', seats: 500, trial: false }, { topics: ['refund'], rating: 1 })
    await answered({ plan: 'Free', seats: -1, trial: true })
    const counts = async (query: string) => {
      const [{ total }, listed] = [await scores(query), await list(query)]
      expect([listed.total, listed.rows.length]).toEqual([total.count, total.count])
      return total.count
    }
    expect(await counts('attribute.plan=Pro')).toBe(2)
    expect(await counts('attribute.plan=Pro&attribute.plan=Free&attribute.trial=')).toBe(1)
    expect(await counts('attribute.seats=10..100&attribute.seats=..10')).toBe(2)
    expect(await counts('attribute.since=2026-Q1')).toBe(1)
    expect(await counts('attribute.since=')).toBe(2)
    expect(await counts('attribute.trial=no&topic=refund')).toBe(1)
    expect(await rowsBy('plan', 'attribute.seats=100..')).toEqual([['Pro', 1]])
    const matrix = await read<MatrixView>(
      `scores/matrix?survey=${survey}&from=2026-01-01&rows=attribute.plan&columns=topic`
    )
    expect(matrix.cells.map(({ row, column, score }) => [row, column, score.count]).sort()).toEqual([
      ['Free', '', 1],
      ['Pro', 'billing', 1],
      ['Pro', 'refund', 1]
    ])
    const pairs = await read<MatrixView>(
      `scores/matrix?survey=${survey}&from=2026-01-01&rows=attribute.plan&columns=attribute.trial`
    )
    expect(pairs.cells).toHaveLength(3)
    const csv = await app.request(
      `/api/v1/responses.csv?survey=${survey}&from=2026-01-01&attribute.plan=Pro`,
      {
        key: testKey
      }
    )
    const rows = parse(await csv.text(), { columns: true }) as Record<string, string>[]
    expect(
      rows.map((row) => [row['attribute.plan'], row['attribute.seats'], row['attribute.trial']]).sort()
    ).toEqual([
      ['Pro', '12', ''],
      ['Pro', '500', 'no']
    ])
  })

  it.each([
    ['a key that is not declared', { country: 'PK' }, 'country', /no attribute that this site declares/],
    ['what is not in the list', { plan: 'Gold' }, 'plan', /must be one of Free, Pro/],
    ['no number', { seats: 'many' }, 'seats', /must be a number/],
    ['neither yes nor no', { trial: 'perhaps' }, 'trial', /must be yes or no/],
    ['no day', { since: '2026-02-30' }, 'since', /must be a day/],
    ['an e-mail address', { city: 'write to ana@example.com' }, 'city', /e-mail address/],
    ['a phone number', { city: '+92 (300) 123-4567' }, 'city', /phone/],
    ['a phone number in other digits', { city: '۰۳۰۰۱۲۳۴۵۶۷' }, 'city', /phone/],
    ['a card', { city: '4111 1111 1111 1111' }, 'city', /card/],
    ['an account', { city: 'GB29 NWBK 6016 1331 9268 19' }, 'city', /account/],
    ['a phone number as a number', { seats: 923001234567 }, 'seats', /phone/]
  ])(
    'refuses from a program %s, and leaves it out where a page sends it',
    async (_, attributes, key, message) => {
      expect(await refused(await send(attributes))).toEqual([
        422,
        'invalid',
        `attributes.${key}`,
        expect.stringMatching(message)
      ])
      const sent = {
        survey,
        rating: 4,
        id: 'of-a-page-1',
        attributes: { ...attributes, trial: true, plan: 'pro' }
      }
      const other = { ...sent.attributes, ...attributes }
      for (const surface of ['widget', undefined]) {
        const page = { ...sent, id: `of-a-page-${surface}`, attributes: other, surface }
        expect((await fromPage(app, page)).status).toBe(201)
      }
      const well = { trial: true, plan: 'Pro' }
      const left = Object.fromEntries(Object.entries(well).filter(([name]) => name !== key))
      expect(await kept()).toEqual([left, left])
    }
  )

  it.each([['text'], [['plan']], [{ plan: { a: 1 }, trial: null, city: ['x'] }], [12]])(
    'keeps the answer of a page whose attributes are %j',
    async (attributes) => {
      const answer = { survey, rating: 4, id: 'of-a-widget-1', surface: 'widget', attributes }
      expect((await fromPage(app, answer)).status).toBe(201)
      expect(await kept()).toEqual([{}])
    }
  )

  it('takes what a season is called for no number of a card', async () => {
    for (const value of ['season 2025-2026', '2026-11-30', 'Room 101', 'v10.15.7'])
      await answered({ city: value })
    expect((await kept()).map(({ city }) => city).sort()).toEqual([
      '2026-11-30',
      'Room 101',
      'season 2025-2026',
      'v10.15.7'
    ])
  })

  it('keeps what a page says without a signature as claimed, and what is signed as vouched for', async () => {
    const signed = { attributes: { plan: 'pro', trial: true }, customer: 'c-1' }
    const canonical = JSON.stringify(signed)
    const signature = createHmac('sha256', secret).update(canonical).digest('hex')
    const page = { survey, rating: 4 }
    expect((await fromPage(app, { ...page, id: 'claimed-one', attributes: { plan: 'pro' } })).status).toBe(
      201
    )
    const backward = { trial: true, plan: 'pro' }
    const whole = { ...page, id: 'signed-one', ...signed, attributes: backward, signature }
    expect((await fromPage(app, whole)).status).toBe(201)
    const changed = { ...whole, id: 'changed-one', attributes: { plan: 'free', trial: true } }
    expect((await fromPage(app, changed)).status).toBe(403)
    const { rows } = await list()
    expect(rows.map(({ id, standing, claimed }) => [id, standing, claimed]).sort()).toEqual([
      ['claimed-one', 'unverified', ['attributes']],
      ['signed-one', 'vouched', []]
    ])
  })

  it('gives an answer the attributes of its conversation, told before or after, and its own win', async () => {
    expect((await told('c-1', { plan: 'Pro', seats: 5 })).status).toBe(204)
    await answered({ seats: 50 }, { conversation: 'c-1' })
    await answered({}, { conversation: 'c-2' })
    await answered({ plan: 'Free' }, { conversation: 'c-2', survey })
    expect((await told('c-2', { plan: 'Pro' })).status).toBe(204)
    expect((await told('c-2', { trial: false })).status).toBe(204)
    await fromPage(app, { id: 'of-a-page-3', survey, rating: 4, conversation: 'c-3' })
    expect((await told('c-3', { plan: 'Pro' })).status).toBe(204)
    const gold = await refused(await told('c-2', { plan: 'Gold' }))
    expect(gold.slice(0, 3)).toEqual([422, 'invalid', 'attributes.plan'])
    const found = (await list('repeats=all')).rows.map(({ id, attributes }) => [
      id === 'of-a-page-3',
      attributes
    ])
    expect(found).toHaveLength(4)
    expect(found).toEqual(
      expect.arrayContaining([
        [false, { plan: 'Pro', seats: 50 }],
        [false, { plan: 'Pro', trial: false }],
        [false, { plan: 'Free', trial: false }],
        [true, {}]
      ])
    )
    await expectTheColumnsToAgree()
  })

  it('gives the answer to an invitation what the invitation says, and then what its conversation does', async () => {
    await told('c-1', { plan: 'Pro', trial: true })
    const body = { survey, conversation: 'c-1', attributes: { plan: 'free' } }
    const made = await app.request('/api/v1/invitations', { key: testKey, body })
    expect(made.status, await made.clone().text()).toBe(201)
    const { url } = (await made.json()) as InvitationView
    expect((await app.request(new URL(url).pathname, { body: { rating: 5 } })).status).toBeLessThan(400)
    expect(await kept()).toEqual([{ plan: 'Free', trial: true }])
    const { rows } = await read<InvitationsView>(`invitations?survey=${survey}`)
    expect(rows.map(({ attributes }) => attributes)).toEqual([{ plan: 'Free' }])
    const wrong = { survey, attributes: { city: 'ana@example.com' } }
    const response = await app.request('/api/v1/invitations', { key: testKey, body: wrong })
    expect((await refused(response)).slice(0, 3)).toEqual([422, 'invalid', 'attributes.city'])
  })

  it('counts in the funnel by what was frozen on invitations, and refuses what is not declared or no band', async () => {
    for (const attributes of [{ plan: 'pro', seats: 5 }, { plan: 'free', seats: 50 }, { plan: 'pro' }, {}]) {
      const body = { survey, attributes }
      expect((await app.request('/api/v1/invitations', { key: testKey, body })).status).toBe(201)
    }
    const poster = { survey, reusable: true, name: 'Counter', attributes: { plan: 'free' } }
    expect((await app.request('/api/v1/invitations', { key: testKey, body: poster })).status).toBe(201)
    const funnel = (query: string) => read<FunnelView>(`funnel?survey=${survey}&${query}`)
    const invited = async (by: string) =>
      (await funnel(`by=${by}`)).rows.map(({ key, label, steps }) => [key, label, steps.invited])
    expect(await invited('attribute.plan')).toEqual([
      ['Pro', 'Pro', 2],
      ['', '', 1],
      ['Free', 'Free', 1]
    ])
    expect(await invited('attribute.seats')).toEqual([
      ['', '', 2],
      ['..10', 'under 10', 1],
      ['10..100', '10 to under 100', 1]
    ])
    const pro = await funnel('attribute.plan=Pro&attribute.seats=..10')
    expect([pro.total.invited, pro.placements]).toEqual([1, []])
    expect((await funnel('attribute.plan=Free')).placements).toMatchObject([{ name: 'Counter' }])
    for (const query of ['by=attribute.mood', 'attribute.mood=good', 'attribute.seats=many']) {
      const response = await app.request(`/api/v1/funnel?survey=${survey}&${query}`, { key: testKey })
      expect((await refused(response)).slice(0, 2)).toEqual([422, 'invalid'])
    }
    await expectTheColumnsToAgree()
  })

  it('loses no value when a declaration changes or goes, and counts it again when it comes back', async () => {
    await answered({ plan: 'Pro', seats: 50, since: '2026-10-01' })
    await answered({ plan: 'Free', seats: 5, since: '2026-11-01' })
    await declares({ ...plan, label: 'Tariff', values: ['Pro'] }, { ...since, bands: 'month' })
    expect(await rowsBy('plan')).toEqual([
      ['Free', 1],
      ['Pro', 1]
    ])
    expect(await rowsBy('since')).toEqual([
      ['2026-10', 1],
      ['2026-11', 1]
    ])
    expect((await kept()).map(({ seats }) => seats).sort()).toEqual([5, 50])
    expect(
      (await app.request(`/api/v1/scores?survey=${survey}&by=attribute.seats`, { key: testKey })).status
    ).toBe(422)
    await declares({ ...seats, limits: [20] }, { ...plan, kind: 'number', values: undefined, limits: [1] })
    expect(await rowsBy('seats')).toEqual([
      ['..20', 1],
      ['20..', 1]
    ])
    expect(await rowsBy('plan')).toEqual([['', 2]])
    expect((await scores('attribute.seats=10..100')).total.count).toBe(0)
    await expectTheColumnsToAgree()
    await declares(...declared)
    expect(await rowsBy('plan', 'attribute.seats=10..100')).toEqual([['Pro', 1]])
    await expectTheColumnsToAgree()
  })

  it('hears from Chatwoot what it knows of the customer and of the conversation, and leaves out what does not fit', async () => {
    const chatwoot = await startFakeChatwoot(Date.now)
    try {
      const settings = { survey, baseUrl: chatwoot.url, account: '1', accessToken, secret: webhookSecret }
      const body = { site, kind: 'chatwoot', name: 'Our Chatwoot', settings }
      const made = await app.request('/api/v1/connectors', { key: testKey, body })
      expect(made.status, await made.clone().text()).toBe(201)
      const { id } = (await made.json()) as { id: string }
      const { conversation } = chatwoot
      Object.assign(conversation.meta.sender, {
        custom_attributes: { plan: 'free', seats: '12', country: 'PK' }
      })
      Object.assign(conversation, { custom_attributes: { plan: 'Pro', city: '+92 300 1234567' } })
      chatwoot.resolve()
      for (let webhook = chatwoot.webhooks.shift(); webhook; webhook = chatwoot.webhooks.shift()) {
        const { body, headers } = webhook
        const hook = { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } }
        expect((await app.app.request(`/hooks/${id}`, hook)).status).toBe(200)
        await app.services.inbox.work()
      }
      const { rows } = await read<InvitationsView>(`invitations?survey=${survey}`)
      expect(rows.map(({ attributes }) => attributes)).toEqual([{ plan: 'Pro', seats: 12 }])
      await answered({ trial: true }, { conversation: rows[0]?.conversation })
      expect(await kept()).toEqual([{ plan: 'Pro', seats: 12, trial: true }])
    } finally {
      await chatwoot.close()
    }
  })

  it.each(Object.entries(helpdesks))(
    'hears from %s what its fields say that are called like an attribute or its label, and no personal data',
    async (kind, { settings, headers, body }) => {
      const connector = { site, kind, name: 'Our helpdesk', settings: { ...settings, survey } }
      const made = await app.request('/api/v1/connectors', { key: testKey, body: connector })
      expect(made.status, await made.clone().text()).toBe(201)
      const path = `/hooks/${((await made.json()) as { id: string }).id}`
      const sent = JSON.stringify(body)
      const all = { 'content-type': 'application/json', ...headers(path, sent) }
      expect((await app.app.request(path, { method: 'POST', body: sent, headers: all })).status).toBe(200)
      await app.services.inbox.work()
      const { rows } = await read<InvitationsView>(`invitations?survey=${survey}`)
      const fits = { plan: 'Pro', seats: 12, trial: true, since: '2026-02-03' }
      expect(rows.map(({ attributes }) => attributes)).toEqual([fits])
      await answered({}, { conversation: rows[0]?.conversation })
      expect(await kept()).toEqual([fits])
      await expectTheColumnsToAgree()
    }
  )

  it('takes attributes of an uploaded list from columns called like them, and rejects a row that cannot be kept', async () => {
    async function uploaded(file: string, mapping?: unknown) {
      const form = new FormData()
      form.set('survey', survey)
      if (mapping !== undefined) form.set('mapping', JSON.stringify(mapping))
      form.set('file', new File([file], 'customers.csv', { type: 'text/csv' }))
      const headers = { authorization: `Bearer ${testKey}` }
      return app.app.request('/api/v1/invitations/upload', { method: 'POST', body: form, headers })
    }
    const file =
      'externalId,Plan,Number of seats,On trial,City,Customer since\n' +
      'one,pro,12,yes,Lahore,2026-02-03\ntwo,,,,,\nthree,gold,,,,\nfour,,,,ana@example.com,\n'
    const report = (await (await uploaded(file)).json()) as UploadReport
    expect(report).toMatchObject({
      counts: { created: 2, rejected: 2 },
      unused: ['Number of seats'],
      mapping: { attributes: { plan: 'Plan', trial: 'On trial', city: 'City', since: 'Customer since' } }
    })
    expect(report.results.map(({ field, reason }) => [field, reason])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      ['attributes.plan', expect.stringContaining('must be one of Free, Pro')],
      ['attributes.city', expect.stringContaining('looks like an e-mail address')]
    ])
    const { rows } = await read<InvitationsView>(`invitations?survey=${survey}`)
    expect(new Map(rows.map(({ externalId, attributes }) => [externalId, attributes]))).toEqual(
      new Map([
        ['one', { plan: 'Pro', trial: true, city: 'Lahore', since: '2026-02-03' }],
        ['two', {}]
      ])
    )
    const url = new URL(report.results[0]?.url ?? '')
    expect((await app.request(url.pathname, { body: { rating: 5 } })).status).toBe(201)
    expect(await rowsBy('plan')).toEqual([['Pro', 1]])

    const mapped = { externalId: 'Nr', attributes: { seats: 'Size', plan: { value: 'Free' } } }
    expect((await uploaded('Nr,Size\nfive,7\n', mapped)).status).toBe(201)
    const fifth = await read<InvitationsView>(`invitations?survey=${survey}`)
    expect(fifth.rows.find(({ externalId }) => externalId === 'five')?.attributes).toEqual({
      seats: 7,
      plan: 'Free'
    })
    for (const [attributes, field] of [
      [{ mood: 'Size' }, 'mapping.attributes.mood'],
      [{ plan: 'Nowhere' }, 'mapping.attributes.plan']
    ] as const) {
      const wrong = await uploaded('Nr,Size\nsix,7\n', { externalId: 'Nr', attributes })
      expect((await refused(wrong)).slice(0, 3)).toEqual([422, 'invalid', field])
    }
  })

  it('lets a program say attributes of an answer anew, notes it, and keeps free text out of the trail', async () => {
    await answered({ plan: 'Free', seats: 5, city: 'Lahore' }, { id: 'answer-1' })
    const path = `/api/v1/responses/answer-1?survey=${survey}`
    const correct = (attributes: unknown) =>
      app.request(path, { method: 'PATCH', key: testKey, body: { attributes } })
    const seen = await app.request(path, { key: testKey })
    const changed = await correct({ plan: 'pro', seats: null, city: 'Karachi', trial: 'no' })
    expect([changed.status, (await changed.json()) as unknown]).toMatchObject([
      200,
      { attributes: { plan: 'Pro', city: 'Karachi', trial: false } }
    ])
    expect(await kept()).toEqual([{ plan: 'Pro', city: 'Karachi', trial: false }])
    expect(await rowsBy('plan')).toEqual([['Pro', 1]])
    expect((await scores('attribute.seats=')).total.count).toBe(1)
    const [note] = (await read<AuditView>(`audit?site=${site}&action=response-tags-changed`)).rows
    expect(note?.detail).toEqual({
      from: {
        'attributes.plan': 'Free',
        'attributes.seats': 5,
        'attributes.city': '…',
        'attributes.trial': null
      },
      to: {
        'attributes.plan': 'Pro',
        'attributes.seats': null,
        'attributes.city': '…',
        'attributes.trial': false
      }
    })
    for (const [wrong, key] of [
      [{ plan: 'Gold' }, 'plan'],
      [{ city: 'ana@example.com' }, 'city'],
      [{ mood: 'good' }, 'mood']
    ] as const)
      expect((await refused(await correct(wrong))).slice(0, 3)).toEqual([422, 'invalid', `attributes.${key}`])
    const headers = { 'if-match': seen.headers.get('etag') ?? '' }
    const late = { method: 'PATCH', key: testKey, headers, body: { attributes: { plan: 'Free' } } }
    expect((await app.request(path, late)).status).toBe(412)
    expect(await kept()).toEqual([{ plan: 'Pro', city: 'Karachi', trial: false }])
    await expectTheColumnsToAgree()
  })

  it('asks a customer whose page says attributes that cannot be kept', async () => {
    const signature = createHmac('sha256', secret).update('{"customer":"c-9"}').digest('hex')
    const asked = { survey, customer: 'c-9', signature, attributes: { plan: { a: 1 }, city: 'Lahore' } }
    const headers = { 'content-type': 'text/plain', origin: shop }
    const response = await app.request('/api/v1/eligibility', { body: asked, headers })
    expect([response.status, await response.json()]).toMatchObject([200, { eligible: true }])
  })

  it('empties free text of a customer who is erased, and keeps what many others have', async () => {
    const attributes = { plan: 'Pro', city: 'the house by the mill' }
    await told('c-1', attributes)
    const invitation = { survey, customer: 'cus_1', conversation: 'c-1', attributes }
    const made = await app.request('/api/v1/invitations', { key: testKey, body: invitation })
    expect(made.status).toBe(201)
    await answered(attributes, { customer: 'cus_1', conversation: 'c-1' })
    const body = { site, customer: 'cus_1' }
    const exported = await app.request('/api/v1/customers/export', { key: testKey, body })
    expect((await exported.text()).split('the house by the mill')).toHaveLength(4)
    expect((await app.request('/api/v1/customers/erase', { key: testKey, body })).status).toBe(200)
    expect(await kept()).toEqual([{ plan: 'Pro' }])
    const { response, conversation, invitation: asked } = app.services.database.tables
    const { handle } = app.services.database
    for (const table of [response, conversation, asked])
      expect((await handle.select({ kept: table.attributes }).from(table)).map((row) => row.kept)).toEqual([
        '{"plan":"Pro"}'
      ])
    await expectTheColumnsToAgree()
  })

  it.each([
    ['more than twelve', Array.from({ length: 13 }, (_, at) => ({ ...city, key: `key-${at}` }))],
    ['one key twice', [city, { ...plan, key: 'City' }]],
    ['a key with a dot', [{ ...city, key: 'a.b' }]],
    ['a list without values', [{ ...plan, values: [] }]],
    ['a number without limits', [{ ...city, kind: 'number' }]],
    ['limits that do not ascend', [{ ...seats, limits: [10, 10] }]],
    ['another kind', [{ ...city, kind: 'colour' }]]
  ])('refuses a declaration with %s', async (_, attributes) => {
    expect((await change(attributes)).status).toBe(422)
  })

  it('refuses a filter by what is not declared, or can be no value of it', async () => {
    for (const query of [
      'attribute.country=PK',
      'attribute.trial=true',
      'attribute.seats=12',
      'by=attribute.x'
    ])
      for (const path of [
        'scores',
        ...(query.startsWith('by') ? [] : ['responses', 'responses.csv', 'kpis'])
      ]) {
        const response = await app.request(`/api/v1/${path}?survey=${survey}&${query}`, { key: testKey })
        expect([path, query, response.status]).toEqual([path, query, 422])
      }
  })

  it('shows of free text the values with the most answers, and all others as one row', async () => {
    const responses = Array.from({ length: 230 }, (_, at) => ({
      ...{ id: `answer-${at}-x`, survey, rating: 5, attributes: { city: `city ${at % 215}` } }
    }))
    const body = { responses }
    expect((await app.request('/api/v1/responses/batch', { key: testKey, body })).status).toBe(200)
    const rows = await rowsBy('city')
    expect(rows).toHaveLength(200)
    expect(rows.find(([key]) => key === '~rest')).toEqual(['~rest', 16])
  })
})
