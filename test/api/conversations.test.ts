import { afterEach, beforeEach, expect, it } from 'vitest'
import type { TestApp } from '../support/app'
import { makeSite, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'

onBothDatabases((fresh) => {
  let app: TestApp
  beforeEach(async () => {
    app = await startApp(fresh)
  })
  afterEach(() => app.close())

  const put = (id: string, body: unknown, key = testKey) =>
    app.request(`/api/v1/conversations/${id}`, { method: 'PUT', body, key })
  const kept = () => app.services.database.handle.select().from(app.services.database.tables.conversation)

  it('adds what is known to what was known before, and leaves the rest unknown', async () => {
    const site = await makeSite(app, 'Shop')
    expect(
      (await put('c-1', { channel: 'phone', agent: 'ana', openedAt: '2026-11-01T09:00:00Z' })).status
    ).toBe(204)
    expect(
      (
        await put('c-1', {
          handleSeconds: 0,
          topics: ['Billing Question'],
          firstResponseAt: '2026-11-01T11:00:00+01:00'
        })
      ).status
    ).toBe(204)
    expect(await kept()).toMatchObject([
      {
        siteId: site,
        id: 'c-1',
        channel: 'voice',
        agent: 'ana',
        topics: '["billing-question"]',
        handleSeconds: 0,
        holdSeconds: null,
        resolvedOnFirstContact: null,
        openedAt: Date.parse('2026-11-01T09:00:00Z'),
        firstResponseAt: Date.parse('2026-11-01T10:00:00Z')
      }
    ])
  })

  it('takes many at once, all of them or none', async () => {
    await makeSite(app, 'Shop')
    const batch = (conversations: unknown[]) =>
      app.request('/api/v1/conversations/batch', { key: testKey, body: { conversations } })
    await put('c-2', { team: 'tier-1' })
    expect(
      (
        await batch([
          { id: 'c-1', channel: 'phone' },
          { id: 'c-2', agent: 'ana' },
          { id: 'c-1', handleSeconds: 60 }
        ])
      ).status
    ).toBe(204)
    const wanted = [
      { id: 'c-1', channel: 'voice', handleSeconds: 60 },
      { id: 'c-2', agent: 'ana', team: 'tier-1', channel: null }
    ]
    expect((await kept()).sort((a, b) => (a.id < b.id ? -1 : 1))).toMatchObject(wanted)
    const refused = await batch([{ id: 'c-3' }, { id: 'c-4', handleSeconds: 2 ** 31 }])
    expect([refused.status, await refused.json()]).toMatchObject([
      422,
      { field: 'conversations.1.handleSeconds' }
    ])
    expect(await kept()).toHaveLength(2)
  })

  it('asks whose it is only where there are several sites', async () => {
    const [one] = [await makeSite(app, 'One'), await makeSite(app, 'Two')]
    const unclear = await put('c-1', { agent: 'ana' })
    expect([unclear.status, await unclear.json()]).toMatchObject([422, { field: 'site' }])
    expect((await put('c-1', { site: one, agent: 'ana' })).status).toBe(204)
    expect((await put('c-1', { site: 'sit_none', agent: 'ana' })).status).toBe(404)
    const key = (await (
      await app.request('/api/v1/keys', {
        key: testKey,
        body: { site: one, name: 'CRM', scopes: ['conversations:write'] }
      })
    ).json()) as { key: string }
    expect((await put('c-2', { agent: 'ben' }, key.key)).status).toBe(204)
    expect((await kept()).map(({ siteId }) => siteId)).toEqual([one, one])
  })
})
