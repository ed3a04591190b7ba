import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import type { ScoresView } from '../../server/contract/figures'
import { openDatabase } from '../../server/db/open-database'
import { verifyColumns } from '../../server/figures/verify'
import { connected } from '../support/databases'
import type { Beside } from '../support/debian'
import { isInstalled, startDatabaseProxy, startHaproxy } from '../support/debian'
import { startEmbeddedPostgres } from '../support/embedded-postgres'
import { figure } from '../support/figure'
import type { Ledger, Post } from '../support/flood'
import { acknowledged, flood, keepFlooding, poster } from '../support/flood'
import { makeSurvey } from '../support/made'
import type { ServerProcess } from '../support/server-process'
import { operatorKey, startServer } from '../support/server-process'

const kills = inject('isLong') ? 10 : 1
const clients = 12
const isThere = isInstalled('haproxy')
const name = isThere ? '' : ' (skipped: HAProxy is not installed, apt-get install haproxy)'

describe.skipIf(!isThere)(
  `three processes behind HAProxy on a PostgreSQL with a synchronous standby${name}`,
  () => {
    let primary: Awaited<ReturnType<typeof startEmbeddedPostgres>>
    let standby: Awaited<ReturnType<typeof primary.standby>>
    let databases: Beside
    let balancer: Beside
    let servers: ServerProcess[]
    let url: string
    let survey: string
    const ledger: Ledger = new Map()

    beforeAll(async () => {
      // No power is cut here, so nobody needs to wait for the disk.
      primary = await startEmbeddedPostgres({ settings: { fsync: 'off' } })
      await primary.fresh('shop')
      standby = await primary.standby()
      await connected(`${primary.url}/postgres`, async (client) => {
        await client.query("alter system set synchronous_standby_names = 'standby'")
        await client.query('select pg_reload_conf()')
        const followers = () => client.query('select sync_state from pg_stat_replication')
        await vi.waitFor(async () => expect((await followers()).rows).toEqual([{ sync_state: 'sync' }]), {
          timeout: 30_000
        })
      })
      databases = await startDatabaseProxy([primary.url, standby.url].map(portOf))
      url = `postgres://postgres:postgres@127.0.0.1:${databases.port}/shop`
      servers = await Promise.all([1, 2, 3].map(() => startServer(url)))
      balancer = await startHaproxy(servers.map((server) => portOf(server.url)))
      survey = await makeSurvey(balancerUrl())
    })
    afterAll(async () => {
      await Promise.all((servers ?? []).map((server) => server.stop()))
      await balancer?.stop()
      await databases?.stop()
      await standby?.stop()
      await primary?.stop()
    })

    const balancerUrl = () => `http://127.0.0.1:${balancer.port}`

    it('loses and doubles nothing when one is killed under load, and a client that asks once more sees no failure', {
      timeout: 240_000
    }, async () => {
      const sendOnce = poster(balancerUrl(), survey)
      let failures = 0
      const twice: Post = async (id, rating) => {
        if (await sendOnce(id, rating)) return true
        await sleep(100)
        const isTaken = await sendOnce(id, rating)
        if (!isTaken) failures++
        return isTaken
      }
      for (let kill = 0; kill < kills; kill++) {
        const before = acknowledged(ledger)
        const flooding = flood(ledger, twice, {
          clients,
          enough: () => acknowledged(ledger) > before + 20 * clients
        })
        await expect
          .poll(() => acknowledged(ledger), { timeout: 20_000, interval: 5 })
          .toBeGreaterThan(before + 5 * clients)
        const killed = servers[kill % servers.length]
        killed?.process.kill('SIGKILL')
        await flooding
        servers = servers.filter((server) => server !== killed)
        if (killed) servers.push(await startServer(url, { PORT: String(portOf(killed.url)) }))
      }
      figure({
        tried: kills,
        figure: `${acknowledged(ledger)} answers through HAProxy, ${failures} failures after one retry`
      })
      expect(failures).toBe(0)
      await agrees(`${primary.url}/shop`)
    })

    it('loses and doubles no acknowledged answer when the primary is killed and the standby promoted, and goes on by itself', {
      timeout: 240_000
    }, async () => {
      const post = poster(balancerUrl(), survey)
      const stop = keepFlooding(ledger, post, clients)
      const before = acknowledged(ledger)
      await expect
        .poll(() => acknowledged(ledger), { timeout: 20_000, interval: 5 })
        .toBeGreaterThan(before + 10 * clients)
      primary.signal('SIGKILL')
      const gone = performance.now()
      // For a while there is only a standby that reads.
      await sleep(500)
      await connected(`${standby.url}/shop`, (client) => client.query('select pg_promote()'))
      const promoted = performance.now()
      const then = acknowledged(ledger)
      await expect
        .poll(() => acknowledged(ledger), { timeout: 20_000, interval: 5 })
        .toBeGreaterThan(then + 10 * clients)
      const back = performance.now()
      await stop()
      figure({
        tried: 1,
        figure:
          `${acknowledged(ledger)} answers; taken again ${Math.round(back - promoted)} ms after ` +
          `the promotion, ${Math.round(back - gone)} ms after the kill`
      })
      for (const server of servers) expect(server.process.exitCode, server.printed()).toBe(null)
      await agrees(`${standby.url}/shop`)
    })

    /** What was acknowledged is there once, as it was acknowledged last, and every process counts it. */
    async function agrees(where: string) {
      const database = await openDatabase(where)
      const { response } = database.tables
      const rows = await database.handle.select({ id: response.id, rating: response.rating }).from(response)
      expect(new Map(rows.map(({ id, rating }) => [id, rating]))).toEqual(
        new Map([...ledger].map(([id, entry]) => [id, entry.acknowledged]))
      )
      expect(rows).toHaveLength(ledger.size)
      for await (const { differences } of verifyColumns(database, survey)) expect(differences).toEqual([])
      await database.close()
      for (const server of servers) {
        const response = await fetch(`${server.url}/api/v1/scores?survey=${survey}`, {
          headers: { authorization: `Bearer ${operatorKey}` }
        })
        expect(response.status, await response.clone().text()).toBe(200)
        const view = (await response.json()) as ScoresView // as the contract says
        expect(view.total.count).toBe(ledger.size)
      }
    }
  }
)

function portOf(url: string): number {
  return Number(new URL(url).port)
}
