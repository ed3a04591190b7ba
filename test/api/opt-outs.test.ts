import { afterEach, beforeEach, expect, it } from 'vitest'
import type { OptOutsView, OptOutView } from '../../server/contract/opt-outs'
import { isOptedOut, keepOptOut, liftOptOut } from '../../server/opt-outs/opt-outs'
import type { TestApp } from '../support/app'
import { makeMember, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { givenSurvey } from '../support/given'

const start = Date.parse('2026-11-01T09:00:00Z')

onBothDatabases((fresh) => {
  let app: TestApp
  let site: string
  let clock: number
  beforeEach(async () => {
    clock = start
    app = await startApp(fresh, { now: () => clock++ })
    ;({
      site: { id: site }
    } = await givenSurvey(app))
  })
  afterEach(() => app.close())

  const add = async (body: Record<string, unknown>) =>
    (await (await app.request('/api/v1/opt-outs', { key: testKey, body: { site, ...body } })).json()) as {
      rows: OptOutView[]
    }
  const list = async (query = '') =>
    (await (
      await app.request(`/api/v1/opt-outs?site=${site}${query}`, { key: testKey })
    ).json()) as OptOutsView
  const remove = (id: string, by: { key?: string; cookie?: string } = { key: testKey }) =>
    app.request(`/api/v1/opt-outs/${id}`, { method: 'DELETE', ...by })

  it('keeps neither the name nor the address of who wants to be left alone, but enough to recognise them by', async () => {
    const { rows } = await add({ customer: 'karim-4711', address: 'Olga.Petrova@example.com' })
    expect(rows.map(({ kind, masked, source }) => [kind, masked, source]).sort()).toEqual([
      ['address', 'O•••@example.com', 'api'],
      ['customer', 'k•••', 'api']
    ])
    await add({ address: '+92 300 1234567' })
    expect((await list()).rows[0]?.masked).toBe('+92•••67')
    const kept = JSON.stringify(
      await app.services.database.handle.select().from(app.services.database.tables.optOut)
    )
    for (const personal of ['karim-4711', 'Petrova', 'petrova', '1234567'])
      expect(kept).not.toContain(personal)
  })

  it('knows an address however it is written', async () => {
    const { database } = app.services
    for (const address of ['+92 (300) 123-4567', 'Olga@Example.com', '@Karim'])
      await keepOptOut(database, { siteId: site, address, source: 'stop' }, clock)
    const written = [
      '+923001234567',
      '923001234567',
      '00923001234567',
      'whatsapp:+923001234567',
      'tel:+92-300-1234567',
      'olga@example.com',
      'mailto:OLGA@example.com',
      '@karim'
    ]
    expect(
      await Promise.all(written.map((address) => isOptedOut(database, { siteId: site, address })))
    ).toEqual(written.map(() => true))
    const others = ['+923001234568', 'olga@example.org', 'karim', '923001234567@example.com']
    expect(
      await Promise.all(others.map((address) => isOptedOut(database, { siteId: site, address })))
    ).toEqual(others.map(() => false))
    expect(await isOptedOut(database, { siteId: site })).toBe(false)
  })

  it('says the same once, and takes it back on START or by hand', async () => {
    const [first, second] = [await add({ customer: 'k-1' }), await add({ customer: 'k-1' })]
    expect([second, (await list()).rows.length]).toEqual([first, 1])
    expect((await remove(first.rows[0]?.id ?? '')).status).toBe(204)
    expect((await remove(first.rows[0]?.id ?? '')).status).toBe(404)
    const { database } = app.services
    await keepOptOut(database, { siteId: site, address: '+1 555 0100', source: 'stop' }, clock)
    await liftOptOut(database, { siteId: site, address: '+15550100', by: 'word' })
    expect(await list()).toEqual({ rows: [], next: null })
    const audited = await database.handle.select().from(database.tables.audit)
    expect(audited.map(({ action, detail }) => [action, detail])).toContainEqual([
      'opt-out-removed',
      '{"masked":"k•••"}'
    ])
  })

  it('lists them newest first, page by page, and finds one customer', async () => {
    for (const customer of ['a-1', 'b-1', 'c-1', 'd-1', 'e-1']) await add({ customer })
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const page: OptOutsView = await list(`&limit=2${next && `&cursor=${next}`}`)
      seen.push(...page.rows.map(({ masked }) => masked))
      next = page.next
    }
    expect(seen).toEqual(['e•••', 'd•••', 'c•••', 'b•••', 'a•••'])
    expect((await list('&customer=c-1')).rows.map(({ masked }) => masked)).toEqual(['c•••'])
    expect((await list('&customer=x-1')).rows).toEqual([])
  })

  it('is for owners only, each of their own site', async () => {
    const { rows } = await add({ customer: 'k-1' })
    const id = rows[0]?.id ?? ''
    const manager = { cookie: await makeMember(app, site, { email: 'mia@example.com', role: 'manager' }) }
    const { site: other } = await givenSurvey(app, {}, { name: 'Other' })
    const stranger = { cookie: await makeMember(app, other.id, { email: 'eve@example.com', role: 'owner' }) }
    const statusOf = async (by: { cookie: string }) => [
      (await app.request(`/api/v1/opt-outs?site=${site}`, by)).status,
      (await app.request('/api/v1/opt-outs', { ...by, body: { site, customer: 'k-2' } })).status,
      (await remove(id, by)).status
    ]
    expect([await statusOf(manager), await statusOf(stranger)]).toEqual([
      [403, 403, 403],
      [404, 404, 404]
    ])
    expect(await isOptedOut(app.services.database, { siteId: other.id, customer: 'k-1' })).toBe(false)
  })

  it.each([
    ['nobody', 'POST', {}, 'customer'],
    ['an empty address', 'POST', { address: ' ' }, 'customer'],
    ['a cursor of another list', 'GET', '&cursor=eyJ9', 'cursor']
  ] as const)('refuses %s', async (_, method, sent, field) => {
    const refused =
      method === 'POST'
        ? await app.request('/api/v1/opt-outs', { key: testKey, body: { site, ...sent } })
        : await app.request(`/api/v1/opt-outs?site=${site}${sent}`, { key: testKey })
    expect([refused.status, await refused.json()]).toEqual([422, expect.objectContaining({ field })])
  })
})
