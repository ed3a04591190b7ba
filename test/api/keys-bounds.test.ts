import { afterAll, beforeAll, expect, it } from 'vitest'
import type { KeyView } from '../../server/contract/people'
import type { TestApp } from '../support/app'
import { cookieOf, makeMember, makeSite, setUpOwner, startApp, testKey, tokenOf } from '../support/app'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'

type Key = KeyView & { key: string }

/** What a key may do, how long, and what becomes of what it made. */
onBothDatabases((fresh) => {
  let place: FreshDatabase
  let app: TestApp
  let site: string
  let clock = Date.parse('2026-11-02T09:00:00Z')
  beforeAll(async () => {
    place = await fresh()
    app = await startApp(fresh, { place, now: () => clock, config: { trustProxy: 1 } })
    site = await makeSite(app, 'Shop')
  })
  afterAll(async () => {
    await app.close()
    await place.remove()
  })

  async function asked(
    path: string,
    {
      key = testKey,
      body,
      method,
      of = app,
      from = '198.51.100.7'
    }: { key?: string; body?: unknown; method?: string; of?: TestApp; from?: string } = {}
  ) {
    const response = await of.request(`/api/v1/${path}`, {
      key,
      ...(body !== undefined && { body }),
      ...(method && { method }),
      headers: { 'x-forwarded-for': from }
    })
    const text = await response.text()
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      body: (text === '' ? {} : JSON.parse(text)) as { code: string; field?: string; rows: KeyView[] } & Key
    }
  }
  const make = async (scopes: string[], key = testKey, more: object = {}) =>
    (await asked('keys', { key, body: { site, name: 'Made', scopes, ...more } })).body

  it('makes no key by a key that may do more than that one', async () => {
    const { key, id } = await make(['admin'])
    const refused = await asked('keys', {
      key,
      body: { site, name: 'More', scopes: ['admin', 'responses:read'] }
    })
    expect([refused.status, refused.body.code]).toEqual([403, 'scope-missing'])
    const child = await make(['admin'], key)
    expect(child.madeBy).toEqual({ key: `key:${id}`, name: 'Made' })
    expect((await asked('keys')).status).toBe(422)
  })

  it('invites and makes nobody by a key who may do more than the key, and leaves owners alone', async () => {
    const all = await make([
      'admin',
      'responses:write',
      'invitations:write',
      'conversations:write',
      'scores:read',
      'responses:read'
    ])
    const admin = await make(['admin'])
    const invite = (key: string, role: string) =>
      asked('members', {
        key,
        body: {
          site,
          email: `${role}@example.com`,
          name: 'Eve',
          role,
          ...(role === 'agent' && { agent: 'eve' })
        }
      })
    expect([(await invite(all.key, 'owner')).status, (await invite(all.key, 'manager')).status]).toEqual([
      403, 201
    ])
    expect([
      (await invite(admin.key, 'owner')).status,
      (await invite(admin.key, 'manager')).status,
      (await invite(admin.key, 'agent')).status
    ]).toEqual([403, 403, 403])
    await makeMember(app, site, { email: 'olga@example.com', role: 'owner' })
    await makeMember(app, site, { email: 'owen@example.com', role: 'owner' })
    await makeMember(app, site, { email: 'max@example.com', role: 'manager' })
    const { rows } = (await asked(`members?site=${site}`)).body as unknown as {
      rows: { id: string; email: string }[]
    }
    const idOf = (email: string) => rows.find((row) => row.email === email)?.id ?? ''
    expect(
      (await asked(`members/${idOf('owen@example.com')}?site=${site}`, { key: all.key, method: 'DELETE' }))
        .status
    ).toBe(403)
    expect(
      (
        await asked(`members/${idOf('owen@example.com')}?site=${site}`, {
          key: all.key,
          method: 'PATCH',
          body: { role: 'manager' }
        })
      ).status
    ).toBe(403)
    expect(
      (
        await asked(`members/${idOf('max@example.com')}?site=${site}`, {
          key: all.key,
          method: 'PATCH',
          body: { role: 'owner' }
        })
      ).status
    ).toBe(403)
    expect(
      (
        await asked(`members/${idOf('max@example.com')}?site=${site}`, {
          method: 'PATCH',
          body: { role: 'owner' }
        })
      ).status
    ).toBe(200)
  })

  it('ends with a key all that it made: keys of keys, and links that nobody has opened', async () => {
    const parent = await make(['admin', 'scores:read', 'responses:read'])
    const child = await make(['admin', 'scores:read', 'responses:read'], parent.key)
    const grandchild = await make(['scores:read'], child.key)
    const stranger = await make(['scores:read'])
    const { joinUrl } = (
      await asked('members', {
        key: child.key,
        body: { site, email: 'later@example.com', name: 'Later', role: 'agent', agent: 'later' }
      })
    ).body as unknown as { joinUrl: string }
    expect((await asked(`sites/${site}`, { key: grandchild.key })).status).toBe(200)
    expect((await asked(`keys/${parent.id}`, { method: 'DELETE' })).status).toBe(204)
    for (const { key } of [parent, child, grandchild])
      expect((await asked(`sites/${site}`, { key })).status).toBe(401)
    expect((await asked(`sites/${site}`, { key: stranger.key })).status).toBe(200)
    const joined = await app.request('/api/v1/join', {
      body: { token: new URL(joinUrl).searchParams.get('token'), password: 'correct horse battery' }
    })
    expect(joined.status).toBe(403)
    const { rows } = (await asked(`audit?site=${site}&action=key-revoked`)).body as unknown as {
      rows: { subject: string }[]
    }
    expect(rows.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining([parent.id, child.id, grandchild.id])
    )
  })

  it('makes nothing more with a key that another process revoked a moment ago', async () => {
    const other = await startApp(fresh, { place, now: () => clock, config: { trustProxy: 1 } })
    const { key, id } = await make(['admin'])
    expect((await asked(`keys?site=${site}`, { key, of: other })).status).toBe(200)
    await asked(`keys/${id}`, { method: 'DELETE' })
    expect(
      (await asked('keys', { key, of: other, body: { site, name: 'Late', scopes: ['admin'] } })).status
    ).toBe(401)
    await other.close()
  })

  it('ends a key when it said, and those that it made no later', async () => {
    const at = (minutes: number) => new Date(clock + minutes * 60_000).toISOString()
    expect(
      (await asked('keys', { body: { site, name: 'Over', scopes: ['admin'], expiresAt: at(-1) } })).body
    ).toMatchObject({ code: 'invalid', field: 'expiresAt' })
    const parent = await make(['admin', 'scores:read'], testKey, { expiresAt: at(60) })
    expect(parent.expiresAt).toBe(at(60))
    expect((await make(['scores:read'], parent.key)).expiresAt).toBe(at(60))
    expect(
      (
        await asked('keys', {
          key: parent.key,
          body: { site, name: 'Longer', scopes: ['admin'], expiresAt: at(61) }
        })
      ).body
    ).toMatchObject({ code: 'invalid', field: 'expiresAt' })
    const short = await make(['scores:read'], parent.key, { expiresAt: at(10) })
    expect((await asked(`sites/${site}`, { key: short.key })).status).toBe(200)
    clock += 10 * 60_000 - 1
    expect((await asked(`sites/${site}`, { key: short.key })).status).toBe(200)
    clock += 1
    expect((await asked(`sites/${site}`, { key: short.key })).status).toBe(401)
    expect((await asked(`sites/${site}`, { key: parent.key })).status).toBe(200)
  })

  it('limits wrong keys by network, in all processes together, and never slows a valid one', async () => {
    const other = await startApp(fresh, { place, now: () => clock, config: { trustProxy: 1 } })
    const { key } = await make(['scores:read'])
    const guess = (number: number, of = app, from = '203.0.113.9') =>
      asked('sites', { key: `hb_guess_${number}`, of, from })
    const statuses = []
    for (let number = 0; number < 100; number++)
      statuses.push((await guess(number, number % 2 ? app : other)).status)
    expect(new Set(statuses)).toEqual(new Set([401]))
    const refused = await guess(100)
    expect([refused.status, refused.body.code, Number(refused.retryAfter) > 0]).toEqual([
      429,
      'too-many',
      true
    ])
    expect((await guess(101, other)).status).toBe(429)
    expect((await asked(`sites/${site}`, { key, from: '203.0.113.9' })).status).toBe(200)
    expect((await guess(1, app, '203.0.113.10')).status).toBe(401)
    clock += 15 * 60_000
    expect((await guess(102)).status).toBe(401)
    await other.close()
  })

  it('counts all addresses of an IPv6 network as one, and lets nobody guess a weak key of the environment', async () => {
    const weak = await startApp(fresh, {
      place,
      now: () => clock,
      config: { trustProxy: 1, apiKey: 'secret' }
    })
    const from = (number: number) => `2001:db8:7:9::${number.toString(16)}`
    expect((await asked('sites', { key: 'secret', of: weak, from: '198.51.100.99' })).status).toBe(200)
    for (let number = 0; number < 101; number++)
      await asked('sites', { key: `guess-${number}`, of: weak, from: from(number) })
    expect((await asked('sites', { key: 'guess', of: weak, from: from(200) })).status).toBe(429)
    expect((await asked('sites', { key: 'secret', of: weak, from: from(201) })).status).toBe(429)
    expect((await asked('sites', { key: 'secret', of: weak, from: '198.51.100.99' })).status).toBe(200)
    await weak.close()
  })
})

onBothDatabases((fresh) => {
  it('tells whoever runs the server of weak secrets, and nobody else', async () => {
    const app = await startApp(fresh, {
      config: { apiKey: 'a-key-that-is-too-short', secret: 'sixteen-letters!' }
    })
    const operator = await setUpOwner(app)
    const made = await app.request('/api/v1/sites', { cookie: operator, body: { name: 'Shop' } })
    const { id: site } = (await made.json()) as { id: string }
    const invited = await app.request('/api/v1/members', {
      cookie: operator,
      body: { site, email: 'owen@example.com', name: 'Owen', role: 'owner' }
    })
    const { joinUrl } = (await invited.json()) as { joinUrl: string }
    const owner = cookieOf(
      await app.request('/api/v1/join', {
        body: { token: tokenOf(joinUrl), password: 'correct horse battery' }
      })
    )
    const told = async (by: { cookie?: string; key?: string }) =>
      (
        (await (await app.request('/api/v1/notices', by)).json()) as {
          rows: { variable: string; refusedFrom: string }[]
        }
      ).rows
    expect(await told({ cookie: operator })).toEqual(
      ['HEARBACK_API_KEY', 'HEARBACK_SECRET'].map((variable) => ({
        code: 'weak-secret',
        variable,
        refusedFrom: '0.2.0'
      }))
    )
    expect(await told({ cookie: owner })).toEqual([])
    expect((await app.request('/api/v1/notices')).status).toBe(401)
    await app.close()
  })
})
