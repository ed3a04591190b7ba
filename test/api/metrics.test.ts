import BetterSqlite from 'better-sqlite3'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { columnsOf } from '../../server/columns/columns'
import { watchColumns } from '../../server/gauges/columns'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { botToken, webhookSecret } from '../support/fake-telegram'
import { fromProgram, givenSurvey } from '../support/given'

/** What Prometheus reads: the value of each line, by its name and labels. */
async function scraped({ request }: TestApp) {
  const response = await request('/metrics', { key: testKey })
  expect(response.status).toBe(200)
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))])
  )
}

onBothDatabases((fresh, dialect) => {
  describe('the metrics', () => {
    let app: TestApp
    let site: string
    let survey: string
    beforeAll(async () => {
      app = await startApp(fresh)
      const given = await givenSurvey(app)
      site = given.site.id
      survey = given.survey.id
    })
    afterAll(() => app.close())

    it('tell how many changes the columns do not know yet', async () => {
      watchColumns(app.services)
      const behind = async () => (await scraped(app)).get('hearback_columns_behind')
      columnsOf(app.services.database).forget()
      expect(await behind()).toBeNaN()
      await columnsOf(app.services.database).load()
      expect(await behind()).toBe(0)
      await fromProgram(app, { survey, rating: 5 })
      expect(await behind()).toBeGreaterThan(0)
      await app.request(`/api/v1/scores?survey=${survey}`, { key: testKey })
      expect(await behind()).toBe(0)
    })

    it('tell how long commits took, how many answers wait, who follows, and why requests were refused', async () => {
      const before = (await scraped(app)).get('hearback_commit_seconds_count') ?? NaN
      await fromProgram(app, { survey, rating: 5 })
      await app.request('/api/v1/sites')
      await app.request('/api/v1/responses', { key: testKey, body: { survey } })
      const following = app.services.live.follow(site)
      const seen = await scraped(app)
      following.end()
      expect(seen.get('hearback_commit_seconds_count')).toBe(before + 1)
      expect(seen.get('hearback_commit_seconds_sum')).toBeGreaterThan(0)
      expect(seen.get('hearback_refusals_total{code="sign-in-needed"}')).toBe(1)
      expect(seen.get('hearback_refusals_total{code="invalid"}')).toBe(1)
      expect([
        seen.get('hearback_intake_waiting'),
        seen.get('hearback_live_followers'),
        seen.get('hearback_database_up')
      ]).toEqual([0, 1, 1])
      expect((await scraped(app)).get('hearback_live_followers')).toBe(0)
    })

    it(`tell of ${dialect === 'sqlite' ? 'the file, its log and its disk' : 'the connections to the database'}`, async () => {
      const seen = await scraped(app)
      const names = ['hearback_sqlite_file_bytes', 'hearback_sqlite_log_bytes', 'hearback_disk_free_bytes']
      const connections = ['used', 'idle', 'waiting'].map((state) =>
        seen.get(`hearback_database_connections_${state}`)
      )
      if (dialect === 'sqlite') {
        for (const name of names) expect([name, seen.get(name)]).toEqual([name, expect.any(Number)])
        expect(seen.get('hearback_sqlite_file_bytes')).toBeGreaterThan(4096)
        expect(seen.get('hearback_disk_free_bytes')).toBeGreaterThan(0)
        expect(connections).toEqual([undefined, undefined, undefined])
      } else {
        expect(names.map((name) => seen.has(name))).toEqual([false, false, false])
        expect(connections).toEqual([expect.any(Number), expect.any(Number), 0])
        expect(Number(connections[0]) + Number(connections[1])).toBeGreaterThan(0)
      }
    })

    it('name no site, survey, customer or key', async () => {
      const all = [...(await scraped(app)).keys()].join('\n')
      for (const secret of [site, survey, testKey, 'shop']) expect(all).not.toContain(secret)
    })
  })

  it('tell how late messages and events are, and ask the database for that once in a while only', async () => {
    let clock = Date.parse('2026-11-01T09:00:00Z')
    const app = await startApp(fresh, { now: () => clock })
    const { site, survey } = await givenSurvey(app)
    const telegram = {
      kind: 'telegram',
      vendorUrl: 'http://127.0.0.1:9',
      settings: { botToken, webhookSecret }
    }
    const made = await app.request('/api/v1/connectors', {
      key: testKey,
      body: { site: site.id, name: 'Ours', ...telegram }
    })
    const { id } = (await made.json()) as { id: string }
    await app.request('/api/v1/invitations', {
      key: testKey,
      body: { survey: survey.id, channel: 'web', delivery: id, address: '4711' }
    })
    const update = {
      update_id: 1,
      message: {
        message_id: 1,
        date: clock / 1000,
        chat: { id: 4711, type: 'private' },
        from: { id: 4711 },
        text: '5'
      }
    }
    const told = await app.request(`/hooks/${id}`, {
      body: update,
      headers: { 'x-telegram-bot-api-secret-token': webhookSecret }
    })
    expect(told.status).toBe(200)
    clock += 1_800_000
    const late = (seen: Map<string, number>) =>
      ['outbox', 'inbox'].map((queue) => seen.get(`hearback_${queue}_late_seconds`))
    expect(late(await scraped(app))).toEqual([1800, 1800])
    clock += 60_000
    expect(late(await scraped(app))).toEqual([1800, 1800])
    await app.close()
  })

  it('are there also when the database is not, and say so', async () => {
    const app = await startApp(fresh)
    await app.services.database.close()
    const seen = await scraped(app)
    expect([
      seen.get('hearback_database_up'),
      seen.get('hearback_outbox_late_seconds'),
      seen.get('hearback_intake_waiting')
    ]).toEqual([0, NaN, 0])
    await app.place.remove()
  })

  if (dialect === 'postgres') {
    it('come in time also while the database is stuck', async () => {
      const app = await startApp(fresh)
      const client = new pg.Client({ connectionString: app.place.url })
      await client.connect()
      await client.query('begin; lock table delivery in access exclusive mode')
      const begun = performance.now()
      expect((await scraped(app)).get('hearback_database_up')).toBe(0)
      expect(performance.now() - begun).toBeLessThan(15_000) // a statement is given up after 30 seconds
      await client.end()
      await app.close()
    })
  }

  if (dialect === 'sqlite') {
    it('are read by an index, however much lies in the outbox and the inbox', async () => {
      const place = await fresh()
      const connection = new BetterSqlite(place.url.replace('file:', ''), { readonly: true })
      const planOf = (statement: string) =>
        connection
          .prepare<[], { detail: string }>(`explain query plan ${statement}`)
          .all()
          .map(({ detail }) => detail)
          .join()
      expect(planOf("select min(due_at) from delivery where state in ('queued', 'sending')")).toContain(
        'INDEX delivery_due'
      )
      expect(planOf('select min(due_at) from inbound where processed_at is null')).toContain(
        'INDEX inbound_due'
      )
      connection.close()
      await place.remove()
    })
  }
})
