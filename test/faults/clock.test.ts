import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../server/db/open-database'
import { verifyColumns } from '../../server/figures/verify'
import { onBothDatabases } from '../support/databases'
import { figure } from '../support/figure'
import { makeSurvey } from '../support/made'
import { operatorKey, startServer } from '../support/server-process'

const asOperator = { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' }
const library = libraryPath()
const name = library ? '' : ' (skipped: libfaketime is not installed, apt-get install faketime)'

/** What the clock of the machine jumps to, one after the other. */
const jumps = [
  '+0',
  '+2d',
  '-2d',
  '-400d',
  '+20y',
  '+0',
  '@1971-01-01 00:00:00',
  '@2038-01-19 03:14:00',
  '@2016-12-31 23:59:58',
  '+0'
]
const answersEach = 20

onBothDatabases((fresh, dialect) => {
  describe.skipIf(!library)(`a server whose clock jumps${name}`, () => {
    it('keeps every answer, counts each once, and is not stopped by any of it', {
      timeout: 240_000
    }, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'hearback-clock-'))
      const clock = join(folder, 'clock')
      writeFileSync(clock, '+0')
      const place = await fresh({ empty: true })
      // Only the clock on the wall jumps; what measures how long something takes does not.
      const server = await startServer(place.url, {
        LD_PRELOAD: library ?? '',
        FAKETIME_TIMESTAMP_FILE: clock,
        FAKETIME_NO_CACHE: '1',
        FAKETIME_DONT_FAKE_MONOTONIC: '1'
      })
      const survey = await makeSurvey(server.url)
      const refused: string[] = []
      for (const [index, jump] of jumps.entries()) {
        writeFileSync(clock, jump)
        for (let answer = 0; answer < answersEach; answer++) {
          const body = JSON.stringify({
            id: `clock-${index}-answer-${answer}`,
            survey,
            rating: 1 + (answer % 5)
          })
          const { status } = await fetch(`${server.url}/api/v1/responses`, {
            method: 'POST',
            body,
            headers: asOperator
          })
          if (status !== 201) refused.push(`${jump}: ${status}`)
        }
        expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
      }
      expect(refused).toEqual([])
      expect(server.process.exitCode).toBe(null)
      expect(await server.stop()).toBe(0)
      const database = await openDatabase(place.url)
      const kept = (
        await database.handle.select({ id: database.tables.response.id }).from(database.tables.response)
      ).length
      figure({
        tried: jumps.length * answersEach,
        failed: jumps.length * answersEach - kept,
        figure:
          `${dialect}: jumps from 1971 to ${new Date().getFullYear() + 20}, ${kept} of ` +
          `${jumps.length * answersEach} kept`
      })
      expect(kept).toBe(jumps.length * answersEach)
      for await (const { differences } of verifyColumns(database, survey)) expect(differences).toEqual([])
      await database.close()
      await place.remove()
      rmSync(folder, { recursive: true, force: true })
    })
  })
})

function libraryPath(): string | undefined {
  const { stdout } = spawnSync('sh', ['-c', 'ls /usr/lib/*/faketime/libfaketimeMT.so.1'], {
    encoding: 'utf8'
  })
  const path = stdout.trim().split('\n')[0]
  return path && existsSync(path) ? path : undefined
}
