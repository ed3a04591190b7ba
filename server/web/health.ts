import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import type { Env, Services } from '../services'

/** /healthz: the process lives. /readyz: the database answers. /metrics: what Prometheus reads, without personal data. */
export function healthRoutes({ database, metrics }: Services) {
  return new Hono<Env>()
    .get('/healthz', (c) => c.json({ status: 'alive' }))
    .get('/readyz', async (c) => {
      try {
        await database.handle.select({ one: sql<number>`1` }).from(database.tables.migration).limit(1)
        return c.json({ status: 'ready' })
      } catch {
        return c.json({ status: 'database does not answer' }, 503, { 'Retry-After': '1' })
      }
    })
    .get('/metrics', async (c) => c.text(await metrics.registry.metrics(), 200, { 'Content-Type': metrics.registry.contentType }))
}
