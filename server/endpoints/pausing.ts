import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '../db/database'
import type { Owner } from '../mail/owners'
import { ownersOf } from '../mail/owners'

/** An endpoint that was paused by itself, and whom to tell; `locale` is that of the site's customers. */
export type PausedEndpoint = {
  endpointId: string
  endpoint: string
  siteId: string
  site: string
  locale: string
  owners: Owner[]
}

/** Takes the paused endpoints that nobody was told of yet; two processes must not do it at the same time. */
export async function takeUntoldEndpoints(database: Database): Promise<PausedEndpoint[]> {
  const { endpoint, site } = database.tables
  const untold = await database.handle
    .select({
      endpointId: endpoint.id,
      endpoint: endpoint.name,
      siteId: site.id,
      site: site.name,
      locale: site.locale
    })
    .from(endpoint)
    .innerJoin(site, and(eq(site.id, endpoint.siteId), isNull(site.deletedAt)))
    .where(eq(endpoint.told, 'untold'))
    .limit(100)
  const paused: PausedEndpoint[] = []
  for (const one of untold) {
    await database.handle
      .update(endpoint)
      .set({ told: 'told' })
      .where(and(eq(endpoint.id, one.endpointId), eq(endpoint.told, 'untold')))
    paused.push({ ...one, owners: await ownersOf(database, one.siteId) })
  }
  return paused
}
