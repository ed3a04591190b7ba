import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConnectorView, DeliveryView } from '../../server/contract/connectors'
import { scopes } from '../../server/contract/terms'
import type { TestApp } from '../support/app'
import { makeMember, setUpOwner, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { botToken, startFakeTelegram, webhookSecret } from '../support/fake-telegram'
import { givenSurvey } from '../support/given'

onBothDatabases((fresh) => {
  let app: TestApp
  let site: string
  let telegram: Awaited<ReturnType<typeof startFakeTelegram>>
  let operator: { cookie: string }
  let tenants: ({ key: string } | { cookie: string })[]
  let clock = Date.parse('2026-11-01T09:00:00Z')
  beforeEach(async () => {
    app = await startApp(fresh, { now: () => clock })
    operator = { cookie: await setUpOwner(app) }
    site = (await givenSurvey(app)).site.id
    telegram = await startFakeTelegram()
    const { key } = (await (
      await app.request('/api/v1/keys', { key: testKey, body: { site, name: 'Theirs', scopes } })
    ).json()) as { key: string }
    tenants = [{ key }, { cookie: await makeMember(app, site, { email: 'tim@example.com', role: 'owner' }) }]
  })
  afterEach(async () => {
    await app.close()
    await telegram.close()
  })

  const make = async (by: object, more: Record<string, unknown> = {}) =>
    (
      (await (
        await app.request('/api/v1/connectors', {
          ...by,
          body: {
            site,
            kind: 'telegram',
            name: 'Ours',
            vendorUrl: telegram.url,
            settings: { botToken, webhookSecret },
            ...more
          }
        })
      ).json()) as ConnectorView
    ).id
  const change = (by: object, id: string, body: object) =>
    app.request(`/api/v1/connectors/${id}`, { ...by, method: 'PATCH', body })
  const tried = async (id: string) => {
    // The vendor's rate is kept between two messages.
    clock += 5_000
    const { state, reason } = (await (
      await app.request(`/api/v1/connectors/${id}/test`, { key: testKey, body: { to: '4711' } })
    ).json()) as DeliveryView
    return [state, reason]
  }

  it('lets the operator’s connectors into private networks, and nobody else’s', async () => {
    for (const by of [{ key: testKey }, operator]) expect(await tried(await make(by))).toEqual(['sent', null])
    const calls = telegram.calls.length
    for (const by of tenants) expect(await tried(await make(by))).toEqual(['failed', 'host-private'])
    expect(telegram.calls).toHaveLength(calls)
  })

  it('trusts whoever last said where a connector points', async () => {
    const id = await make(operator)
    for (const by of tenants) {
      expect((await change(by, id, { name: 'Renamed' })).status).toBe(200)
      expect(await tried(id)).toEqual(['sent', null])
      expect((await change(by, id, { vendorUrl: `${telegram.url}/` })).status).toBe(200)
      expect(await tried(id)).toEqual(['failed', 'host-private'])
      expect((await change(operator, id, { vendorUrl: telegram.url })).status).toBe(200)
      expect(await tried(id)).toEqual(['sent', null])
      expect((await change(by, id, { settings: { webhookSecret } })).status).toBe(200)
      expect(await tried(id)).toEqual(['failed', 'host-private'])
      await change({ key: testKey }, id, { vendorUrl: telegram.url })
    }
  })

  it('follows no redirect, whoever made the connector', async () => {
    const inside = await startFakeTelegram()
    for (const status of [301, 302, 303, 307, 308]) {
      telegram.misbehave({
        status,
        headers: { location: `${inside.url}/bot${botToken}/sendMessage` },
        body: ''
      })
      expect((await tried(await make(operator)))[0]).toBe('failed')
    }
    expect(inside.calls).toEqual([])
    await inside.close()
  })
})
