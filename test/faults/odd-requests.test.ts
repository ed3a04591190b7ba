import fc from 'fast-check'
import { afterAll, beforeAll, it } from 'vitest'
import type { TestApp } from '../support/app'
import { startApp } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { isHandled, oddRequest, surroundings } from '../support/odd-requests'

const requests = 100_000

onBothDatabases((fresh, dialect) => {
  let app: TestApp
  beforeAll(async () => {
    app = await startApp(fresh)
  })
  afterAll(() => app.close())

  it(
    'answers a hundred thousand odd requests without a failure of ours',
    async () => {
      const seed = Math.floor(Math.random() * 2 ** 31)
      console.log(`${requests} odd requests on ${dialect}, seed ${seed}`)
      const request = oddRequest(await surroundings(app))
      await fc.assert(
        fc.asyncProperty(request, (one) => isHandled(app, one)),
        { numRuns: requests, seed }
      )
    },
    60 * 60_000
  )
})
