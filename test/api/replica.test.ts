import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { freshPostgres } from '../support/databases'
import { startEmbeddedPostgres } from '../support/embedded-postgres'
import { fromProgram, givenSurvey } from '../support/given'

describe('lists and exports by DATABASE_READ_URL', () => {
  let primary: Awaited<ReturnType<typeof startEmbeddedPostgres>>
  let standby: Awaited<ReturnType<typeof primary.standby>>
  let replica: pg.Client
  let app: TestApp
  let other: TestApp
  let survey: string
  beforeAll(async () => {
    primary = await startEmbeddedPostgres({ settings: { fsync: 'off' } })
    const url = await primary.fresh('shop')
    standby = await primary.standby()
    const readUrl = `${standby.url}/shop`
    const place = { url, remove: async () => {} }
    app = await startApp(freshPostgres, { place, config: { readUrl } })
    other = await startApp(freshPostgres, { place })
    survey = (await givenSurvey(app)).survey.id
    await vi.waitFor(
      async () => {
        replica = new pg.Client({ connectionString: readUrl })
        replica.on('error', () => {})
        await replica.connect()
        expect((await replica.query('select * from survey')).rows).toHaveLength(1)
      },
      { timeout: 20_000 }
    )
  })
  afterAll(async () => {
    await Promise.all([app, other].map((one) => one?.close()))
    await replica?.end().catch(() => {})
    await standby?.stop()
    await primary?.stop()
  })

  const list = async (path = '/responses') => {
    const answered = await app.request(`/api/v1${path}?survey=${survey}&search=`, { key: testKey })
    expect(answered.status).toBe(200)
    return answered.text()
  }
  const answersWereReadThere = async () =>
    (await replica.query(`select 1 from pg_stat_activity where query like 'select%"response"%'`)).rows
      .length > 0

  it('has what was acknowledged a moment before, whichever process took it, and comes from the replica', async () => {
    for (let index = 0; index < 20; index++) {
      const id = randomUUID()
      expect(
        (await fromProgram(index % 2 ? app : other, { id, survey, rating: 5, comment: 'Quick' })).status
      ).toBe(201)
      expect(await list(index % 3 ? '/responses' : '/responses.csv')).toContain(id)
    }
    expect(await answersWereReadThere()).toBe(true)
  })

  it('has it also where the replica stands still: then the primary serves', async () => {
    await replica.query('select pg_wal_replay_pause()')
    const id = randomUUID()
    await fromProgram(other, { id, survey, rating: 1 })
    expect(await list()).toContain(id)
    await replica.query('select pg_wal_replay_resume()')
  })

  it('goes on beside a replica that is frozen or away, and nobody waits long for it', async () => {
    const stillWhole = async () => {
      const id = randomUUID()
      await fromProgram(app, { id, survey, rating: 3 })
      const begun = performance.now()
      for (const path of ['/responses', '/responses.csv']) expect(await list(path)).toContain(id)
      expect(performance.now() - begun).toBeLessThan(5_000)
    }
    standby.signal('SIGSTOP')
    await stillWhole()
    standby.signal('SIGCONT')
    await standby.stop()
    await stillWhole()
  })
})
