import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { AuditView } from '../../server/contract/audit'
import type { MailServerView, MailTestView } from '../../server/contract/mail'
import type { TestApp } from '../support/app'
import { makeMember, setUpOwner, startApp, testKey } from '../support/app'
import type { FreshDatabase } from '../support/databases'
import { freshSqlite, onBothDatabases } from '../support/databases'
import { freePort } from '../support/free-port'
import type { MailServer } from '../support/mail-server'
import { startMailServer } from '../support/mail-server'
import { operatorKey, startServer } from '../support/server-process'

const secret = 'a secret of thirty-two characters and some more 0123456789'
const password = 'hunter2 of mail'
const canMakeCertificates = spawnSync('openssl', ['version']).status === 0
if (!canMakeCertificates) console.log('Skipped: there is no openssl here to make a certificate with.')

/** The mail server of the server itself, as whoever runs it names it on the settings page. */
onBothDatabases((fresh, dialect) => {
  let mail: MailServer
  let place: FreshDatabase
  let app: TestApp
  /** Another process on the same database. */
  let other: TestApp
  let olga: string
  let site: string
  let nobody = 0
  beforeAll(async () => {
    mail = await startMailServer()
    place = await fresh()
    ;[app, other] = [await startApp(fresh, { place }), await startApp(fresh, { place })]
    olga = await setUpOwner(app)
    site = (
      (await (await app.request('/api/v1/sites', { cookie: olga, body: { name: 'Shop' } })).json()) as {
        id: string
      }
    ).id
  })
  beforeEach(async () => {
    mail.mails.length = 0
    mail.signedIn.length = 0
    await app.request('/api/v1/mail-server', { cookie: olga, method: 'DELETE' })
  })
  afterAll(async () => {
    await app.close()
    await other.close()
    await place.remove()
    await mail.close()
  })

  const settings = (more: object = {}) => ({
    host: '127.0.0.1',
    port: mail.port,
    security: 'starttls',
    user: 'shop',
    password,
    from: 'Lark, Sons <hearback@example.com>',
    ...more
  })
  const save = (more: object = {}, to = app) =>
    to.request('/api/v1/mail-server', { cookie: olga, method: 'PUT', body: settings(more) })
  const read = async (to = app) =>
    (await (await to.request('/api/v1/mail-server', { cookie: olga })).json()) as MailServerView
  const test = async (to = 'olga@example.com', by = app) =>
    (await (
      await by.request('/api/v1/mail-server/test', { cookie: olga, body: { to } })
    ).json()) as MailTestView
  const waysOf = async (to: TestApp) =>
    ((await (await to.request('/api/auth/ways')).json()) as { mail: boolean }).mail
  const invite = async (to = app) => {
    const email = `person${nobody++}@example.com`
    const made = await to.request('/api/v1/members', {
      cookie: olga,
      body: { site, email, name: 'Ida', role: 'manager' }
    })
    return {
      status: made.status,
      email,
      joinUrl: ((await made.json()) as { joinUrl?: string | null }).joinUrl
    }
  }

  it('works by links until a mail server is named, and again when it is taken out, in every process', async () => {
    expect([await read(), await waysOf(app), await waysOf(other)]).toEqual([
      { by: null, server: null },
      false,
      false
    ])
    expect((await invite()).joinUrl).toMatch(/\/join\?token=/)
    expect(
      (await app.request('/api/auth/request-password-reset', { body: { email: 'olga@example.com' } })).status
    ).toBe(409)

    expect((await save()).status).toBe(200)
    expect([await waysOf(app), await waysOf(other)]).toEqual([true, true])
    const { joinUrl, email } = await invite(other)
    expect([joinUrl, mail.mails.at(-1)?.to?.[0]?.address, mail.mails.at(-1)?.from]).toEqual([
      null,
      email,
      { name: 'Lark, Sons', address: 'hearback@example.com' }
    ])
    expect(
      (await app.request('/api/auth/request-password-reset', { body: { email: 'olga@example.com' } })).status
    ).toBe(204)
    await expect
      .poll(() => mail.mails.at(-1)?.subject, { timeout: 10_000 })
      .toBe('Choose a new password for Hearback')

    expect((await app.request('/api/v1/mail-server', { cookie: olga, method: 'DELETE' })).status).toBe(204)
    expect((await app.request('/api/v1/mail-server', { cookie: olga, method: 'DELETE' })).status).toBe(404)
    expect([await read(other), await waysOf(other), (await invite(other)).joinUrl === null]).toEqual([
      { by: null, server: null },
      false,
      false
    ])
  })

  it('shows what is named without the password, keeps it sealed, and notes who named it', async () => {
    const saved = await save()
    const shown = {
      by: 'settings',
      server: {
        host: '127.0.0.1',
        port: mail.port,
        security: 'offered',
        user: 'shop',
        hasPassword: true,
        from: 'Lark, Sons <hearback@example.com>'
      }
    }
    expect([await saved.json(), await read(other)]).toEqual([shown, shown])
    const { handle, tables } = app.services.database
    const kept = JSON.stringify(await handle.select().from(tables.mailServer))
    expect(kept).toContain(password) // opened as it is read
    if (dialect === 'sqlite') {
      const folder = dirname(place.url.replace('file:', ''))
      for (const file of readdirSync(folder))
        expect(readFileSync(join(folder, file)).includes(password), file).toBe(false)
    }
    const trail = (
      (await (
        await app.request(`/api/v1/audit?site=${site}&action=mail-server-named`, { key: testKey })
      ).json()) as AuditView
    ).rows
    expect(trail[0]).toMatchObject({ actor: { name: 'Olga' }, detail: { host: '127.0.0.1' } })
    expect(JSON.stringify(trail)).not.toMatch(/hunter2/)
  })

  it('keeps the password where it is left out, and gives it to no other host or user', async () => {
    await save()
    expect((await save({ password: undefined, from: 'other@example.com' })).status).toBe(200)
    expect(await test()).toEqual({ state: 'sent' })
    for (const change of [{ host: 'localhost' }, { user: 'somebody' }]) {
      const refused = await save({ password: undefined, ...change })
      expect([change, refused.status, await refused.json()]).toMatchObject([
        change,
        422,
        { code: 'invalid', field: 'password' }
      ])
    }
    expect(await test()).toEqual({ state: 'sent' })
    expect((await save({ user: '', password: undefined })).status).toBe(200)
    expect((await read()).server).toMatchObject({ user: '', hasPassword: false })
  })

  it('says of a test mail whether it was taken, and else why not', async () => {
    expect(await test()).toEqual({ state: 'failed', reason: 'none' })
    await save()
    expect(await test()).toEqual({ state: 'sent' })
    expect(mail.mails.at(-1)).toMatchObject({
      to: [{ address: 'olga@example.com' }],
      subject: 'Hearback can send mails'
    })
    mail.refuse(550, 'no such mailbox')
    expect(await test('gone@example.com')).toMatchObject({
      state: 'failed',
      reason: 'refused',
      said: expect.stringContaining('no such mailbox')
    })
    await save({ password: 'not it' })
    expect(await test()).toMatchObject({ state: 'failed', reason: 'sign-in' })
    await save({ port: await freePort() })
    expect(await test()).toEqual({ state: 'failed', reason: 'unreachable' })
    expect(
      (
        await app.request('/api/v1/mail-server/test', {
          cookie: olga,
          body: { to: 'a@example.com, b@example.com' }
        })
      ).status
    ).toBe(422)
  })

  it('is for whoever runs the server alone', async () => {
    const owner = await makeMember(app, site, { email: 'max@example.com', role: 'owner' })
    const { key } = (await (
      await app.request('/api/v1/keys', { cookie: olga, body: { site, name: 'K', scopes: ['admin'] } })
    ).json()) as { key: string }
    for (const by of [{ cookie: owner }, { key }]) {
      const tries = [
        app.request('/api/v1/mail-server', by),
        app.request('/api/v1/mail-server', { ...by, method: 'PUT', body: settings() }),
        app.request('/api/v1/mail-server', { ...by, method: 'DELETE' }),
        app.request('/api/v1/mail-server/test', { ...by, body: { to: 'max@example.com' } })
      ]
      expect((await Promise.all(tries)).map(({ status }) => status)).toEqual([403, 403, 403, 403])
    }
    const me = async (cookie: string) =>
      ((await (await app.request('/api/v1/me', { cookie })).json()) as { runsServer?: boolean }).runsServer
    expect([await me(olga), await me(owner)]).toEqual([true, undefined])
    expect((await app.request('/api/v1/mail-server', { key: testKey })).status).toBe(200)
  })

  it.each([
    [{ host: 'mail example' }, 'host'],
    [{ host: '' }, 'host'],
    [{ port: 0 }, 'port'],
    [{ port: 70_000 }, 'port'],
    [{ security: 'none' }, 'security'],
    [{ from: 'nobody' }, 'from'],
    [{ from: 'a@example.com, b@example.com' }, 'from'],
    [{ from: 'A\r\nBcc: all@example.com <a@example.com>' }, 'from']
  ])('does not take %o', async (wrong, field) => {
    const refused = await save(wrong)
    expect([refused.status, await refused.json()]).toMatchObject([422, { field }])
  })

  it('leaves the word to SMTP_URL of the environment', async () => {
    await save()
    const named = await startMailServer()
    const server = { host: '127.0.0.1', port: named.port, security: 'offered' as const }
    const started = await startApp(fresh, {
      place,
      config: { mail: { server, from: 'environment@example.com' } }
    })
    expect(await read(started)).toMatchObject({
      by: 'environment',
      server: { port: named.port, from: 'environment@example.com' }
    })
    const refused = [
      await save({}, started),
      await started.request('/api/v1/mail-server', { cookie: olga, method: 'DELETE' })
    ]
    expect(
      await Promise.all(
        refused.map(async (one) => [one.status, ((await one.json()) as { code: string }).code])
      )
    ).toEqual([
      [409, 'mail-by-environment'],
      [409, 'mail-by-environment']
    ])
    expect(await test('olga@example.com', started)).toEqual({ state: 'sent' })
    expect([named.mails.length, mail.mails.length]).toEqual([1, 0])
    await started.close()
    await named.close()
  })

  it('goes on after the secret of the server was changed, and is not there with one that opens nothing', async () => {
    await save()
    const next = 'another secret of the server, as long and as random'
    const strange = await startApp(fresh, { place, config: { secret: next } })
    expect(await waysOf(strange)).toBe(false)
    await strange.close()
    const renewed = await startApp(fresh, { place, config: { secret: next, formerSecrets: [secret] } })
    expect(await waysOf(renewed)).toBe(true)
    await renewed.close()
    const back = await startApp(fresh, { place, config: { formerSecrets: [next] } })
    await back.close()
  })

  it('encrypts where it is to, and gives neither mail nor password to a server that does not or that nobody vouches for', async () => {
    const [starts, whole] = [await startMailServer('starttls'), await startMailServer('tls')]
    const sent = async (server: MailServer, security: 'offered' | 'starttls' | 'tls') => {
      const settings = {
        server: { host: '127.0.0.1', port: server.port, security, auth: { user: 'shop', pass: password } },
        from: 'hearback@example.com'
      }
      const started = await startApp(fresh, { place, config: { mail: settings } })
      const outcome = await test('olga@example.com', started)
      await started.close()
      return outcome.reason ?? outcome.state
    }
    expect(await sent(starts, 'offered')).toBe('sent')
    expect(starts.secured).toEqual([true])
    expect([await sent(mail, 'starttls'), await sent(starts, 'starttls'), await sent(whole, 'tls')]).toEqual([
      'not-private',
      'not-private',
      'not-private'
    ])
    expect([starts.mails.length, whole.mails.length, mail.mails.length, mail.signedIn.length]).toEqual([
      1, 0, 0, 0
    ])
    await starts.close()
    await whole.close()
  })

  it.runIf(dialect === 'sqlite' && canMakeCertificates)(
    'hands mails over to a server whose certificate is right',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'hearback-certificate-'))
      const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
      const made = [
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '2',
        '-subj',
        '/CN=mail',
        '-addext',
        'subjectAltName=IP:127.0.0.1',
        '-keyout',
        key,
        '-out',
        cert
      ]
      expect(spawnSync('openssl', ['req', '-x509', ...made]).status).toBe(0)
      const right = await startMailServer('tls', { key: readFileSync(key), cert: readFileSync(cert) })
      const home = await freshSqlite()
      const environment = {
        SMTP_URL: `smtps://shop:${encodeURIComponent(password)}@127.0.0.1:${right.port}`,
        MAIL_FROM: 'hearback@example.com',
        NODE_EXTRA_CA_CERTS: cert
      }
      const server = await startServer(home.url, environment)
      const answer = await fetch(`${server.url}/api/v1/mail-server/test`, {
        method: 'POST',
        headers: { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ to: 'olga@example.com' })
      })
      expect([await answer.json(), right.secured, right.signedIn]).toEqual([
        { state: 'sent' },
        [true],
        ['shop']
      ])
      expect(await server.stop()).toBe(0)
      await right.close()
      await home.remove()
      rmSync(folder, { recursive: true })
    }
  )
})
