import fc from 'fast-check'
import { afterAll, beforeAll, it } from 'vitest'
import type { TestApp } from '../support/app'
import { startApp } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { isHandled, oddRequest, surroundings } from '../support/odd-requests'

onBothDatabases((fresh) => {
  let app: TestApp
  beforeAll(async () => {
    app = await startApp(fresh)
  })
  afterAll(() => app.close())

  // `npm run test:faults` sends a hundred thousand.
  it('answers any request to any route, by anybody, without a failure of ours', async () => {
    const request = oddRequest(await surroundings(app))
    await fc.assert(
      fc.asyncProperty(request, (one) => isHandled(app, one)),
      { numRuns: 2_500 }
    )
  }, 240_000)
})
