import { once } from 'node:events'
import type { createServer, Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { connect } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import {
  allowLongBody,
  connectionsFor,
  patientServer,
  usualPatience
} from '../../../../server/limits/sockets'

const patience = { headMs: 500, bodyMs: 700, silenceMs: 600, readerMs: 600, keptMs: 2_500, checkEveryMs: 50 }
/** More than any of these, and more than a busy machine adds. */
const enoughMs = 20_000

let server: Server
let port: number
const open: Socket[] = []
let begun = 0
beforeAll(async () => {
  const app = new Hono()
    .post('/known', async (c) => {
      allowLongBody((c.env as { incoming: unknown }).incoming)
      return c.text(String((await c.req.arrayBuffer()).byteLength))
    })
    .post('/', async (c) => c.text(String((await c.req.arrayBuffer()).byteLength)))
    .post('/refused', (c) => c.text('no', 403))
    .get('/', (c) => c.text('hello'))
    .get('/slow', async (c) => {
      await new Promise((resolve) => setTimeout(resolve, 4 * patience.readerMs))
      return c.text('at last')
    })
    .get('/never', () => {
      begun++
      return new Promise<Response>(() => {})
    })
    .get('/large', (c) =>
      c.body(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) }))
    )
  // What it makes is a plain http.Server, which node-server's type of `createServer` cannot say.
  server = serve({
    fetch: app.fetch,
    port: 0,
    hostname: '127.0.0.1',
    createServer: patientServer(patience) as typeof createServer
  }) as Server
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
afterEach(() => open.splice(0).forEach((socket) => socket.destroy()))
afterAll(() => server.close())

async function socketWith(text: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => {})
  open.push(socket)
  await once(socket, 'connect')
  socket.write(text)
  return socket
}

/** Resolves when the server closes; rejects when it has not for long. */
async function closed(socket: Socket): Promise<void> {
  await once(socket, 'close', { signal: AbortSignal.timeout(enoughMs) })
}

it.each([
  ['says nothing', ''],
  ['never ends its head', 'GET / HTTP/1.1\r\nHost: x\r\n'],
  ['never sends its body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n'],
  ['never ends its chunks', 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n'],
  ['is known and falls silent', 'POST /known HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc'],
  ['was answered and stays', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n']
])('closes a connection that %s', async (_, text) => {
  const socket = await socketWith(text)
  socket.resume()
  await closed(socket)
})

it('keeps an idle connection that has asked something for longer than one that has not', async () => {
  const socket = await socketWith('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  socket.resume()
  const start = performance.now()
  await closed(socket)
  expect(performance.now() - start).toBeGreaterThan(2 * patience.readerMs)
  // Balancers commonly keep a connection for a minute.
  expect(usualPatience.keptMs).toBeGreaterThan(60_000)
})

it('closes one that sends its body byte by byte, and lets somebody known do so', async () => {
  const send = async (path: string) => {
    const socket = await socketWith(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 12\r\n\r\n`)
    let answer = ''
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()))
    const drip = setInterval(() => socket.write('a'), 150)
    socket.once('close', () => clearInterval(drip))
    await closed(socket)
    return answer
  }
  const [stranger, known] = await Promise.all([send('/'), send('/known')])
  expect(stranger).not.toContain('200 OK')
  expect(known).toContain('200 OK')
})

it('closes one that does not read what it asked for, be it one long answer or many', async () => {
  const readers = await Promise.all([
    socketWith('GET /large HTTP/1.1\r\nHost: x\r\n\r\n'),
    socketWith('GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(50_000))
  ])
  for (const socket of readers) socket.pause()
  // A socket that is paused does not hear its end, so the server is asked.
  await expect
    .poll(() => new Promise((resolve) => server.getConnections((_, count) => resolve(count))), {
      timeout: enoughMs,
      interval: 100
    })
    .toBe(0)
})

// Each left a clock behind that ran for ever, and a process that could not end.
it('looks no longer after the body of a request that was refused when its connection is gone', async () => {
  const clocks = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
  const before = clocks()
  for (let sent = 0; sent < 20; sent++) {
    const socket = await socketWith('POST /refused HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nabc')
    await once(socket, 'data')
    socket.destroy()
  }
  await expect.poll(clocks, { timeout: enoughMs }).toBeLessThanOrEqual(before + 2)
})

it('waits for an answer that takes long to make', async () => {
  expect(await (await fetch(`http://127.0.0.1:${port}/slow`)).text()).toBe('at last')
})

it.each([
  ['two Host headers', 'GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n'],
  ['no Host header', 'GET / HTTP/1.1\r\n\r\n'],
  ['HTTP/2.0', 'GET / HTTP/2.0\r\nHost: x\r\n\r\n'],
  ['HTTP/0.9', 'GET / HTTP/0.9\r\nHost: x\r\n\r\n'],
  ['no version', 'GET /\r\n\r\n'],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na']
])('refuses %s', async (_, text) => {
  const socket = await socketWith(text)
  const [answer] = (await once(socket, 'data', { signal: AbortSignal.timeout(enoughMs) })) as [Buffer]
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 400 /)
})

it('refuses a head of more than sixteen kilobytes', async () => {
  const socket = await socketWith(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`)
  const [answer] = (await once(socket, 'data', { signal: AbortSignal.timeout(enoughMs) })) as [Buffer]
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 431 /)
})

it('closes what is not used within fifteen seconds, and leaves descriptors for its database', () => {
  for (const ms of [
    usualPatience.headMs,
    usualPatience.bodyMs,
    2 * usualPatience.readerMs - 2 * usualPatience.checkEveryMs
  ])
    expect(ms + 2 * usualPatience.checkEveryMs).toBeLessThan(15_000)
  expect([connectionsFor(256), connectionsFor(1_024), connectionsFor(Infinity)]).toEqual([179, 716, 20_000])
})

it('answers requests that are sent without waiting for the answers, in their order', async () => {
  const socket = await socketWith(
    'GET / HTTP/1.1\r\nHost: x\r\n\r\nPOST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc'.repeat(40)
  )
  let said = ''
  for await (const chunk of socket) {
    said += String(chunk)
    if (said.split('HTTP/1.1 200').length > 80) break
  }
  expect(said.match(/hello|(?<=\r\n\r\n)3/g)?.join(' ')).toBe('hello 3 '.repeat(40).trim())
})

it('closes a connection that floods it with requests before it has begun many of them', async () => {
  const socket = await socketWith('GET /never HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(20_000))
  await new Promise((resolve) => socket.once('close', resolve).resume())
  expect(begun).toBeLessThanOrEqual(100)
  expect(begun).toBeGreaterThan(0)
})
