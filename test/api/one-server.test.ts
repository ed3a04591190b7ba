import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FreshDatabase } from '../support/databases'
import { freshSqlite } from '../support/databases'
import type { ServerProcess } from '../support/server-process'
import { runHearback, startServer } from '../support/server-process'

const secret = 'a secret of thirty-two characters and some more 0123456789'

describe('an SQLite file', () => {
  let place: FreshDatabase
  let server: ServerProcess
  beforeAll(async () => {
    place = await freshSqlite()
    server = await startServer(place.url)
  })
  afterAll(async () => {
    await server.stop()
    await place.remove()
  })

  const environment = () => ({ DATABASE_URL: place.url, HEARBACK_SECRET: secret })

  it('is served by one server: a second one is told so in a sentence, and the first goes on', async () => {
    const second = await runHearback(['serve'], { ...environment(), PORT: '0', LOG_LEVEL: 'silent' })
    expect([second.code, second.output.trim()]).toEqual([
      1,
      expect.stringMatching(/^Another Hearback serves \S+ already: stop it first, [^\n]+\.$/)
    ])
    expect((await fetch(`${server.url.replace('localhost', '127.0.0.1')}/readyz`)).status).toBe(200)
  })

  it('is served again after a server was killed', async () => {
    server.process.kill('SIGKILL')
    await once(server.process, 'exit')
    server = await startServer(place.url)
    expect((await fetch(`${server.url.replace('localhost', '127.0.0.1')}/readyz`)).status).toBe(200)
  })

  it('lets commands work beside its server', async () => {
    const { code, output } = await runHearback(['keys', 'list'], environment())
    expect([code, output]).toEqual([0, ''])
  })
})
