import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../server/config'
import { serve } from '../../server/serve'
import type { TestApp } from '../support/app'
import { assets, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { fromPage, fromProgram, givenSurvey } from '../support/given'

const token = 'a-token-for-prometheus'
const admin = { email: 'First@Example.com', password: 'correct horse battery' }

onBothDatabases((fresh) => {
  let app: TestApp
  let survey: string
  beforeAll(async () => {
    app = await startApp(fresh, { config: { metricsToken: token } })
    survey = (await givenSurvey(app)).survey.id
    await fromProgram(app, { survey, rating: 4, comment: 'fine' })
  })
  afterAll(() => app.close())

  it.each(['responses', 'responses.csv', 'scores', 'topics', 'invitations', 'audit'])(
    'lets no cache keep what /%s gives',
    async (noun) => {
      const response = await app.request(
        `/api/v1/${noun}?${noun === 'audit' ? `site=${((await (await app.request('/api/v1/sites', { key: testKey })).json()) as { rows?: { id: string }[] }).rows?.[0]?.id ?? ''}` : `survey=${survey}`}`,
        { key: testKey }
      )
      expect(response.headers.get('cache-control')).toBe('no-store')
    }
  )

  it('lets no cache keep what an answer is answered with, nor a refusal', async () => {
    const answered = await Promise.all([
      fromPage(app, { id: 'an-answer-of-a-page', survey, rating: 5 }),
      app.request('/api/v1/responses'),
      app.request('/api/v1/responses/none?survey=none', { key: testKey })
    ])
    expect(answered.map(({ headers }) => headers.get('cache-control'))).toEqual([
      'no-store',
      'no-store',
      'no-store'
    ])
  })

  it('shows its metrics to whoever has the token or the key of the environment', async () => {
    const statuses = await Promise.all(
      [{}, { key: 'wrong' }, { key: `${token}x` }, { key: token }, { key: testKey }].map(
        async (as) => (await app.request('/metrics', as)).status
      )
    )
    expect(statuses).toEqual([401, 401, 401, 200, 200])
    expect(await (await app.request('/metrics')).json()).toMatchObject({
      code: 'metrics-closed',
      message: expect.stringContaining('METRICS_TOKEN')
    })
  })
})

describe('a server that starts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-guarded-'))
  const path = join(folder, 'hearback.db')
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('makes its files readable by their owner only, also those that were there, and is ready when the first owner can sign in', async () => {
    const environment = {
      DATABASE_URL: `file:${path}`,
      HEARBACK_ADMIN_EMAIL: admin.email,
      HEARBACK_ADMIN_PASSWORD: admin.password
    }
    readConfig(environment) // begins the database: an empty file is not taken for a new one
    chmodSync(path, 0o644)
    for (const file of [`${path}-wal`, `${path}-shm`]) writeFileSync(file, '', { mode: 0o644 })
    const config = readConfig(environment)
    const running = await serve({ ...config, port: 0, metricsPort: 0 }, assets, {
      log: pino({ level: 'silent' })
    })
    try {
      const url = `http://127.0.0.1:${running.port}`
      // The very first request that a started server hears.
      const signedIn = await fetch(`${url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...admin, email: admin.email.toLowerCase() })
      })
      expect(signedIn.status).toBe(204)
      expect((await fetch(`${url}/readyz`)).status).toBe(200)
      for (const file of [path, `${path}-wal`, `${path}-shm`])
        expect([file, existsSync(file) ? statSync(file).mode & 0o777 : 0o600]).toEqual([file, 0o600])
      expect((await fetch(`${url}/metrics`)).status).toBe(401)
      expect(await (await fetch(`http://127.0.0.1:${running.metricsPort}/metrics`)).text()).toContain(
        'hearback_http_request_seconds'
      )
      expect((await fetch(`http://127.0.0.1:${running.metricsPort}/api/v1/sites`)).status).toBe(404)
    } finally {
      await running.stop()
    }
  })
})
