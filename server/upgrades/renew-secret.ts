import { and, eq, isNotNull, isNull, ne } from 'drizzle-orm'
import type { Database } from '../db/database'
import { run } from '../db/database'
import type { Sealing } from '../secrets/sealing'

/**
 * Seals with the newest secret what a former one has sealed: the keys of the vault, the secrets of
 * connectors, and what waits to be sent or dealt with. Afterwards the former secret is needed only for
 * links that are to be shown or sent again and for sessions from its time.
 */
export async function renewSealed(database: Database, sealing: Sealing): Promise<void> {
  const { connector, dataKey, delivery, inbound } = database.tables
  await database.atomically(function* (handle) {
    for (const row of yield* run(database.locked(handle.select().from(dataKey)))) {
      const sealed = sealing.renewed(row.sealed, row.id)
      if (sealed !== undefined)
        yield* run(handle.update(dataKey).set({ sealed }).where(eq(dataKey.id, row.id)))
    }
    for (const row of yield* run(database.locked(handle.select().from(connector)))) {
      const secrets = sealing.renewed(row.secrets, row.id)
      const access = row.access === null ? undefined : sealing.renewed(row.access, row.id)
      const changes = {
        ...(secrets === undefined ? {} : { secrets }),
        ...(access === undefined ? {} : { access })
      }
      if (Object.keys(changes).length > 0)
        yield* run(handle.update(connector).set(changes).where(eq(connector.id, row.id)))
    }
    const thanks = yield* run(
      handle
        .select({ id: delivery.id, content: delivery.content })
        .from(delivery)
        .where(and(isNotNull(delivery.content), eq(delivery.state, 'queued')))
    )
    for (const { id, content } of thanks) {
      const renewed = content === null ? undefined : sealing.renewed(content, id)
      if (renewed !== undefined)
        yield* run(
          handle
            .update(delivery)
            .set({ content: renewed })
            .where(and(eq(delivery.id, id), eq(delivery.state, 'queued')))
        )
    }
    const told = yield* run(
      handle
        .select()
        .from(inbound)
        .where(and(isNull(inbound.processedAt), ne(inbound.event, '')))
    )
    for (const { connectorId, dedup, event } of told) {
      const renewed = sealing.renewed(event, `${connectorId} ${dedup}`)
      const isIt = and(
        eq(inbound.connectorId, connectorId),
        eq(inbound.dedup, dedup),
        isNull(inbound.processedAt)
      )
      if (renewed !== undefined) yield* run(handle.update(inbound).set({ event: renewed }).where(isIt))
    }
  })
}
