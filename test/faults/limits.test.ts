import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../../server/db/database'
import { openDatabase } from '../../server/db/open-database'
import { makeLimit } from '../../server/limits/limit'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'
import { figure } from '../support/figure'

const atOnce = 500
const most = 100
const keys = 1_000_000

onBothDatabases((fresh, dialect) => {
  let place: FreshDatabase
  let database: Database
  let other: Database
  beforeAll(async () => {
    place = await fresh()
    database = await openDatabase(place.url)
    // A file has one process.
    other = dialect === 'sqlite' ? database : await openDatabase(place.url)
  })
  afterAll(async () => {
    await database.close()
    if (other !== database) await other.close()
    await place.remove()
  })

  it('lets no more through than it should when five hundred come at once, in two processes, and begins anew in the next window', async () => {
    let now = Date.parse('2026-06-20T12:00:00Z')
    const limits = [...new Set([database, other])].map((one) =>
      makeLimit({ name: 'race', most, windowMs: 60_000, clock: () => now, database: one })
    )
    const letThrough = async () => {
      const tries = Array.from(
        { length: atOnce },
        (_, index) =>
          limits[index % limits.length]?.('somebody').then(
            () => 1,
            () => 0
          ) ?? 0
      )
      return (await Promise.all(tries)).reduce((sum: number, one) => sum + one, 0)
    }
    const first = await letThrough()
    const again = await letThrough()
    await limits[0]?.('somebody else')
    now += 60_000
    const after = await letThrough()
    figure({
      tried: 3 * atOnce,
      figure: `${first}, then ${again}, then ${after} of ${most} let through on ${dialect}`
    })
    expect(first).toBeLessThanOrEqual(most)
    expect(first).toBeGreaterThan(most / 2)
    expect(first + again).toBeLessThanOrEqual(most)
    expect(after).toBeLessThanOrEqual(most)
    expect(after).toBeGreaterThan(most / 2)
  })

  it.runIf(dialect === 'sqlite')(
    'takes little memory and time for a million keys',
    { timeout: 300_000 },
    async () => {
      const limit = makeLimit({ name: 'many', most, windowMs: 3_600_000, clock: () => performance.now() })
      const before = process.memoryUsage()
      const begun = performance.now()
      for (let key = 0; key < keys; key++) await limit(`network-${key}`)
      const after = process.memoryUsage()
      const megabytes = (after.arrayBuffers - before.arrayBuffers) / 1024 / 1024
      const micros = (1_000 * (performance.now() - begun)) / keys
      figure({
        tried: keys,
        figure: `${Math.round(megabytes)} MB for ${keys.toLocaleString('en')} keys, ${micros.toFixed(1)} µs a check`
      })
      expect(megabytes).toBeLessThan(50)
      expect(micros).toBeLessThan(100)
    }
  )
})
