import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openDatabase } from '../../server/db/database'
import { onBothDatabases } from '../databases'
import { agreeing, serve, serviceQuestion, serviceScript } from './service-script'
import { openShop } from './shop'

onBothDatabases((fresh) => {
  it('makes service figures, waiting and drivers of every row, whatever was told, merged, erased or removed, and by whom', async () => {
    await fc.assert(
      fc.asyncProperty(serviceScript(40), fc.array(serviceQuestion, { minLength: 12, maxLength: 12 }), async (steps, questions) => {
        const shop = await openShop(fresh)
        const other = await openDatabase(shop.services.config.databaseUrl)
        try {
          const { isRuled } = await serve(shop, other, steps)
          for (const [told, counted] of await agreeing(shop, questions, isRuled)) expect(told).toEqual(counted)
        } finally {
          await other.close()
          await shop.close()
        }
      }),
      { numRuns: 3, endOnFailure: true }
    )
  }, 180_000)
})
