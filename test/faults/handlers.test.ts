import { expect, it } from 'vitest'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { figure } from '../support/figure'
import { fromProgram, givenSurvey } from '../support/given'

type Paths = Record<string, Record<string, unknown>>

onBothDatabases((fresh, dialect) => {
  it('tells of a failure of ours in one shape, whichever route it happens in, and takes answers right afterwards', {
    timeout: 240_000
  }, async () => {
    const app = await startApp(fresh)
    const { survey, site } = await givenSurvey(app)
    const { paths } = (await (await app.request('/api/v1/openapi.json')).json()) as { paths: Paths }
    const { database } = app.services
    const { handle, atomically, lists } = database
    const broken = () => {
      throw new Error('broken on purpose')
    }
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ path, method: method.toUpperCase() }))
    )
    let failures = 0
    for (const { path, method } of routes) {
      Object.assign(database, {
        handle: new Proxy({}, { get: broken }),
        atomically: async () => broken(),
        lists: async () => broken()
      })
      const filled = path.replaceAll(/\{(\w+)\}/g, survey.id)
      const answered = await app.request(`${filled}?survey=${survey.id}&site=${site.id}`, {
        method,
        key: testKey,
        ...(method !== 'GET' && { body: { survey: survey.id, site: site.id } })
      })
      Object.assign(database, { handle, atomically, lists })
      if (answered.status === 500) {
        failures++
        expect(await answered.json(), `${method} ${path}`).toMatchObject({
          code: 'internal',
          message: expect.any(String)
        })
      }
      expect(answered.status, `${method} ${path}`).toBeLessThanOrEqual(503)
      await answered.body?.cancel().catch(() => {})
    }
    expect((await fromProgram(app, { survey: survey.id, rating: 5 })).status).toBe(201)
    figure({
      tried: routes.length,
      figure:
        `${failures} of ${routes.length} routes failed in the one shape on ${dialect}, answers ` +
        'were taken afterwards'
    })
    await app.close()
  })
})
