import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { openDatabase } from '../../server/db/open-database'
import { onBothDatabases } from '../support/databases'
import { figure } from '../support/figure'
import type { Ledger, Post } from '../support/flood'
import { acknowledged, flood, poster } from '../support/flood'
import { freePort } from '../support/free-port'
import { makeSurvey } from '../support/made'
import { startServer } from '../support/server-process'

const stops = Number(process.env.STOPS ?? 20)
const clients = 16
/**
 * How long a client asks again before it calls that a failure; a deploy with one process takes as long as a
 * start.
 */
const clientPatienceMs = 20_000
const soakMs = Number(process.env.SOAK_SECONDS ?? 90) * 1_000

onBothDatabases((fresh, dialect) => {
  it('loses nothing when it is stopped and started again and again under load, and ends well each time', {
    timeout: 900_000
  }, async () => {
    const place = await fresh({ empty: true })
    const port = String(await freePort())
    let server = await startServer(place.url, { PORT: port })
    const survey = await makeSurvey(server.url)
    const sendOnce = poster(server.url, survey)
    let failures = 0
    let waitedMost = 0
    const patient: Post = async (id, rating) => {
      const begun = performance.now()
      while (performance.now() - begun < clientPatienceMs) {
        if (await sendOnce(id, rating)) {
          waitedMost = Math.max(waitedMost, performance.now() - begun)
          return true
        }
        await sleep(50)
      }
      failures++
      return false
    }
    const ledger: Ledger = new Map()
    let isOver = false
    const flooding = flood(ledger, patient, { clients, enough: () => isOver })
    const tookMs: number[] = []
    for (let stop = 0; stop < stops; stop++) {
      const before = acknowledged(ledger)
      await expect
        .poll(() => acknowledged(ledger), { timeout: 30_000, interval: 5 })
        .toBeGreaterThan(before + 3 * clients)
      const begun = performance.now()
      expect(await server.stop(), server.printed()).toBe(0)
      tookMs.push(performance.now() - begun)
      server = await startServer(place.url, { PORT: port })
    }
    isOver = true
    await flooding
    await server.stop()
    const database = await openDatabase(place.url)
    const { response } = database.tables
    const rows = await database.handle.select({ id: response.id, rating: response.rating }).from(response)
    await database.close()
    await place.remove()
    figure({
      tried: stops,
      failed: failures,
      figure:
        `${dialect}: stopped in ${Math.round(Math.max(...tookMs))} ms at most, a client waited ` +
        `${Math.round(waitedMost)} ms at most, ${rows.length} answers`
    })
    expect(failures).toBe(0)
    expect(rows).toHaveLength(ledger.size)
    expect(new Map(rows.map(({ id, rating }) => [id, rating]))).toEqual(
      new Map([...ledger].map(([id, entry]) => [id, entry.acknowledged]))
    )
  })

  it.runIf(process.platform === 'linux')(
    `takes no more memory and descriptors after a while at full speed`,
    { timeout: soakMs + 300_000 },
    async () => {
      const place = await fresh({ empty: true })
      const server = await startServer(place.url)
      const survey = await makeSurvey(server.url)
      const send = poster(server.url, survey)
      const ledger: Ledger = new Map()
      const begun = performance.now()
      let isOver = false
      const flooding = flood(ledger, send, { clients, enough: () => isOver })
      const samples: { minute: number; megabytes: number; descriptors: number }[] = []
      while (performance.now() - begun < soakMs) {
        await sleep(1_000)
        const status = readFileSync(`/proc/${server.process.pid}/status`, 'utf8')
        samples.push({
          minute: (performance.now() - begun) / 60_000,
          megabytes: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024,
          descriptors: readdirSync(`/proc/${server.process.pid}/fd`).length
        })
      }
      isOver = true
      await flooding
      // A client ends with its first failure: at full speed none has one.
      expect([acknowledged(ledger), ledger.size > clients]).toEqual([ledger.size, true])
      expect(await server.stop(), server.printed()).toBe(0)
      await place.remove()
      // After the first half everything that is needed once is there.
      const later = samples.slice(samples.length / 2)
      const slope = slopeOf(later.map(({ minute, megabytes }) => [minute, megabytes]))
      const descriptors = later.map((sample) => sample.descriptors)
      figure({
        tried: ledger.size,
        figure:
          `${dialect}: ${Math.round(soakMs / 1_000)} s, memory ${slope.toFixed(1)} MB a minute ` +
          `at ${Math.round(later.at(-1)?.megabytes ?? 0)} MB, descriptors ` +
          `${Math.min(...descriptors)} to ${Math.max(...descriptors)}`
      })
      expect(Math.max(...descriptors) - Math.min(...descriptors)).toBeLessThan(25)
    }
  )
})

/** The slope of the line that fits best (least squares). */
function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [x, y] = [mean(points.map((point) => point[0])), mean(points.map((point) => point[1]))]
  return (
    points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) /
    points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
  )
}
