import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { Hono } from 'hono'
import { problem } from '../contract/problem'
import { isAnswering } from '../db/database'
import type { Env } from '../http/env'
import type { Services } from '../services'

/**
 * /healthz: the process lives, and which server it is, so that `doctor` knows it. /readyz: the database
 * answers, and takes what is written. /metrics: what Prometheus reads, for whoever shows a token of the
 * operator's.
 */
export function healthRoutes({ config, database, metrics, name, trouble }: Services) {
  const tokens = [config.metricsToken, config.apiKey].flatMap((token) => token ?? [])
  return new Hono<Env>()
    .get('/healthz', (c) => c.json({ status: 'alive', server: name }))
    .get('/readyz', async (c) => {
      const notReady = (status: string) => c.json({ status }, 503, { 'Retry-After': '1' })
      if (!(await isAnswering(database))) return notReady('the database does not answer')
      const code = await trouble.now()
      return code ? notReady(problem(code).message) : c.json({ status: 'ready' })
    })
    .get('/metrics', async (c) => {
      const given = c.req.header('authorization') ?? ''
      if (!tokens.some((token) => isSame(given, `Bearer ${token}`))) throw problem('metrics-closed')
      return told(c, metrics)
    })
}

/** The same on a port of its own, which only those can reach whom the operator lets. */
export function metricsRoutes({ metrics }: Pick<Services, 'metrics'>) {
  return new Hono().get('/metrics', (c) => told(c, metrics))
}

async function told(c: Context, { registry }: Services['metrics']) {
  return c.text(await registry.metrics(), 200, {
    'Content-Type': registry.contentType,
    'Cache-Control': 'no-store'
  })
}

function isSame(given: string, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(expected))
}
