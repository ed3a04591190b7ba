import { Hono } from 'hono'
import { isAnswering } from '../db/database'
import type { Env, Services } from '../services'

/** /healthz: the process lives. /readyz: the database answers. /metrics: what Prometheus reads, without personal data. */
export function healthRoutes({ database, metrics }: Services) {
  return new Hono<Env>()
    .get('/healthz', (c) => c.json({ status: 'alive' }))
    .get('/readyz', async (c) => {
      if (await isAnswering(database)) return c.json({ status: 'ready' })
      return c.json({ status: 'the database does not answer' }, 503, { 'Retry-After': '1' })
    })
    .get('/metrics', async (c) => c.text(await metrics.registry.metrics(), 200, { 'Content-Type': metrics.registry.contentType }))
}
