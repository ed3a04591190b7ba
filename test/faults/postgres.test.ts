import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import type { Handle } from '../../server/db/database'
import { run } from '../../server/db/database'
import { fillIndex } from '../../server/search/filling'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import type { FreshDatabase } from '../support/databases'
import { freshPostgres, freshSqlite } from '../support/databases'
import { figure } from '../support/figure'
import { fromProgram, givenSurvey } from '../support/given'

const patienceMs = 6_000
const answersAlike = 5_000

/** What the pool of a process holds at most. */
const poolMax = 10

let place: FreshDatabase
let app: TestApp
let survey: string
beforeAll(async () => {
  place = await freshPostgres()
  app = await startApp(freshPostgres, { place })
  survey = (await givenSurvey(app)).survey.id
  await app.services.database.script(
    'create function fail(code text) returns int language plpgsql as $$ begin raise ' +
      "exception 'as wished' using errcode = code; end $$"
  )
})
afterAll(async () => {
  await app.close()
  await place.remove()
})

it('refuses soon where every connection is held, piles nothing up, and goes on by itself', async () => {
  const { database } = app.services
  const holding = Array.from({ length: poolMax }, () =>
    database.atomically(function* (handle) {
      yield* run(handle.select().from(database.tables.site))
      yield* run(asleep(handle, 8))
    })
  )
  await expect.poll(() => database.connections?.().inUse).toBe(poolMax)
  const waits: number[] = []
  const statuses = await Promise.all(
    Array.from({ length: 40 }, async () => {
      const begun = performance.now()
      const { status } = await fromProgram(app, { survey, rating: 4 })
      waits.push(performance.now() - begun)
      return status
    })
  )
  await Promise.all(holding)
  expect([...new Set(statuses)]).toEqual([503])
  expect(Math.max(...waits)).toBeLessThan(patienceMs)
  expect((await fromProgram(app, { survey, rating: 4 })).status).toBe(201)
  expect(database.connections?.().waiting).toBe(0)
  figure({ tried: 40, figure: `503 after ${Math.round(Math.max(...waits))} ms at the latest` })
})

it('does a transaction anew that another one or a lock in a circle took back', async () => {
  const { database } = app.services
  const begun: Record<string, number> = {}
  let done = 0
  const failing = (code: string, times: number) =>
    database.atomically(function* (handle) {
      begun[code] = (begun[code] ?? 0) + 1
      if (begun[code] <= times) yield* run(raise(handle, code))
      yield* run(handle.select().from(database.tables.site))
      done++
    })
  const codes = ['40001', '40P01', '57P01', '57P02', '57P03', '08006', '08003']
  await Promise.all(codes.map((code) => failing(code, 3)))
  expect(done).toBe(codes.length)
  // Two who want the same two rows in turn: PostgreSQL ends one of them, who comes again.
  const rows = ['circle-a', 'circle-b']
  const labels = database.tables.label
  const siteId = (await database.handle.select().from(database.tables.site))[0]?.id ?? ''
  for (const key of rows)
    await database.handle.insert(labels).values({ siteId, dimension: 'topic', key, label: key })
  const both = (order: string[]) =>
    database.atomically(function* (handle) {
      for (const key of order) {
        yield* run(database.locked(handle.select().from(labels).where(eq(labels.key, key))))
        yield* run(asleep(handle, 0.3))
      }
    })
  await Promise.all([both(rows), both([...rows].reverse()), both(rows)])
  figure({ tried: codes.length + 3, figure: 'all done after at most 5 attempts' })
})

it('says that it is to be asked again where the database only reads', async () => {
  const client = new pg.Client({ connectionString: place.url })
  await client.connect()
  const name = new URL(place.url).pathname.slice(1)
  await client.query(`alter database ${name} set default_transaction_read_only = on`)
  // Connections from before know nothing of it.
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = ' +
      'current_database() and pid <> pg_backend_pid()'
  )
  const id = randomUUID()
  try {
    await expect.poll(async () => (await fromProgram(app, { id, survey, rating: 4 })).status).toBe(503)
    // A connection that was ended fails whoever uses it first.
    await expect
      .poll(async () => (await app.request(`/api/v1/surveys/${survey}`, { key: testKey })).status)
      .toBe(200)
    for (const path of ['responses', 'scores', 'kpis']) {
      const read = async () =>
        (await app.request(`/api/v1/${path}?survey=${survey}`, { key: testKey })).status
      await expect.poll(read).toBe(200)
    }
  } finally {
    await client.query(`alter database ${name} reset default_transaction_read_only`)
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = ' +
        'current_database() and pid <> pg_backend_pid()'
    )
    await client.end()
  }
  await expect.poll(async () => (await fromProgram(app, { id, survey, rating: 4 })).status).toBe(201)
  figure({ tried: 1, figure: '503 while it only reads' })
})

it(`answers every question about ${answersAlike} random answers as SQLite does`, {
  timeout: 600_000
}, async () => {
  const seed = inject('isLong') ? Date.now() % 2 ** 31 : 7
  const sqlite = await startApp(freshSqlite, { now: () => nowMs })
  const postgres = await startApp(freshPostgres, { now: () => nowMs })
  const both = [sqlite, postgres]
  const surveys = await Promise.all(both.map(async (one) => (await givenSurvey(one)).survey.id))
  const next = random(seed)
  const pick = <T>(values: readonly T[]): T | undefined => values[Math.floor(next() * values.length)]
  for (let start = 0; start < answersAlike; start += 500) {
    const batch = Array.from({ length: 500 }, (_, index) => ({
      id: `random-${start + index}`,
      rating: 1 + Math.floor(next() * 5),
      channel: pick(['sms', 'email', 'chat', '']) || undefined,
      topics: [pick(['billing', 'delivery', 'C++', 'C#', 'été']), pick(['returns', 'billing'])].filter(
        (topic) => topic !== undefined
      ),
      agent: pick(['Ana', 'Bold', 'Çelik', '']) || undefined,
      team: pick(['North', 'South', '']) || undefined,
      comment: pick(['Quick and kind', 'ÉCOLE', '返品が遅い', '']) || undefined,
      conversation: next() < 0.3 ? `talk-${Math.floor(next() * 500)}` : undefined,
      answeredAt: new Date(nowMs - Math.floor(next() * 60 * 86_400_000)).toISOString()
    }))
    for (const [index, one] of both.entries()) {
      const sent = await one.request('/api/v1/responses/batch', {
        key: testKey,
        body: { responses: batch.map((answer) => ({ ...answer, survey: surveys[index] })) }
      })
      expect(sent.status).toBe(200)
    }
  }
  // A search finds what was brought into its index, which a job does a moment after the commit.
  for (const { services } of both) await fillIndex(services.database, AbortSignal.timeout(60_000))
  const period = 'from=2026-05-01&to=2026-06-30'
  const paths = [
    'scores',
    'scores?by=day',
    'scores?by=week',
    'scores?by=channel',
    'scores?by=topic',
    'scores?by=agent',
    'scores?by=team',
    'scores?by=agent&channel=sms',
    'scores?repeats=all',
    'scores?repeats=first',
    'matrix?rows=topic&columns=channel',
    'matrix?rows=agent&columns=topic',
    'agents',
    'topics',
    'responses?limit=50',
    'responses?search=école',
    'responses?search=返品',
    'responses?rating=1',
    'responses?commented=yes&limit=100',
    'responses?agent=Ana&topic=billing',
    'responses.csv',
    'words'
  ]
  let compared = 0
  for (const path of paths) {
    const [here = '', there = ''] = await Promise.all(
      both.map(async (one, index) => {
        const [name, query = ''] = path.split('?')
        const answered = await one.request(
          `/api/v1/${name}?survey=${surveys[index]}&${period}${query && `&${query}`}`,
          { key: testKey }
        )
        return `${answered.status} ${(await answered.text()).replaceAll(surveys[index] ?? '', 'the survey')}`
      })
    )
    if (here.startsWith('404') || here.startsWith('422')) continue
    expect(sameButIds(there), path).toBe(sameButIds(here))
    compared++
  }
  figure({
    tried: compared,
    figure: `${compared} questions about ${answersAlike} answers byte for byte alike, seed ${seed}`
  })
  expect(compared).toBeGreaterThan(15)
  await Promise.all(both.map((one) => one.close()))
})

const asleep = (handle: Handle, seconds: number) =>
  handle.select({ slept: sql`pg_sleep(${seconds})::text` }).from(sql`(select 1) as now`)
const raise = (handle: Handle, code: string) =>
  handle.select({ failed: sql`fail(${code})` }).from(sql`(select 1) as now`)

const nowMs = Date.parse('2026-06-20T12:00:00Z')

/** Times of receipt and ids that each database makes for itself. */
function sameButIds(text: string): string {
  return text.replaceAll(/(site|svy)_[\w-]+/g, 'id')
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
