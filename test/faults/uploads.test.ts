import { once } from 'node:events'
import { mkdtempSync, readdirSync, readlinkSync, rmSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { operatorKey, startServer } from '../server-process'

it.runIf(process.platform === 'linux')('leaves nothing of a file behind, also where the server is killed while it comes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-uploads-'))
  const server = await startServer(`file:${join(folder, 'h.db')}`, { TMPDIR: folder })
  const made = async (noun: string, body: unknown) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${operatorKey}` }
    const response = await fetch(`${server.url}/api/v1/${noun}`, { method: 'POST', headers, body: JSON.stringify(body) })
    return ((await response.json()) as { id: string }).id
  }
  const others = () => readdirSync(folder).filter((name) => !name.startsWith('h.db'))
  const open = () => {
    const paths = readdirSync(`/proc/${server.process.pid}/fd`).map((name) => `/proc/${server.process.pid}/fd/${name}`)
    return paths.filter((path) => readlinkSync(path).startsWith(join(folder, 'hearback-')))
  }
  try {
    const site = await made('sites', { name: 'Shop', origins: ['https://shop.example'] })
    const survey = await made('surveys', { site, name: 'After service', metric: 'csat' })
    const secrets = others()
    const headers = { authorization: `Bearer ${operatorKey}`, 'content-type': 'multipart/form-data; boundary=x', 'content-length': 50_000_000 }
    const sending = request(`${server.url}/api/v1/imports`, { method: 'POST', headers }).on('error', () => {})
    sending.write(`--x\r\nContent-Disposition: form-data; name="survey"\r\n\r\n${survey}\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n`)
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
})
