import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Image } from '../shim/images'
import { Disk, fates } from '../shim/images'
import { canShim, makeShim } from '../shim/shim'
import { figure } from '../support/figure'
import type { Ledger } from '../support/flood'
import { acknowledged, flood, poster } from '../support/flood'
import { makeSurvey } from '../support/made'
import { startServer } from '../support/server-process'

const [images, answers, recoveries] = inject('isLong') ? [1_000, 400, 40] : [80, 100, 3]
const imagesEach = 10

describe.skipIf(!canShim)(`a power cut${canShim ? '' : ' (skipped: needs Linux and gcc)'}`, () => {
  let folder: string
  /**
   * How far the calls to the disk were written down when an answer was acknowledged, and when the survey
   * was there.
   */
  const known = new Map<string, number>()
  let begun: number
  let trace: Buffer
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hearback-power-'))
    const path = join(folder, 'h.db')
    const shim = makeShim(path)
    const server = await startServer(`file:${path}`, shim.environment)
    const survey = await makeSurvey(server.url)
    const post = poster(server.url, survey)
    begun = statSync(shim.trace).size
    const ledger: Ledger = new Map()
    const noting = async (id: string, rating: number) => {
      const isTaken = await post(id, rating)
      if (isTaken && !known.has(id)) known.set(id, statSync(shim.trace).size)
      return isTaken
    }
    await flood(ledger, noting, { clients: 8, enough: () => acknowledged(ledger) >= answers })
    server.process.kill('SIGKILL')
    await once(server.process, 'exit')
    trace = readFileSync(shim.trace)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** What is wrong with what the disk holds: damage, and how many of these answers are not there. */
  function wrongIn({ file, log }: Image, wanted: readonly string[]): { damaged: number; lost: number } {
    const path = join(folder, 'image.db')
    rmSync(`${path}-shm`, { force: true })
    writeFileSync(path, file)
    writeFileSync(`${path}-wal`, log)
    const connection = new BetterSqlite(path)
    const damaged = connection.pragma('integrity_check', { simple: true }) === 'ok' ? 0 : 1
    const there = new Set(connection.prepare<[], string>('select id from response').pluck().all())
    connection.close()
    return { damaged, lost: wanted.filter((id) => !there.has(id)).length }
  }

  const fateOf = (image: number) => fates[image % fates.length] ?? 'all'
  const knownAt = (place: number) => [...known].flatMap(([id, at]) => (at <= place ? [id] : []))

  it(`leaves a whole database with every acknowledged answer, in ${images} states that the disk may be in`, {
    timeout: 900_000
  }, () => {
    const disk = new Disk(trace)
    const places = disk.places.filter((place) => place >= begun)
    let [lost, damaged] = [0, 0]
    for (let image = 0; image < images; image++) {
      const place = places[Math.floor((image / images) * places.length)] ?? 0
      disk.goTo(place)
      const found = wrongIn(disk.image(fateOf(image), Math.random), knownAt(place))
      lost += found.lost
      damaged += found.damaged
    }
    figure({
      tried: images,
      failed: damaged,
      figure:
        `${known.size} acknowledged, ${lost} lost, ${damaged} damaged; none, all, some and ` +
        'torn sectors of what was not synced'
    })
    expect([lost, damaged]).toEqual([0, 0])
  })

  it(`leaves it whole also where the power goes away again in the recovery, ${recoveries} times`, {
    timeout: 900_000
  }, () => {
    const disk = new Disk(trace)
    const places = disk.places.filter((place) => place >= begun)
    const opening =
      `const c = new (require(process.argv[1]))(process.argv[2]); c.prepare('select count(*) ` +
      `from response').get(); c.pragma('wal_checkpoint(truncate)'); c.close()`
    let [tried, lost, damaged] = [0, 0, 0]
    for (let recovery = 0; recovery < recoveries; recovery++) {
      const place = places[Math.floor(((recovery + 0.5) / recoveries) * places.length)] ?? 0
      disk.goTo(place)
      const first = disk.image(fateOf(recovery), Math.random)
      const path = join(folder, 'again.db')
      for (const ending of ['', '-wal', '-shm']) rmSync(path + ending, { force: true })
      writeFileSync(path, first.file)
      writeFileSync(`${path}-wal`, first.log)
      const shim = makeShim(path)
      const driver = createRequire(import.meta.url).resolve('better-sqlite3')
      expect(
        spawnSync(process.execPath, ['-e', opening, driver, path], {
          env: { PATH: process.env.PATH, ...shim.environment }
        }).status
      ).toBe(0)
      const again = new Disk(readFileSync(shim.trace), first)
      const steps = again.places
      for (let image = 0; image < imagesEach && steps.length > 0; image++) {
        again.goTo(steps[Math.floor((image / imagesEach) * steps.length)] ?? 0)
        const found = wrongIn(again.image(fateOf(image), Math.random), knownAt(place))
        tried++
        lost += found.lost
        damaged += found.damaged
      }
    }
    figure({ tried, failed: damaged, figure: `${lost} lost, ${damaged} damaged after two cuts` })
    expect(tried).toBeGreaterThan(0)
    expect([lost, damaged]).toEqual([0, 0])
  })
})
