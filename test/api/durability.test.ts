import { once } from 'node:events'
import BetterSqlite from 'better-sqlite3'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import type { Database } from '../../server/db/database'
import { openDatabase } from '../../server/db/open-database'
import { verifyColumns } from '../../server/figures/verify'
import { startApp } from '../support/app'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'
import type { Ledger } from '../support/flood'
import { acknowledged, flood, poster, resend } from '../support/flood'
import { fromProgram, givenSurvey } from '../support/given'
import { makeSurvey } from '../support/made'
import type { ServerProcess } from '../support/server-process'
import { startServer } from '../support/server-process'

const rounds = inject('isLong') ? 20 : 5
const clients = 24
const lockMs = 1_000
/**
 * A stopping server breaks off after five seconds what is still open then: whoever stops sooner was held up by
 * no connection that its client kept open.
 */
const stopMs = 5_000

onBothDatabases((fresh, dialect) => {
  describe('a process of its own', () => {
    let place: FreshDatabase
    let server: ServerProcess
    let database: Database
    let survey: string
    let ledger: Ledger
    beforeEach(async () => {
      place = await fresh({ empty: true })
      server = await startServer(place.url)
      database = await openDatabase(place.url)
      survey = await makeSurvey(server.url)
      ledger = new Map()
    })
    afterEach(async () => {
      await server.stop()
      await database.close()
      await place.remove()
    })

    it(`loses no acknowledged answer and doubles none when it is killed ${rounds} times under load`, {
      timeout: 240_000
    }, async () => {
      for (let round = 0; round < rounds; round++) {
        const flooding = flood(ledger, poster(server.url, survey), { clients })
        await expect
          .poll(() => acknowledged(ledger), { timeout: 20_000, interval: 5 })
          .toBeGreaterThan((round + 1) * clients)
        // The moment is left to chance, for it is the point: before, within or after a commit.
        setTimeout(() => server.process.kill('SIGKILL'), Math.random() * 100)
        await Promise.all([flooding, once(server.process, 'exit')])
        server = await startServer(place.url)
        await agrees()
      }
      await resend(ledger, poster(server.url, survey))
      expect(acknowledged(ledger)).toBe(ledger.size)
      await agrees()
    })

    it('finishes what it took in when it is told to stop, and ends well', async () => {
      const flooding = flood(ledger, poster(server.url, survey), { clients })
      await expect
        .poll(() => acknowledged(ledger), { timeout: 20_000, interval: 5 })
        .toBeGreaterThan(10 * clients)
      const asked = performance.now()
      expect(await server.stop()).toBe(0)
      expect(performance.now() - asked).toBeLessThan(stopMs)
      await flooding
      await agrees()
    })

    it('waits for another process that holds the database, and loses nothing', async () => {
      const holding = hold(place.url)
      const release = await holding
      const released = new Promise<void>((resolve) => setTimeout(() => void release().then(resolve), lockMs))
      const start = performance.now()
      await flood(ledger, poster(server.url, survey), {
        clients,
        enough: () => acknowledged(ledger) >= 2 * clients
      })
      expect(performance.now() - start).toBeGreaterThan(lockMs / 2)
      await released
      expect(acknowledged(ledger)).toBe(ledger.size)
      await agrees()
    })

    /**
     * What is kept is what was acknowledged, each once; what was sent without an acknowledgement may be
     * there or not.
     */
    async function agrees() {
      const { response } = database.tables
      const rows = await database.handle.select({ id: response.id, rating: response.rating }).from(response)
      const kept = new Map(rows.map(({ id, rating }) => [id, rating]))
      expect(rows).toHaveLength(kept.size)
      const lost = [...ledger].filter(([id, entry]) => entry.acknowledged !== undefined && !kept.has(id))
      expect(lost).toEqual([])
      const strange = rows.filter(
        ({ id, rating }) => rating !== ledger.get(id)?.acknowledged && rating !== ledger.get(id)?.unclear
      )
      expect(strange).toEqual([])
      for await (const { differences } of verifyColumns(database, survey)) expect(differences).toEqual([])
    }

    /** Keeps everybody else from writing answers until the function that comes back is called. */
    async function hold(url: string): Promise<() => Promise<void>> {
      if (dialect === 'sqlite') {
        const other = new BetterSqlite(url.replace(/^file:/, ''))
        other.exec('begin immediate')
        return async () => void other.exec('commit').close()
      }
      const other = new pg.Client({ connectionString: url })
      await other.connect()
      await other.query('begin; lock table response in exclusive mode')
      return async () => {
        await other.query('commit')
        await other.end()
      }
    }
  })

  // PostgreSQL has no switch that makes its disk look full.
  if (dialect === 'sqlite') {
    it('says honestly that the disk is full, loses nothing that was acknowledged and heals by itself', async () => {
      const app = await startApp(fresh)
      const { survey } = await givenSurvey(app)
      const { database } = app.services
      const { response } = database.tables
      const answers = Array.from({ length: 200 }, (_, index) => ({
        id: `answer-${index}`,
        survey: survey.id,
        rating: 4,
        comment: 'x'.repeat(4_000)
      }))
      const statuses = new Map<string, number>()
      const send = async (answer: (typeof answers)[number]) => {
        const answered = await fromProgram(app, answer)
        statuses.set(answer.id, answered.status)
        if (answered.status === 503) expect(await answered.json()).toMatchObject({ code: 'database-full' })
      }

      await database.script('pragma max_page_count = 400')
      for (let start = 0; start < answers.length; start += 20)
        await Promise.all(answers.slice(start, start + 20).map(send))
      expect(new Set(statuses.values())).toEqual(new Set([201, 503]))
      const taken = answers.filter(({ id }) => statuses.get(id) === 201).map(({ id }) => id)
      expect((await database.handle.select().from(response)).map(({ id }) => id).sort()).toEqual(taken.sort())

      await database.script('pragma max_page_count = 1000000')
      await Promise.all(answers.filter(({ id }) => !taken.includes(id)).map(send))
      expect(new Set(statuses.values())).toEqual(new Set([201]))
      expect(await database.handle.select().from(response)).toHaveLength(answers.length)
      for await (const { differences } of verifyColumns(database, survey.id)) expect(differences).toEqual([])
      await app.close()
    })
  }
})
