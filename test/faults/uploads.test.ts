import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { ImportReport } from '../../server/contract/imports'
import { made } from '../support/made'
import { operatorKey, startServer } from '../support/server-process'

it.runIf(process.platform === 'linux')(
  'leaves nothing of a file behind, also where the server is killed while it comes',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hearback-uploads-'))
    const server = await startServer(`file:${join(folder, 'h.db')}`, { TMPDIR: folder })
    const others = () => readdirSync(folder).filter((name) => !name.startsWith('h.db'))
    const open = () => {
      const paths = readdirSync(`/proc/${server.process.pid}/fd`).map(
        (name) => `/proc/${server.process.pid}/fd/${name}`
      )
      return paths.filter((path) => readlinkSync(path).startsWith(join(folder, 'hearback-')))
    }
    try {
      const site = await made(server.url, 'sites', { name: 'Shop', origins: ['https://shop.example'] })
      const survey = await made(server.url, 'surveys', { site, name: 'After service', metric: 'csat' })
      const secrets = others()
      const headers = {
        authorization: `Bearer ${operatorKey}`,
        'content-type': 'multipart/form-data; boundary=x',
        'content-length': 50_000_000
      }
      const sending = request(`${server.url}/api/v1/imports`, { method: 'POST', headers }).on(
        'error',
        () => {}
      )
      sending.write(
        `--x\r\nContent-Disposition: form-data; name="survey"\r\n\r\n${survey}\r\n--x\r\nContent-Disposition: ` +
          `form-data; name="file"; filename="a.csv"\r\n\r\n`
      )
      sending.write(Buffer.alloc(5_000_000, 'a'))
      await expect.poll(() => open().map((path) => statSync(path).size > 4_000_000)).toEqual([true])
      expect(open().map((path) => (statSync(path).mode & 0o777).toString(8))).toEqual(['600'])
      expect(others()).toEqual(secrets)
      server.process.kill('SIGKILL')
      await once(server.process, 'exit')
      expect(others()).toEqual(secrets)
      sending.destroy()
    } finally {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  }
)

/** What an import of 96 MB of heap has to do with. */
const heap = { NODE_OPTIONS: '--max-old-space-size=96' }
const [few, many] = [20_000, 200_000]
/**
 * What an import notes of its rows takes some 9 MB more; the rest is what the engine has not cleared away
 * yet, which is not the same twice.
 */
const growthMax = 1.2

it.runIf(process.platform === 'linux').each([
  ['with ids', true],
  ['without ids', false]
])(
  'takes hardly more memory for 200,000 rows %s than for 20,000',
  async (_what, hasIds) => {
    const [little, much] = [await peakOf(few, hasIds), await peakOf(many, hasIds)]
    console.log(
      `peak of the server, ${hasIds ? 'with' : 'without'} ids: ${few} rows ${little} MB, ${many} rows ${much} MB`
    )
    expect(much / little).toBeLessThan(growthMax)
  },
  1_200_000
)

it.runIf(process.platform === 'linux')(
  'takes rows of which each has other tags with little memory',
  async () => {
    const topics = (index: number) => `Topic ${index % 97},Topic ${index % 89}`
    const peak = await peakOf(
      few,
      false,
      (index) => `Agent ${index % 53},Team ${index % 7},Channel ${index % 5},${topics(index)}`
    )
    console.log(`peak of the server, each row with other tags: ${peak} MB`)
    expect(peak).toBeLessThan(230)
  },
  600_000
)

/** The most memory, in MB, that a server takes that imports so many rows, and the same once more. */
async function peakOf(
  rows: number,
  hasIds: boolean,
  tagsOf = (index: number) => `Agent ${index % 30},,Channel ${index % 3},Topic ${index % 10},`
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-uploads-'))
  const server = await startServer(`file:${join(folder, 'h.db')}`, heap)
  try {
    const site = await made(server.url, 'sites', { name: 'Shop', origins: ['https://shop.example'] })
    const survey = await made(server.url, 'surveys', { site, name: 'After service', metric: 'csat' })
    const everyMs = (300 * 86_400_000) / rows
    const lineOf = (index: number) => {
      const at = new Date(Date.UTC(2025, 0, 1) + Math.floor(index * everyMs)).toISOString()
      const comment = index % 3 === 0 ? `They said that call ${index} would be returned and it was not` : ''
      return `${hasIds ? `T-${index}` : ''},${at},${1 + (index % 5)},${comment},${tagsOf(index)}\n`
    }
    const sent = async () => {
      const head =
        `--x\r\nContent-Disposition: form-data; name="survey"\r\n\r\n${survey}\r\n--x\r\nContent-Disposition: ` +
        `form-data; name="file"; filename="a.csv"\r\n\r\n`
      const headers = {
        authorization: `Bearer ${operatorKey}`,
        'content-type': 'multipart/form-data; boundary=x'
      }
      // A fetch gives up after five minutes without an answer.
      const sending = request(`${server.url}/api/v1/imports`, { method: 'POST', headers })
      sending.write(
        `${head}${hasIds ? 'id' : 'nothing'},answered at,rating,comment,agent,team,channel,tag 1,tag 2\n`
      )
      for (let from = 0; from < rows; from += 1_000) {
        const lines = Array.from({ length: Math.min(1_000, rows - from) }, (_, index) => lineOf(from + index))
        if (!sending.write(lines.join(''))) await once(sending, 'drain')
      }
      sending.end('\r\n--x--\r\n')
      const [response] = (await once(sending, 'response')) as [IncomingMessage]
      // as the contract says
      return JSON.parse(Buffer.concat((await response.toArray()) as Buffer[]).toString()) as ImportReport
    }
    const first = await sent()
    expect([first.counts.accepted, first.counts.rejected]).toEqual([rows, 0])
    const second = await sent()
    expect([second.counts.accepted, second.counts.sameAsBefore]).toEqual([0, rows])
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.process.pid}/status`, 'utf8'))?.[1]
    return Math.round(Number(peak) / 1024)
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
