import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { setUpUrl } from '../../server/accounts/set-up'
import { keysCommand } from '../../server/commands/keys'
import { scopes } from '../../server/contract/terms'
import type { TestApp } from '../support/app'
import { cookieOf, makeMember, makeSite, password, startApp, testKey, tokenOf } from '../support/app'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'

type Key = { id: string; key: string; scopes: string[] }

onBothDatabases((fresh) => {
  let place: FreshDatabase
  let app: TestApp
  let clock: number
  beforeAll(async () => {
    place = await fresh()
    app = await startApp(fresh, { place, now: () => clock })
  })
  beforeEach(() => {
    clock = Date.parse('2026-11-02T09:00:00Z')
  })
  afterAll(async () => {
    await app.close()
    await place.remove()
  })

  const make = async (site: string, wanted: readonly string[], key = testKey) =>
    (await (
      await app.request('/api/v1/keys', { key, body: { site, name: 'CRM', scopes: wanted } })
    ).json()) as Key
  const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code
  const readsSite = (site: string, key: string, by = app) => by.request(`/api/v1/sites/${site}`, { key })

  it('shows a key once, and lists it without', async () => {
    const site = await makeSite(app, 'Shop')
    const made = await app.request('/api/v1/keys', {
      key: testKey,
      body: { site, name: 'CRM', scopes: ['scores:read', 'scores:read'] }
    })
    expect(made.status).toBe(201)
    const { key, ...view } = (await made.json()) as Key
    expect(key).toMatch(/^hb_[A-Za-z0-9_-]{32}$/)
    expect(view).toEqual({
      id: view.id,
      site,
      name: 'CRM',
      scopes: ['scores:read'],
      createdAt: '2026-11-02T09:00:00.000Z',
      madeBy: { key: 'key:HEARBACK_API_KEY', name: null },
      lastUsedAt: null,
      expiresAt: null,
      revokedAt: null
    })
    const listed = async () => (await app.request(`/api/v1/keys?site=${site}`, { key: testKey })).json()
    expect(await listed()).toEqual({ rows: [view] })
    clock += 65 * 60_000
    expect((await readsSite(site, key)).status).toBe(200)
    expect(await listed()).toEqual({ rows: [{ ...view, lastUsedAt: '2026-11-02T10:00:00.000Z' }] })
  })

  it.each([
    ['an unknown scope', { scopes: ['everything'] }, 422],
    ['no scope', { scopes: [] }, 422],
    ['no name', { name: ' ' }, 422],
    ['a field that nobody knows', { expires: 'never' }, 422],
    ['a site that is none', { site: 'sit_none' }, 404]
  ])('refuses a key with %s', async (_what, wrong, status) => {
    const site = await makeSite(app, 'Shop')
    const answer = await app.request('/api/v1/keys', {
      key: testKey,
      body: { site, name: 'CRM', scopes: ['admin'], ...wrong }
    })
    expect(answer.status).toBe(status)
  })

  it('refuses a revoked key at once, and within ten seconds in another process', async () => {
    const other = await startApp(fresh, { place, now: () => clock })
    const site = await makeSite(app, 'Shop')
    const { id, key } = await make(site, ['scores:read'])
    expect([(await readsSite(site, key)).status, (await readsSite(site, key, other)).status]).toEqual([
      200, 200
    ])
    expect((await app.request(`/api/v1/keys/${id}`, { method: 'DELETE', key: testKey })).status).toBe(204)
    const refused = await readsSite(site, key)
    expect([refused.status, await codeOf(refused)]).toEqual([401, 'key-unknown'])
    clock += 10_000
    expect((await readsSite(site, key, other)).status).toBe(401)
    const { rows } = (await (await app.request(`/api/v1/keys?site=${site}`, { key: testKey })).json()) as {
      rows: { revokedAt: string }[]
    }
    expect(rows).toMatchObject([{ revokedAt: '2026-11-02T09:00:00.000Z' }])
    expect((await app.request(`/api/v1/keys/${id}`, { method: 'DELETE', key: testKey })).status).toBe(204)
    await other.close()
  })

  it.each([
    'Bearer hb_nothing_of_the_kind_00',
    'Bearer',
    'Bearer  ',
    'Basic dXNlcjpwYXNz',
    `bearer${testKey}`,
    `Bearer ${testKey} ${testKey}`
  ])('says that a key is unknown: %s', async (authorization) => {
    const answer = await app.request('/api/v1/sites', { headers: { authorization } })
    expect([answer.status, await codeOf(answer)]).toEqual([401, 'key-unknown'])
  })

  it('stores nothing that opens a door', async () => {
    const site = await makeSite(app, 'Shop')
    const owner = await makeMember(app, site, { email: 'olga@example.com', role: 'owner' })
    const { key } = await make(site, scopes)
    const member = await makeMember(app, site, { email: 'max@example.com', role: 'manager' })
    const invited = await app.request('/api/v1/members', {
      key: testKey,
      body: { site, email: 'new@example.com', name: 'New', role: 'owner' }
    })
    const joinToken = tokenOf(((await invited.json()) as { joinUrl: string }).joinUrl)
    const session = cookieOf(
      await app.request('/api/auth/sign-in/email', { body: { email: 'olga@example.com', password } })
    )

    const { tables, handle } = app.services.database
    const stored = (await Promise.all(Object.values(tables).map((table) => handle.select().from(table))))
      .map((rows) => JSON.stringify(rows))
      .join('\n')
    expect(stored).toContain('olga@example.com')
    const { config } = app.services
    const doors = {
      key,
      testKey,
      password,
      joinToken,
      setUp: tokenOf(setUpUrl(config)),
      secret: config.secret,
      owner,
      member,
      session
    }
    for (const [name, door] of Object.entries(doors)) {
      const value = decodeURIComponent(door.replace(/^.*session_token=/, ''))
      expect(value.length, name).toBeGreaterThan(15)
      expect(stored.includes(value), name).toBe(false)
    }
  })

  it('notes who made and revoked a key', async () => {
    const site = await makeSite(app, 'Shop')
    const owner = await makeMember(app, site, { email: 'olga@example.com', role: 'owner' })
    const made = (await (
      await app.request('/api/v1/keys', { cookie: owner, body: { site, name: 'CRM', scopes: ['admin'] } })
    ).json()) as Key
    clock += 1
    await app.request(`/api/v1/keys/${made.id}`, { method: 'DELETE', key: testKey })
    const { tables, handle } = app.services.database
    const rows = (await handle.select().from(tables.audit))
      .filter(({ subject }) => subject === made.id)
      .sort((a, b) => a.at - b.at)
    expect(
      rows.map(({ action, actor, siteId }) => ({ action, actor: actor.replace(/usr_.*/, 'usr_…'), siteId }))
    ).toEqual([
      { action: 'key-created', actor: 'person:usr_…', siteId: site },
      { action: 'key-revoked', actor: 'key:HEARBACK_API_KEY', siteId: site }
    ])
  })

  it('makes, lists and revokes keys at the command line', async () => {
    const site = await makeSite(app, 'Shop')
    const environment = { DATABASE_URL: place.url, HEARBACK_SECRET: app.services.config.secret }
    const run = async (...args: string[]) => {
      const lines: string[] = []
      return { code: await keysCommand(args, environment, (line) => lines.push(line)), lines }
    }
    const created = await run(
      'create',
      '--site',
      site,
      '--name',
      'CRM',
      '--scopes',
      'scores:read,responses:write'
    )
    const [id = '', key = ''] = created.lines[0]?.split('  ') ?? []
    expect(created.code).toBe(0)
    expect((await readsSite(site, key)).status).toBe(200)
    expect((await run('list')).lines).toContain(`${id}  ${site}  CRM  scores:read,responses:write  live`)
    expect((await run('revoke', id)).code).toBe(0)
    clock += 10_000
    expect((await readsSite(site, key)).status).toBe(401)
    expect((await run('list')).lines).toContain(`${id}  ${site}  CRM  scores:read,responses:write  revoked`)
    expect(await run('revoke', 'key_none')).toMatchObject({ code: 1 })
    expect(await run('create', '--site', 'sit_none', '--name', 'CRM', '--scopes', 'admin')).toEqual({
      code: 1,
      lines: ['There is no site “sit_none”.']
    })
    expect((await run('create', '--site', site, '--name', 'CRM')).code).toBe(1)
    expect((await run()).lines[0]).toContain('hearback keys create')
  })
})
