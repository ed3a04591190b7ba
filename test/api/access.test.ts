import { afterAll, beforeAll, expect, it } from 'vitest'
import { scopes } from '../../server/contract/terms'
import type { TestApp } from '../support/app'
import { makeMember, makeSite, password, setUpOwner, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'

onBothDatabases((fresh) => {
  let app: TestApp
  beforeAll(async () => {
    app = await startApp(fresh)
  })
  afterAll(() => app.close())

  const keyFor = async (site: string, wanted: readonly string[]) =>
    (await (
      await app.request('/api/v1/keys', { key: testKey, body: { site, name: 'K', scopes: wanted } })
    ).json()) as { id: string; key: string }
  const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code

  it('shows a key of one site nothing of another', async () => {
    const [ours, theirs] = [await makeSite(app, 'Ours'), await makeSite(app, 'Theirs')]
    const { key } = await keyFor(ours, scopes)
    const foreign = await keyFor(theirs, ['scores:read'])
    const survey = (await (
      await app.request('/api/v1/surveys', {
        key: testKey,
        body: { site: theirs, name: 'S', metric: 'csat' }
      })
    ).json()) as { id: string }
    const attempts: [string, { method?: string; body?: unknown }][] = [
      [`/api/v1/sites/${theirs}`, {}],
      [`/api/v1/sites/${theirs}`, { method: 'PATCH', body: { name: 'Mine now' } }],
      [`/api/v1/keys?site=${theirs}`, {}],
      ['/api/v1/keys', { body: { site: theirs, name: 'K', scopes: ['admin'] } }],
      [`/api/v1/keys/${foreign.id}`, { method: 'DELETE' }],
      [`/api/v1/members?site=${theirs}`, {}],
      ['/api/v1/members', { body: { site: theirs, email: 'eve@example.com', name: 'Eve', role: 'owner' } }],
      [`/api/v1/members/usr_x?site=${theirs}`, { method: 'DELETE' }],
      [`/api/v1/surveys/${survey.id}`, {}],
      [`/api/v1/surveys?site=${theirs}`, {}],
      ['/api/v1/surveys', { body: { site: theirs, name: 'S', metric: 'csat' } }],
      ['/api/v1/invitations', { body: { survey: survey.id, channel: 'email' } }]
    ]
    for (const [path, request] of attempts) {
      const answer = await app.request(path, { key, ...request })
      expect([path, answer.status]).toEqual([path, 404])
    }
    const { rows } = (await (await app.request('/api/v1/sites', { key })).json()) as {
      rows: { id: string }[]
    }
    expect(rows.map(({ id }) => id)).toEqual([ours])
    expect((await app.request(`/api/v1/sites/${theirs}`, { key: foreign.key })).status).toBe(200)
  })

  it('tells the secret that signs customers to those who administer the site, and to nobody else', async () => {
    const site = await makeSite(app, 'Secretive')
    const told = async (request: { key?: string; cookie?: string }, path = `/api/v1/sites/${site}`) =>
      JSON.stringify(await (await app.request(path, request)).json()).includes('"secret"')
    const { key: reader } = await keyFor(site, ['scores:read'])
    const { key: admin } = await keyFor(site, ['scores:read', 'admin'])
    const [owner, manager] = [
      await makeMember(app, site, { email: 'o@example.com', role: 'owner' }),
      await makeMember(app, site, { email: 'm@example.com', role: 'manager' })
    ]
    expect([
      await told({ key: admin }),
      await told({ cookie: owner }),
      await told({ key: reader }),
      await told({ cookie: manager })
    ]).toEqual([true, true, false, false])
    expect(await told({ key: admin }, '/api/v1/sites')).toBe(false)
  })

  it('tells a stranger of a site no more than that there is none', async () => {
    const [ours, theirs] = [await makeSite(app, 'Ours'), await makeSite(app, 'Theirs')]
    const cookie = await makeMember(app, ours, { email: 'olga@example.com', role: 'owner' })
    const [real, imagined] = await Promise.all(
      [theirs, 'sit_0000000000000000'].map((site) => app.request(`/api/v1/members?site=${site}`, { cookie }))
    )
    expect(await real?.json()).toEqual(await imagined?.json())
    expect([real?.status, imagined?.status]).toEqual([404, 404])
  })

  it.each(scopes)('lets a key with “%s” alone do no more than that', async (scope) => {
    const site = await makeSite(app, 'Shop')
    const { key } = await keyFor(site, [scope])
    const asked = {
      admin: await app.request(`/api/v1/keys?site=${site}`, { key }),
      'scores:read': await app.request(`/api/v1/sites/${site}`, { key })
    }
    for (const [needed, answer] of Object.entries(asked)) {
      expect([needed, answer.status]).toEqual([needed, scope === needed ? 200 : 403])
      if (scope !== needed)
        expect(await answer.json()).toEqual({
          code: 'scope-missing',
          message: `This key lacks the scope “${needed}”; create one that has it.`
        })
    }
  })

  it.each([
    ['owner', {}, 200, 201],
    ['manager', {}, 403, 403],
    ['agent', { agent: 'ana' }, 403, 403]
  ])('lets the role %s administer the site, or not', async (role, more, listed, made) => {
    const site = await makeSite(app, 'Shop')
    const cookie = await makeMember(app, site, { email: `${role}@example.com`, role, ...more })
    expect((await app.request(`/api/v1/sites/${site}`, { cookie })).status).toBe(200)
    for (const path of ['keys', 'members'])
      expect((await app.request(`/api/v1/${path}?site=${site}`, { cookie })).status).toBe(listed)
    expect(
      (await app.request('/api/v1/keys', { cookie, body: { site, name: 'K', scopes: ['admin'] } })).status
    ).toBe(made)
    expect((await app.request('/api/v1/sites', { cookie, body: { name: 'Another' } })).status).toBe(made)
  })

  it('lets the first owner, the operator and owners make sites, and nobody else', async () => {
    const empty = await startApp(fresh)
    const first = await setUpOwner(empty)
    const make = async (sender: { cookie?: string; key?: string }) =>
      (await empty.request('/api/v1/sites', { ...sender, body: { name: 'Shop' } })).status
    expect(await make({})).toBe(401)
    expect(await make({ cookie: first })).toBe(201)
    expect(await make({ cookie: first })).toBe(201)
    expect(await make({ key: testKey })).toBe(201)
    const site = await makeSite(empty, 'Shop')
    const { key } = (await (
      await empty.request('/api/v1/keys', { key: testKey, body: { site, name: 'K', scopes: ['admin'] } })
    ).json()) as { key: string }
    expect(await make({ key })).toBe(403)
    await empty.close()
  })

  it('gives whoever sets everything up the sites that the operator’s key makes, before and after, and nobody else', async () => {
    const own = await startApp(fresh)
    const before = await makeSite(own, 'Before')
    const cookie = await setUpOwner(own)
    const after = await makeSite(own, 'After')
    const invited = await makeMember(own, before, { email: 'ida@example.com', role: 'owner' })
    const later = await makeSite(own, 'Later')
    const sitesOf = async (who: string) =>
      (
        (await (await own.request('/api/v1/me', { cookie: who })).json()) as {
          sites: { id: string; role: string }[]
        }
      ).sites.map(({ id, role }) => [id, role])
    expect((await sitesOf(cookie)).sort()).toEqual([before, after, later].map((id) => [id, 'owner']).sort())
    expect(await sitesOf(invited)).toEqual([[before, 'owner']])
    expect((await own.request('/api/v1/sites', { cookie, body: { name: 'Mine' } })).status).toBe(201)
    await own.close()
  })

  it('asks the public to sign in', async () => {
    const site = await makeSite(app, 'Shop')
    for (const path of ['me', `keys?site=${site}`, `members?site=${site}`, 'sites', `sites/${site}`]) {
      const answer = await app.request(`/api/v1/${path}`)
      expect([path, answer.status, await codeOf(answer)]).toEqual([path, 401, 'sign-in-needed'])
    }
    expect((await app.request('/api/v1/me', { key: testKey })).status).toBe(401)
  })

  it.each([
    ['a page of another origin', { origin: 'https://evil.example' }, 401],
    [
      'a sibling domain, which gets the cookie in spite of SameSite',
      { origin: 'https://shop.example.com', 'sec-fetch-site': 'same-site' },
      401
    ],
    ['a sandboxed frame', { origin: 'null' }, 401],
    ['a browser that names no origin but says it is another', { 'sec-fetch-site': 'cross-site' }, 401],
    ['our own page', { origin: 'https://surveys.example.com', 'sec-fetch-site': 'same-origin' }, 201],
    ['our own page in an old browser', { origin: 'https://surveys.example.com' }, 201],
    ['our own page under another name of the machine', { origin: 'http://localhost' }, 201],
    ['a program', {}, 201]
  ])('listens to the cookie of a change sent by %s, or not', async (_who, headers, status) => {
    const site = await makeSite(app, 'Shop')
    const cookie = await makeMember(app, site, { email: 'olga@example.com', role: 'owner' })
    const body = { site, name: 'K', scopes: ['admin'] }
    expect((await app.request('/api/v1/keys', { cookie, headers, body })).status).toBe(status)
    expect((await app.request('/api/v1/keys', { key: testKey, headers, body })).status).toBe(201)
    expect((await app.request(`/api/v1/sites/${site}`, { cookie, headers })).status).toBe(200)
    const signOut = await app.request('/api/auth/sign-out', { method: 'POST', cookie, headers })
    expect(signOut.status).toBe(status === 201 ? 204 : 403)
    expect((await app.request('/api/v1/me', { cookie })).status).toBe(status === 201 ? 401 : 200)
  })

  it('takes the answer of a manager on the shop’s own page, as from anybody', async () => {
    const site = await makeSite(app, 'Shop', ['https://shop.example.com'])
    const cookie = await makeMember(app, site, { email: 'olga@example.com', role: 'owner' })
    const survey = (await (
      await app.request('/api/v1/surveys', { key: testKey, body: { site, name: 'S', metric: 'csat' } })
    ).json()) as { id: string }
    const headers = { origin: 'https://shop.example.com', 'sec-fetch-site': 'same-site' }
    const body = { id: '2f0f0f6e-6c1b-4b0e-9a53-6f5b3a1f7c55', survey: survey.id, rating: 4, channel: 'web' }
    expect((await app.request('/api/v1/responses', { cookie, headers, body })).status).toBe(201)
  })

  it('does not look into the database for a visitor without our cookie', async () => {
    const idle = await startApp(fresh)
    await idle.close()
    expect(await idle.services.people.callerOf(new Headers({ cookie: '_ga=1; theme=dark' }))).toEqual({
      kind: 'public'
    })
  })

  it.each([
    ['/api/auth/sign-in/email', '{', { 'content-type': 'application/json' }, 400, 'malformed-json'],
    ['/api/auth/sign-in/email', '{}', { 'content-type': 'application/json' }, 422, 'invalid'],
    [
      '/api/auth/sign-in/email',
      `email=olga@example.com&password=${password}`,
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'content-type-wrong'
    ],
    [
      '/api/auth/sign-in/email',
      JSON.stringify({ email: 'a@example.com', password: 'x'.repeat(100_000) }),
      { 'content-type': 'application/json' },
      413,
      'too-large'
    ],
    ['/api/auth/nothing', '{}', { 'content-type': 'application/json' }, 404, 'not-found'],
    [
      '/api/v1/join',
      '{"token":"nonsense","password":"long enough"}',
      { 'content-type': 'application/json' },
      403,
      'join-link-wrong'
    ],
    [
      '/api/v1/join',
      '{"token":"nonsense","password":"short"}',
      { 'content-type': 'application/json' },
      422,
      'invalid'
    ]
  ])(
    'answers every failure of sign-in in our one shape: %s %#',
    async (path, body, headers, status, code) => {
      const answer = await app.app.request(path, { method: 'POST', body, headers })
      expect([answer.status, await codeOf(answer)]).toEqual([status, code])
    }
  )

  it('describes what people and keys may do in OpenAPI', async () => {
    const { paths } = (await (await app.request('/api/v1/openapi.json')).json()) as {
      paths: Record<string, Record<string, { summary?: string }>>
    }
    for (const [path, method] of [
      ['/api/auth/sign-in/email', 'post'],
      ['/api/auth/sign-out', 'post'],
      ['/api/auth/change-password', 'post'],
      ['/api/v1/set-up', 'get'],
      ['/api/v1/set-up', 'post'],
      ['/api/v1/me', 'get'],
      ['/api/v1/join', 'post'],
      ['/api/v1/members', 'get'],
      ['/api/v1/members', 'post'],
      ['/api/v1/members/{id}', 'patch'],
      ['/api/v1/members/{id}', 'delete'],
      ['/api/v1/keys', 'get'],
      ['/api/v1/keys', 'post'],
      ['/api/v1/keys/{id}', 'delete']
    ] as const)
      expect(paths[path]?.[method]?.summary, `${method} ${path}`).toBeTruthy()
  })
})
