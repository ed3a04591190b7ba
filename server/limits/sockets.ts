import { readFileSync } from 'node:fs'
import type { IncomingMessage, RequestListener, Server, ServerOptions } from 'node:http'
import { createServer } from 'node:http'
import type { Socket } from 'node:net'

/** How patient the server is with those who hold a connection, in milliseconds. */
export type Patience = {
  /** Until the head of a request is there, also of one that has not begun. */
  headMs: number
  /** Until the body of a request is there, from anybody. */
  bodyMs: number
  /**
   * Without a byte of the body of somebody who is known and sends a file, which may take as long as it
   * takes.
   */
  silenceMs: number
  /**
   * Without a byte taken of what we have to say; twice that where Node takes its own last write for
   * progress.
   */
  readerMs: number
  /**
   * How long a connection that has asked something may stay idle: longer than a balancer keeps it, so that we
   * never close the one it has just chosen.
   */
  keptMs: number
  checkEveryMs: number
}

export const usualPatience: Patience = {
  headMs: 10_000,
  bodyMs: 12_000,
  silenceMs: 30_000,
  readerMs: 7_000,
  keptMs: 75_000,
  checkEveryMs: 1_000
}

/** A process keeps descriptors for its database, its files and vendors; connections may take the rest. */
const shareOfDescriptors = 0.7
const connectionsMax = 20_000
/**
 * Node begins each request of a connection as soon as it has read it. Whoever has more than this under way
 * is flooding.
 */
const askedAtOnce = 100

const long = Symbol('a body that may take long')
type Body = IncomingMessage & { [long]?: () => void }

/**
 * Says that the body of a request may take long, because whoever sends it is known. Without effect where
 * there is no socket.
 */
export function allowLongBody(incoming: unknown) {
  // what node-server hands to the app, or nothing in tests without a port
  ;(incoming as Body | undefined)?.[long]?.()
}

/**
 * Makes servers that let nobody hold a connection for ever: neither by a head or body that does not come,
 * nor by an answer that is not read. Nor may one connection have very much done at once. Requests that two
 * proxies could read in two ways are refused.
 */
export function patientServer(patience: Patience) {
  return (options: ServerOptions, listener: RequestListener): Server => {
    const underWay = new WeakMap<Socket, number>()
    const count = (socket: Socket, change: number) =>
      underWay.set(socket, (underWay.get(socket) ?? 0) + change)
    const server = createServer(
      { ...options, connectionsCheckingInterval: patience.checkEveryMs },
      (incoming, outgoing) => {
        const { socket } = incoming
        // What was read with the request that closed the connection is still handed over.
        if (socket.destroyed) return
        if ((underWay.get(socket) ?? 0) >= askedAtOnce) {
          socket.destroy()
          return
        }
        count(socket, 1)
        outgoing.once('close', () => count(socket, -1))
        const refusal = refusalOf(incoming)
        if (refusal) {
          outgoing
            .writeHead(400, { 'content-type': 'application/json', connection: 'close' })
            .end(JSON.stringify(refusal))
          return
        }
        watchBody(incoming, patience)
        listener(incoming, outgoing)
      }
    )
    server.headersTimeout = patience.headMs
    server.keepAliveTimeout = patience.keptMs
    // Bodies have clocks of their own: one for all would be too short for files or too long for everybody.
    server.requestTimeout = 0
    // What is being worked on may be silent for as long as it takes; who asks nothing, or does not read, may
    // not.
    server.setTimeout(patience.readerMs, (socket) => {
      if (socket.writableLength > 0 || !underWay.get(socket)) socket.destroy()
    })
    server.maxConnections = connectionsFor(descriptors())
    return server
  }
}

function refusalOf({ rawHeaders, httpVersion }: IncomingMessage) {
  if (httpVersion !== '1.1' && httpVersion !== '1.0')
    return { code: 'malformed-query', message: 'Speak HTTP/1.1 or HTTP/1.0.' }
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host')
  return hosts.length > 1 ? { code: 'malformed-query', message: 'Send one Host header.' } : undefined
}

function watchBody(incoming: Body, { bodyMs, silenceMs, checkEveryMs }: Patience) {
  const {
    socket,
    headers: { 'content-length': length, 'transfer-encoding': encoding }
  } = incoming
  if (encoding === undefined && (length === undefined || length === '0')) return
  const start = performance.now()
  let heardAt = start
  let heard = socket.bytesRead
  let mayTakeLong = false
  const watching = setInterval(() => {
    // A request that was answered before its body came is not told when its connection ends.
    if (socket.destroyed) return done()
    const now = performance.now()
    if (socket.bytesRead !== heard) [heard, heardAt] = [socket.bytesRead, now]
    const isLate = mayTakeLong ? now - heardAt > silenceMs : now - start > bodyMs
    if (isLate) socket.destroy()
  }, checkEveryMs).unref()
  const done = () => clearInterval(watching)
  incoming.once('end', done).once('close', done)
  incoming[long] = () => void (mayTakeLong = true)
}

/**
 * How many connections may be open at once, so that a process with few descriptors can still reach its
 * database.
 */
export function connectionsFor(descriptorsMax: number): number {
  return Math.min(connectionsMax, Math.max(16, Math.floor(descriptorsMax * shareOfDescriptors)))
}

/** How many files and sockets this process may have open, where the system says so. */
export function descriptors(): number {
  try {
    return Number(/^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? Infinity)
  } catch {
    return Infinity
  }
}
