import { Hono } from 'hono'
import type { Env } from '../http/env'
import type { Services } from '../services'
import { figureRoutes } from './figure-routes'

/**
 * Lets the thread of the figures answer what it knows, where there is one; without one the routes that
 * follow do.
 */
export function figuresApart({ figures, ...services }: Pick<Services, 'database' | 'figures' | 'now'>) {
  const apart = new Hono<Env>()
  if (!figures) return apart
  for (const path of new Set(figureRoutes(services).routes.map((route) => route.path)))
    apart.get(path, async (c) => {
      const { search } = new URL(c.req.url)
      return c.body(await figures.answer(`${c.req.path}${search}`, c.get('caller')), 200, {
        'Content-Type': 'application/json'
      })
    })
  return apart
}
