import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import { openAPIRouteHandler } from 'hono-openapi'
import { createApi } from './api'
import { addressOf } from './address'
import { Problem, problem } from './problem'
import type { Env, Services } from './services'

/** All that answers HTTP, as one app: `app.request()` in tests is the same as a request over the wire. */
export function createApp(services: Services) {
  const app = new Hono<Env>()
    .use(requestId())
    .use(async (c, next) => {
      c.set('address', addressOf(c, services.config.trustProxy))
      await next()
    })
    .use(secureHeaders({ crossOriginResourcePolicy: false, xFrameOptions: 'DENY', referrerPolicy: 'strict-origin-when-cross-origin' }))
    .route('/api/v1', createApi(services))
  app.get('/api/v1/openapi.json', openAPIRouteHandler(app, { documentation: { info: { title: 'Hearback', version: '1' } } }))
  app.notFound((c) => c.json(problem('not-found').body, 404))
  app.onError((error, c) => {
    const known = error instanceof Problem ? error : error instanceof HTTPException && error.status < 500 ? problem('malformed-query', error.message) : undefined
    if (known) {
      if (known.retryAfterSeconds !== undefined) c.header('Retry-After', String(known.retryAfterSeconds))
      return c.json(known.body, known.status)
    }
    services.log.error({ err: error, requestId: c.get('requestId'), path: c.req.routePath }, 'a request failed')
    return c.json(problem('internal').body, 500)
  })
  return app
}
