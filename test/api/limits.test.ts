import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../server/db/database'
import { openDatabase } from '../../server/db/open-database'
import { makePublicLimit } from '../../server/http/rate-limit'
import type { TestApp } from '../support/app'
import { startApp } from '../support/app'
import { onBothDatabases } from '../support/databases'

onBothDatabases((fresh, dialect) => {
  let app: TestApp
  let other: Database
  const now = Date.now()

  beforeAll(async () => {
    app = await startApp(fresh)
    other = await openDatabase(app.place.url)
  })
  afterAll(async () => {
    await other.close()
    await app.close()
  })

  describe('a network that floods the server', () => {
    it('is told when to come back, and no other network is', async () => {
      const { answer } = makePublicLimit(app.services.database, () => now, 1_000)
      const tries = await Promise.allSettled(
        Array.from({ length: 2_000 }, (_, index) => answer(`2001:db8::${index.toString(16)}`))
      )
      const through = tries.filter(({ status }) => status === 'fulfilled').length
      expect(through).toBeGreaterThanOrEqual(900)
      expect(through).toBeLessThanOrEqual(1_000)
      await expect(answer('2001:db8::1')).rejects.toMatchObject({ code: 'too-many', status: 429 })
      await expect(answer('2001:db8:0:1::1')).resolves.toBeUndefined()
    })

    it.runIf(dialect === 'postgres')('gets no more through by asking several processes', async () => {
      const processes = [app.services.database, other].map((database) =>
        makePublicLimit(database, () => now + 60_000, 1_000)
      )
      const tries = await Promise.allSettled(
        Array.from({ length: 4_000 }, (_, index) => processes[index % 2]?.answer('203.0.113.9'))
      )
      const through = tries.filter(({ status }) => status === 'fulfilled').length
      expect(through).toBeGreaterThanOrEqual(900)
      expect(through).toBeLessThanOrEqual(1_000)
    })
  })
})
