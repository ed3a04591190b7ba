import { fileURLToPath, pathToFileURL } from 'node:url'
import pino from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Running } from '../../server/serve'
import { serve } from '../../server/serve'
import type { TestApp } from '../support/app'
import { assets, startApp, testKey } from '../support/app'
import { freshSqlite } from '../support/databases'
import { givenSurvey } from '../support/given'

/** The build is what runs in the thread. */
const built = pathToFileURL(fileURLToPath(new URL('../../dist/server/intake-thread.js', import.meta.url)))
/** Begins, as on a machine that is very busy, and is never ready. */
const neverReady = new URL('data:text/javascript,setInterval(() => {}, 1000)')

let app: TestApp
let running: Running
let survey: string
beforeEach(async () => {
  app = await startApp(freshSqlite)
  survey = (await givenSurvey(app)).survey.id
})
afterEach(async () => {
  await running?.stop()
  await app?.close()
})

const headers = { authorization: `Bearer ${testKey}`, 'content-type': 'application/json' }
const begin = async (intakeFile: URL) => {
  const config = { ...app.services.config, port: 0 }
  running = await serve(config, assets, { log: pino({ level: 'silent' }), intakeFile })
}
const answer = async (id: string, rating: number) =>
  (
    await fetch(`http://127.0.0.1:${running.port}/api/v1/responses`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ id, survey, rating })
    })
  ).status
const ratings = async () => {
  const response = await app.request(`/api/v1/responses?survey=${survey}`, { key: testKey })
  const { rows } = (await response.json()) as { rows: { rating: number }[] }
  return rows.map(({ rating }) => rating).sort()
}

it('keeps answers that come before the thread for them is ready, and refuses none', async () => {
  await begin(neverReady)
  expect(await Promise.all([answer('answer-1', 4), answer('answer-2', 5)])).toEqual([201, 201])
  expect(await answer('answer-1', 3)).toBe(200)
  expect(await ratings()).toEqual([3, 5])
})

it('keeps each answer once while the thread begins and afterwards', async () => {
  await begin(built)
  const until = Date.now() + 3_000
  let count = 0
  while (Date.now() < until) expect(await answer(`answer-${count++}`, 1 + (count % 5))).toBe(201)
  for (let again = 0; again < count; again++)
    expect(await answer(`answer-${again}`, 2 + (again % 4))).toBe(200)
  const scores = (await (await app.request(`/api/v1/scores?survey=${survey}`, { key: testKey })).json()) as {
    total: { count: number }
  }
  expect(scores.total.count).toBe(count)
})
