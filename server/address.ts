import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/**
 * The client's address as far as it can be believed: the socket's, or, behind `hops` proxies of ours, the entry that the
 * outermost of them wrote into X-Forwarded-For. Whatever stands further left was written by the client.
 */
export function addressOf(c: Context, hops: number): string {
  const socket = socketAddress(c)
  if (hops === 0) return socket
  const forwarded = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim()).filter(Boolean)
  return forwarded.at(-hops) ?? socket
}

function socketAddress(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? 'unknown'
  } catch {
    return 'unknown' // `app.request()` has no socket
  }
}
