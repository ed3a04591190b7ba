import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createSocketServer } from 'node:net'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import BetterSqlite from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { doctorCommand } from '../../server/commands/doctor'
import { openDatabase } from '../../server/db/open-database'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import type { FreshDatabase } from '../support/databases'
import { freshSqlite, onBothDatabases } from '../support/databases'
import { botToken, webhookSecret } from '../support/fake-telegram'
import { startFakeVendor } from '../support/fake-vendor'
import { givenSurvey } from '../support/given'
import { startMailServer } from '../support/mail-server'

const secret = 'a secret of thirty-two characters and some more 0123456789'

/** Runs the command, and gives its exit code and the lines by what they are about. */
async function doctor(environment: Record<string, string>, now?: () => number) {
  const lines: string[] = []
  const code = await doctorCommand(
    [],
    { HEARBACK_SECRET: secret, ...environment },
    (line) => lines.push(line),
    now
  )
  const about = (name: string) =>
    lines
      .filter((line) => line.slice(7, 18).trim() === name)
      .map((line) => line.replaceAll(/ +/g, ' '))
      .join('\n')
  return { code, about, all: lines.join('\n') }
}

const readOnlyFromNowOn =
  "do $$ begin execute format('alter database %I set default_transaction_read_only = on', current_database()); end $$"

const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port // it listens on TCP

onBothDatabases((fresh, dialect) => {
  describe('an installation at work', () => {
    let app: TestApp
    let server: Server
    let environment: Record<string, string>
    beforeAll(async () => {
      app = await startApp(fresh)
      // plain HTTP, unless it is told otherwise
      server = serve({ fetch: app.app.fetch, port: 0, hostname: '127.0.0.1' }) as Server
      await once(server, 'listening')
      environment = {
        DATABASE_URL: app.place.url,
        PUBLIC_URL: `http://127.0.0.1:${portOf(server)}`,
        PORT: String(portOf(server))
      }
    })
    afterAll(async () => {
      server.close()
      await app.close()
    })

    it('has nothing wrong, and the server goes on meanwhile', async () => {
      const { survey } = await givenSurvey(app)
      const examining = doctor(environment)
      const answer = app.request('/api/v1/responses', {
        key: testKey,
        body: { id: randomUUID(), survey: survey.id, rating: 5 }
      })
      expect((await answer).status).toBe(201)
      const { code, about, all } = await examining
      expect([code, all]).toEqual([0, expect.stringMatching(/\n0 wrong, \d+ to look at, \d+ ok\./)])
      for (const name of [
        'node',
        'settings',
        'secret',
        'migrations',
        'clock',
        'outbox',
        'inbox',
        'connectors',
        'mail',
        'proxies',
        'temporary'
      ])
        expect(about(name)).toMatch(/^ok /)
      expect(about('public url')).toMatch(/^warn .* leads to this server, from this machine only/)
      if (dialect === 'sqlite')
        expect(['file', 'pages', 'disk'].map((name) => about(name).slice(0, 3))).toEqual([
          'ok ',
          'ok ',
          'ok '
        ])
      else expect(about('postgres')).toMatch(/^ok postgres PostgreSQL 1[5-8]/)
      expect(all).not.toContain(secret)
      expect(all).not.toContain('postgres:postgres')
    })

    it('is told that the secret is another one', async () => {
      const { code, about } = await doctor({
        ...environment,
        HEARBACK_SECRET: 'another secret of forty-two characters 012'
      })
      expect([code, about('secret')]).toEqual([
        1,
        expect.stringMatching(
          /^wrong secret The secret in HEARBACK_SECRET is not the one|^wrong secret HEARBACK_SECRET is not the one/
        )
      ])
      expect(
        (
          await doctor({
            ...environment,
            HEARBACK_SECRET: 'another secret of forty-two characters 012',
            HEARBACK_FORMER_SECRETS: secret
          })
        ).about('secret')
      ).toMatch(/^ok secret a former secret opens/)
    })

    it('is told that the secret is missing', async () => {
      const { code, about } = await doctor({ ...environment, HEARBACK_SECRET: '' })
      expect([code, about('secret')]).toEqual([
        1,
        expect.stringMatching(
          /^wrong secret .*(is missing: .*\.secret is not there|HEARBACK_SECRET is not set)/
        )
      ])
    })

    it('is told that a clock is off', async () => {
      const { code, about } = await doctor(environment, () => Date.now() - 3_600_000)
      expect([code, about('clock')]).toEqual([1, expect.stringMatching(/1 hour|60 minutes/)])
      if (dialect === 'postgres')
        expect((await doctor(environment, () => Date.now() + 10_000)).about('clock')).toMatch(
          /^warn clock this clock is 10 seconds ahead of that of the database/
        )
    })

    it('is told of a connector that refuses, without a word of the vendor or the customer', async () => {
      const vendor = await startFakeVendor(() => ({
        status: 401,
        body: '{"ok":false,"description":"4711 Unauthorized"}'
      }))
      const { site, survey } = await givenSurvey(app)
      const made = await app.request('/api/v1/connectors', {
        key: testKey,
        body: {
          site: site.id,
          name: 'Our bot',
          kind: 'telegram',
          vendorUrl: vendor.url,
          settings: { botToken, webhookSecret }
        }
      })
      const { id } = (await made.json()) as { id: string }
      expect((await doctor(environment)).about('connector')).toMatch(
        /^ok connector telegram “Our bot” .* is on; none of its latest messages was sent/
      )
      for (const address of ['4711', '4712', '4713'])
        await app.request('/api/v1/invitations', {
          key: testKey,
          body: { survey: survey.id, channel: 'web', delivery: id, address }
        })
      for (let second = 0; vendor.calls.length < 3 && second < 9; second++) await app.services.outbox.work()
      await vendor.close()
      const { code, about } = await doctor(environment)
      expect([code, about('connector')]).toEqual([
        1,
        expect.stringMatching(
          /^wrong connector telegram “Our bot” .* is refusing: the latest 3 messages were not taken \(answered 401\)/
        )
      ])
      expect(about('connector')).not.toMatch(/471\d/)
      const locked = await doctor({
        ...environment,
        HEARBACK_SECRET: 'another secret of forty-two characters 012'
      })
      expect(locked.about('connector')).toMatch(
        /^wrong connector telegram “Our bot” .* is locked: its keys cannot be opened/
      )
      await app.request(`/api/v1/connectors/${id}`, { method: 'DELETE', key: testKey })
    })

    it('is told of a connector that its vendor has paused', async () => {
      const vendor = await startFakeVendor(() => ({
        status: 429,
        headers: { 'retry-after': '600' },
        body: '{"ok":false,"parameters":{"retry_after":600}}'
      }))
      const { site, survey } = await givenSurvey(app)
      const made = await app.request('/api/v1/connectors', {
        key: testKey,
        body: {
          site: site.id,
          name: 'Paused',
          kind: 'telegram',
          vendorUrl: vendor.url,
          settings: { botToken, webhookSecret }
        }
      })
      const { id } = (await made.json()) as { id: string }
      await app.request('/api/v1/invitations', {
        key: testKey,
        body: { survey: survey.id, channel: 'web', delivery: id, address: '4711' }
      })
      await app.services.outbox.work()
      await vendor.close()
      expect((await doctor(environment)).about('connector')).toMatch(
        /^warn connector telegram “Paused” .* is paused for 10 minutes, as its vendor asked/
      )
      await app.request(`/api/v1/connectors/${id}`, { method: 'DELETE', key: testKey })
    })

    it('is told what answers at PUBLIC_URL instead of it', async () => {
      const stranger = createServer((request, response) => {
        if (request.url?.startsWith('/moved'))
          response.writeHead(301, { location: 'https://elsewhere.example/' }).end()
        else
          response.end(
            request.url === '/other/healthz'
              ? '{"status":"alive","server":"AAAAAAAAAAAAAAAA"}'
              : '<h1>It works</h1>'.repeat(1_000)
          )
      }).listen(0, '127.0.0.1')
      await once(stranger, 'listening')
      const url = `http://127.0.0.1:${portOf(stranger)}`
      const at = async (path: string) =>
        (await doctor({ ...environment, PUBLIC_URL: `${url}${path}` })).about('public url')
      expect(await at('')).toMatch(/^wrong .* does not say that it is Hearback/)
      expect(await at('/other')).toMatch(/^wrong .* a Hearback with another database/)
      expect(await at('/moved')).toMatch(/^warn .* leads on to https:\/\/elsewhere\.example/)
      stranger.close()
      await once(stranger, 'close')
      expect(await at('')).toMatch(/^warn .* cannot be reached from here \(.*ECONNREFUSED/)
    })

    it('is told whether its mail server lets it in, and sends nothing', async () => {
      const mail = await startMailServer()
      const url = (user: string) => ({
        ...environment,
        SMTP_URL: `smtp://${user}127.0.0.1:${mail.port}`,
        MAIL_FROM: 'hearback@example.com'
      })
      expect((await doctor(url('shop:hunter2%20of%20mail@'))).about('mail')).toMatch(
        /^ok mail 127\.0\.0\.1:\d+ answers and lets us sign in/
      )
      const wrong = await doctor(url('shop:wrong@'))
      expect([wrong.code, wrong.about('mail')]).toEqual([
        1,
        expect.stringMatching(/^wrong mail .* Its user or password is wrong/)
      ])
      expect(wrong.all).not.toContain('shop:wrong')
      await mail.close()
      expect(mail.mails).toEqual([])
      expect((await doctor(url(''))).about('mail')).toMatch(
        /^wrong mail .*ECONNREFUSED.* Check its name and port/
      )
    })
  })

  it('changes nothing in a database that is older or newer than it, and says which', async () => {
    const place = await fresh()
    const database = await openDatabase(place.url)
    await database.script("delete from migration where name = '058-refused-origins'")
    const older = await doctor({ DATABASE_URL: place.url })
    await database.script("insert into migration (name, applied_at) values ('999-from-the-future', 1)")
    // PostgreSQL refuses every change from here on; a file of SQLite is opened for reading only.
    if (dialect === 'postgres') await database.script(readOnlyFromNowOn)
    const newer = await doctor({ DATABASE_URL: place.url })
    const names = (await database.handle.select().from(database.tables.migration)).map(({ name }) => name)
    await database.close()
    await place.remove()
    expect(older.about('migrations')).toMatch(
      /^warn migrations the database is older than this version; 1 to come, from 058-refused-origins/
    )
    expect([newer.code, newer.about('migrations')]).toEqual([
      1,
      expect.stringMatching(/^wrong migrations .* newer Hearback \(999-from-the-future\)/)
    ])
    expect(names).not.toContain('058-refused-origins')
  })

  if (dialect === 'postgres') {
    it('says that the server does not answer, and not by which password it was asked', async () => {
      const { code, about, all } = await doctor({
        DATABASE_URL: 'postgres://hearback:of-the-database@127.0.0.1:9/hearback'
      })
      expect([code, about('database')]).toEqual([
        1,
        expect.stringMatching(/^wrong database it cannot be read \(.*ECONNREFUSED/)
      ])
      expect(all).not.toContain('of-the-database')
    })
  }

  it('begins no database where there is none', async () => {
    const place = await fresh({ empty: true })
    const folder = join(place.url.replace('file:', ''), '..')
    const { code, about } = await doctor({ DATABASE_URL: place.url })
    expect([code, about(dialect === 'sqlite' ? 'file' : 'database')]).toEqual([
      1,
      expect.stringMatching(/there is no database at|it is not one of Hearback/)
    ])
    expect(about('secret')).toBe('')
    if (dialect === 'sqlite') expect(readdirSync(folder)).toEqual([])
    await place.remove()
  })
})

describe('the file of SQLite', () => {
  let place: FreshDatabase
  let file: string
  beforeEach(async () => {
    place = await freshSqlite()
    file = place.url.replace('file:', '')
  })
  afterEach(() => place.remove())

  const examined = (more: Record<string, string> = {}) =>
    doctor({ DATABASE_URL: place.url, PUBLIC_URL: 'http://127.0.0.1:9', ...more })
  const contents = () =>
    Object.fromEntries(
      readdirSync(join(file, '..'))
        .filter((name) => !/-(wal|shm)$/.test(name))
        .map((name) => [
          name,
          statSync(join(file, '..', name)).isDirectory()
            ? ''
            : readFileSync(join(file, '..', name)).toString('base64')
        ])
    )

  it.each([
    [
      'a text',
      () => writeFileSync(file, 'Dear diary, today a customer was kind.\n'.repeat(200)),
      'is not a database'
    ],
    [
      'another program’s database',
      () => (rmSync(file), new BetterSqlite(file).exec('create table todo (what text)').close()),
      'is a database of another program'
    ],
    ['of no byte', () => writeFileSync(file, ''), 'is empty'],
    [
      'gone, with its secret there',
      () => (rmSync(file), writeFileSync(`${file}.secret`, secret)),
      'is gone, but'
    ],
    [
      'a folder',
      () => (rmSync(file), mkdirSync(file), rmSync(`${file}.secret`, { force: true })),
      'is not a database'
    ]
  ])('is found to be %s, and left as it is', async (_what, change, sentence) => {
    change()
    const before = contents()
    const { code, about } = await examined()
    expect([code, about('file')]).toEqual([1, expect.stringContaining(sentence)])
    expect(contents()).toEqual(before)
  })

  it('has a page that is damaged', async () => {
    const connection = new BetterSqlite(file, { readonly: true })
    const page =
      connection
        .prepare<[], number>("select rootpage from sqlite_schema where name = 'response'")
        .pluck()
        .get() ?? 0
    connection.close()
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill(0xa5, (page - 1) * 2048, page * 2048))
    const before = contents()
    const { code, about } = await examined()
    expect([code, about('pages')]).toEqual([
      1,
      expect.stringMatching(/^wrong pages the file is damaged .*npx hearback restore FILE/)
    ])
    expect(contents()).toEqual(before)
  })

  it('may be opened by others on the machine, and so may its secret', async () => {
    chmodSync(file, 0o644)
    writeFileSync(`${file}.secret`, secret, { mode: 0o644 })
    const { code, about } = await examined()
    expect([code, about('rights')]).toEqual([
      0,
      expect.stringMatching(/^warn rights .*hearback\.db and .*hearback\.db\.secret\. Run “chmod 600/)
    ])
    expect(statSync(file).mode & 0o777).toBe(0o644)
  })

  it('is told of variables that are wrong, and still looked at', async () => {
    const { code, about } = await examined({ PORT: 'eighty' })
    expect([code, about('settings')]).toEqual([1, expect.stringContaining('PORT is wrong')])
    expect(about('pages')).toMatch(/^ok /)
  })

  it('has no temporary folder that uploads can be kept in', async () => {
    const before = process.env.TMPDIR
    process.env.TMPDIR = join(file, '..', 'not-there')
    const { code, about } = await examined().finally(() =>
      before === undefined ? delete process.env.TMPDIR : (process.env.TMPDIR = before)
    )
    expect([code, about('temporary')]).toEqual([
      1,
      expect.stringMatching(/^wrong temporary .*not-there cannot be written \(ENOENT/)
    ])
    expect(existsSync(join(file, '..', 'not-there'))).toBe(false)
  })

  it('has a mail server that takes the connection and says nothing', async () => {
    const silent = createSocketServer(() => {}).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { code, about } = await examined({
      SMTP_URL: `smtp://127.0.0.1:${portOf(silent)}`,
      MAIL_FROM: 'hearback@example.com'
    })
    silent.close()
    expect([code, about('mail')]).toEqual([1, expect.stringMatching(/^wrong mail .*Greeting/)])
  })
})
