import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConnectorView, DeliveryView } from '../../server/contract/connectors'
import type { InvitationView, KeptInvitation } from '../../server/contract/invitations'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { botToken, startFakeTelegram, webhookSecret } from '../support/fake-telegram'
import { givenSurvey } from '../support/given'

/**
 * Working hours held for the first attempt only: a reminder left a number of hours after its ask, and a
 * second try whenever the vendor would take it, so both came at night; and by then nobody knew where the
 * customer was.
 */
onBothDatabases((fresh) => {
  let app: TestApp
  let telegram: Awaited<ReturnType<typeof startFakeTelegram>>
  let clock: number
  let survey: string
  let connector: string
  beforeEach(async () => {
    // A Monday.
    clock = Date.parse('2026-11-02T16:59:00Z')
    telegram = await startFakeTelegram()
    app = await startApp(fresh, { now: () => clock })
    const given = await givenSurvey(app)
    survey = given.survey.id
    await hours('09:00', '17:00')
    connector = (
      await made<ConnectorView>('/api/v1/connectors', {
        site: given.site.id,
        kind: 'telegram',
        name: 'Our bot',
        vendorUrl: telegram.url,
        settings: { botToken, webhookSecret }
      })
    ).id
  })
  afterEach(async () => {
    await app.close()
    await telegram.close()
  })

  async function made<T>(path: string, body: unknown): Promise<T> {
    return (await (await app.request(path, { key: testKey, body })).json()) as T
  }
  const got = async <T>(path: string) => (await (await app.request(path, { key: testKey })).json()) as T
  const hours = (from: string, to: string) =>
    app.request(`/api/v1/surveys/${survey}`, {
      method: 'PATCH',
      key: testKey,
      body: { inviting: { hours: { days: [1, 2, 3, 4, 5], from, to } } }
    })
  const invited = (more: Record<string, unknown> = {}) =>
    made<InvitationView>('/api/v1/invitations', {
      survey,
      channel: 'telegram',
      delivery: connector,
      address: '4711',
      timeZone: 'UTC',
      ...more
    })
  const deliveries = async () =>
    (await got<{ rows: DeliveryView[] }>(`/api/v1/connectors/${connector}/deliveries`)).rows
  const asked = () => telegram.sent('sendMessage').length
  async function workAt(instant: string) {
    clock = Date.parse(instant)
    await app.services.outbox.work()
  }

  it('keeps a second try for the next morning where the customer is, and uses none up by waiting', async () => {
    telegram.misbehave({ status: 503, body: '' })
    await invited()
    await app.services.outbox.work()
    await workAt('2026-11-02T17:00:30Z')
    expect(asked()).toBe(1)
    expect(await deliveries()).toMatchObject([
      { state: 'queued', attempts: 1, dueAt: '2026-11-03T09:00:00.000Z' }
    ])
    await workAt('2026-11-03T08:59:59Z')
    expect(asked()).toBe(1)
    await workAt('2026-11-03T09:00:00Z')
    expect(await deliveries()).toMatchObject([{ state: 'sent', attempts: 2 }])
  })

  it('reminds in the working hours, by itself and when told to', async () => {
    const byItself = await invited({ remindAfterHours: 12 })
    const told = await invited()
    await app.services.outbox.work()
    clock = Date.parse('2026-11-02T22:00:00Z')
    await app.request(`/api/v1/invitations/${told.id}/remind`, { method: 'POST', key: testKey })
    for (const { id } of [byItself, told])
      expect((await got<KeptInvitation>(`/api/v1/invitations/${id}`)).remindAt).toBe(
        '2026-11-03T09:00:00.000Z'
      )
    await workAt('2026-11-03T08:59:59Z')
    expect(asked()).toBe(2)
    await workAt('2026-11-03T09:00:00Z')
    expect(asked()).toBe(4)
  })

  it('goes by the hours that hold when a message is to leave', async () => {
    await invited({ remindAfterHours: 16 })
    await app.services.outbox.work()
    await hours('11:00', '12:00')
    await workAt('2026-11-03T09:00:00Z')
    expect((await deliveries()).find(({ purpose }) => purpose === 'reminder')).toMatchObject({
      state: 'queued',
      attempts: 0,
      dueAt: '2026-11-03T11:00:00.000Z'
    })
  })

  it('sends a test at any hour', async () => {
    clock = Date.parse('2026-11-02T23:00:00Z')
    await made(`/api/v1/connectors/${connector}/test`, { to: '4711' })
    expect(asked()).toBe(1)
  })

  it('reminds nobody whose answer a manager took out of the figures', async () => {
    const { id, url } = await invited({ remindAfterHours: 24 })
    await app.services.outbox.work()
    clock += 60_000
    await app.request(new URL(url).pathname, { body: { rating: 5 } })
    await app.request(`/api/v1/responses/${id}?survey=${survey}`, {
      method: 'PATCH',
      key: testKey,
      body: { state: 'excluded', reason: 'an employee' }
    })
    await workAt('2026-11-04T12:00:00Z')
    expect(asked()).toBe(1)
    expect((await deliveries()).map(({ state, reason }) => [state, reason])).toContainEqual([
      'cancelled',
      'answered'
    ])
  })
})
