import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** `slowShare` of the answers come `slowMs` later; a key that is not `key` is refused. */
export type Manner = { perSecond: number; key: string; slowShare?: number; slowMs?: number }

/**
 * A gateway on loopback that takes so many messages a second, by a bucket that holds a second's worth, and
 * refuses the rest with 429.
 */
export async function startPacedVendor(manner: Manner) {
  /** When each message was taken, by the name under which it came. */
  const taken = new Map<string, number[]>()
  const counts = { throttled: 0, keyRefused: 0, connections: 0 }
  let [bucket, filledAt] = [manner.perSecond, performance.now()]
  let asked = 0

  function mayPass(): boolean {
    const now = performance.now()
    bucket = Math.min(manner.perSecond, bucket + ((now - filledAt) * manner.perSecond) / 1_000)
    filledAt = now
    if (bucket < 1) return false
    bucket -= 1
    return true
  }

  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const say = (status: number) =>
        void response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
      if (request.headers.authorization !== manner.key) return (counts.keyRefused++, say(401))
      if (!mayPass()) return (counts.throttled++, say(429))
      const { id } = JSON.parse(body) as { id: string } // as the test's own template writes it
      taken.set(id, [...(taken.get(id) ?? []), performance.now()])
      asked += 1
      if (manner.slowShare && asked % Math.round(1 / manner.slowShare) === 0)
        setTimeout(say, manner.slowMs, 200)
      else say(200)
    })
  })
  server.on('connection', () => counts.connections++)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // it listens on TCP
    manner,
    taken,
    counts,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}
