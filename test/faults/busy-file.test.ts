import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, it } from 'vitest'
import { freshSqlite } from '../support/databases'
import { figure } from '../support/figure'
import type { Ledger } from '../support/flood'
import { acknowledged, keepFlooding, poster } from '../support/flood'
import { makeSurvey } from '../support/made'
import { operatorKey } from '../support/server-process'
import { serving } from './serving'

const lockMs = 10_000
const stuckMs = 15_000
const asOperator = { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' }
const driver = createRequire(import.meta.url).resolve('better-sqlite3')

const served = serving(freshSqlite)
let survey: string
beforeAll(async () => {
  survey = await makeSurvey(served.server.url)
})

const file = () => served.place.url.replace(/^file:/, '')

/** Another program that does something to the file and keeps at it until it is ended. */
async function otherProgram(statements: string) {
  const other = spawn(
    process.execPath,
    [
      '-e',
      `const c = new (require(${JSON.stringify(driver)}))(${JSON.stringify(file())}); ` +
        `${statements}; console.log('there'); setInterval(() => c, 1e6)`
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] }
  )
  await once(other.stdout, 'data')
  return async () => {
    other.kill('SIGKILL')
    await once(other, 'exit')
  }
}

function quantile(values: readonly number[], part: number): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0
}

async function timed(path: string): Promise<number> {
  const begun = performance.now()
  const response = await fetch(`${served.server.url}${path}`, { headers: asOperator })
  await response.text()
  expect(response.status).toBe(200)
  return performance.now() - begun
}

it('reads on while another program holds the lock, refuses what it cannot keep, and loses nothing', {
  timeout: 120_000
}, async () => {
  const ledger: Ledger = new Map()
  let longest = 0
  const send = poster(served.server.url, survey)
  const stop = keepFlooding(
    ledger,
    async (id, rating) => {
      const begun = performance.now()
      const isTaken = await send(id, rating)
      longest = Math.max(longest, performance.now() - begun)
      return isTaken
    },
    8
  )
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
  figure({
    tried: ledger.size,
    figure:
      `held for ${lockMs / 1_000} s: /healthz p99 ${Math.round(quantile(reads, 0.99))} ms, ` +
      `an answer waited ${Math.round(longest)} ms at most, 0 lost`
  })
  const { total } = (await (
    await fetch(`${served.server.url}/api/v1/responses?survey=${survey}&limit=1`, { headers: asOperator })
  ).json()) as { total: number }
  expect(total).toBe(ledger.size)
})

it('keeps the log small, or makes it small again, around a reader that stays', {
  timeout: 240_000
}, async () => {
  const release = await otherProgram("c.exec('begin'); c.prepare('select count(*) from response').get()")
  const ledger: Ledger = new Map()
  const stop = keepFlooding(ledger, poster(served.server.url, survey), 32)
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
  figure({
    tried: ledger.size,
    figure:
      `log ${Math.round(most)} MB at most beside a reader of ${stuckMs / 1_000} s, ` +
      `${Math.round(left)} MB as it left, ${Math.round(later)} MB three seconds later`
  })
  // What a reader still reads cannot be carried over; without one the log grows no further.
  expect(later).toBeLessThan(left + 64)
})
