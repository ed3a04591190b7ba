import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ProfileView } from '../../server/contract/accounts'
import type { KeyView, MemberView, MeView } from '../../server/contract/people'
import { openDatabase } from '../../server/db/open-database'
import type { TestApp } from '../support/app'
import { cookieOf, password, startApp } from '../support/app'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'

const folder = fileURLToPath(new URL('../../server/db/migrations/', import.meta.url))
/** What there was before anybody could prove an address. */
const scripts = readdirSync(folder)
  .sort()
  .filter((name) => name < '021')

// What the version of that time made of the password and the secret of the tests, as it stands in its
// database and in its cookies.
const hash =
  '3e49765786e39164ef25411b909c770c:e41bd7464fdf1b657d6e2f225f6b245cec1f459bfbe94190cc43839f5ee950806b60826c8ed49129db95aa360ad0858d2178e4b5256c7d02bb2b36494bac7896'
const key = 'hb_a_key_from_before_the_upgrade_01'
const revokedKey = 'hb_a_revoked_key_from_before_the_up'
const joinToken = 'a-join-link-from-before'
const cookie =
  '__Secure-hearback.session_token=session-token-of-max-from-before-00.9CahB4bXSAw8PRGoIoWbK7ybOqcyi7u65qViqWXJ8iQ%3D'
const endedCookie =
  '__Secure-hearback.session_token=session-token-that-is-over-000000000.S9Rgk%2FN7Es%2FaadVgWbhgnWElOBhh3KwQa9w8RxAI4so%3D'

const later = Date.now() + 86_400_000
const user = (id: string, name: string, isOperator: boolean) =>
  `('${id}', '${name}', '${name.toLowerCase()}@example.com', false, null, ${isOperator}, 1, 1)`
const account = (id: string) => `('${id}', '${id}', 'credential', '${id}', '${hash}', 1, 1)`
const rows = [
  'insert into site (id, key, name, origins, time_zone, locale, secret, created_at) ' +
    `values ('sit_old', 'old', 'Old shop', '[]', 'UTC', 'en', 'the secret of the site', 1)`,
  'insert into auth_user (id, name, email, email_verified, image, is_operator, ' +
    `created_at, updated_at) values ${user('usr_olga', 'Olga', true)}, ` +
    `${user('usr_max', 'Max', false)}, ${user('usr_ana', 'Ana', false)}`,
  'insert into auth_account (id, account_id, provider_id, user_id, password, created_at, ' +
    `updated_at) values ${['usr_olga', 'usr_max', 'usr_ana'].map(account).join(', ')}`,
  `insert into auth_session (id, expires_at, token, created_at, updated_at, ip_address, user_agent, user_id) values
    ('ses_1', ${later}, 'session-token-of-max-from-before-00', 1, 1, null, null, 'usr_max'), ('ses_2', 5, 'session-token-that-is-over-000000000', 1, 1, null, null, 'usr_max')`,
  `insert into member (site_id, user_id, role, agent, created_at) values ('sit_old', ` +
    `'usr_olga', 'owner', null, 1), ('sit_old', 'usr_max', 'manager', null, 2), ` +
    `('sit_old', 'usr_ana', 'agent', 'ana', 3)`,
  `insert into join_link (id, site_id, token_hash, email, name, role, agent, created_at, expires_at) values
    ('join_old', 'sit_old', 'D7EIp7fwbfG0AxTxT2dzt66CF7ZLVuD_OvnBMQGUKbg', 'new@example.com', 'New', 'manager', null, 1, ${later})`,
  `insert into api_key (id, site_id, name, scopes, hash, created_at, revoked_at) values
    ('key_old', 'sit_old', 'Till', '["scores:read","admin"]', 'veyBEHQrtJOZldxp6zncqMAcbRa6qk8nEmhyMIK--l0', 1, null), ('key_gone', 'sit_old', 'Gone', '["admin"]', 'GGuGRb61QZ-o5mdflsbCMopWVFwsTsW0RpdtN-AKc-Y', 1, 2)`,
  `insert into audit (id, site_id, actor, action, subject, detail, at) values ('aud_1', ` +
    `'sit_old', 'person:usr_olga', 'key-created', 'key_old', '{}', 1)`
]

/**
 * A server that has been in use since before addresses were proved: everybody gets in as before, and nobody
 * gets in who could not.
 */
onBothDatabases((fresh) => {
  let place: FreshDatabase
  let app: TestApp
  beforeAll(async () => {
    place = await fresh({ empty: true })
    const database = await openDatabase(place.url)
    await database.script('create table migration (name text primary key, applied_at bigint not null)')
    for (const name of scripts) {
      await database.script(
        `${readFileSync(`${folder}${name}`, 'utf8')}\n;insert into migration (name, applied_at) values ('${name.replace('.sql', '')}', 1)`
      )
    }
    await database.script(rows.join(';\n'))
    await database.close()
    app = await startApp(fresh, { place })
  })
  afterAll(async () => {
    await app.close()
    await place.remove()
  })

  const signIn = (email: string, secret = password) =>
    app.request('/api/auth/sign-in/email', { body: { email, password: secret } })
  const asked = async <T>(path: string, by: { cookie?: string; key?: string }) =>
    (await (await app.request(`/api/v1/${path}`, by)).json()) as T

  it('signs in with the password of before, with the role and the sites of before', async () => {
    for (const [email, role] of [
      ['olga@example.com', 'owner'],
      ['max@example.com', 'manager'],
      ['ana@example.com', 'agent']
    ] as const) {
      const answer = await signIn(email)
      expect([email, answer.status]).toEqual([email, 204])
      expect((await asked<MeView>('me', { cookie: cookieOf(answer) })).sites).toEqual([
        { id: 'sit_old', name: 'Old shop', role }
      ])
    }
    expect((await signIn('max@example.com', 'not it at all')).status).toBe(401)
  })

  it('counts the address of whoever set the server up as proved, and those of others when they prove them', async () => {
    const provedOf = async (email: string) =>
      (await asked<ProfileView>('me/profile', { cookie: cookieOf(await signIn(email)) })).isProved
    expect([await provedOf('olga@example.com'), await provedOf('max@example.com')]).toEqual([true, false])
  })

  it('lets a session go on until it is over, and no longer', async () => {
    expect((await asked<MeView>('me', { cookie })).email).toBe('max@example.com')
    expect((await app.request('/api/v1/me', { cookie: endedCookie })).status).toBe(401)
    expect(
      (await asked<ProfileView>('me/profile', { cookie })).sessions.some(({ isCurrent }) => isCurrent)
    ).toBe(true)
    expect((await app.request('/api/auth/sign-out', { cookie, method: 'POST', body: {} })).status).toBe(204)
    expect((await app.request('/api/v1/me', { cookie })).status).toBe(401)
  })

  it('takes the keys of before, knows who made them, and no revoked one', async () => {
    expect((await app.request('/api/v1/surveys?site=sit_old', { key })).status).toBe(200)
    expect((await app.request('/api/v1/surveys?site=sit_old', { key: revokedKey })).status).toBe(401)
    const { rows } = await asked<{ rows: KeyView[] }>('keys?site=sit_old', { key })
    expect(rows.find(({ id }) => id === 'key_old')).toMatchObject({
      name: 'Till',
      madeBy: { key: 'person:usr_olga', name: 'Olga' },
      expiresAt: null,
      lastUsedAt: expect.any(String)
    })
  })

  it('shows the secret of the site as it was', async () => {
    const owner = cookieOf(await signIn('olga@example.com'))
    expect((await asked<{ secret: string }>('sites/sit_old', { cookie: owner })).secret).toBe(
      'the secret of the site'
    )
  })

  it('lets somebody join by a link of before', async () => {
    const joined = await app.request('/api/v1/join', {
      body: { token: joinToken, password: 'another good one' }
    })
    expect(joined.status).toBe(201)
    expect((await asked<MeView>('me', { cookie: cookieOf(joined) })).sites).toMatchObject([
      { id: 'sit_old', role: 'manager' }
    ])
    const members = (await asked<{ rows: MemberView[] }>('members?site=sit_old', { key })).rows
    expect(members.map(({ email, role, agent }) => [email, role, agent])).toEqual([
      ['olga@example.com', 'owner', null],
      ['max@example.com', 'manager', null],
      ['ana@example.com', 'agent', 'ana'],
      ['new@example.com', 'manager', null]
    ])
  })

  it('changes a password of before, which ends the sessions that were open', async () => {
    const [mine, other] = [
      cookieOf(await signIn('ana@example.com')),
      cookieOf(await signIn('ana@example.com'))
    ]
    const change = await app.request('/api/auth/change-password', {
      cookie: mine,
      body: { currentPassword: password, newPassword: 'another good one' }
    })
    expect(change.status).toBe(204)
    expect((await app.request('/api/v1/me', { cookie: other })).status).toBe(401)
    expect([
      (await signIn('ana@example.com')).status,
      (await signIn('ana@example.com', 'another good one')).status
    ]).toEqual([401, 204])
  })
})
