import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { freshSqlite } from '../support/databases'
import { figure } from '../support/figure'
import { made } from '../support/made'
import { operatorKey, startServer } from '../support/server-process'
import { serving } from './serving'

const megabyte = 1024 * 1024
const shop = 'https://shop.example'

describe('a server that strangers reach', () => {
  const served = serving(freshSqlite)
  let survey: string
  beforeAll(async () => {
    const { url } = served.server
    const site = await made(url, 'sites', {
      name: 'Shop',
      origins: [shop, 'https://*.shops.example', 'https://xn--bcher-kva.example']
    })
    survey = await made(url, 'surveys', { site, name: 'After service', metric: 'csat' })
  })

  /** Sends bytes as they are, and gives the status and whether the connection was closed afterwards. */
  async function raw(text: string | Buffer): Promise<{ status: number; closed: boolean }> {
    const socket = connect(Number(new URL(served.server.url).port), '127.0.0.1')
    let heard = ''
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')))
    socket.on('error', () => {})
    const closed = once(socket, 'close').then(() => true)
    socket.write(text)
    await expect.poll(() => heard !== '' || socket.destroyed, { timeout: 20_000 }).toBe(true)
    const wasClosed = await Promise.race([
      closed,
      new Promise<boolean>((resolve) => setTimeout(resolve, 1_000, false))
    ])
    socket.destroy()
    return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(heard)?.[1] ?? 0), closed: wasClosed }
  }

  const memory = () =>
    Number(
      /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${served.server.process.pid}/status`, 'utf8'))?.[1] ?? 0
    ) * 1024

  it.runIf(process.platform === 'linux')('refuses bombs early and does not grow by them', async () => {
    const before = memory()
    const json = (text: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
      fetch(`${served.server.url}/api/v1/responses`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: shop, ...headers },
        body: text
      })
    const zip = new Uint8Array(gzipSync(Buffer.alloc(50 * megabyte)))
    const tries: Record<string, () => Promise<number>> = {
      'a huge body': async () =>
        (await json('x'.repeat(20 * megabyte)).catch(() => ({ status: 413 }))).status,
      'a million nested': async () =>
        (await json('['.repeat(1_000_000)).catch(() => ({ status: 413 }))).status,
      'ten thousand nested': async () => (await json(`{"id":${'['.repeat(10_000)}`)).status,
      'a zip bomb': async () => (await json(zip, { 'content-encoding': 'gzip' })).status,
      'a huge header': async () =>
        (await raw(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`)).status,
      'a huge address': async () =>
        (await raw(`GET /${'x'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`)).status,
      'a thousand headers': async () =>
        (await raw(`GET /healthz HTTP/1.1\r\nHost: x\r\n${'X: y\r\n'.repeat(20_000)}\r\n`)).status
    }
    const statuses = await Promise.all(
      Object.entries(tries).map(async ([what, send]) => [what, await send()] as const)
    )
    const grown = (memory() - before) / megabyte
    figure({
      tried: statuses.length,
      figure: `memory +${Math.round(grown)} MB; ${statuses.map(([what, status]) => `${what} ${status}`).join(', ')}`
    })
    expect(statuses.filter(([, status]) => status < 400 || status >= 500)).toEqual([])
  })

  it('closes the connection after a request that two programs could read in two ways', async () => {
    const body = JSON.stringify({ id: 'smuggled-answer', survey, rating: 1 })
    const post = (headers: string, content = body) =>
      `POST /api/v1/responses HTTP/1.1\r\nHost: x\r\nOrigin: ${shop}\r\nContent-Type: ` +
      `application/json\r\n${headers}\r\n\r\n${content}`
    const odd: Record<string, string> = {
      'two lengths': post(`Content-Length: ${body.length}\r\nContent-Length: 5`),
      'length and chunks': post(
        `Content-Length: ${body.length}\r\nTransfer-Encoding: chunked`,
        `0\r\n\r\n${body}`
      ),
      'a space in the length': post(`Content-Length : ${body.length}`),
      'no number as length': post('Content-Length: 5x'),
      'a negative length': post('Content-Length: -5'),
      'chunks spelled oddly': post('Transfer-Encoding: xchunked'),
      'a chunk of no size': post('Transfer-Encoding: chunked', 'zz\r\n{}\r\n0\r\n\r\n'),
      'a folded header': 'GET /healthz HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n',
      'a method of nobody': 'BREW / HTTP/1.1\r\nHost: x\r\n\r\n',
      'no HTTP': 'hello there\r\n\r\n',
      'TLS on a plain port': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n',
      'a future version': 'GET /healthz HTTP/3.0\r\nHost: x\r\n\r\n',
      'no host': 'GET /healthz HTTP/1.1\r\n\r\n',
      'a bare line end in a header': 'GET /healthz HTTP/1.1\r\nHost: x\r\nX: a\rb\r\n\r\n'
    }
    const results = await Promise.all(
      Object.entries(odd).map(async ([what, text]) => ({ what, ...(await raw(text)) }))
    )
    figure({
      tried: results.length,
      figure: `all refused and closed: ${[...new Set(results.map(({ status }) => status))].join(', ')}`
    })
    expect(
      results.filter(({ status, closed }) => ![0, 400, 405, 501, 505].includes(status) || !closed)
    ).toEqual([])
    for (const method of ['TRACE', 'PUT'])
      expect(
        (await raw(`${method} /api/v1/responses HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).status
      ).toBeOneOf([401, 404, 405])
    expect(
      (await raw(`GET http://evil.example/healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).status
    ).toBeLessThan(500)
    const list = await fetch(`${served.server.url}/api/v1/responses?survey=${survey}`, {
      headers: { authorization: `Bearer ${operatorKey}` }
    })
    expect(await list.json()).toMatchObject({ rows: [] })
  })

  it('keeps answers from the pages of the site and from no others, however they are spelled', async () => {
    const good = [
      shop,
      'https://a.shops.example',
      'https://b.a.shops.example',
      'https://xn--bcher-kva.example'
    ]
    const bad = [
      'null',
      'https://evil.example',
      'http://shop.example',
      'https://shop.example:444',
      'https://shop.example.',
      'https://shop.example.evil.example',
      'https://evilshop.example',
      'https://shop.example@evil.example',
      'https://evil.example/https://shop.example',
      'https://shop.example/',
      'https://shop.example ',
      'https://shop.example, https://evil.example',
      'https://shop.example%00.evil.example',
      'https://shop.example#.evil.example',
      'https://shop.example?x',
      'https://shop.example\\.evil.example',
      'https://shops.example',
      'https://.shops.example',
      'https://evilshops.example',
      'https://a.shops.example.evil.example',
      'https://*.shops.example',
      'https://a.shops.example:8443',
      'https://b%C3%BCcher.example',
      'https://sh0p.example',
      'https://shop.examp1e',
      'https://xn--shp-xdd.example',
      'ftp://shop.example',
      'file://',
      'file:///shop.example',
      'chrome-extension://shop.example',
      'https://127.0.0.1',
      'https://[::1]',
      'https://localhost',
      '//shop.example',
      'shop.example',
      'https:shop.example',
      'https:///shop.example',
      'javascript://shop.example',
      'https://shop.example:0',
      'https://shop.example:65536',
      'undefined',
      '*',
      'https://*',
      'https://shop',
      'https://shop.exampleevil',
      'https://shop.example;x',
      "https://shop.example'",
      'https://shop.example"',
      'https://shop.example<x>',
      'https://shop.example\t',
      'blob:https://shop.example',
      'data:text/html',
      'about:blank',
      'wss://shop.example',
      'https://shop.example|x',
      'https://shop.example^x'
    ]
    const sent = async (origin: string, index: number) => {
      const text = JSON.stringify({ id: `answer-of-origin-${index}`, survey, rating: 3 })
      const { status } = await raw(
        `POST /api/v1/responses HTTP/1.1\r\nHost: x\r\nOrigin: ${origin}\r\nContent-Type: ` +
          `text/plain\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`
      )
      return { origin, status }
    }
    const refused = []
    for (const [index, origin] of bad.entries()) refused.push(await sent(origin, index))
    // White space around a header is no part of it.
    const through = refused.filter(({ origin, status }) => status < 400 && origin.trim() !== shop)
    figure({
      tried: bad.length,
      failed: through.length,
      figure: `${through.length} of ${bad.length} wrong origins got through`
    })
    expect(through).toEqual([])
    for (const [index, origin] of good.entries())
      expect(await sent(origin, 1_000 + index)).toMatchObject({ status: 201 })
  })
})

describe.runIf(process.platform === 'linux')('a server with few descriptors', () => {
  it('drops connections that it has no room for, and serves again as soon as there is some', async () => {
    const place = await freshSqlite()
    const server = await startServer(place.url, {}, { ulimit: 512 })
    const port = Number(new URL(server.url).port)
    const sockets = Array.from({ length: 1_200 }, () => connect(port, '127.0.0.1').on('error', () => {}))
    await Promise.all(sockets.map((socket) => Promise.race([once(socket, 'connect'), once(socket, 'close')])))
    await expect.poll(() => readdirSync(`/proc/${server.process.pid}/fd`).length).toBeGreaterThan(300)
    const held = readdirSync(`/proc/${server.process.pid}/fd`).length
    expect(server.process.exitCode).toBe(null)
    const begun = performance.now()
    for (const socket of sockets) socket.destroy()
    await expect
      .poll(async () => (await fetch(`${server.url}/readyz`).catch(() => undefined))?.status, {
        interval: 20
      })
      .toBe(200)
    figure({
      tried: sockets.length,
      figure:
        `${held} of 512 descriptors used by ${sockets.length} connections; served again ` +
        `${Math.round(performance.now() - begun)} ms after they left`
    })
    expect(await server.stop()).toBe(0)
    await place.remove()
  })
})
