import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { addressIn } from '../limits/network'

/** The entries that proxies of ours wrote stand at the end, and are no longer than this together. */
const believedLength = 2_000

/**
 * The client's address as far as it can be believed: the socket's, or, behind `hops` proxies of ours, the
 * entry that the outermost of them wrote into X-Forwarded-For, if it is an address. Whatever stands further
 * left was written by the client.
 */
export function addressOf(c: Context, hops: number): string {
  const socket = socketAddress(c)
  return hops === 0 ? socket : (forwardedAddress(c.req.header('x-forwarded-for'), hops) ?? socket)
}

/** What the outermost of `hops` proxies wrote. Several headers are one, joined by commas. */
export function forwardedAddress(header: string | undefined, hops: number): string | undefined {
  const entries = (header ?? '')
    .slice(-believedLength)
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  return addressIn(entries.at(-hops) ?? '')
}

function socketAddress(c: Context): string {
  try {
    const { address } = getConnInfo(c).remote
    return (address && addressIn(address)) ?? 'unknown'
  } catch {
    return 'unknown' // `app.request()` has no socket
  }
}
