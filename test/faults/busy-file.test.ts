import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Ledger, Post } from '../api/flood'
import { acknowledged, flood, poster, resend } from '../api/flood'
import { makeSurvey } from '../api/made'
import { freshSqlite } from '../databases'
import type { FreshDatabase } from '../databases'
import { figure } from '../figure'
import { operatorKey, startServer } from '../server-process'
import type { ServerProcess } from '../server-process'

const lockMs = 10_000
const stuckMs = 15_000
const asOperator = { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' }
const driver = createRequire(import.meta.url).resolve('better-sqlite3')

let place: FreshDatabase
let server: ServerProcess
let survey: string
beforeAll(async () => {
  place = await freshSqlite()
  server = await startServer(place.url)
  survey = await makeSurvey(server.url)
})
afterAll(async () => {
  await server.stop()
  await place.remove()
})

const file = () => place.url.replace(/^file:/, '')

/** Another program that does something to the file and keeps at it until it is ended. */
async function otherProgram(statements: string) {
  const other = spawn(process.execPath, ['-e', `const c = new (require(${JSON.stringify(driver)}))(${JSON.stringify(file())}); ${statements}; console.log('there'); setInterval(() => c, 1e6)`], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(other.stdout, 'data')
  return async () => {
    other.kill('SIGKILL')
    await once(other, 'exit')
  }
}

/** Sends answers until it is stopped, and keeps at it when it is told to come back. */
function flooding(ledger: Ledger, post: Post, clients = 8) {
  let isOver = false
  const running = (async () => {
    while (!isOver) {
      await flood(ledger, post, { clients, enough: () => isOver })
      await sleep(20)
    }
  })()
  return async () => {
    isOver = true
    await running
    await resend(ledger, post)
  }
}

function quantile(values: readonly number[], part: number): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0
}

async function timed(path: string): Promise<number> {
  const begun = performance.now()
  const response = await fetch(`${server.url}${path}`, { headers: asOperator })
  await response.text()
  expect(response.status).toBe(200)
  return performance.now() - begun
}

it('reads on while another program holds the lock, refuses what it cannot keep, and loses nothing', { timeout: 120_000 }, async () => {
  const ledger: Ledger = new Map()
  let longest = 0
  const send = poster(server.url, survey)
  const stop = flooding(ledger, async (id, rating) => {
    const begun = performance.now()
    const isTaken = await send(id, rating)
    longest = Math.max(longest, performance.now() - begun)
    return isTaken
  })
  await expect.poll(() => acknowledged(ledger)).toBeGreaterThan(50)
  const release = await otherProgram("c.exec('begin immediate')")
  const before = acknowledged(ledger)
  const reads: number[] = []
  const begun = performance.now()
  while (performance.now() - begun < lockMs) {
    reads.push(await timed('/healthz'))
    await sleep(100)
  }
  await release()
  await expect.poll(() => acknowledged(ledger), { timeout: 20_000 }).toBeGreaterThan(before + 50)
  await stop()
  figure({ tried: ledger.size, figure: `held for ${lockMs / 1_000} s: /healthz p99 ${Math.round(quantile(reads, 0.99))} ms, an answer waited ${Math.round(longest)} ms at most, 0 lost` })
  const { total } = (await (await fetch(`${server.url}/api/v1/responses?survey=${survey}&limit=1`, { headers: asOperator })).json()) as { total: number }
  expect(total).toBe(ledger.size)
})

it('keeps the log small, or makes it small again, around a reader that stays', { timeout: 240_000 }, async () => {
  const release = await otherProgram("c.exec('begin'); c.prepare('select count(*) from response').get()")
  const ledger: Ledger = new Map()
  const stop = flooding(ledger, poster(server.url, survey), 32)
  let most = 0
  const size = () => statSync(`${file()}-wal`).size / 1024 / 1024
  const begun = performance.now()
  while (performance.now() - begun < stuckMs) {
    await sleep(200)
    most = Math.max(most, size())
  }
  await release()
  const left = size()
  await sleep(3_000)
  const later = size()
  await stop()
  figure({ tried: ledger.size, figure: `log ${Math.round(most)} MB at most beside a reader of ${stuckMs / 1_000} s, ${Math.round(left)} MB as it left, ${Math.round(later)} MB three seconds later` })
  // What a reader still reads cannot be carried over; without one the log grows no further.
  expect(later).toBeLessThan(left + 64)
})
