import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Logger } from 'pino'
import type { Metrics } from '../metrics'
import type { Env } from './env'

/**
 * Logs and counts every request by its route pattern. Neither addresses nor queries nor bodies are written:
 * they may name a customer, and a path may hold a link's token.
 */
export function watched({ log, metrics }: { log: Logger; metrics: Metrics }): MiddlewareHandler<Env> {
  return async (c, next) => {
    const start = performance.now()
    await next()
    const seconds = (performance.now() - start) / 1000
    const route = routePath(c, -1)
    metrics.requests.observe({ route, method: c.req.method, status: c.res.status }, seconds)
    log.info(
      {
        requestId: c.get('requestId'),
        method: c.req.method,
        route,
        status: c.res.status,
        ms: Math.round(seconds * 1000)
      },
      'request'
    )
  }
}
