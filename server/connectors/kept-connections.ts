import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Transporter } from 'nodemailer'
import type { ConnectorRow } from '../db/rows'

/**
 * For how long a connection that nothing uses stays open: shorter than vendors close theirs, which would
 * break the next request.
 */
export const keptIdleMs = 4_000
const freeMax = 64
/**
 * So many connectors have connections of their own; those of the one that was used longest ago end by
 * themselves.
 */
const connectorsMax = 500

/** The open connections of one process to vendors. */
export type Connections = {
  agentFor(row: ConnectorRow, protocol: string): HttpAgent
  transportFor(row: ConnectorRow, address: string, make: () => Transporter): Transporter
  close(): void
}

/**
 * Connections that are kept for a connector's next request. Each connector has its own, and other ones once
 * somebody else vouches for where it points: a connection into a private network is never found by one that
 * may not open it.
 */
export function makeConnections(): Connections {
  const agents = new Map<string, HttpAgent>()
  const transports = new Map<string, Transporter>()

  return {
    agentFor({ id, trustedBy }, protocol) {
      const isSecure = protocol === 'https:'
      const options = { keepAlive: true, maxFreeSockets: freeMax, timeout: keptIdleMs }
      return found(agents, `${id} ${trustedBy} ${protocol}`, () =>
        isSecure ? new HttpsAgent(options) : new HttpAgent(options)
      )
    },
    transportFor({ id, trustedBy, updatedAt }, address, make) {
      return found(transports, `${id} ${trustedBy} ${updatedAt} ${address}`, make)
    },
    close() {
      for (const agent of agents.values()) agent.destroy()
      for (const transport of transports.values()) transport.close()
      agents.clear()
      transports.clear()
    }
  }
}

/** The latest is kept at the end. */
function found<T>(kept: Map<string, T>, key: string, make: () => T): T {
  const one = kept.get(key) ?? make()
  kept.delete(key)
  kept.set(key, one)
  const [oldest] = kept.keys()
  if (kept.size > connectorsMax && oldest !== undefined) kept.delete(oldest)
  return one
}
