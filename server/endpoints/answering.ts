import { and, eq } from 'drizzle-orm'
import type { Caller } from '../access/permissions'
import { requireNotAbove } from '../access/permissions'
import type { EndpointEvent } from '../contract/endpoints'
import type { Scope } from '../contract/terms'
import type { Database } from '../db/database'
import type { EndpointRow } from '../db/rows'

/** What a key may do that is told something: make endpoints, and read what is told. */
function neededFor(events: readonly EndpointEvent[]): Scope[] {
  const readsAnswers = events.some((event) => /^(response|follow-up|invitation|dispute|alert)\./.test(event))
  return readsAnswers ? ['admin', 'responses:read'] : ['admin']
}

/** Throws where a key would have itself told what it may not read. */
export function requireReading(caller: Caller, events: readonly EndpointEvent[]) {
  requireNotAbove(caller, { scopes: neededFor(events) })
}

/**
 * Whether whoever answers for an endpoint still may read all that it is told: an owner of the site, or a key
 * that was not revoked. Whoever runs the server always may.
 */
export async function mayStillRead(
  { tables: { apiKey, member }, handle }: Database,
  { siteId, answeredFor, events }: EndpointRow,
  now: number
): Promise<boolean> {
  const id = answeredFor.slice(answeredFor.indexOf(':') + 1)
  if (answeredFor.startsWith('person:')) {
    const owns = and(eq(member.siteId, siteId), eq(member.userId, id), eq(member.role, 'owner'))
    return (await handle.select({ id: member.userId }).from(member).where(owns).limit(1)).length > 0
  }
  const [key] = await handle.select().from(apiKey).where(eq(apiKey.id, id))
  // The key of whoever runs the server stands in its environment, and has no row.
  if (!key) return !id.startsWith('key_')
  if (key.siteId !== siteId || key.revokedAt !== null || (key.expiresAt ?? Infinity) <= now) return false
  const scopes = JSON.parse(key.scopes) as Scope[] // written by createKey only
  return neededFor(eventsOf({ events })).every((scope) => scopes.includes(scope))
}

/** What an endpoint is told. */
export function eventsOf({ events }: Pick<EndpointRow, 'events'>): EndpointEvent[] {
  return JSON.parse(events) as EndpointEvent[] // written by createEndpoint and changeEndpoint only
}
