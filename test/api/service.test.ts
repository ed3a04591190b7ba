import fc from 'fast-check'
import { expect, it } from 'vitest'
import { columnsOf } from '../../server/columns/columns'
import { openDatabase } from '../../server/db/open-database'
import { verifyConversations, verifyInvitations } from '../../server/figures/verify-rows'
import { untouched } from '../../server/invitations/invitation'
import { siteById } from '../../server/sites/sites'
import { onBothDatabases } from '../support/databases'
import { agreeing, serve, serviceQuestion, serviceScript } from '../support/service-script'
import { now, openShop } from '../support/shop'

onBothDatabases((fresh) => {
  it('makes service figures, waiting and drivers of every row, whatever was told, merged, erased or removed, and by whom', async () => {
    await fc.assert(
      fc.asyncProperty(
        serviceScript(40),
        fc.array(serviceQuestion, { minLength: 12, maxLength: 12 }),
        async (steps, questions) => {
          const shop = await openShop(fresh)
          const other = await openDatabase(shop.services.config.databaseUrl)
          try {
            const { isRuled } = await serve(shop, other, steps)
            const site = await siteById(shop.database, 'sit_shop')
            expect(await verifyConversations(shop.database, site)).toEqual({ ids: [], surplus: 0 })
            for (const [told, counted] of await agreeing(shop, questions, isRuled))
              expect(told).toEqual(counted)
          } finally {
            await other.close()
            await shop.close()
          }
        }
      ),
      { numRuns: 3, endOnFailure: true }
    )
  }, 180_000)

  it('finds conversations and invitations that the columns know as something else, because no change told of it', async () => {
    const shop = await openShop(fresh)
    const { database } = shop
    const { conversation, invitation } = database.tables
    const site = await siteById(database, 'sit_shop')
    const found = async () => [
      await verifyConversations(database, site),
      await verifyInvitations(database, site, 'svy_shop')
    ]
    await database.handle
      .insert(conversation)
      .values(['c-1', 'c-2', 'c-3'].map((id) => ({ siteId: 'sit_shop', id, beganAt: now, updatedAt: now })))
    const like = {
      ...untouched,
      siteId: 'sit_shop',
      surveyId: 'svy_shop',
      channel: 'sms',
      topics: '[]',
      agent: '',
      team: '',
      locale: 'en',
      state: 'sent' as const,
      createdAt: now
    }
    await database.atomically((handle) =>
      database.insertRows(handle, {
        table: invitation,
        rows: ['i-1', 'i-2'].map((id) => ({ ...like, id })),
        onConflict: ''
      })
    )
    expect(await found()).toEqual([
      { ids: [], surplus: 0 },
      { ids: [], surplus: 0 }
    ])
    await database.script(
      `update conversation set handle_seconds = 5 where id = 'c-1'; delete from conversation ` +
        `where id = 'c-2'; update invitation set opened_at = 1 where id = 'i-1'; delete from ` +
        'change'
    )
    expect(await found()).toEqual([
      { ids: ['c-1'], surplus: 1 },
      { ids: ['i-1'], surplus: 0 }
    ])
    columnsOf(database).forget()
    expect(await found()).toEqual([
      { ids: [], surplus: 0 },
      { ids: [], surplus: 0 }
    ])
    await shop.close()
  })
})
