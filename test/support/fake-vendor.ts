import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Call = { method: string; path: string; headers: Record<string, string>; body: string }
type Said = { status: number; headers?: Record<string, string>; body: string }
type Misdeed = Said | 'hang' | 'hang up'

export type FakeVendor = Awaited<ReturnType<typeof startFakeVendor>>

/**
 * A vendor on loopback: `answer` says what it answers to a call that keeps to its limits. `misbehave` lets
 * the next calls go wrong first. Every call is kept, whatever came of it.
 */
export async function startFakeVendor(answer: (call: Call) => Said | Promise<Said>) {
  const calls: Call[] = []
  const misdeeds: Misdeed[] = []
  let lost: Set<string> | undefined
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', async () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)])
      )
      const call = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers,
        body: Buffer.concat(chunks).toString()
      }
      calls.push(call)
      const said = misdeeds.shift() ?? (await answer(call))
      const name = `${call.method} ${call.path} ${call.body}`
      const isLost = call.method !== 'GET' && lost?.has(name) === false
      lost?.add(name)
      if (said === 'hang') return
      if (said === 'hang up' || isLost) return void response.destroy()
      response.writeHead(said.status, { 'content-type': 'application/json', ...said.headers }).end(said.body)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on TCP
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    misbehave: (...answers: Misdeed[]) => void misdeeds.push(...answers),
    /** What changes something is done from now on, and nobody is told so before it is asked for once more. */
    loseFirstAnswers: () => void (lost = new Set()),
    /** Whoever waits for an answer gets none. */
    hangUp: () => server.closeAllConnections(),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}
