import { Hono } from 'hono'
import type { Caller } from '../access/permissions'
import { figureRoutes } from '../api/figure-routes'
import type { FiguresThread } from '../columns/figures-thread'
import { problem } from '../contract/problem'
import type { Database } from '../db/database'
import type { Env } from '../http/env'

/** What each request brings along; `failed` is what it failed with. */
type Bindings = { caller: Caller; failed?: unknown }

/**
 * Answers the routes of figures in the thread that asks, for callers that were recognised before: gives the
 * JSON of the route, and throws the problem that it throws.
 */
export function answerFigures(services: { database: Database; now: () => number }): FiguresThread['answer'] {
  const app = new Hono<Env & { Bindings: Bindings }>()
    .use(async (c, next) => {
      c.set('caller', c.env.caller)
      await next()
    })
    .route('/api/v1', figureRoutes(services))
  app.notFound(() => {
    throw problem('not-found')
  })
  app.onError((error, c) => {
    c.env.failed = error
    return c.body(null, 500)
  })
  return async (path, caller) => {
    const bindings: Bindings = { caller }
    const response = await app.request(path, {}, bindings)
    const json = await response.text()
    if (bindings.failed !== undefined) throw bindings.failed
    return json
  }
}
