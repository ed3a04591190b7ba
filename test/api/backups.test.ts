import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import pg from 'pg'
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest'
import { readConfig } from '../../server/config'
import { openDatabase } from '../../server/db/open-database'
import { verifyColumns } from '../../server/figures/verify'
import { main } from '../../server/main'
import { prepare } from '../../server/upgrades/prepare'
import { password, tokenOf } from '../support/app'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'
import type { Ledger, Post } from '../support/flood'
import { acknowledged, flood, poster } from '../support/flood'
import type { ServerProcess } from '../support/server-process'
import { operatorKey, runHearback, startServer } from '../support/server-process'

const clients = 16
const serverMajor = await majorOfServer()
const toolMajor = Number(
  / (\d+)/.exec(spawnSync('pg_dump', ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1] ?? 0
)
const hasTools = toolMajor >= serverMajor
if (!hasTools)
  console.log(
    `The drill on PostgreSQL is left out: pg_dump ${toolMajor || 'is not here'}, and the ` +
      `server is version ${serverMajor}.`
  )

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-backups-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

onBothDatabases((fresh, dialect) => {
  let places: FreshDatabase[]
  let servers: ServerProcess[]
  beforeEach(() => {
    places = []
    servers = []
  })
  afterEach(async () => {
    for (const server of servers) await server.stop()
    for (const place of places) await place.remove()
  })

  async function emptyPlace() {
    const place = await fresh({ empty: true })
    places.push(place)
    return place
  }

  // With SQLite the secret lies beside the file, and goes with the backup.
  const environment =
    dialect === 'sqlite'
      ? { HEARBACK_SECRET: '' }
      : { HEARBACK_SECRET: 'a secret of thirty-two characters and some more 0123456789' }
  const started = async (place: FreshDatabase) => {
    const server = await startServer(place.url, environment)
    servers.push(server)
    return server
  }

  it.runIf(dialect === 'sqlite' || hasTools)(
    'has in a backup, made under load, every answer that was acknowledged before, once, ' +
      'with its figures, accounts and names',
    { timeout: 90_000 },
    async () => {
      const [home, elsewhere] = [await emptyPlace(), await emptyPlace()]
      const server = await started(home)
      const send = senderTo(server)
      const { site, survey } = await makeSurvey(server)
      await expect.poll(() => server.setUpUrl()).not.toBe('') // printed a moment after the server is ready
      await send('/set-up', {
        token: tokenOf(server.setUpUrl()),
        name: 'Olga',
        email: 'olga@example.com',
        password
      })
      await send('/responses', { id: 'the-named-one', survey, rating: 4, customer: 'anna@example.com' })
      const ledger: Ledger = new Map()
      const ratings = new Map<string, Set<number>>()
      const posting = poster(server.url, survey)
      const noting: Post = (id, rating) => {
        ratings.set(id, new Set([...(ratings.get(id) ?? []), rating]))
        return posting(id, rating)
      }
      const flooding = flood(ledger, noting, { clients })
      await expect
        .poll(() => acknowledged(ledger), { timeout: 20_000, interval: 5 })
        .toBeGreaterThan(8 * clients)

      const before = [...ledger].filter(([, entry]) => entry.acknowledged !== undefined).map(([id]) => id)
      const file = join(folder, 'hearback.backup')
      expect(await runHearback(['backup', file], { DATABASE_URL: home.url, ...environment })).toMatchObject({
        code: 0,
        output: expect.stringContaining('whole and checked') as string
      })
      const during = acknowledged(ledger)
      server.process.kill('SIGKILL')
      await Promise.all([flooding, once(server.process, 'exit')])
      expect(during).toBeGreaterThan(before.length)

      expect(await run(['restore', file], { DATABASE_URL: elsewhere.url, ...environment })).toEqual([
        0,
        expect.stringContaining('is back')
      ])
      const again = await started(elsewhere)
      const database = await openDatabase(elsewhere.url)
      const rows = await database.handle
        .select({ id: database.tables.response.id, rating: database.tables.response.rating })
        .from(database.tables.response)
      const kept = new Map(rows.map(({ id, rating }) => [id, rating]))
      expect([rows.length, before.filter((id) => !kept.has(id))]).toEqual([kept.size, []])
      expect(
        rows.filter(({ id, rating }) => id !== 'the-named-one' && !ratings.get(id)?.has(rating))
      ).toEqual([])
      for await (const { differences } of verifyColumns(database, survey)) expect(differences).toEqual([])
      await database.close()
      const signedIn = await fetch(`${again.url}/api/auth/sign-in/email`, {
        method: 'POST',
        body: JSON.stringify({ email: 'olga@example.com', password }),
        headers: { 'content-type': 'application/json', origin: again.url }
      })
      expect(signedIn.status).toBeLessThan(300)
      expect(
        await run(['export', '--customer', 'anna@example.com', '--site', site], {
          DATABASE_URL: elsewhere.url,
          ...environment
        })
      ).toEqual([0, expect.stringContaining('the-named-one')])
    }
  )
})

/** A database that was started once, at `path`. */
async function makeUsed(path: string) {
  const config = readConfig({ DATABASE_URL: `file:${path}` })
  const database = await openDatabase(config.databaseUrl)
  await prepare(database, config)
  return database
}

/** Runs a command in this process and gives its exit code with all that it said. */
async function run(args: string[], environment: Record<string, string>): Promise<[number, string]> {
  const said: string[] = []
  vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line))
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line))
  return [await main(args, environment), said.join('\n')]
}

it('makes a backup of what is in the log only, for its owner’s eyes, with the secret beside it, and leaves nothing else', async () => {
  const database = await makeUsed(join(folder, 'hearback.db'))
  const target = join(folder, 'monday')
  expect((await run(['backup', target], { DATABASE_URL: `file:${join(folder, 'hearback.db')}` }))[0]).toBe(0)
  await database.close()
  expect(
    readdirSync(folder)
      .filter((name) => name.startsWith('monday'))
      .sort()
  ).toEqual(['monday', 'monday.secret'])
  expect([target, `${target}.secret`].map((path) => (statSync(path).mode & 0o777).toString(8))).toEqual([
    '600',
    '600'
  ])
  expect(readFileSync(`${target}.secret`, 'utf8')).toBe(
    readFileSync(join(folder, 'hearback.db.secret'), 'utf8')
  )
})

it('keeps a secret of the environment out of the backup, and asks for it before it brings the backup back', async () => {
  const secret = 'a secret of the environment, of fifty characters 0'
  const [file, target, back] = ['hearback.db', 'monday', 'back.db'].map((name) => join(folder, name)) as [
    string,
    string,
    string
  ]
  const config = readConfig({ DATABASE_URL: `file:${file}`, HEARBACK_SECRET: secret })
  const database = await openDatabase(config.databaseUrl)
  await prepare(database, config)
  await database.close()
  expect((await run(['backup', target], { DATABASE_URL: `file:${file}`, HEARBACK_SECRET: secret }))[0]).toBe(
    0
  )
  expect(existsSync(`${target}.secret`)).toBe(false)
  for (const wrong of [{}, { HEARBACK_SECRET: 'another secret of forty-two characters 012' }])
    expect((await run(['restore', target], { DATABASE_URL: `file:${back}`, ...wrong }))[0]).toBe(1)
  expect(existsSync(back)).toBe(false)
  expect((await run(['restore', target], { DATABASE_URL: `file:${back}`, HEARBACK_SECRET: secret }))[0]).toBe(
    0
  )
})

it('makes no backup over a file, of nothing or of a damaged database, and leaves no part of one', async () => {
  const [file, target] = [join(folder, 'hearback.db'), join(folder, 'monday')]
  const environment = { DATABASE_URL: `file:${file}` }
  expect(await run(['backup', target], environment)).toEqual([
    1,
    expect.stringContaining('There is no database')
  ])
  expect(readdirSync(folder)).toEqual([])
  await (await makeUsed(file)).close()
  writeFileSync(`${target}.secret`, 'mine')
  expect(await run(['backup', target], environment)).toEqual([
    1,
    `${target}.secret is there already; name another file.`
  ])
  rmSync(`${target}.secret`)
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.fill(0xa5, bytes.length - 3 * 2048))
  expect(await run(['backup', target], environment)).toEqual([1, expect.stringContaining('is damaged')])
  expect(readdirSync(folder).filter((name) => name.startsWith('monday'))).toEqual([])
})

it('brings back only what is a whole backup of this version or an older one, and only where nothing lies', async () => {
  const [file, target, back] = ['hearback.db', 'monday', 'back.db'].map((name) => join(folder, name)) as [
    string,
    string,
    string
  ]
  const database = await makeUsed(file)
  expect((await run(['backup', target], { DATABASE_URL: `file:${file}` }))[0]).toBe(0)
  copyFileSync(file, join(folder, 'copy'))
  await database.close()
  writeFileSync(join(folder, 'text'), 'Dear diary')
  new BetterSqlite(join(folder, 'other')).exec('create table todo (what text)').close()
  for (const name of ['newer', 'half', 'stranger']) copyFileSync(target, join(folder, name))
  new BetterSqlite(join(folder, 'newer')).exec("insert into migration values ('999-future', 1)").close()
  writeFileSync(join(folder, 'half'), readFileSync(target).subarray(0, statSync(target).size / 2))
  writeFileSync(join(folder, 'stranger.secret'), 'another secret of forty-two characters 012')
  const before = readdirSync(folder).length
  for (const [name, sentence] of [
    ['nowhere', 'there is no such file'],
    ['text', 'is no backup of Hearback'],
    ['other', 'is no database of Hearback'],
    ['copy', 'is no backup but a copy of a file that a server works on'],
    ['newer', 'was made by a newer Hearback (999-future)'],
    ['half', 'is damaged'],
    ['stranger', 'No secret that is known here opens']
  ] as const) {
    expect(await run(['restore', join(folder, name)], { DATABASE_URL: `file:${back}` })).toEqual([
      1,
      expect.stringContaining(sentence)
    ])
  }
  expect(await run(['restore', target], { DATABASE_URL: `file:${file}` })).toEqual([
    1,
    expect.stringContaining('is there already; a backup comes back to an empty place only')
  ])
  expect(readdirSync(folder)).toHaveLength(before)

  // What is left where a database is gone is its secret, and perhaps an empty log of whoever looked for it.
  rmSync(file)
  writeFileSync(`${file}-wal`, '')
  expect((await run(['restore', target], { DATABASE_URL: `file:${file}` }))[0]).toBe(0)
  expect(readConfig({ DATABASE_URL: `file:${file}` }, { isServing: true }).secret).toBe(
    readFileSync(`${target}.secret`, 'utf8')
  )
})

it('says what to run where pg_dump is not there, and leaves no part of a backup', async () => {
  const environment = {
    DATABASE_URL: `${inject('postgresUrl')}/${inject('templates').postgres}`,
    HEARBACK_SECRET: randomBytes(32).toString('base64url')
  }
  vi.stubEnv('PATH', folder)
  expect(await run(['backup', join(folder, 'monday')], environment)).toEqual([
    1,
    expect.stringContaining('pg_dump --format=custom')
  ])
  vi.unstubAllEnvs()
  expect(readdirSync(folder)).toEqual([])
})

async function majorOfServer(): Promise<number> {
  const client = new pg.Client({ connectionString: `${inject('postgresUrl')}/postgres` })
  await client.connect()
  const { rows } = await client.query<{ version: number }>(
    "select current_setting('server_version_num')::int / 10000 as version"
  )
  await client.end()
  return rows[0]?.version ?? 0
}

function senderTo({ url }: ServerProcess) {
  return async (path: string, body: unknown): Promise<string> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' }
    })
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    const made = (await response.json().catch(() => ({}))) as { id?: string }
    return made.id ?? ''
  }
}

async function makeSurvey(server: ServerProcess) {
  const make = senderTo(server)
  const site = await make('/sites', { name: 'Shop' })
  return { site, survey: await make('/surveys', { site, name: 'After service', metric: 'csat' }) }
}
