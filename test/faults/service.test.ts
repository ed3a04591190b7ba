import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openDatabase } from '../../server/db/open-database'
import { onBothDatabases } from '../support/databases'
import { agreeing, serve, serviceQuestion, serviceScript } from '../support/service-script'
import { openShop } from '../support/shop'

/* The long version of test/api/service.test.ts: histories of some hundred steps, asked for in sixty ways. */
onBothDatabases((fresh) => {
  it('makes service figures, waiting and drivers of every row over long histories', {
    timeout: 1_800_000
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        serviceScript(200),
        fc.array(serviceQuestion, { minLength: 60, maxLength: 60 }),
        async (steps, questions) => {
          const shop = await openShop(fresh)
          const other = await openDatabase(shop.services.config.databaseUrl)
          try {
            const { isRuled } = await serve(shop, other, steps)
            for (const [told, counted] of await agreeing(shop, questions, isRuled))
              expect(told).toEqual(counted)
          } finally {
            await other.close()
            await shop.close()
          }
        }
      ),
      { numRuns: 12, endOnFailure: true }
    )
  })
})
