import type { MiddlewareHandler } from 'hono'
import type { Env } from '../http/env'
import type { Services } from '../services'
import { figureRoutes } from './figure-routes'

/**
 * Lets the thread of the figures answer what it knows, where there is one; without one the routes that
 * follow do.
 */
export function figuresApart({
  figures,
  ...services
}: Pick<Services, 'database' | 'figures' | 'now'>): MiddlewareHandler<Env> {
  const paths = new Set(figureRoutes(services).routes.map(({ path }) => `/api/v1${path}`))
  return async (c, next) => {
    if (!figures || !['GET', 'HEAD'].includes(c.req.method) || !paths.has(c.req.path)) return next()
    const { search } = new URL(c.req.url)
    c.res = c.body(await figures.answer(`${c.req.path}${search}`, c.get('caller')), 200, {
      'Content-Type': 'application/json'
    })
  }
}
