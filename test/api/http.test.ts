import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'

type Operation = {
  summary?: string
  responses?: object
  parameters?: { in: string; name: string }[]
  requestBody?: { content: object }
}

onBothDatabases((fresh) => {
  let app: TestApp
  beforeAll(async () => {
    app = await startApp(fresh)
  })
  afterAll(() => app.close())

  const paths = async () =>
    (
      (await (await app.request('/api/v1/openapi.json')).json()) as {
        paths: Record<string, Record<string, Operation>>
      }
    ).paths

  it('describes every route of the API, with a summary and its outcomes', async () => {
    const described = Object.entries(await paths()).flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const
      )
    )
    const served = new Set(
      app.app.routes
        .filter(
          ({ path, method }) =>
            path.startsWith('/api/') &&
            method !== 'ALL' &&
            method !== 'OPTIONS' &&
            path !== '/api/v1/openapi.json' &&
            !path.endsWith('*')
        )
        .map(({ path, method }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
    )
    expect(described.map(([name]) => name).sort()).toEqual([...served].sort())
    for (const [name, { summary, responses }] of described) {
      expect(summary, name).toMatch(/\w/)
      expect(Object.keys(responses ?? {}), name).not.toHaveLength(0)
    }
  })

  it('describes the body of an answer by the schema that validates it', async () => {
    const body = JSON.stringify((await paths())['/api/v1/responses']?.post?.requestBody)
    for (const word of ['rating', 'topics', 'answeredAt', '"additionalProperties":false'])
      expect(body).toContain(word)
  })

  it('answers what is not there, and what is not allowed, in the one shape of failures', async () => {
    const failures = await Promise.all([
      app.request('/api/v1/nothing', { key: testKey }),
      app.request('/api/v1/sites'),
      app.request('/api/v1/sites', { key: 'hb_wrong_key_wrong_key_wrong' }),
      app.request('/api/v1/sites/sit_none', { key: testKey }),
      app.request('/api/v1/surveys?site=x&more=1', { key: testKey }),
      app.request('/api/v1/surveys/%00', { key: testKey }),
      app.request('/w/%00.js')
    ])
    expect(failures.map(({ status }) => status)).toEqual([404, 401, 401, 404, 422, 400, 400])
    for (const failure of failures)
      expect(Object.keys((await failure.json()) as object)).toEqual(
        expect.arrayContaining(['code', 'message'])
      )
  })

  it('asks who calls before it looks at what was asked', async () => {
    const { paths } = (await (await app.request('/api/v1/openapi.json')).json()) as {
      paths: Record<string, Record<string, Operation>>
    }
    const forEverybody = [
      'POST /api/v1/responses',
      'GET /api/v1/set-up',
      'POST /api/v1/set-up',
      'POST /api/v1/join',
      'POST /api/v1/eligibility',
      'POST /api/v1/asks'
    ]
    for (const [path, methods] of Object.entries(paths).filter(([path]) => path.startsWith('/api/v1/'))) {
      for (const method of Object.keys(methods)
        .map((name) => name.toUpperCase())
        .filter((name) => !forEverybody.includes(`${name} ${path}`))) {
        expect([method, path, (await app.request(path.replace('{id}', 'none'), { method })).status]).toEqual([
          method,
          path,
          401
        ])
      }
    }
  })

  it('has no patience for years that nobody means', async () => {
    for (const question of [
      'from=9999-12-01&to=9999-12-31&by=week',
      'from=9999-12-30&to=9999-12-31&by=day',
      'from=0000-01-01&compare=previous'
    ]) {
      expect((await app.request(`/api/v1/scores?survey=x&${question}`, { key: testKey })).status).toBe(422)
    }
  })

  it('names each request and says that it lives, is ready and what it counts', async () => {
    const alive = await app.request('/healthz')
    expect([alive.status, alive.headers.get('x-request-id')]).toEqual([200, expect.stringMatching(/.{8,}/)])
    expect((await app.request('/readyz')).status).toBe(200)
    expect((await app.request('/metrics')).status).toBe(401)
    const metrics = await (await app.request('/metrics', { key: testKey })).text()
    expect(metrics).toContain('hearback_http_request_seconds_bucket')
    expect(metrics).not.toContain('sit_')
  })

  it('lets pages of any origin ask whether they may send an answer', async () => {
    const preflight = await app.request('/api/v1/responses', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type'
      }
    })
    expect(preflight.status).toBe(204)
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-origin': 'https://shop.example',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type'
    })
  })
})
