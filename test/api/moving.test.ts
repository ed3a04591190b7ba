import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { moveCommand } from '../../server/commands/move'
import { openDatabase } from '../../server/db/open-database'
import { sqlitePath } from '../../server/db/place'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import type { Fresh, FreshDatabase } from '../support/databases'
import { freshPostgres, freshSqlite, onBothDatabases } from '../support/databases'
import { botToken, webhookSecret } from '../support/fake-telegram'
import { givenSurvey } from '../support/given'
import { runHearback } from '../support/server-process'

const root = fileURLToPath(new URL('../..', import.meta.url))
const secret = 'a secret of thirty-two characters and some more 0123456789'
const freshOf = (dialect: 'sqlite' | 'postgres'): Fresh =>
  dialect === 'sqlite' ? freshSqlite : freshPostgres

/** A shop with a row in most tables, made through the front door, and closed again. */
async function givenShop(
  fresh: Fresh,
  answers: number
): Promise<{ place: FreshDatabase; survey: string; site: string }> {
  const place = await fresh({ empty: true })
  const app = await startApp(fresh, { place })
  const { site, survey } = await givenSurvey(app)
  const post = async (path: string, body: unknown) => {
    const answered = await app.request(`/api/v1/${path}`, { key: testKey, body })
    expect(answered.status, `${path}: ${await answered.clone().text()}`).toBeLessThan(300)
    return (await answered.json()) as { id: string }
  }
  for (let sent = 0; sent < answers; sent += 1_000) {
    const responses = Array.from({ length: Math.min(1_000, answers - sent) }, (_, index) => ({
      id: randomUUID(),
      survey: survey.id,
      rating: 1 + (index % 5),
      channel: ['chat', 'email', 'c++'][index % 3],
      topics: ['Späte Lieferung', 'b'].slice(index % 3),
      ...(index % 4 === 0 && {
        comment: `“Naïve” \\ 'quoted', "double", {braces}, NULL, 太慢 👍 \n${index}`
      }),
      ...(index % 7 === 0 && { customer: `customer-${index}`, conversation: `c-${sent + index}` })
    }))
    await post('responses/batch', { responses })
  }
  const connector = await post('connectors', {
    site: site.id,
    kind: 'telegram',
    name: 'Our bot',
    vendorUrl: 'http://127.0.0.1:9',
    settings: { botToken, webhookSecret }
  })
  await post('invitations', {
    survey: survey.id,
    channel: 'telegram',
    delivery: connector.id,
    customer: 'customer-7',
    address: '990047110815'
  })
  await app.request('/api/v1/conversations/c-7', {
    method: 'PUT',
    key: testKey,
    body: { site: site.id, channel: 'chat', openedAt: '2026-11-20T09:00:00Z', resolvedOnFirstContact: false }
  })
  await post('opt-outs', { site: site.id, customer: 'customer-14' })
  await post('keys', { site: site.id, name: 'a key', scopes: ['scores:read'] })
  await app.close()
  return { place, survey: survey.id, site: site.id }
}

async function inApp<T>(place: FreshDatabase, work: (app: TestApp) => Promise<T>): Promise<T> {
  const app = await startApp(freshSqlite, { place })
  try {
    return await work(app)
  } finally {
    await app.close()
  }
}

/** Whatever a page would show, and a customer’s name, which is sealed. */
const shown = (place: FreshDatabase, { survey, site }: { survey: string; site: string }) =>
  inApp(place, async (app) => {
    const get = async (path: string) => (await app.request(`/api/v1/${path}`, { key: testKey })).json()
    return {
      scores: await get(`scores?survey=${survey}&by=channel`),
      answers: await get(`responses?survey=${survey}&limit=100`),
      found: await get(`responses?survey=${survey}&search=naive%20太慢`),
      kpis: await get(`kpis?survey=${survey}&by=channel`),
      known: await (
        await app.request('/api/v1/customers/export', {
          key: testKey,
          body: { site, customer: 'customer-7' }
        })
      ).json(),
      connectors: await get(`connectors?site=${site}`)
    }
  })

const moving = async (
  from: string,
  to: string,
  environment: Record<string, string> = { HEARBACK_SECRET: secret }
) => {
  const lines: string[] = []
  const code = await moveCommand(['--to', to], { DATABASE_URL: from, ...environment }, (line) =>
    lines.push(line)
  )
  return { code, said: lines.join('\n') }
}

const ways = [
  ['sqlite', 'postgres'],
  ['postgres', 'sqlite'],
  ['sqlite', 'sqlite'],
  ['postgres', 'postgres']
] as const

it('brings what endpoints are still to be told, and tells of no answer a second time', async () => {
  const [place, target] = [await freshSqlite({ empty: true }), await freshPostgres({ empty: true })]
  await inApp(place, async (app) => {
    const { site, survey } = await givenSurvey(app)
    const post = (path: string, body: object) => app.request(`/api/v1/${path}`, { key: testKey, body })
    await post('responses', { id: 'answer-before', survey: survey.id, rating: 1 })
    await post('endpoints', { site: site.id, url: 'http://127.0.0.1:9/', events: ['response.created'] })
    await post('responses', { id: 'answer-to-tell', survey: survey.id, rating: 5 })
  })
  expect((await moving(place.url, target.url)).code).toBe(0)
  const toTell = await inApp(target, ({ services: { database } }) =>
    database.handle.select().from(database.tables.endpointEvent)
  )
  expect(toTell.map(({ type, subject }) => [type, subject])).toEqual([['response.created', 'answer-to-tell']])
  await place.remove()
  await target.remove()
})

describe.each(ways)('a move from %s to %s', (from, to) => {
  let given: Awaited<ReturnType<typeof givenShop>>
  let target: FreshDatabase
  beforeAll(async () => {
    given = await givenShop(freshOf(from), from === to ? 50 : 3_000)
    target = await freshOf(to)({ empty: true })
  })
  afterAll(async () => {
    await given.place.remove()
    await target.remove()
  })

  it('brings every row, goes on after it was killed, and shows the same in the end', async () => {
    const environment = { DATABASE_URL: given.place.url, HEARBACK_SECRET: secret }
    if (from !== to) {
      expect(await killedWhile(['move', '--to', target.url], environment, /moving response: [1-8]0 %/)).toBe(
        true
      )
      // Half a database is none to start on.
      expect((await runHearback(['migrate'], { ...environment, DATABASE_URL: target.url })).output).toMatch(
        /A move to this database is not finished/
      )
      const examined = await runHearback(['doctor'], { ...environment, DATABASE_URL: target.url })
      expect(examined.output).toMatch(/wrong +migrations +a move to this database is not finished\./)
      expect(examined.output).not.toContain('newer Hearback')
    }
    const { code, said } = await moving(given.place.url, target.url)
    expect([code, said]).toEqual([
      0,
      expect.stringMatching(/\d+ rows of \d+ tables are at .*, each compared with/)
    ])
    expect(said).toMatch(/leave HEARBACK_SECRET as it is/)
    expect(await shown(target, given)).toEqual(await shown(given.place, given))
  }, 120_000)

  it('refuses a target with rows, and numbers go on where they were', async () => {
    await expect(moving(given.place.url, target.url)).rejects.toThrow(/is not empty: there are rows in “/)
    await inApp(target, async (app) => {
      const body = { id: randomUUID(), survey: given.survey, rating: 5, comment: 'after the move' }
      expect((await app.request('/api/v1/responses', { key: testKey, body })).status).toBe(201)
      const found = await app.request(`/api/v1/responses?survey=${given.survey}&search=after+the+move`, {
        key: testKey
      })
      expect(await found.json()).toMatchObject({ total: 1, complete: true })
    })
  })
})

onBothDatabases((fresh, dialect) => {
  it('moves nothing while a server has the database open', async () => {
    const given = await givenShop(fresh, 50)
    const target = await freshSqlite({ empty: true })
    const running = await openDatabase(given.place.url)
    await running.handle.select().from(running.tables.site)
    await expect(moving(given.place.url, target.url)).rejects.toThrow(
      dialect === 'sqlite'
        ? /Another process has .* open: stop the server first/
        : /Another program is connected to postgres:\/\/127.0.0.1:\d+\/\w+: stop every server/
    )
    await running.close()
    expect((await moving(given.place.url, target.url)).code).toBe(0)
    await given.place.remove()
    await target.remove()
  })
})

it('finds what was changed in the old database after a move was broken off', async () => {
  const given = await givenShop(freshSqlite, 3_000)
  const target = await freshSqlite({ empty: true })
  const environment = { DATABASE_URL: given.place.url, HEARBACK_SECRET: secret }
  expect(await killedWhile(['move', '--to', target.url], environment, /moving response: [1-8]0 %/)).toBe(true)
  const again = await openDatabase(given.place.url)
  await again.handle.update(again.tables.response).set({ comment: 'changed meanwhile' })
  await again.close()
  await expect(moving(given.place.url, target.url)).rejects.toThrow(
    /Not all is as in .* response \(3000 rows there, 3000 here\)/
  )
  await given.place.remove()
  await target.remove()
})

describe('the secret of a moved database', () => {
  it('lies beside a file where it lay beside one, and is named where it is needed elsewhere', async () => {
    const given = await givenShop(freshSqlite, 10)
    const target = await freshSqlite({ empty: true })
    const path = sqlitePath(given.place.url) ?? ''
    writeFileSync(`${path}.secret`, secret, { mode: 0o600 })
    const { said } = await moving(given.place.url, target.url, {})
    const beside = `${sqlitePath(target.url)}.secret`
    expect(said).toContain(`its secret lies beside it, at ${beside}`)
    expect(readFileSync(beside, 'utf8')).toBe(secret)
    const postgres = await freshOf('postgres')({ empty: true })
    expect((await moving(given.place.url, postgres.url, {})).said).toContain(
      `HEARBACK_SECRET to what stands in ${path}.secret`
    )
    await Promise.all([given.place.remove(), target.remove(), postgres.remove()])
  })

  it('is asked for by nobody where there is no database, and nothing is begun then', async () => {
    const place = await freshSqlite({ empty: true })
    await expect(moving(place.url, 'file:/tmp/never.db')).rejects.toThrow(/There is no database at/)
    expect(existsSync(sqlitePath(place.url) ?? '')).toBe(false)
    await place.remove()
    const other = await freshOf('postgres')({ empty: true })
    const client = new pg.Client({ connectionString: other.url })
    await client.connect()
    await client.query('create table somebodys (id text)')
    await client.end()
    const source = await freshSqlite()
    await expect(moving(source.url, other.url)).rejects.toThrow(
      /has not the tables of this version of Hearback/
    )
    await Promise.all([source.remove(), other.remove()])
  })
})

/**
 * Runs a command until it prints what is waited for, and kills it then. Resolves to whether it came so far.
 */
async function killedWhile(
  args: string[],
  environment: Record<string, string>,
  said: RegExp
): Promise<boolean> {
  const script =
    "import('./dist/server/main.js').then(async ({ main }) => { process.exitCode = await " +
    'main(process.argv.slice(1), process.env) })'
  const running = spawn(process.execPath, ['--input-type=module', '-e', script, '--', ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  let [printed, killed] = ['', false]
  running.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
    if (killed || !said.test(printed)) return
    killed = running.kill('SIGKILL')
  })
  await new Promise((resolve) => running.on('close', resolve))
  return killed
}
