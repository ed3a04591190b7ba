import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { EligibilityView } from '../../server/contract/eligibility'
import type { SurveyView } from '../../server/contract/surveys'
import { keepOptOut } from '../../server/opt-outs/opt-outs'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { fromProgram, givenSurvey, shop } from '../support/given'

const start = Date.parse('2026-11-01T09:00:00Z')
const dayMs = 86_400_000

onBothDatabases((fresh) => {
  let app: TestApp
  let survey: SurveyView
  let secret: string
  let clock: number
  beforeEach(async () => {
    clock = start
    app = await startApp(fresh, { now: () => clock })
    ;({ survey } = await givenSurvey(app))
    const [site] = await app.services.database.handle.select().from(app.services.database.tables.site)
    secret = site?.secret ?? ''
  })
  afterEach(() => app.close())

  const sign = (customer: string) => createHmac('sha256', secret).update(customer).digest('hex')
  const byPage = (body: Record<string, unknown>, headers: Record<string, string> = {}) =>
    app.request('/api/v1/eligibility', {
      body: { survey: survey.id, ...body },
      headers: { 'content-type': 'text/plain', origin: shop, ...headers }
    })
  const onPage = async (customer = 'k-1', of = survey) =>
    (await (await byPage({ survey: of.id, customer, signature: sign(customer) })).json()) as EligibilityView
  const byKey = async (body: Record<string, unknown> = {}) =>
    (await (
      await app.request('/api/v1/eligibility', {
        key: testKey,
        body: { survey: survey.id, channel: 'whatsapp', customer: 'k-1', ...body }
      })
    ).json()) as EligibilityView
  const setAsking = (asking: Record<string, unknown>) =>
    app.request(`/api/v1/surveys/${survey.id}`, { method: 'PATCH', key: testKey, body: { asking } })
  const answered = (more: Record<string, unknown> = {}) =>
    fromProgram(app, { survey: survey.id, rating: 4, channel: 'whatsapp', customer: 'k-1', ...more })
  const invited = (more: Record<string, unknown> = {}) =>
    app.request('/api/v1/invitations', {
      key: testKey,
      body: { survey: survey.id, channel: 'sms', customer: 'k-1', ...more }
    })
  const anotherSurvey = async () =>
    (await (
      await app.request('/api/v1/surveys', {
        key: testKey,
        body: { site: survey.site, name: 'Other', metric: 'nps' }
      })
    ).json()) as SurveyView

  it('lets a page ask whom nobody has asked', async () => {
    expect(await onPage()).toEqual({ eligible: true })
  })

  it('tells a page of what happened on other channels, and to the millisecond until when', async () => {
    await setAsking({ again: { days: 30 } })
    await answered()
    const until = new Date(start + 30 * dayMs).toISOString()
    expect(await onPage()).toEqual({ eligible: false, rule: 'lately', until })
    expect(await onPage('k-2')).toEqual({ eligible: true })
    clock = start + 30 * dayMs - 1
    expect(await onPage()).toEqual({ eligible: false, rule: 'lately', until })
    clock = start + 30 * dayMs
    expect(await onPage()).toEqual({ eligible: true })
  })

  it('lets a page ask as often as it calls for a survey that asks only then', async () => {
    await setAsking({ when: { on: 'call' } })
    await answered()
    expect(await onPage()).toEqual({ eligible: true })
  })

  it('counts an invitation as an ask, and a link that was opened and left as a dismissal', async () => {
    await setAsking({ again: { days: 1 }, notAfterDismissalDays: 10 })
    await invited()
    expect(await onPage()).toMatchObject({ rule: 'lately' })
    clock = start + 2 * dayMs
    expect(await onPage()).toEqual({ eligible: true })
    await app.services.database.handle
      .update(app.services.database.tables.invitation)
      .set({ openedAt: clock })
    expect(await onPage()).toEqual({
      eligible: false,
      rule: 'dismissed-lately',
      until: new Date(start + 10 * dayMs).toISOString()
    })
  })

  it.each([
    ['once', 'invited', false],
    ['once', 'answered', false],
    ['until-answered', 'invited', true],
    ['until-answered', 'answered', false]
  ] as const)('asked %s, who was %s: may be asked: %s', async (again, was, eligible) => {
    await setAsking({ again, notAfterDismissalDays: 0 })
    await (was === 'invited' ? invited() : answered())
    clock = start + 3_000 * dayMs
    expect(await onPage()).toEqual(eligible ? { eligible } : { eligible, rule: 'asked-before' })
  })

  it('keeps quiet after any other survey of the site, by whatever channel, also for those with a key', async () => {
    const other = await anotherSurvey()
    await setAsking({ quietDays: 7 })
    await answered({ survey: other.id, rating: 9 })
    const quiet = { eligible: false, rule: 'quiet-period', until: new Date(start + 7 * dayMs).toISOString() }
    expect([await onPage(), await byKey()]).toEqual([quiet, quiet])
    clock = start + 7 * dayMs
    expect([await onPage(), await byKey()]).toEqual([{ eligible: true }, { eligible: true }])
  })

  it('does not take a test or a machine for the customer', async () => {
    await setAsking({ again: 'once' })
    await invited({ test: true })
    await answered()
    const { response } = app.services.database.tables
    await app.services.database.handle.update(response).set({ state: 'suspect' })
    expect(await onPage()).toEqual({ eligible: true })
  })

  it('asks nobody who wants to be left alone', async () => {
    await keepOptOut(
      app.services.database,
      { siteId: survey.site, customer: 'k-1', address: '+92 300 1234567', source: 'stop' },
      clock
    )
    expect([
      await onPage(),
      await byKey(),
      await byKey({ customer: 'k-9', address: 'whatsapp:+923001234567' }),
      await byKey({ customer: 'k-9' })
    ]).toEqual([
      ...Array.from({ length: 3 }, () => ({ eligible: false, rule: 'opted-out' })),
      { eligible: true }
    ])
  })

  it('knows an address as the connector that would carry the ask writes it', async () => {
    const settings = { url: 'https://sms.example.com/send', secret: 'a secret of the gateway', country: 'PK' }
    const connector = (await (
      await app.request('/api/v1/connectors', {
        key: testKey,
        body: { site: survey.site, kind: 'sms_gateway', name: 'Ours', settings }
      })
    ).json()) as { id: string }
    await keepOptOut(
      app.services.database,
      { siteId: survey.site, address: '+923001234567', source: 'stop' },
      clock
    )
    const national = { customer: 'k-9', address: '0300 1234567' }
    expect([await byKey({ ...national, delivery: connector.id }), await byKey(national)]).toEqual([
      { eligible: false, rule: 'opted-out' },
      { eligible: true }
    ])
  })

  it('keeps nothing', async () => {
    await onPage()
    await byKey()
    const { invitation, response } = app.services.database.tables
    expect([
      ...(await app.services.database.handle.select().from(invitation)),
      ...(await app.services.database.handle.select().from(response))
    ]).toEqual([])
  })

  it.each([
    ['from a page of another site', { origin: 'https://elsewhere.example' }, {}, 403, 'origin-not-allowed'],
    ['with a wrong signature', {}, { signature: 'ab'.repeat(32) }, 403, 'signature-wrong'],
    ['without a signature', {}, { signature: undefined }, 403, 'signature-wrong'],
    ['without a customer', {}, { customer: undefined }, 422, 'invalid'],
    ['about an address', {}, { address: '+923001234567' }, 403, 'key-needed'],
    ['about another channel', {}, { channel: 'whatsapp' }, 403, 'key-needed'],
    ['about a survey that there is not', {}, { survey: 'svy_none' }, 404, 'survey-unknown']
  ])('tells a page nothing %s', async (_, headers, body, status, code) => {
    const refused = await byPage({ customer: 'k-1', signature: sign('k-1'), ...body }, headers)
    expect([refused.status, await refused.json()]).toEqual([status, expect.objectContaining({ code })])
  })

  it('is open to pages of the site in browsers, and limited like answers', async () => {
    const preflight = await app.request('/api/v1/eligibility', {
      method: 'OPTIONS',
      headers: { origin: shop, 'access-control-request-method': 'POST' }
    })
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, shop])
    const answer = await byPage({ customer: 'k-1', signature: sign('k-1') })
    expect([
      answer.status,
      answer.headers.get('access-control-allow-origin'),
      answer.headers.get('vary')
    ]).toEqual([200, shop, 'Origin'])
    const statuses = new Set<number>()
    for (let count = 0; count < 241; count++) statuses.add((await byPage({})).status)
    expect(statuses).toContain(429)
  })
})
