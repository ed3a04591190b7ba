import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Handle } from '../../server/db/database'
import { run } from '../../server/db/database'
import type { TestApp } from '../support/app'
import { password, setUpOwner, startApp, testKey } from '../support/app'
import type { FreshDatabase } from '../support/databases'
import { freshPostgres } from '../support/databases'
import type { Beside } from '../support/debian'
import { isInstalled, startPgBouncer } from '../support/debian'
import { fromProgram, givenSurvey } from '../support/given'

const isThere = isInstalled('pgbouncer')
const name = isThere ? '' : ' (skipped: PgBouncer is not installed, apt-get install pgbouncer)'

describe.skipIf(!isThere).each(['alone', 'with DATABASE_DIRECT_URL'])(
  `two processes behind PgBouncer in transaction mode, %s${name}`,
  (how) => {
    let place: FreshDatabase
    let pooler: Beside & { url: string }
    let one: TestApp
    let other: TestApp
    let given: Awaited<ReturnType<typeof givenSurvey>>
    beforeAll(async () => {
      place = await freshPostgres({ empty: how === 'alone' })
      pooler = await startPgBouncer(inject('postgresUrl'), 4)
      const url = `${pooler.url}${new URL(place.url).pathname}`
      const start = () =>
        startApp(freshPostgres, {
          place: { ...place, url },
          config: how === 'alone' ? {} : { directUrl: place.url }
        })
      ;[one, other] = await Promise.all([start(), start()])
      given = await givenSurvey(one)
    })
    afterAll(async () => {
      for (const app of [one, other]) app?.services.live.close()
      await Promise.all([one?.close(), other?.close()])
      await pooler?.stop()
      await place?.remove()
    })

    it('tell each other of an answer, and both figures have it', async () => {
      const following = other.services.live.follow(given.site.id)
      const told = (async () => {
        for (;;) {
          const news = await following.next()
          if (news === undefined || news.length > 0) return news
        }
      })()
      // A process that reads what others tell once a second says so before it is told of anything.
      await expect
        .poll(async () => {
          await fromProgram(one, { survey: given.survey.id, rating: 5 })
          return Promise.race([told, new Promise((resolve) => setTimeout(resolve, 300, 'nothing yet'))])
        })
        .toEqual([{ survey: given.survey.id, state: 'counted' }])
      following.end()
      const [here, there] = await Promise.all(
        [one, other].map(async (app) =>
          (await app.request(`/api/v1/scores?survey=${given.survey.id}`, { key: testKey })).json()
        )
      )
      expect(here).toEqual(there)
    })

    it('keep an answer that comes to both at once, once', async () => {
      const answers = Array.from({ length: 40 }, () => ({
        id: randomUUID(),
        survey: given.survey.id,
        rating: 4
      }))
      const statuses = await Promise.all(
        answers.flatMap((answer) => [one, other].map(async (app) => (await fromProgram(app, answer)).status))
      )
      expect(statuses.filter((status) => status === 201)).toHaveLength(answers.length)
      expect(statuses.filter((status) => status === 200)).toHaveLength(answers.length)
    })

    it('do work under one name one after the other, however many wait and however few connections there are', async () => {
      let inside = 0
      let most = 0
      const work = (app: TestApp) =>
        app.services.database.exclusively('a test', async () => {
          most = Math.max(most, ++inside)
          await app.services.database.handle.select().from(app.services.database.tables.site)
          inside--
        })
      await Promise.all(Array.from({ length: 12 }, (_, index) => work(index % 2 ? one : other)))
      expect(most).toBe(1)
    })

    it('know each other’s sessions, settings and limits', async () => {
      const cookie = await setUpOwner(one)
      expect((await other.request('/api/v1/me', { cookie })).status).toBe(200)
      const rename = await one.request(`/api/v1/sites/${given.site.id}`, {
        key: testKey,
        method: 'PATCH',
        body: { name: 'Renamed' }
      })
      expect(rename.status).toBe(200)
      expect(
        await (await other.request(`/api/v1/sites/${given.site.id}`, { key: testKey })).json()
      ).toMatchObject({ name: 'Renamed' })
      const signIn = (app: TestApp, secret: string) =>
        app.request('/api/auth/sign-in/email', { body: { email: 'olga@example.com', password: secret } })
      for (let index = 0; index < 10; index++)
        expect((await signIn(index % 2 ? one : other, 'not it')).status).toBe(401)
      expect([(await signIn(one, password)).status, (await signIn(other, password)).status]).toEqual([
        429, 429
      ])
    })

    it('set for a transaction what may not be set for a connection, and leave nothing behind', async () => {
      const { database } = one.services
      const query = (handle: Handle) =>
        handle
          .select({ value: sql<string>`current_setting('statement_timeout')` })
          .from(sql`(select 1) as now`)
      expect(await database.atomically((handle) => run(query(handle)))).toEqual([{ value: '30s' }])
      const after = await Promise.all(Array.from({ length: 8 }, () => query(database.handle)))
      expect(after.flat().filter(({ value }) => value !== '0')).toEqual([])
      const client = new pg.Client({ connectionString: place.url })
      await client.connect()
      const { rows } = await client.query(
        'select objid from pg_locks join pg_database on pg_database.oid = database where ' +
          "locktype = 'advisory' and datname = current_database()"
      )
      await client.end()
      expect(rows).toEqual([])
    })
  }
)
