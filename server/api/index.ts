import { Hono } from 'hono'
import type { Env, Services } from '../services'

/** Everything under /api/v1, one router per noun. */
export function createApi(services: Services) {
  return new Hono<Env>().use(async (c, next) => {
    c.set('caller', await services.people.callerOf(c.req.raw.headers))
    await next()
  })
}

export type Api = ReturnType<typeof createApi>
