import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Database } from '../../server/db/database'
import { run } from '../../server/db/database'
import { migrate } from '../../server/db/migrate'
import { openDatabase } from '../../server/db/open-database'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'

onBothDatabases((fresh) => {
  let place: FreshDatabase
  let database: Database
  beforeEach(async () => {
    place = await fresh({ empty: true })
    database = await openDatabase(place.url)
  })
  afterEach(async () => {
    await database.close()
    await place.remove()
  })

  it('brings an empty database up to date once, also when several processes start together', async () => {
    const others = await Promise.all([1, 2, 3].map(() => openDatabase(place.url)))
    const fresh = await Promise.all([database, ...others].map(migrate))
    expect(fresh.flat().length).toBeGreaterThanOrEqual(1)
    expect(await migrate(database)).toEqual([])
    await Promise.all(others.map((other) => other.close()))
  })

  it('refuses a database that a newer version wrote', async () => {
    await migrate(database)
    await database.script(`insert into migration (name, applied_at) values ('999-future', 1)`)
    await expect(migrate(database)).rejects.toThrow('newer Hearback (999-future)')
  })

  it('keeps all of a transaction or nothing of it', async () => {
    await migrate(database)
    const { label, site } = database.tables
    await database.handle.insert(site).values({
      id: 's',
      key: 'k',
      name: 'n',
      origins: '[]',
      timeZone: 'UTC',
      locale: 'en',
      secret: 'x',
      createdAt: 1
    })
    const rows = await database.atomically(function* (handle) {
      yield* run(handle.insert(label).values({ siteId: 's', dimension: 'topic', key: 'a', label: 'A' }))
      return yield* run(handle.select().from(label).where(eq(label.siteId, 's')))
    })
    expect(rows).toEqual([{ siteId: 's', dimension: 'topic', key: 'a', label: 'A', given: null }])
    const failing = database.atomically(function* (handle) {
      yield* run(handle.insert(label).values({ siteId: 's', dimension: 'topic', key: 'b', label: 'B' }))
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    expect(await database.handle.select().from(label)).toHaveLength(1)
  })

  // Two requests that wrote in the same turn of the event loop used to begin twice on the one SQLite
  // connection.
  it('runs transactions that begin in the same moment one after another', async () => {
    await migrate(database)
    const { site } = database.tables
    await Promise.all(
      ['a', 'b', 'c'].map((id) =>
        database.atomically(function* (handle) {
          yield* run(
            handle.insert(site).values({
              id,
              key: id,
              name: 'n',
              origins: '[]',
              timeZone: 'UTC',
              locale: 'en',
              secret: 'x',
              createdAt: 1
            })
          )
        })
      )
    )
    expect(await database.handle.select().from(site)).toHaveLength(3)
  })
})
