import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { canShim, makeShim } from '../shim/shim'
import { makeSurvey } from '../support/made'
import { operatorKey, startServer } from '../support/server-process'

const refusedWithinMs = 2_500
const headers = { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' }

describe.skipIf(!canShim)(`a disk that hangs${canShim ? '' : ' (skipped: needs Linux and gcc)'}`, () => {
  it('has answers refused within two seconds, is told by /readyz, and what comes again is kept once', {
    timeout: 60_000
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hearback-hanging-'))
    const path = join(folder, 'h.db')
    const shim = makeShim(path)
    const server = await startServer(`file:${path}`, shim.environment)
    try {
      const survey = await makeSurvey(server.url)
      const ids = Array.from({ length: 30 }, () => randomUUID())
      const send = (id: string) => {
        const body = JSON.stringify({ id, survey, rating: 4 })
        return fetch(`${server.url}/api/v1/responses`, { method: 'POST', body, headers })
      }
      let usual = 0
      const refused = async (some: string[]) => {
        const start = performance.now()
        const told = await Promise.all(some.map(send))
        expect(performance.now() - start).toBeLessThan(refusedWithinMs + usual)
        expect(new Set(told.map((one) => `${one.status} ${one.headers.get('retry-after')}`))).toEqual(
          new Set(['503 1'])
        )
      }
      const early = Array.from({ length: 10 }, () => randomUUID())
      // What answers take on this machine now, where the disk does not hang.
      const before = performance.now()
      for (const { status } of await Promise.all(early.map(send))) expect(status).toBe(201)
      usual = performance.now() - before
      shim.hang(true)
      await refused(ids.slice(0, 10))
      // Those that come while the commit of the first still hangs.
      await refused(ids.slice(10))
      const ready = await fetch(`${server.url}/readyz`)
      expect([ready.status, await ready.json()]).toEqual([
        503,
        { status: 'The database is busy; try again in a moment.' }
      ])
      expect((await fetch(`${server.url}/api/v1/responses?survey=${survey}`, { headers })).status).toBe(200)

      shim.hang(false)
      await expect
        .poll(async () => (await fetch(`${server.url}/readyz`)).status, { timeout: 10_000 })
        .toBe(200)
      const taken = await Promise.all(ids.map(send))
      expect(taken.filter(({ status }) => status !== 200 && status !== 201)).toEqual([])
      const kept = await fetch(`${server.url}/api/v1/responses?survey=${survey}&limit=100`, { headers })
      expect(await kept.json()).toMatchObject({ total: early.length + ids.length })
    } finally {
      shim.hang(false)
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
