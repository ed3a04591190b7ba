import { afterEach, beforeEach, expect, it } from 'vitest'
import { ensureAdmin, setUpUrl } from '../../server/accounts/set-up'
import type { TestApp } from '../support/app'
import {
  cookieOf,
  makeMember,
  makeSite,
  password,
  setUpOwner,
  startApp,
  testKey,
  tokenOf
} from '../support/app'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'

const day = 24 * 60 * 60 * 1000
const startedAt = Date.parse('2026-11-02T09:00:00Z')

onBothDatabases((fresh) => {
  let place: FreshDatabase
  let app: TestApp
  let clock: number
  beforeEach(async () => {
    clock = startedAt
    place = await fresh()
    app = await startApp(fresh, { place, now: () => clock })
  })
  afterEach(async () => {
    await app.close()
    await place.remove()
  })

  const signIn = (
    credentials: { email: string; password: string },
    headers: Record<string, string> = {},
    to = app
  ) => to.request('/api/auth/sign-in/email', { body: credentials, headers })
  const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code
  const meOf = async (cookie: string) => (await app.request('/api/v1/me', { cookie })).json()

  it('makes the first owner by the set-up link, signs in, and never again', async () => {
    const body = {
      token: tokenOf(setUpUrl(app.services.config)),
      name: 'Olga',
      email: 'Olga@Example.com',
      password
    }
    expect(await (await app.request('/api/v1/set-up')).json()).toEqual({ needed: true })
    const wrong = await app.request('/api/v1/set-up', {
      body: { ...body, token: `${body.token.slice(0, -1)}_` }
    })
    expect([wrong.status, await codeOf(wrong)]).toEqual([403, 'set-up-link-wrong'])

    const made = await app.request('/api/v1/set-up', { body })
    expect(made.status).toBe(201)
    expect(made.headers.get('set-cookie')).toMatch(
      /^__Secure-hearback\.session_token=.*Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/
    )
    expect(await meOf(cookieOf(made))).toEqual({
      name: 'Olga',
      email: 'olga@example.com',
      sites: [],
      runsServer: true
    })

    expect(await (await app.request('/api/v1/set-up')).json()).toEqual({ needed: false })
    const again = await app.request('/api/v1/set-up', { body: { ...body, email: 'eve@example.com' } })
    expect([again.status, await codeOf(again)]).toEqual([403, 'set-up-done'])
  })

  it('lets exactly one of several win who open the set-up link in the same moment, in several processes', async () => {
    const other = await startApp(fresh, { place })
    const token = tokenOf(setUpUrl(app.services.config))
    const tries = [app, other, app, other].map((one, index) =>
      one.request('/api/v1/set-up', { body: { token, name: 'X', email: `x${index}@example.com`, password } })
    )
    const statuses = (await Promise.all(tries)).map(({ status }) => status)
    expect(statuses.sort()).toEqual([201, 403, 403, 403])
    const { tables, handle } = app.services.database
    expect(await handle.select().from(tables.authUser)).toHaveLength(1)
    await other.close()
  })

  it('makes the owner whom the environment names, once', async () => {
    const config = { ...app.services.config, admin: { email: 'Boss@Example.com', password } }
    await ensureAdmin(app.services.database, config, app.services.people)
    await ensureAdmin(
      app.services.database,
      { ...config, admin: { email: 'other@example.com', password } },
      app.services.people
    )
    expect((await signIn({ email: 'boss@example.com', password })).status).toBe(204)
    expect((await signIn({ email: 'other@example.com', password })).status).toBe(401)
  })

  it('signs in and out, and a copy of the cookie is worth nothing afterwards', async () => {
    await setUpOwner(app)
    const cookie = cookieOf(await signIn({ email: 'OLGA@example.com', password }))
    expect(await meOf(cookie)).toMatchObject({ email: 'olga@example.com' })
    const out = await app.request('/api/auth/sign-out', { method: 'POST', cookie })
    expect(out.status).toBe(204)
    expect(out.headers.get('set-cookie')).toContain('session_token=; Max-Age=0')
    expect((await app.request('/api/v1/me', { cookie })).status).toBe(401)
  })

  it('does not believe a cookie that it has not signed', async () => {
    const cookie = await setUpOwner(app)
    const forged = cookie.replace(/\.[^.]*$/, `.${encodeURIComponent(Buffer.alloc(32).toString('base64'))}`)
    expect((await app.request('/api/v1/me', { cookie: forged })).status).toBe(401)
    expect((await app.request('/api/v1/me', { cookie: 'hearback.session_token=nonsense' })).status).toBe(401)
  })

  it('says the same to a wrong password and to an unknown address', async () => {
    await setUpOwner(app)
    const answers = await Promise.all([
      signIn({ email: 'olga@example.com', password: 'not the password' }),
      signIn({ email: 'nobody@example.com', password: 'not the password' }),
      signIn({ email: 'not an address', password: 'not the password' })
    ])
    const told = await Promise.all(
      answers.map(async (answer) => ({ status: answer.status, body: await answer.json() }))
    )
    expect(told[0]).toEqual({
      status: 401,
      body: { code: 'sign-in-failed', message: 'The e-mail address or the password is wrong.' }
    })
    expect(told.slice(1)).toEqual([told[0], told[0]])
  })

  it('refuses the eleventh wrong password within 15 minutes, whatever address the client claims', async () => {
    await setUpOwner(app)
    const wrong = { email: 'olga@example.com', password: 'not the password' }
    for (let n = 0; n < 10; n++)
      expect((await signIn(wrong, { 'x-forwarded-for': `203.0.113.${n}` })).status).toBe(401)
    const eleventh = await signIn(
      { email: 'olga@example.com', password },
      { 'x-forwarded-for': '198.51.100.7' }
    )
    expect([eleventh.status, await codeOf(eleventh)]).toEqual([429, 'too-many'])
    expect(eleventh.headers.get('retry-after')).toBe('900')
    clock += 15 * 60 * 1000
    expect((await signIn({ email: 'olga@example.com', password })).status).toBe(204)
  })

  it('counts tries that come in the same moment, and in several processes, together', async () => {
    const other = await startApp(fresh, { place, now: () => clock })
    const tries = Array.from({ length: 24 }, (_, n) =>
      signIn({ email: 'olga@example.com', password }, {}, n % 2 ? app : other)
    )
    const statuses = (await Promise.all(tries)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(10)
    expect(statuses.filter((status) => status === 429)).toHaveLength(14)
    await other.close()
  })

  it('does not hold it against an office behind one address that many sign in', async () => {
    await setUpOwner(app)
    for (let n = 0; n < 12; n++)
      expect((await signIn({ email: 'olga@example.com', password })).status).toBe(204)
  })

  it('counts by the address that our own proxy saw, and an IPv6 network as one', async () => {
    const behind = await startApp(fresh, { place, now: () => clock, config: { trustProxy: 1 } })
    const from = (address: string) =>
      signIn({ email: 'olga@example.com', password }, { 'x-forwarded-for': `8.8.8.8, ${address}` }, behind)
    for (let n = 0; n < 10; n++) expect((await from(`2001:db8:1:2::${n}`)).status).toBe(401)
    expect((await from('2001:db8:1:2:ffff::1')).status).toBe(429)
    expect((await from('2001:db8:1:3::1')).status).toBe(401)
    expect((await from('203.0.113.5')).status).toBe(401)
    await behind.close()
  })

  it('changes a password only for who knows it, and ends the other sessions', async () => {
    const cookie = await setUpOwner(app)
    const elsewhere = cookieOf(await signIn({ email: 'olga@example.com', password }))
    const change = (body: unknown, headers = {}) =>
      app.request('/api/auth/change-password', { cookie, body, headers })
    expect(
      (await change({ currentPassword: 'not the password', newPassword: 'another good one' })).status
    ).toBe(401)
    expect((await change({ currentPassword: password, newPassword: 'short' })).status).toBe(422)
    expect(
      (
        await change(
          { currentPassword: password, newPassword: 'another good one' },
          { origin: 'https://evil.example' }
        )
      ).status
    ).toBe(403)
    const changed = await change({ currentPassword: password, newPassword: 'another good one' })
    expect(changed.status).toBe(204)
    expect(await meOf(cookieOf(changed))).toMatchObject({ name: 'Olga' })
    expect((await app.request('/api/v1/me', { cookie: elsewhere })).status).toBe(401)
    expect((await signIn({ email: 'olga@example.com', password })).status).toBe(401)
  })

  it('offers no other way to an account', async () => {
    for (const path of [
      'sign-up/email',
      'get-session',
      'delete-user',
      'change-email',
      'list-sessions',
      'list-accounts',
      'link-social',
      'set-password',
      'verify-password',
      'two-factor/send-otp',
      'two-factor/get-totp-uri',
      'ok'
    ]) {
      expect(
        (
          await app.request(`/api/auth/${path}`, {
            body: { email: 'eve@example.com', name: 'Eve', password }
          })
        ).status,
        path
      ).toBe(404)
    }
  })

  it('invites a member by a link that works once and for a week', async () => {
    const site = await makeSite(app, 'Shop')
    const invite = async (email: string) => {
      const made = await app.request('/api/v1/members', {
        key: testKey,
        body: { site, email, name: 'Ana', role: 'agent', agent: 'ana' }
      })
      expect(made.status).toBe(201)
      return (await made.json()) as { joinUrl: string; state: string }
    }
    const first = await invite('ana@example.com')
    const second = await invite('Ana@Example.com')
    expect(second).toMatchObject({
      state: 'invited',
      email: 'ana@example.com',
      role: 'agent',
      agent: 'ana',
      expiresAt: '2026-11-09T09:00:00.000Z'
    })
    const open = (url: string) => app.request('/api/v1/join', { body: { token: tokenOf(url), password } })
    expect(await codeOf(await open(first.joinUrl))).toBe('join-link-wrong')
    const joined = await open(second.joinUrl)
    expect(joined.status).toBe(201)
    expect(await meOf(cookieOf(joined))).toEqual({
      name: 'Ana',
      email: 'ana@example.com',
      sites: [{ id: site, name: 'Shop', role: 'agent' }]
    })
    expect(await codeOf(await open(second.joinUrl))).toBe('join-link-wrong')
    const late = await invite('late@example.com')
    clock += 7 * day
    expect(await codeOf(await open(late.joinUrl))).toBe('join-link-wrong')
  })

  // An owner could otherwise invite somebody's address to a site of his own, open the link himself, and read
  // the other site.
  it('never opens an account with a link that the owner of another site made', async () => {
    const ours = await makeSite(app, 'Ours')
    clock += 1
    const theirs = await makeSite(app, 'Theirs')
    await makeMember(app, ours, { email: 'olga@example.com', role: 'owner' })
    const invited = await app.request('/api/v1/members', {
      key: testKey,
      body: { site: theirs, email: 'olga@example.com', name: 'O', role: 'manager' }
    })
    const token = tokenOf(((await invited.json()) as { joinUrl: string }).joinUrl)
    // The thief gets an account apart, which opens what this link was for and nothing else.
    const stolen = await app.request('/api/v1/join', { body: { token, password: 'what the thief chose' } })
    expect(stolen.status).toBe(201)
    expect(await meOf(cookieOf(stolen))).toEqual({
      name: 'O',
      email: 'olga@example.com',
      sites: [{ id: theirs, name: 'Theirs', role: 'manager' }]
    })
    expect(await meOf(cookieOf(await signIn({ email: 'olga@example.com', password })))).toMatchObject({
      name: 'Somebody',
      sites: [{ id: ours, role: 'owner' }]
    })
  })

  it('joins a second site with the account whose password is given', async () => {
    const [ours, theirs] = [await makeSite(app, 'Ours'), await makeSite(app, 'Theirs')]
    await makeMember(app, ours, { email: 'olga@example.com', role: 'owner' })
    clock += 1
    const joined = await makeMember(app, theirs, { email: 'olga@example.com', role: 'manager' })
    expect(new Set(((await meOf(joined)) as { sites: { id: string }[] }).sites.map(({ id }) => id))).toEqual(
      new Set([ours, theirs])
    )
  })

  it('makes one account of two links that one person opens in the same moment', async () => {
    const sites = await Promise.all([makeSite(app, 'A'), makeSite(app, 'B')])
    const links = await Promise.all(
      sites.map(async (site) => {
        const invited = await app.request('/api/v1/members', {
          key: testKey,
          body: { site, email: 'ana@example.com', name: 'Ana', role: 'manager' }
        })
        return tokenOf(((await invited.json()) as { joinUrl: string }).joinUrl)
      })
    )
    const opened = await Promise.all(
      links.map((token) => app.request('/api/v1/join', { body: { token, password } }))
    )
    expect(opened.map(({ status }) => status)).toEqual([201, 201])
    expect(
      await app.services.database.handle.select().from(app.services.database.tables.authUser)
    ).toHaveLength(1)
  })

  it('changes and removes members, but never the last owner', async () => {
    const site = await makeSite(app, 'Shop')
    const owner = await makeMember(app, site, { email: 'olga@example.com', role: 'owner' })
    clock += 1
    await makeMember(app, site, { email: 'max@example.com', role: 'manager' })
    const list = async () =>
      (
        (await (await app.request(`/api/v1/members?site=${site}`, { cookie: owner })).json()) as {
          rows: { id: string; role: string; state: string }[]
        }
      ).rows
    const [olga, max] = await list()
    const at = (id: string | undefined) => `/api/v1/members/${id}?site=${site}`
    const patch = (id: string | undefined, body: unknown) =>
      app.request(at(id), { method: 'PATCH', cookie: owner, body })
    const remove = (id: string | undefined) => app.request(at(id), { method: 'DELETE', cookie: owner })

    expect(await codeOf(await patch(olga?.id, { role: 'manager' }))).toBe('last-owner')
    expect(await codeOf(await remove(olga?.id))).toBe('last-owner')
    expect((await patch(max?.id, { role: 'agent' })).status).toBe(422)
    expect(await (await patch(max?.id, { role: 'agent', agent: 'max' })).json()).toMatchObject({
      role: 'agent',
      agent: 'max',
      state: 'joined'
    })
    expect((await patch(max?.id, { agent: null })).status).toBe(422)
    expect((await patch('usr_nobody', { role: 'owner' })).status).toBe(404)
    expect((await patch(max?.id, { role: 'owner' })).status).toBe(200)

    // Each of two owners removes the other: one stays.
    const removed = await Promise.all([
      remove(olga?.id),
      app.request(at(max?.id), { method: 'DELETE', key: testKey })
    ])
    expect(removed.map(({ status }) => status).sort()).toEqual([204, 409])
    await app.request('/api/v1/members', {
      key: testKey,
      body: { site, email: 'new@example.com', name: 'New', role: 'manager' }
    })
    const rows = (
      (await (await app.request(`/api/v1/members?site=${site}`, { key: testKey })).json()) as {
        rows: { id: string; state: string }[]
      }
    ).rows
    expect(rows.map(({ state }) => state)).toEqual(['joined', 'invited'])
    expect((await app.request(at(rows[1]?.id), { method: 'DELETE', key: testKey })).status).toBe(204)
  })

  it('refuses to invite a member twice, and an agent without saying which', async () => {
    const site = await makeSite(app, 'Shop')
    await makeMember(app, site, { email: 'olga@example.com', role: 'owner' })
    const invite = (body: object) =>
      app.request('/api/v1/members', { key: testKey, body: { site, name: 'X', ...body } })
    expect(await codeOf(await invite({ email: 'olga@example.com', role: 'manager' }))).toBe('member-already')
    expect((await invite({ email: 'ana@example.com', role: 'agent' })).status).toBe(422)
    expect((await invite({ email: 'ana@example.com', role: 'boss' })).status).toBe(422)
  })
})
