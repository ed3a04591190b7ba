import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openDatabase } from '../../server/db/open-database'
import { verifyColumns } from '../../server/figures/verify'
import { connected } from '../support/databases'
import { startEmbeddedPostgres } from '../support/embedded-postgres'
import { figure } from '../support/figure'
import type { Ledger } from '../support/flood'
import { acknowledged, keepFlooding, poster } from '../support/flood'
import { makeSurvey } from '../support/made'
import type { ServerProcess } from '../support/server-process'
import { operatorKey, startServer } from '../support/server-process'

const restarts = inject('isLong') ? 50 : 3
const [freezeMs, ends] = inject('isLong') ? [10_000, 20] : [1_500, 2]
const clients = 16

describe('a PostgreSQL that restarts under load', () => {
  let postgres: Awaited<ReturnType<typeof startEmbeddedPostgres>>
  let url: string
  let server: ServerProcess
  beforeAll(async () => {
    postgres = await startEmbeddedPostgres()
    url = await postgres.fresh('restarted')
    server = await startServer(url)
  })
  afterAll(async () => {
    await server.stop()
    await postgres.stop()
  })

  it(`ends no process and loses no acknowledged answer in ${restarts} restarts, and is served again soon after`, {
    timeout: 600_000
  }, async () => {
    const survey = await makeSurvey(server.url)
    const ledger: Ledger = new Map()
    const stop = keepFlooding(ledger, poster(server.url, survey), clients)
    const backAfterMs: number[] = []
    for (let restart = 0; restart < restarts; restart++) {
      const before = acknowledged(ledger)
      await expect
        .poll(() => acknowledged(ledger), { timeout: 20_000, interval: 5 })
        .toBeGreaterThan(before + clients)
      // With a checkpoint and, as after a crash, without one.
      await postgres.restart(undefined, restart % 2 === 0 ? 'immediate' : 'fast')
      const ready = performance.now()
      await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status, { interval: 10 }).toBe(200)
      backAfterMs.push(performance.now() - ready)
      expect(server.process.exitCode, server.printed()).toBe(null)
    }
    const before = acknowledged(ledger)
    await expect
      .poll(() => acknowledged(ledger), { timeout: 20_000, interval: 5 })
      .toBeGreaterThan(before + clients)
    await stop()
    figure({
      tried: restarts,
      figure:
        `${restarts} restarts, ${acknowledged(ledger)} answers; ready again ` +
        `${Math.max(...backAfterMs).toFixed(0)} ms after PostgreSQL at the latest`
    })

    await agrees(ledger, survey)
  })

  it('goes on where PostgreSQL stood still and where its connections were ended one by one, and loses nothing', {
    timeout: 240_000
  }, async () => {
    const survey = await makeSurvey(server.url)
    const ledger: Ledger = new Map()
    const stop = keepFlooding(ledger, poster(server.url, survey), clients)
    const more = async () => {
      const before = acknowledged(ledger)
      await expect
        .poll(() => acknowledged(ledger), { timeout: 30_000, interval: 5 })
        .toBeGreaterThan(before + clients)
    }
    await more()
    postgres.signal('SIGSTOP')
    const frozen = performance.now()
    while (performance.now() - frozen < freezeMs)
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    postgres.signal('SIGCONT')
    await more()
    for (let round = 0; round < ends; round++) {
      await connected(url, (client) =>
        client.query(
          'select pg_terminate_backend(pid) from pg_stat_activity where datname = ' +
            'current_database() and pid <> pg_backend_pid()'
        )
      )
      await more()
    }
    await stop()
    expect(server.process.exitCode, server.printed()).toBe(null)
    await agrees(ledger, survey)
    figure({
      tried: 1 + ends,
      figure: `frozen for ${freezeMs} ms, all connections ended ${ends} times, ${acknowledged(ledger)} answers`
    })
  })

  it('says that it is to be asked again while PostgreSQL is away, and goes on by itself', async () => {
    const survey = await makeSurvey(server.url)
    const answer = () =>
      fetch(`${server.url}/api/v1/responses`, {
        method: 'POST',
        body: JSON.stringify({ id: 'answer-while-away', survey, rating: 4 }),
        headers: asOperator
      })
    await postgres.restart(async () => {
      const refused = await answer()
      expect([
        refused.status,
        await refused.json(),
        Number(refused.headers.get('retry-after')) > 0
      ]).toMatchObject([503, { code: 'database-busy' }, true])
      expect((await fetch(`${server.url}/readyz`)).status).toBe(503)
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    })
    await expect.poll(async () => (await answer()).status).toBe(201)
    expect((await answer()).status).toBe(200)
  })

  /** What was acknowledged is there once, as it was acknowledged last, and counted so. */
  async function agrees(ledger: Ledger, survey: string) {
    const database = await openDatabase(url)
    const { response } = database.tables
    const rows = await database.handle
      .select({ id: response.id, rating: response.rating })
      .from(response)
      .where(eq(response.surveyId, survey))
    expect(new Map(rows.map(({ id, rating }) => [id, rating]))).toEqual(
      new Map([...ledger].map(([id, entry]) => [id, entry.acknowledged]))
    )
    expect(rows).toHaveLength(ledger.size)
    for await (const { differences } of verifyColumns(database, survey)) expect(differences).toEqual([])
    await database.close()
  }
})

const asOperator = { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' }
