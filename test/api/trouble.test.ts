import { Writable } from 'node:stream'
import BetterSqlite from 'better-sqlite3'
import pino from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { freshSqlite } from '../support/databases'
import { fromProgram, givenSurvey } from '../support/given'

const refusedWithinMs = 2_500
const lines: string[] = []
let app: TestApp
let survey: string

beforeEach(async () => {
  lines.length = 0
  const to = new Writable({
    write(line: Buffer, _encoding, done) {
      lines.push(line.toString())
      done()
    }
  })
  app = await startApp(freshSqlite, { log: pino({ level: 'error' }, to), isPatient: false })
  survey = (await givenSurvey(app)).survey.id
})
afterEach(() => app.close())

const answer = (number: number) => fromProgram(app, { id: `answer-${number}`, survey, rating: 4 })
const ready = async () => {
  const response = await app.request('/readyz')
  return [
    response.status,
    response.headers.get('retry-after'),
    ((await response.json()) as { status: string }).status
  ]
}

it('refuses answers in time while another process holds the database, says so, goes on reading and loses nothing', async () => {
  expect(await ready()).toEqual([200, null, 'ready'])
  // What as many answers take on this machine now, where nobody holds the database.
  const before = performance.now()
  await Promise.all(Array.from({ length: 40 }, (_, number) => answer(1_000 + number)))
  const usual = performance.now() - before
  const other = new BetterSqlite(app.place.url.replace('file:', ''))
  other.exec('begin immediate')
  const start = performance.now()
  const refused = await Promise.all(Array.from({ length: 40 }, (_, number) => answer(number)))
  expect(performance.now() - start).toBeLessThan(refusedWithinMs + usual)
  expect(new Set(refused.map((one) => `${one.status} ${one.headers.get('retry-after')}`))).toEqual(
    new Set(['503 1'])
  )
  expect(await refused[0]?.json()).toMatchObject({ code: 'database-busy' })
  expect((await app.request('/api/v1/sites', { key: testKey })).status).toBe(200)
  expect(await ready()).toEqual([503, '1', 'The database is busy; try again in a moment.'])
  expect(lines.filter((line) => line.includes('the database did not take'))).toHaveLength(1)

  other.exec('commit')
  other.close()
  const taken = await Promise.all(Array.from({ length: 40 }, (_, number) => answer(number)))
  expect(new Set(taken.map(({ status }) => status))).toEqual(new Set([201]))
  await expect.poll(ready).toEqual([200, null, 'ready'])
})

it('tells whether the database takes what is written among the metrics', async () => {
  const writable = async () =>
    /^hearback_database_writable (\d)/m.exec(
      await (await app.request('/metrics', { key: testKey })).text()
    )?.[1]
  expect(await writable()).toBe('1')
  const other = new BetterSqlite(app.place.url.replace('file:', ''))
  other.exec('begin immediate')
  expect((await answer(1)).status).toBe(503)
  expect(await writable()).toBe('0')
  other.close()
  await expect.poll(writable).toBe('1')
})
