import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { TestApp } from '../support/app'
import { cookieOf, makeMember, makeSite, password, testKey, tokenOf } from '../support/app'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'
import type { MailServer } from '../support/mail-server'
import type { MailingPair } from '../support/mailing-pair'
import { startMailingPair } from '../support/mailing-pair'
import { runHearback } from '../support/server-process'

const newPassword = 'another good one'

onBothDatabases((fresh, dialect) => {
  let pair: MailingPair
  let mail: MailServer
  let place: FreshDatabase
  let app: TestApp
  let silent: TestApp
  let nobody = 0
  beforeAll(async () => {
    pair = await startMailingPair(fresh)
    ;({ mail, place, app, silent } = pair)
  })
  beforeEach(() => void (mail.mails.length = 0))
  afterAll(() => pair.close())

  const someone = () => `person${nobody++}@example.com`
  const signIn = (
    email: string,
    secret = password,
    headers: Record<string, string> = {},
    cookie = '',
    to = app
  ) => to.request('/api/auth/sign-in/email', { body: { email, password: secret }, headers, cookie })
  const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code
  const meOf = async (cookie: string) =>
    (await (await app.request('/api/v1/me', { cookie })).json()) as {
      name: string
      email: string
      sites: { id: string }[]
    }
  const statusOf = async (cookie: string) => (await app.request('/api/v1/me', { cookie })).status
  const post = (path: string, body: unknown, cookie = '', to = app) =>
    to.request(`/api/auth/${path}`, { body, cookie })
  const mailTo = (email: string) =>
    expect
      .poll(() => mail.mails.find(({ to }) => to?.[0]?.address === email), { timeout: 10_000 })
      .toBeTruthy()
      .then(() => mail.mails.find(({ to }) => to?.[0]?.address === email))
  const linkIn = async (email: string) => /https:\S+/.exec((await mailTo(email))?.text ?? '')?.[0] ?? ''
  const invite = async (site: string, email: string, to = app) =>
    (await (
      await to.request('/api/v1/members', { key: testKey, body: { site, email, name: 'Ida', role: 'owner' } })
    ).json()) as { joinUrl: string | null }
  const join = (url: string, secret = password, to = app) =>
    to.request('/api/v1/join', { body: { token: tokenOf(url), password: secret } })

  it('sends a link to a new password by mail, which works once and ends all sessions', async () => {
    const email = someone()
    const cookie = await makeMember(silent, await makeSite(app, 'Shop'), { email, role: 'owner' })
    expect(
      (
        await app.request('/api/auth/request-password-reset', {
          body: { email: email.toUpperCase() },
          headers: { 'accept-language': 'mn' }
        })
      ).status
    ).toBe(204)
    const letter = await mailTo(email)
    expect([letter?.from?.address, letter?.subject]).toEqual([
      'hearback@example.com',
      'Hearback-ийн шинэ нууц үг сонгоно уу'
    ])
    const token = tokenOf(await linkIn(email))

    expect(await codeOf(await post('reset-password', { token, newPassword: 'password' }))).toBe(
      'password-common'
    )
    expect((await post('reset-password', { token, newPassword })).status).toBe(204)
    expect(await statusOf(cookie)).toBe(401)
    expect((await signIn(email)).status).toBe(401)
    expect((await signIn(email, newPassword)).status).toBe(204)
    expect(await codeOf(await post('reset-password', { token, newPassword: 'a third good one' }))).toBe(
      'reset-link-wrong'
    )
    expect(await codeOf(await post('reset-password', { token: 'nonsense', newPassword }))).toBe(
      'reset-link-wrong'
    )
  })

  it('keeps the token of a reset link nowhere but in the mail', async () => {
    const email = someone()
    await makeMember(silent, await makeSite(app, 'Shop'), { email, role: 'owner' })
    await post('request-password-reset', { email })
    const token = tokenOf(await linkIn(email))
    const { handle, tables } = app.services.database
    expect(JSON.stringify(await handle.select().from(tables.authVerification))).not.toContain(token)
  })

  it('says the same and sends nothing for an address without an account', async () => {
    const [known, unknown] = [someone(), someone()]
    await makeMember(silent, await makeSite(app, 'Shop'), { email: known, role: 'owner' })
    const [one, other] = await Promise.all(
      [known, unknown].map((email) => post('request-password-reset', { email }))
    )
    expect([one?.status, await one?.text()]).toEqual([other?.status, await other?.text()])
    await mailTo(known)
    expect(mail.mails.flatMap(({ to }) => to?.map(({ address }) => address))).toEqual([known])
  })

  it('offers no mails where there is no mail server, and says so', async () => {
    expect(await (await silent.request('/api/auth/ways')).json()).toEqual({ mail: false, sso: null })
    expect(await (await app.request('/api/auth/ways')).json()).toEqual({ mail: true, sso: null })
    expect(await codeOf(await post('request-password-reset', { email: someone() }, '', silent))).toBe(
      'not-offered'
    )
  })

  it('refuses passwords that everybody has, or that follow from the address, wherever one is chosen', async () => {
    const site = await makeSite(app, 'Shop')
    const { joinUrl } = await invite(site, 'olivia.okafor@example.com', silent)
    for (const [secret, code] of [
      ['12345678', 'password-common'],
      ['olivia.okafor@example.com', 'password-own'],
      ['Okafor2026', 'password-own'],
      ['short', 'invalid']
    ] as const) {
      expect(await codeOf(await join(joinUrl ?? '', secret))).toBe(code)
    }
    const cookie = cookieOf(await join(joinUrl ?? ''))
    const change = await post(
      'change-password',
      { currentPassword: password, newPassword: 'Password1!' },
      cookie
    )
    expect([change.status, await change.json()]).toMatchObject([
      422,
      { code: 'password-common', field: 'newPassword' }
    ])
  })

  it('mails an invitation whose token nobody else sees, and takes its opening as a proof of the address', async () => {
    const [site, email] = [await makeSite(app, 'Lark & Sons'), someone()]
    const made = await app.request('/api/v1/members', {
      key: testKey,
      body: { site, email, name: 'Ida', role: 'manager' }
    })
    expect([made.status, await made.json()]).toMatchObject([201, { joinUrl: null, state: 'invited' }])
    const joined = await join(await linkIn(email))
    expect(joined.status).toBe(201)
    const { handle, tables } = app.services.database
    expect((await handle.select().from(tables.authUser)).find((user) => user.email === email)).toMatchObject({
      emailVerified: true,
      claimedEmail: null
    })
  })

  // The owner of A invited victim@corp, opened the link himself, and was met by everybody who invited the
  // real person later.
  it('lets nobody squat on an address: whoever proves it has an account of their own, and the squatter’s is worth nothing', async () => {
    const [theirs, ours, email] = [await makeSite(app, 'A'), await makeSite(app, 'B'), someone()]
    const squatted = cookieOf(
      await join((await invite(theirs, email, silent)).joinUrl ?? '', 'what the squatter chose')
    )
    expect((await meOf(squatted)).sites).toHaveLength(1)

    await invite(ours, email)
    const joined = cookieOf(await join(await linkIn(email)))
    expect((await meOf(joined)).sites.map(({ id }) => id)).toContain(ours)
    expect(await statusOf(squatted)).toBe(401)
    expect((await signIn(email, 'what the squatter chose')).status).toBe(401)
    expect((await signIn(email)).status).toBe(204)
  })

  it('gives each handed-over invitation an account apart until the address is proved', async () => {
    const [first, second, email] = [await makeSite(app, 'A'), await makeSite(app, 'B'), someone()]
    const squatted = cookieOf(
      await join((await invite(first, email, silent)).joinUrl ?? '', 'what the squatter chose')
    )
    const real = cookieOf(await join((await invite(second, email, silent)).joinUrl ?? ''))
    expect([
      (await meOf(squatted)).sites.map(({ id }) => id),
      (await meOf(real)).sites.map(({ id }) => id)
    ]).toEqual([[first], [second]])
    const signedIn = await Promise.all([signIn(email, 'what the squatter chose'), signIn(email)])
    expect(
      (await Promise.all(signedIn.map((one) => meOf(cookieOf(one))))).map(({ sites }) =>
        sites.map(({ id }) => id)
      )
    ).toEqual([[first], [second]])
  })

  it('takes an address over by a mailed reset too: the passkeys and codes of whoever had it are gone', async () => {
    const [site, email] = [await makeSite(app, 'A'), someone()]
    const squatted = cookieOf(
      await join((await invite(site, email, silent)).joinUrl ?? '', 'what the squatter chose')
    )
    const { cookie } = await withTwoFactor(squatted, 'what the squatter chose')
    await post('request-password-reset', { email })
    expect((await post('reset-password', { token: tokenOf(await linkIn(email)), newPassword })).status).toBe(
      204
    )
    expect(await statusOf(cookie)).toBe(401)
    expect((await signIn(email, newPassword)).status).toBe(204)
  })

  it('asks who has a proved account for its password when another site invites it, and tells nobody else', async () => {
    const [first, second, email] = [await makeSite(app, 'A'), await makeSite(app, 'B'), someone()]
    await invite(first, email)
    await join(await linkIn(email))
    mail.mails.length = 0
    await invite(second, email)
    const link = await linkIn(email)
    expect(await codeOf(await join(link, 'not my password'))).toBe('account-exists')
    expect((await meOf(cookieOf(await join(link)))).sites).toHaveLength(2)

    // Handed over, the same says nothing about the account: a wrong password makes one apart.
    const third = await invite(await makeSite(app, 'C'), email, silent)
    expect((await join(third.joinUrl ?? '', 'not my password')).status).toBe(201)
    expect((await meOf(cookieOf(await signIn(email)))).sites).toHaveLength(2)
  })

  it('lets somebody who is signed in join without a password', async () => {
    const [first, second, email] = [await makeSite(app, 'A'), await makeSite(app, 'B'), someone()]
    const cookie = await makeMember(silent, first, { email, role: 'owner' })
    const token = tokenOf((await invite(second, email, silent)).joinUrl ?? '')
    expect((await app.request('/api/v1/join', { body: { token } })).status).toBe(422)
    expect(
      (
        await app.request('/api/v1/join', {
          body: { token },
          cookie,
          headers: { origin: 'https://evil.example' }
        })
      ).status
    ).toBe(422)
    expect((await app.request('/api/v1/join', { body: { token }, cookie })).status).toBe(201)
    expect((await meOf(cookie)).sites).toHaveLength(2)
  })

  it('gives no mail with a second recipient or a header of somebody’s making', async () => {
    const email = someone()
    const site = await makeSite(app, 'Shop')
    await app.request('/api/v1/members', {
      key: testKey,
      body: { site, email, name: 'Eve\r\nBcc: all@example.com', role: 'manager' }
    })
    const letter = await mailTo(email)
    expect([letter?.to?.length, letter?.bcc, letter?.headers.filter(({ key }) => key === 'bcc')]).toEqual([
      1,
      undefined,
      []
    ])
    const answer = await app.request('/api/v1/members', {
      key: testKey,
      body: { site, email: 'a@example.com, b@example.com', name: 'E', role: 'manager' }
    })
    expect(answer.status).toBe(422)
  })

  it('says that the mail server refused, and leaves no invitation behind', async () => {
    const site = await makeSite(app, 'Shop')
    mail.refuse(550, 'no such user')
    const answer = await app.request('/api/v1/members', {
      key: testKey,
      body: { site, email: someone(), name: 'E', role: 'manager' }
    })
    expect([answer.status, await codeOf(answer)]).toEqual([503, 'mail-not-sent'])
    expect(await (await app.request(`/api/v1/members?site=${site}`, { key: testKey })).text()).not.toContain(
      'invited'
    )
  })

  it('asks for a code once two-factor sign-in is on, takes a backup code once, and asks no more when it is off', async () => {
    const email = someone()
    const { cookie, uri, backupCodes } = await withTwoFactor(
      await makeMember(silent, await makeSite(app, 'Shop'), { email, role: 'owner' })
    )
    expect(decodeURIComponent(uri)).toContain(email)
    const half = await signIn(email)
    expect([half.status, await half.json()]).toEqual([200, { secondFactor: true }])
    expect(await statusOf(cookieOf(half))).toBe(401)
    expect(await codeOf(await post('two-factor/verify-totp', { code: '000000' }, cookieOf(half)))).toBe(
      'code-wrong'
    )
    const whole = await post('two-factor/verify-totp', { code: totpOf(uri) }, cookieOf(half))
    expect([whole.status, await whole.json(), await statusOf(cookieOf(whole))]).toEqual([200, {}, 200])

    const backup = async () =>
      post('two-factor/verify-backup-code', { code: backupCodes[0] ?? '' }, cookieOf(await signIn(email)))
    expect(await statusOf(cookieOf(await backup()))).toBe(200)
    expect(await codeOf(await backup())).toBe('code-wrong')

    expect(await codeOf(await post('two-factor/disable', { password: 'not it at all' }, cookie))).toBe(
      'password-wrong'
    )
    expect((await post('two-factor/disable', { password }, cookie)).status).toBe(200)
    expect((await signIn(email)).status).toBe(204)
  })

  it('keeps two-factor sign-in over a reset of a proved account, and joins no site past it', async () => {
    const [first, second, email] = [await makeSite(app, 'A'), await makeSite(app, 'B'), someone()]
    await invite(first, email)
    await withTwoFactor(cookieOf(await join(await linkIn(email))))
    const { joinUrl } = await invite(second, email, silent)
    expect(await codeOf(await join(joinUrl ?? ''))).toBe('second-factor-first')
    mail.mails.length = 0
    await post('request-password-reset', { email })
    await post('reset-password', { token: tokenOf(await linkIn(email)), newPassword })
    expect((await signIn(email, newPassword)).status).toBe(200)
  })

  it('shows a person their sessions, ends one of them, and keeps what happened for the person and the sites', async () => {
    const [site, email] = [await makeSite(app, 'Shop'), someone()]
    const cookie = await makeMember(silent, site, { email, role: 'owner' })
    const other = cookieOf(await signIn(email, password, { 'user-agent': 'Firefox on a train' }))
    const profile = async () =>
      (await (await app.request('/api/v1/me/profile', { cookie })).json()) as {
        sessions: { id: string; isCurrent: boolean; browser: string }[]
        events: { kind: string }[]
      }
    const { sessions } = await profile()
    expect(sessions.map(({ isCurrent }) => isCurrent).sort()).toEqual([false, true])
    expect(JSON.stringify(await profile())).not.toMatch(/token/i)
    const theirs = sessions.find(({ browser }) => browser === 'Firefox on a train')
    const stranger = await makeMember(silent, site, { email: someone(), role: 'manager' })
    expect(
      (await app.request(`/api/v1/me/sessions/${theirs?.id}`, { method: 'DELETE', cookie: stranger })).status
    ).toBe(404)
    expect(
      (await app.request(`/api/v1/me/sessions/${theirs?.id}`, { method: 'DELETE', cookie })).status
    ).toBe(204)
    expect([await statusOf(other), await statusOf(cookie)]).toEqual([401, 200])

    await signIn(email, 'not the password')
    expect((await profile()).events.map(({ kind }) => kind).sort()).toEqual([
      'session-ended',
      'sign-in-failed',
      'signed-in'
    ])
    const audit = (await (await app.request(`/api/v1/audit?site=${site}`, { key: testKey })).json()) as {
      rows: { action: string }[]
    }
    expect(audit.rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['signed-in', 'sign-in-failed', 'session-ended'])
    )
  })

  it('changes a name, and nothing else that better-auth would let through', async () => {
    const email = someone()
    const cookie = await makeMember(silent, await makeSite(app, 'Shop'), { email, role: 'owner' })
    for (const more of [
      { email: 'eve@example.com' },
      { emailVerified: true },
      { isOperator: true },
      { claimedEmail: 'eve@example.com' },
      { image: 'https://evil.example/x.png' }
    ]) {
      expect((await post('update-user', { name: 'Ida Ida', ...more }, cookie)).status).toBe(422)
    }
    expect((await post('update-user', { name: 'Ida Ida' }, cookie)).status).toBe(200)
    expect(await meOf(cookie)).toMatchObject({ name: 'Ida Ida', email })
    expect(
      (
        await app.request('/api/auth/update-user', {
          body: { name: 'Eve' },
          cookie,
          headers: { origin: 'https://evil.example' }
        })
      ).status
    ).toBe(403)
  })

  it.runIf(dialect === 'sqlite')(
    'prints a one-time link on the command line, and lists who has an account',
    async () => {
      const email = someone()
      await makeMember(silent, await makeSite(app, 'Shop'), { email, role: 'owner' })
      const environment = {
        DATABASE_URL: place.url,
        PUBLIC_URL: 'https://surveys.example.com',
        HEARBACK_SECRET: app.services.config.secret
      }
      expect((await runHearback(['people', 'list'], environment)).output).toContain(email)
      const { code, output } = await runHearback(['people', 'reset', email], environment)
      expect(code).toBe(0)
      const token = tokenOf(/https:\S+/.exec(output)?.[0] ?? 'https://nothing')
      expect((await post('reset-password', { token, newPassword }, '', silent)).status).toBe(204)
      expect((await signIn(email, newPassword, {}, '', silent)).status).toBe(204)
      expect((await runHearback(['people', 'reset', 'nobody@example.com'], environment)).code).toBe(1)
    }
  )

  async function withTwoFactor(cookie: string, secret = password) {
    const begun = await post('two-factor/enable', { password: secret }, cookie)
    const { totpURI, backupCodes } = (await begun.json()) as { totpURI: string; backupCodes: string[] }
    const on = await post('two-factor/verify-totp', { code: totpOf(totpURI) }, cookie)
    expect(on.status).toBe(200)
    return { cookie: cookieOf(on), uri: totpURI, backupCodes }
  }
})

/** What an authenticator app shows now (RFC 6238). */
function totpOf(uri: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...(new URL(uri).searchParams.get('secret') ?? '').replace(/=+$/, '')]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
