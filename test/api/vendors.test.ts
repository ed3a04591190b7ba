import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type {
  ConnectorRefusalView,
  ConnectorView,
  DeliveriesView,
  DeliveryView
} from '../../server/contract/connectors'
import type { InvitationView } from '../../server/contract/invitations'
import { makeTelling } from '../../server/notices/telling-job'
import type { TestApp } from '../support/app'
import { setUpOwner, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import type { FakeVendor } from '../support/fake-vendor'
import { startFakeVendor } from '../support/fake-vendor'
import type { MailServer } from '../support/mail-server'
import { startMailServer } from '../support/mail-server'

const minute = 60_000
const [wrongKey, rightKey] = ['Bearer a key that has ended', 'Bearer the new key']

onBothDatabases((fresh) => {
  let app: TestApp
  let mail: MailServer
  let vendor: FakeVendor
  let site: string
  let survey: string
  let clock = Date.parse('2026-11-01T09:00:00Z')
  /** What the vendor waits for before it says anything. */
  let mayAnswer: Promise<void> | undefined
  /** What the vendor says to a message to this number, where it does not take it. */
  let refuses: (to: string, key: string) => { status: number; body?: string } | undefined = () => undefined

  beforeEach(async () => {
    mail = await startMailServer()
    const server = { host: '127.0.0.1', port: mail.port, security: 'offered' as const }
    app = await startApp(fresh, {
      config: { mail: { server, from: 'hearback@example.com' } },
      now: () => clock
    })
    mayAnswer = undefined
    vendor = await startFakeVendor(async ({ body, headers }) => {
      await mayAnswer
      const refused = refuses((JSON.parse(body) as { to: string }).to, headers.authorization ?? '')
      return { status: refused?.status ?? 200, body: refused?.body ?? '{}' }
    })
    refuses = () => undefined
    const owner = await setUpOwner(app)
    const made = async (path: string, body: unknown) =>
      ((await (await app.request(`/api/v1${path}`, { cookie: owner, body })).json()) as { id: string }).id
    site = await made('/sites', { name: 'Shop', timeZone: 'Asia/Karachi', locale: 'en' })
    survey = await made('/surveys', { site, name: 'After service', metric: 'csat', state: 'live' })
  })
  afterEach(async () => {
    await app.close()
    await vendor.close()
    await mail.close()
  })

  const got = async <T>(path: string) =>
    (await (await app.request(`/api/v1${path}`, { key: testKey })).json()) as T
  const sent = async <T>(path: string, body: unknown, method = 'POST') =>
    (await (await app.request(`/api/v1${path}`, { key: testKey, body, method })).json()) as T
  const gateway = async (more: Record<string, unknown> = {}, headers = `Authorization: ${wrongKey}`) => {
    const settings = { url: `${vendor.url}/send`, headers, secret: 'a secret of the gateway' }
    return (
      await sent<ConnectorView>('/connectors', {
        site,
        kind: 'sms_gateway',
        name: 'Texts',
        settings,
        perSecond: 1_000,
        ...more
      })
    ).id
  }
  const invited = (delivery: string, to: string) =>
    sent<InvitationView>('/invitations', { survey, channel: 'web', delivery, address: to })
  const numbers = (count: number) =>
    Array.from({ length: count }, (_, index) => `+9230012340${String(index).padStart(2, '0')}`)
  const work = (afterMs = 0) => ((clock += afterMs), app.services.outbox.work())
  const connectorOf = (id: string) => got<ConnectorView>(`/connectors/${id}`)
  const deliveries = async (id: string, query = '') =>
    (await got<DeliveriesView>(`/connectors/${id}/deliveries${query}`)).rows
  const statesOf = (rows: readonly DeliveryView[]) => [...new Set(rows.map(({ state }) => state))]
  const tell = () => makeTelling(app.services).work()

  it('pauses a connector whose key is refused, loses nothing, tells the owners once, and goes on with a new key', async () => {
    refuses = (_to, key) => (key === wrongKey ? { status: 401, body: '{"error":"unauthorized"}' } : undefined)
    const id = await gateway()
    const other = await gateway({ name: 'Others' }, `Authorization: ${rightKey}`)
    for (const to of numbers(12)) await invited(id, to)
    await work()
    const calls = vendor.calls.length
    expect(await connectorOf(id)).toMatchObject({ state: 'paused', paused: { reason: 'key-refused' } })
    expect(statesOf(await deliveries(id))).toEqual(['queued'])
    // One connector that waits holds up no other.
    await invited(other, '+923001234599')
    await work()
    expect(statesOf(await deliveries(other))).toEqual(['sent'])
    // For an hour little more than a message at a time is tried, ever more seldom; nothing is given up.
    for (let passed = 0; passed < 60; passed++) await work(minute)
    expect(vendor.calls.length - calls).toBeLessThan(15)
    expect(statesOf(await deliveries(id))).toEqual(['queued'])
    await tell()
    await tell()
    await expect.poll(() => mail.mails.length).toBe(1)
    expect(mail.mails[0]?.text).toContain(`/sites/${site}/connectors/${id}`)

    await sent(`/connectors/${id}`, { settings: { headers: `Authorization: ${rightKey}` } }, 'PATCH')
    expect(await connectorOf(id)).toMatchObject({ state: 'ready', paused: null })
    for (let second = 0; second < 5; second++) await work(1_000)
    const rows = await deliveries(id)
    expect([rows.length, statesOf(rows)]).toEqual([12, ['sent']])
    await expect.poll(async () => (await connectorOf(id)).takenAt).not.toBeNull()
  })

  it('goes on by itself where the vendor takes the same key again, and at once where an owner says so', async () => {
    let isWrong = true
    refuses = () => (isWrong ? { status: 401 } : undefined)
    const id = await gateway()
    for (const to of numbers(5)) await invited(id, to)
    await work()
    expect((await connectorOf(id)).state).toBe('paused')
    isWrong = false
    for (let passed = 0; passed < 3; passed++) await work(minute)
    expect([(await connectorOf(id)).state, statesOf(await deliveries(id))]).toEqual(['ready', ['sent']])

    isWrong = true
    await invited(id, '+923001234598')
    await work(minute)
    isWrong = false
    expect(await sent<ConnectorView>(`/connectors/${id}/resume`, undefined)).toMatchObject({ state: 'ready' })
    await work()
    expect(statesOf(await deliveries(id))).toEqual(['sent'])
  })

  it('takes a refusal that is about one message for no more than that, and tells nobody of a pause', async () => {
    refuses = (to) => (to.endsWith('00') ? { status: 403, body: '{"error":"barred"}' } : undefined)
    const id = await gateway()
    for (const to of numbers(6)) await invited(id, to)
    for (let passed = 0; passed < 6; passed++) await work(10_000)
    expect((await connectorOf(id)).state).toBe('ready')
    const rows = await deliveries(id)
    expect(rows.filter(({ state }) => state === 'sent')).toHaveLength(5)
    expect(rows.filter(({ state }) => state === 'failed')).toMatchObject([
      { reason: 'vendor-refused', answer: expect.stringContaining('barred') }
    ])
    await tell()
    expect(mail.mails).toEqual([])
  })

  it('shows messages by state, page by page, and sends all of a state again', async () => {
    refuses = (to) => (Number(to) % 2 === 0 ? { status: 422, body: '{"error":"no such number"}' } : undefined)
    const id = await gateway()
    for (const to of numbers(8)) await invited(id, to)
    await work()
    expect((await deliveries(id, '?state=failed')).map(({ state }) => state)).toEqual(
      Array.from({ length: 4 }, () => 'failed')
    )
    expect(await deliveries(id, '?state=queued&state=dead')).toEqual([])
    expect(await deliveries(id, '?state=sent&state=failed')).toHaveLength(8)
    expect(
      (await app.request(`/api/v1/connectors/${id}/deliveries?state=lost`, { key: testKey })).status
    ).toBe(422)
    refuses = () => undefined
    expect(await sent(`/connectors/${id}/deliveries/send`, { state: 'failed' })).toEqual({ count: 4 })
    await work(1_000)
    expect(await deliveries(id, '?state=sent')).toHaveLength(8)
    expect(await sent(`/connectors/${id}/deliveries/send`, { state: 'failed' })).toEqual({ count: 0 })
    expect(
      (
        await app.request(`/api/v1/connectors/${id}/deliveries/send`, {
          key: testKey,
          body: { state: 'sent' }
        })
      ).status
    ).toBe(422)

    const { tables, handle } = app.services.database
    const [one] = await handle.select().from(tables.delivery).limit(1)
    if (!one) throw new Error('there is no message')
    const many = Array.from({ length: 120 }, (_, index) => ({
      ...one,
      id: `dlv_${String(index).padStart(3, '0')}`,
      state: 'dead' as const
    }))
    await handle.insert(tables.delivery).values(many)
    const seen: string[] = []
    for (let next: string | null = ''; next !== null; ) {
      const page: DeliveriesView = await got(
        `/connectors/${id}/deliveries?state=dead${next && `&cursor=${next}`}`
      )
      seen.push(...page.rows.map((row) => row.id))
      next = page.next
    }
    expect(seen).toEqual(many.map((row) => row.id).reverse())
  })

  it('shows when a vendor called last, and what was turned away', async () => {
    const id = await gateway()
    const call = (secret: string, from: string) =>
      app.request(`/hooks/${id}`, {
        headers: { 'x-hearback-secret': secret },
        body: { from, text: '5', id: 'm-1' }
      })
    expect(await connectorOf(id)).toMatchObject({ heardAt: null, takenAt: null })
    for (let index = 0; index < 3; index++) expect((await call('wrong', '+923001234567')).status).toBe(401)
    expect((await connectorOf(id)).heardAt).toBeNull()
    expect((await call('a secret of the gateway', '+923001234567')).status).toBe(200)
    await app.services.inbox.work()
    await expect.poll(async () => (await connectorOf(id)).heardAt).not.toBeNull()
    const refusals = async () =>
      (await got<{ rows: ConnectorRefusalView[] }>(`/connectors/${id}/refusals`)).rows
        .map(({ reason, count }) => [reason, count])
        .sort()
    await expect.poll(refusals).toEqual([
      ['sender-unknown', 1],
      ['signature-wrong', 3]
    ])
  })

  it('shows what the vendor answered to a test, also where another process took the message', async () => {
    const id = await gateway()
    const other = await startApp(fresh, { place: app.place, now: () => clock })
    let answer = () => {}
    mayAnswer = new Promise((resolve) => (answer = resolve))
    const { outbox } = app.services
    const work = outbox.work.bind(outbox)
    vi.spyOn(outbox, 'work').mockImplementation(async () => {
      void other.services.outbox.work()
      await expect.poll(() => vendor.calls.length).toBe(1)
      await work()
      setTimeout(answer, 200)
    })
    expect(await sent<DeliveryView>(`/connectors/${id}/test`, { to: '+923001234001', survey })).toMatchObject(
      { state: 'sent', answer: '200 {}' }
    )
    await other.close()
  })

  it('sends at the rate that the owner sets, or as is usual', async () => {
    const id = await gateway({ perSecond: null })
    expect(await connectorOf(id)).toMatchObject({ perSecond: null, usualPerSecond: 10, nowPerSecond: 10 })
    expect(await sent(`/connectors/${id}`, { perSecond: 0.5 }, 'PATCH')).toMatchObject({
      perSecond: 0.5,
      nowPerSecond: 0.5
    })
    for (const to of numbers(3)) await invited(id, to)
    await work()
    expect(vendor.calls).toHaveLength(1)
    await work(1_000)
    expect(vendor.calls).toHaveLength(1)
    await work(1_100)
    expect(vendor.calls).toHaveLength(2)
    for (const perSecond of [0, -1, 1e9, 'fast']) {
      expect(
        (
          await app.request(`/api/v1/connectors/${id}`, {
            key: testKey,
            method: 'PATCH',
            body: { perSecond }
          })
        ).status
      ).toBe(422)
    }
  })

  it('slows down to what the vendor takes, and does not give up what came too fast', async () => {
    const perSecond = 20
    let [bucket, filledAt] = [perSecond, clock]
    let throttled = 0
    refuses = () => {
      bucket = Math.min(perSecond, bucket + ((clock - filledAt) * perSecond) / 1_000)
      filledAt = clock
      if (bucket < 1) return (throttled++, { status: 429 })
      bucket -= 1
      return undefined
    }
    const id = await gateway({ perSecond: 80 })
    for (const to of numbers(90)) await invited(id, to)
    await work()
    const { nowPerSecond } = await connectorOf(id)
    expect(nowPerSecond).toBeGreaterThan(15)
    expect(nowPerSecond).toBeLessThan(26)
    const refused = throttled
    for (let second = 0; second < 8; second++) await work(1_000)
    expect(throttled - refused).toBeLessThan(20)
    expect(statesOf(await deliveries(id, '?state=failed&state=dead'))).toEqual([])
    expect(vendor.calls.length - throttled).toBe(90)
  })

  it('goes on where the clock of the machine is set back by a day, and forth again', async () => {
    const id = await gateway({ perSecond: 5 })
    const hook = (text: string) =>
      app.request(`/hooks/${id}`, {
        headers: { 'x-hearback-secret': 'a secret of the gateway' },
        body: { from: '+923001234500', text, id: text }
      })
    for (const [index, jump] of [0, -24 * 60 * minute, 24 * 60 * minute].entries()) {
      expect((await hook(`before ${index}`)).status).toBe(200)
      clock += jump
      await invited(id, numbers(index + 1)[index] ?? '')
      await work()
      expect(vendor.calls).toHaveLength(index + 1)
      await app.services.inbox.work()
      const { tables, handle } = app.services.database
      expect(
        (await handle.select().from(tables.inbound)).filter(({ processedAt }) => processedAt === null)
      ).toEqual([])
    }
  })
})
