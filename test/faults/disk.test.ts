import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { canShim, makeShim } from '../shim/shim'
import { figure } from '../support/figure'
import { made, makeSurvey } from '../support/made'
import { operatorKey, startServer } from '../support/server-process'

const asOperator = { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' }

function sender(url: string, survey: string, comment = '') {
  return (id: string) =>
    fetch(`${url}/api/v1/responses`, {
      method: 'POST',
      body: JSON.stringify({ id, survey, rating: 4, ...(comment && { comment }) }),
      headers: asOperator
    })
}

const mounted = mkdtempSync(join(tmpdir(), 'hearback-full-'))
const canMount =
  process.getuid?.() === 0 &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', mounted]).status === 0

describe.skipIf(!canMount)(`a disk that is full${canMount ? '' : ' (skipped: mounting needs root)'}`, () => {
  it('is said to be full, loses nothing, can be read from, and is used again as soon as there is room', {
    timeout: 120_000
  }, async () => {
    const server = await startServer(`file:${join(mounted, 'h.db')}`)
    try {
      const survey = await makeSurvey(server.url)
      const send = sender(server.url, survey, 'x'.repeat(4_000))
      const taken = new Set<string>()
      const statuses = new Map<number, number>()
      const count = (status: number) => statuses.set(status, (statuses.get(status) ?? 0) + 1)
      for (let index = 0; (statuses.get(503) ?? 0) < 30 && index < 20_000; index += 10) {
        await Promise.all(
          Array.from({ length: 10 }, async (_, more) => {
            const id = `full-answer-${index + more}`
            const { status } = await send(id)
            count(status)
            if (status === 201) taken.add(id)
          })
        )
      }
      expect([...statuses.keys()].sort()).toEqual([201, 503])
      expect(
        (await fetch(`${server.url}/api/v1/responses?survey=${survey}&limit=5`, { headers: asOperator }))
          .status
      ).toBe(200)
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
      spawnSync('mount', ['-o', 'remount,size=64m', mounted])
      const room = performance.now()
      await expect
        .poll(async () => (await send('after-room-1')).status, { interval: 20 })
        .toBeOneOf([200, 201])
      const backAfter = performance.now() - room
      taken.add('after-room-1')
      expect(server.process.exitCode).toBe(null)
      expect(await server.stop()).toBe(0)
      const connection = new BetterSqlite(join(mounted, 'h.db'), { readonly: true })
      const there = new Set(connection.prepare<[], string>('select id from response').pluck().all())
      connection.close()
      const lost = [...taken].filter((id) => !there.has(id))
      figure({
        tried: [...statuses.values()].reduce((a, b) => a + b, 0),
        failed: lost.length,
        figure:
          `${statuses.get(201)} taken, ${statuses.get(503)} refused, ${lost.length} lost; taken ` +
          `again ${Math.round(backAfter)} ms after there was room`
      })
      expect(lost).toEqual([])
    } finally {
      await server.stop()
      spawnSync('umount', [mounted])
      rmSync(mounted, { recursive: true, force: true })
    }
  })
})

describe.skipIf(!canShim)(`a disk with errors${canShim ? '' : ' (skipped: needs Linux and gcc)'}`, () => {
  it.each([
    ['EIO', constants.errno.EIO],
    ['ENOSPC', constants.errno.ENOSPC]
  ])(
    'acknowledges nothing that is not kept, whichever call fails with the error %s, and goes on by itself',
    { timeout: 240_000 },
    async (name, errno) => {
      const folder = mkdtempSync(join(tmpdir(), 'hearback-errors-'))
      const path = join(folder, 'h.db')
      const shim = makeShim(path)
      const server = await startServer(`file:${path}`, shim.environment)
      try {
        const survey = await makeSurvey(server.url)
        const send = sender(server.url, survey)
        const taken: string[] = []
        const refused: number[] = []
        const deepest = 40
        for (let calls = 1; calls <= deepest; calls++) {
          shim.failIn(calls, errno)
          for (let answer = 0; answer < 3; answer++) {
            const id = `error-${calls}-${answer}-of-a-call`
            const { status } = await send(id)
            if (status < 300) taken.push(id)
            else refused.push(status)
          }
          shim.failIn(0, 0)
          const after = `after-error-${calls}-of-a-call`
          await expect
            .poll(async () => (await send(after)).status, {
              interval: 50,
              message: `after call ${calls} failed`
            })
            .toBeOneOf([200, 201])
          taken.push(after)
        }
        await made(server.url, 'sites', { name: 'Another' })
        expect(server.process.exitCode).toBe(null)
        await server.stop()
        const connection = new BetterSqlite(path, { readonly: true })
        const there = new Set(connection.prepare<[], string>('select id from response').pluck().all())
        const health = connection.pragma('integrity_check', { simple: true })
        connection.close()
        const lost = taken.filter((id) => !there.has(id))
        figure({
          tried: deepest,
          failed: lost.length,
          figure:
            `${name}: ${taken.length} acknowledged, ${lost.length} of them lost, ${refused.length} ` +
            `refused with ${[...new Set(refused)].join(', ')}`
        })
        expect(lost).toEqual([])
        expect(health).toBe('ok')
        expect(refused.filter((status) => status < 500)).toEqual([])
      } finally {
        await server.stop()
        rmSync(folder, { recursive: true, force: true })
      }
    }
  )
})
