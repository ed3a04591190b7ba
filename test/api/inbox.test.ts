import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConnectorView, DeliveryView } from '../../server/contract/connectors'
import type { ResponseView } from '../../server/contract/responses'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'
import type { FakeVendor } from '../support/fake-vendor'
import { startFakeVendor } from '../support/fake-vendor'
import { givenSurvey } from '../support/given'
import { chats, now } from '../unit/server/channels/chats'

const sender = '15551234567'

onBothDatabases((fresh) => {
  let place: FreshDatabase
  let one: TestApp
  let another: TestApp
  let vendor: FakeVendor
  let survey: string
  let site: string
  let connector: string
  let clock = now
  beforeEach(async () => {
    clock = now
    place = await fresh()
    vendor = await startFakeVendor(() => ({ status: 200, body: '{"messages":[{"id":"wamid.ask"}]}' }))
    one = await startApp(fresh, { place, now: () => clock })
    another = await startApp(fresh, { place, now: () => clock })
    const given = await givenSurvey(one)
    survey = given.survey.id
    site = given.site.id
    connector = (
      await made<ConnectorView>('/api/v1/connectors', {
        site: given.site.id,
        kind: 'whatsapp',
        name: 'Ours',
        vendorUrl: vendor.url,
        settings: chats.whatsapp.given
      })
    ).id
    await made('/api/v1/invitations', {
      survey,
      channel: 'whatsapp',
      delivery: connector,
      address: `+${sender}`
    })
  })
  afterEach(async () => {
    await one.close()
    await another.close()
    await vendor.close()
    await place.remove()
  })

  async function made<T>(path: string, body: unknown): Promise<T> {
    return (await (await one.request(path, { key: testKey, body })).json()) as T
  }
  const answers = async () =>
    (
      (await (await one.request(`/api/v1/responses?survey=${survey}`, { key: testKey })).json()) as {
        rows: ResponseView[]
      }
    ).rows
  const asks = async () =>
    (
      (await (await one.request(`/api/v1/connectors/${connector}/deliveries`, { key: testKey })).json()) as {
        rows: DeliveryView[]
      }
    ).rows.filter(({ purpose }) => purpose === 'ask')
  const seconds = () => String(Math.floor(clock / 1000))
  const pressed = (id: string, rating: number, at = seconds()) => {
    const token = /r\.([\w-]{22})\.5/.exec(vendor.calls[0]?.body ?? '')?.[1] ?? ''
    return {
      id,
      from: sender,
      timestamp: at,
      type: 'interactive',
      interactive: { type: 'list_reply', list_reply: { id: `r.${token}.${rating}`, title: 'x' } }
    }
  }
  async function hook(value: object, app = one) {
    const body = JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [{ id: '1', changes: [{ field: 'messages', value }] }]
    })
    const answered = await app.app.request(`/hooks/${connector}`, {
      method: 'POST',
      body,
      headers: { ...chats.whatsapp.signed(body).headers }
    })
    expect(answered.status).toBe(200)
  }

  it('deals with what one person did in the order in which it happened, whoever is told of it and in whatever order', async () => {
    await one.services.outbox.work()
    const at = Number(seconds())
    clock += 60_000
    const presses = [1, 2, 3, 4, 5, 4, 3, 2, 1, 4].map((rating, index) =>
      pressed(`wamid.${index}`, rating, String(at + index))
    )
    const shuffled = [7, 2, 9, 0, 4, 1, 8, 3, 6, 5].flatMap((index) => presses[index] ?? [])
    await hook({ messages: shuffled.slice(0, 5) })
    await hook({ messages: shuffled.slice(5) }, another)
    await Promise.all([hook({ messages: shuffled }), hook({ messages: shuffled.toReversed() }, another)])
    for (let turn = 0; turn < presses.length; turn++)
      await Promise.all([one.services.inbox.work(), another.services.inbox.work()])
    expect(await answers()).toMatchObject([{ rating: 4 }])
    // A press that comes long after the others and happened before them changes nothing.
    await hook({ messages: [pressed('wamid.late', 1, String(at - 1))] })
    await one.services.inbox.work()
    expect(await answers()).toMatchObject([{ rating: 4 }])
  })

  it('counts each of several people whose ratings come in one delivery', async () => {
    for (let index = 0; index < 5; index++)
      await made('/api/v1/invitations', {
        survey,
        channel: 'whatsapp',
        delivery: connector,
        address: `+1555000000${index}`
      })
    await one.services.outbox.work()
    const messages = [0, 1, 2, 3, 4].map((index) => ({
      id: `wamid.${index}`,
      from: `1555000000${index}`,
      timestamp: seconds(),
      type: 'text',
      text: { body: String(index + 1) }
    }))
    await hook({ messages })
    await one.services.inbox.work()
    expect((await answers()).map(({ rating }) => rating).sort()).toEqual([1, 2, 3, 4, 5])
  })

  it('tells the dashboards when messages were sent and when they arrive', async () => {
    const following = one.services.live.follow(site)
    await one.services.outbox.work()
    expect(await following.next()).toEqual([{ connector }])
    await hook({ statuses: [{ id: 'wamid.ask', status: 'delivered', timestamp: seconds() }] })
    await one.services.inbox.work()
    expect(await following.next()).toEqual([{ connector }])
    following.end()
  })

  it('waits with a vendor’s news of a message that is faster than its answer to us', async () => {
    await hook({ statuses: [{ id: 'wamid.ask', status: 'delivered', timestamp: seconds() }] })
    await one.services.inbox.work()
    await one.services.outbox.work()
    expect(await asks()).toMatchObject([{ state: 'sent' }])
    clock += 60_000
    await one.services.inbox.work()
    expect(await asks()).toMatchObject([{ state: 'delivered' }])
    // Statuses come in any order: one that is behind takes nothing back.
    await hook({ statuses: [{ id: 'wamid.ask', status: 'sent', timestamp: seconds() }] })
    await one.services.inbox.work()
    expect(await asks()).toMatchObject([{ state: 'delivered' }])
  })

  /**
   * A vendor that answered 503 had sent the message all the same, and said so; it was sent once more, and
   * under our token it was known as nobody's.
   */
  it.each([
    ['queued', 1, 'created'],
    ['dead', 9, 'unsendable']
  ] as const)(
    'believes a vendor that says it has a message which is %s because its answer got lost',
    async (state, attempts, invited) => {
      const { delivery, invitation } = one.services.database.tables
      vendor.misbehave({ status: 503, body: '' })
      await one.services.outbox.work()
      await one.services.database.handle.update(delivery).set({ state, attempts })
      await one.services.database.handle
        .update(invitation)
        .set({ state: invited, stateReason: invited === 'created' ? null : 'given-up' })
      const { biz_opaque_callback_data: correlation } = JSON.parse(vendor.calls[0]?.body ?? '{}') as {
        biz_opaque_callback_data?: string
      }
      await hook({
        statuses: [
          {
            id: 'wamid.lost',
            status: 'delivered',
            timestamp: seconds(),
            biz_opaque_callback_data: correlation
          }
        ]
      })
      await one.services.inbox.work()
      clock += 3_600_000
      await one.services.outbox.work()
      expect(vendor.calls).toHaveLength(1)
      expect(await asks()).toMatchObject([
        { state: 'delivered', attempts, messageId: 'wamid.lost', reason: null }
      ])
      expect(await one.services.database.handle.select().from(invitation)).toMatchObject([
        { state: 'sent', stateReason: null, sentAt: now, deliveredAt: now }
      ])
      // What comes later names it as the vendor does.
      await hook({ statuses: [{ id: 'wamid.lost', status: 'read', timestamp: seconds() }] })
      await one.services.inbox.work()
      expect(await one.services.database.handle.select().from(invitation)).toMatchObject([
        { openedAt: clock }
      ])
    }
  )

  /**
   * A number that a helpdesk shares brings the statuses of all of its messages: each was tried five times
   * and kept for a month.
   */
  it('looks twice for the message that a status is about, and keeps no status that is dealt with', async () => {
    const { inbound } = one.services.database.tables
    const waiting = async () =>
      (await one.services.database.handle.select().from(inbound)).map(({ attempts }) => attempts)
    await one.services.outbox.work()
    await hook({
      statuses: [
        { id: 'wamid.ask', status: 'delivered', timestamp: seconds() },
        { id: 'wamid.helpdesk', status: 'delivered', timestamp: seconds() }
      ]
    })
    await one.services.inbox.work()
    expect(await waiting()).toEqual([1])
    clock += 30_000
    await one.services.inbox.work()
    expect(await waiting()).toEqual([])
  })

  it('finishes what a process that stopped in the middle has left', async () => {
    await one.services.outbox.work()
    await hook({ messages: [pressed('wamid.1', 5)] })
    await one.services.intake.close()
    await one.services.inbox.work()
    expect(await answers()).toEqual([])
    clock += 60_000
    await another.services.inbox.work()
    expect(await answers()).toMatchObject([{ rating: 5 }])
  })

  it('keeps nothing that people wrote longer than it takes to deal with it', async () => {
    await one.services.outbox.work()
    await hook({
      messages: [
        {
          id: 'wamid.1',
          from: sender,
          timestamp: seconds(),
          type: 'text',
          text: { body: 'my card is 4711-canary' }
        }
      ]
    })
    const { inbound } = one.services.database.tables
    expect(JSON.stringify(await one.services.database.handle.select().from(inbound))).not.toContain('canary')
    await one.services.inbox.work()
    expect(await one.services.database.handle.select().from(inbound)).toMatchObject([
      { event: '', error: null }
    ])
  })
})
