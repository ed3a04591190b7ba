import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import type { Socket } from 'node:net'
import { connect } from 'node:net'
import { beforeAll, expect, it } from 'vitest'
import { onBothDatabases } from '../support/databases'
import { made, posted } from '../support/made'
import { serving } from './serving'

const closedWithinMs = 15_000
/** Beyond what the server promises, because the machine may be busy. */
const slackMs = 30_000
const megabyte = 1024 * 1024

onBothDatabases((fresh) => {
  const served = serving(fresh)
  let port: number
  let site: string
  let survey: string
  beforeAll(async () => {
    const { url } = served.server
    port = Number(new URL(url).port)
    site = await made(url, 'sites', { name: 'Shop', origins: ['https://shop.example'] })
    survey = await made(url, 'surveys', { site, name: 'After service', metric: 'csat' })
  })

  async function opened(text: string): Promise<Socket> {
    const socket = connect(port, '127.0.0.1').on('error', () => {})
    await once(socket, 'connect')
    socket.write(text)
    return socket
  }

  /**
   * What each kind sends, and how many there are; more that read nothing would be a flood of requests,
   * which is something else.
   */
  const kinds: Record<string, [text: string, count: number]> = {
    'say nothing': ['', 330],
    'never end their head': ['GET /healthz HTTP/1.1\r\nHost: x\r\n', 330],
    'never send their body': [
      'POST /api/v1/responses HTTP/1.1\r\nHost: x\r\nOrigin: ' +
        'https://shop.example\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{',
      320
    ],
    'read nothing': ['GET /preview/survey.js HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(500), 20]
  }

  it('closes a thousand connections that are not used, and serves everybody else meanwhile', async () => {
    const sockets = await Promise.all(
      Object.entries(kinds).flatMap(([kind, [text, count]]) =>
        Array.from({ length: count }, async () => ({ kind, socket: await opened(text) }))
      )
    )
    for (const { kind, socket } of sockets) if (kind !== 'read nothing') socket.resume()
    const started = Date.now()
    const waits: number[] = []
    while (Date.now() - started < closedWithinMs + slackMs && countOpen() > 5) {
      const sent = performance.now()
      const response = await fetch(`${served.server.url}/api/v1/responses`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'https://shop.example' },
        body: JSON.stringify({ id: `an-answer-${waits.length}-of-many`, survey, rating: 4 })
      })
      waits.push(performance.now() - sent)
      expect([200, 201, 429]).toContain(response.status)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    console.log(
      `closed after ${Date.now() - started} ms; others waited ${Math.round(median(waits))} ` +
        `ms, at most ${Math.round(Math.max(...waits))}`
    )
    expect(countOpen()).toBeLessThanOrEqual(5)
    for (const { socket } of sockets) socket.destroy()
  }, 120_000)

  it('does not grow by files of somebody who may not send them, and tells so', async () => {
    const key = (
      await posted<{ key: string }>(served.server.url, 'keys', {
        site,
        name: 'Reads',
        scopes: ['scores:read']
      })
    ).key
    const before = memory()
    let most = before
    const watching = setInterval(() => (most = Math.max(most, memory())), 20)
    const statuses = await Promise.all(Array.from({ length: 8 }, () => upload(key)))
    clearInterval(watching)
    console.log(`memory ${Math.round(before / megabyte)} → ${Math.round(most / megabyte)} MB`)
    expect(statuses).toEqual(Array(8).fill(403))
    expect(most - before).toBeLessThan(50 * megabyte)
  }, 120_000)

  /** Sends a file of 60 MB until it is answered, as curl does; the rest of it is not waited for. */
  function upload(key: string): Promise<number | undefined> {
    const beginning =
      `--x\r\nContent-Disposition: form-data; name="survey"\r\n\r\n${survey}\r\n--x\r\nContent-Disposition: ` +
      `form-data; name="file"; filename="a.csv"\r\n\r\n`
    const headers = {
      authorization: `Bearer ${key}`,
      'content-type': 'multipart/form-data; boundary=x',
      'content-length': 60 * megabyte
    }
    return new Promise((resolve, reject) => {
      const sending = request(`${served.server.url}/api/v1/imports`, {
        method: 'POST',
        headers,
        agent: false
      })
      sending.on('error', reject).on('response', ({ statusCode }) => {
        resolve(statusCode)
        sending.destroy()
      })
      sending.write(beginning)
      const chunk = Buffer.alloc(megabyte, 'a')
      const send = () => {
        if (!sending.destroyed && !sending.writableEnded) sending.write(chunk, () => setImmediate(send))
      }
      send()
    })
  }

  /** Connections of others that the server holds, as the system counts them. */
  function countOpen(): number {
    const hex = port.toString(16).toUpperCase().padStart(4, '0')
    return readFileSync(`/proc/${served.server.process.pid}/net/tcp`, 'utf8')
      .split('\n')
      .filter((line) => new RegExp(`^\\s*\\d+: [0-9A-F]{8}:${hex} [0-9A-F:]+ 01 `).test(line)).length
  }

  function memory(): number {
    return (
      Number(
        /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${served.server.process.pid}/status`, 'utf8'))?.[1] ?? 0
      ) * 1024
    )
  }
})

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
