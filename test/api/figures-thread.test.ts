import { fileURLToPath, pathToFileURL } from 'node:url'
import pino from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Running } from '../../server/serve'
import { serve } from '../../server/serve'
import type { TestApp } from '../support/app'
import { assets, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { fromProgram, givenSurvey } from '../support/given'

/** The build is what runs in the thread. */
const figuresFile = pathToFileURL(
  fileURLToPath(new URL('../../dist/server/figures-thread.js', import.meta.url))
)

onBothDatabases((fresh) => {
  let app: TestApp
  let running: Running
  let survey: string

  beforeAll(async () => {
    app = await startApp(fresh)
    ;({
      survey: { id: survey }
    } = await givenSurvey(app))
    running = await served(figuresFile)
  })
  afterAll(async () => {
    await running?.stop()
    await app?.close()
  })

  const served = (file: URL) =>
    serve({ ...app.services.config, port: 0 }, assets, { log: pino({ level: 'silent' }), figuresFile: file })
  const ask = (path: string, { key = testKey, method = 'GET', from = running } = {}) =>
    fetch(`http://127.0.0.1:${from.port}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}` }
    })
  const answer = (rating: number, channel: string) =>
    fromProgram(app, {
      survey,
      rating,
      channel,
      topics: ['billing'],
      agent: 'ann',
      conversation: `c-${rating}-${channel}`,
      comment: 'as before'
    })

  it('gives the figures of the main thread, each with what was acknowledged before it was asked for', async () => {
    for (const [index, channel] of ['web', 'voice', 'email'].entries()) {
      expect((await answer(1 + index, channel)).status).toBe(201)
      expect(await (await ask(`/scores?survey=${survey}`)).json()).toMatchObject({
        total: { count: index + 1 }
      })
    }
    const paths = [
      '/scores?by=channel&',
      '/scores/matrix?rows=topic&columns=channel&',
      '/scores/control?by=week&',
      '/scores/waiting?',
      '/topics?',
      '/channels?',
      '/agents?',
      '/kpis?by=agent&',
      '/drivers?',
      '/words?',
      '/funnel?by=channel&',
      '/handlers?',
      '/severity?'
    ]
    for (const path of paths) {
      const [there, here] = await Promise.all([
        ask(`${path}survey=${survey}`),
        app.request(`/api/v1${path}survey=${survey}`, { key: testKey })
      ])
      expect([
        path,
        there.status,
        there.headers.get('content-type'),
        there.headers.get('cache-control')
      ]).toEqual([path, 200, 'application/json', 'no-store'])
      expect([path, await there.json()]).toEqual([path, await here.json()])
    }
  })

  it('gives what a plan changed, whose address names the plan, and leaves the plan to the main thread', async () => {
    const made = await app.request('/api/v1/training-plans', {
      key: testKey,
      body: { survey, name: 'Refunds', agents: ['ann'], starts: '2026-01-01' }
    })
    const { id } = (await made.json()) as { id: string }
    for (const path of [`/training-plans/${id}/lift`, `/training-plans/${id}/lift?afterFrom=2026-01-05`]) {
      const [there, here] = await Promise.all([ask(path), app.request(`/api/v1${path}`, { key: testKey })])
      expect([path, there.status, await there.json()]).toEqual([path, 200, await here.json()])
    }
    const plan = await ask(`/training-plans/${id}`)
    expect([plan.status, await plan.json()]).toEqual([200, expect.objectContaining({ id, name: 'Refunds' })])
    expect((await ask('/training-plans/pln_of_nobody/lift')).status).toBe(404)
  })

  it('refuses with the problems of the main thread, before and after the thread', async () => {
    const paths = [
      '/scores?survey=svy_of_nobody',
      `/scores?survey=${survey}&by=colour`,
      `/topics?survey=${survey}&from=2026-02-02&to=2026-01-01`,
      '/agents'
    ]
    for (const path of paths) {
      const [there, here] = await Promise.all([ask(path), app.request(`/api/v1${path}`, { key: testKey })])
      expect([path, there.status, await there.json()]).toEqual([path, here.status, await here.json()])
      expect(there.status).toBeGreaterThan(400)
    }
    const stranger = await fetch(`http://127.0.0.1:${running.port}/api/v1/scores?survey=${survey}`)
    expect([stranger.status, await stranger.json()]).toEqual([
      401,
      expect.objectContaining({ code: 'sign-in-needed' })
    ])
    const { site } = await givenSurvey(app)
    const { key } = (await (
      await app.request('/api/v1/keys', {
        key: testKey,
        body: { site: site.id, name: 'of another site', scopes: ['scores:read'] }
      })
    ).json()) as { key: string }
    expect((await ask(`/scores?survey=${survey}`, { key })).status).toBe(404)
  })

  it('answers HEAD without a body, and leaves what is no figure to the routes', async () => {
    const head = await ask(`/scores?survey=${survey}`, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect((await ask(`/responses?survey=${survey}`)).status).toBe(200)
  })

  it('goes on with everything else where the thread breaks, and says of figures that they come later', async () => {
    const broken = await served(new URL('data:text/javascript,process.exit(1)'))
    try {
      const refused = await ask(`/scores?survey=${survey}`, { from: broken })
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1'])
      expect((await ask(`/responses?survey=${survey}`, { from: broken })).status).toBe(200)
    } finally {
      await broken.stop()
    }
  })
})
