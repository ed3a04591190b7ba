import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import { openAPIRouteHandler } from 'hono-openapi'
import { createApi } from './api'
import { authApi } from './api/auth'
import { describedWebhooks } from './contract/endpoints'
import { Problem, problem } from './contract/problem'
import { passingFailure } from './db/transient-failures'
import { addressOf } from './http/client-address'
import type { Env } from './http/env'
import { watched } from './http/request-log'
import { renewedCookies } from './secrets/renewed-cookies'
import type { Services } from './services'
import { alertOffRoutes } from './web/alert-off'
import { dashboardRoutes } from './web/dashboard'
import { healthRoutes } from './web/health'
import { hookRoutes } from './web/hooks'
import { linkRoutes } from './web/links'
import { mcpRoutes } from './web/mcp'
import { previewRoutes } from './web/preview'
import { secondAskRoutes } from './web/second-asks'
import { unsubscribeRoutes } from './web/unsubscribe'
import { widgetRoutes } from './web/widget'

/** All that answers HTTP, as one app: `app.request()` in tests is the same as a request over the wire. */
export function createApp(services: Services) {
  const app = new Hono<Env>()
    .use(requestId())
    .use(watched(services))
    .use(async (c, next) => {
      // PostgreSQL keeps no NUL; no address of ours has one.
      if (/%00/.test(c.req.url)) throw problem('malformed-query', 'it holds a NUL character')
      const cookies = c.req.header('cookie')
      const renewed = cookies && renewedCookies(cookies, services.config)
      if (renewed && renewed !== cookies) {
        const headers = new Headers(c.req.raw.headers)
        headers.set('cookie', renewed)
        c.req.raw = new Request(c.req.raw, { headers })
      }
      c.set('address', addressOf(c, services.config.trustProxy))
      await next()
    })
    .use(
      secureHeaders({
        ...quietHeaders,
        strictTransportSecurity: services.config.publicUrl.startsWith('https:') ? 'max-age=15552000' : false
      })
    )
    .route('/api/auth', authApi(services))
    .route('/api/v1', createApi(services))
    .route('/', healthRoutes(services))
    .route('/', hookRoutes(services))
    .route('/', widgetRoutes(services))
    .route('/', linkRoutes(services))
    .route('/', secondAskRoutes(services))
    .route('/', unsubscribeRoutes(services))
    .route('/', alertOffRoutes(services))
    .route('/', previewRoutes(services))
    .route('/', dashboardRoutes(services))
  app.route(
    '/',
    mcpRoutes(services, (request, env) => app.fetch(request, env))
  )
  app.get(
    '/api/v1/openapi.json',
    openAPIRouteHandler(app, {
      get documentation() {
        return { ...documentation, webhooks: describedWebhooks() }
      },
      excludeStaticFile: false,
      defaultValidationErrorResponse: false
    })
  )
  app.notFound((c) => c.json(problem('not-found').body, 404))
  app.onError((error, c) => {
    const known =
      error instanceof HTTPException
        ? problem('malformed-query', error.message)
        : (passingFailure(error) ?? error)
    if (!(known instanceof Problem)) {
      services.log.error(
        { err: error, requestId: c.get('requestId'), route: c.req.routePath },
        'a request failed'
      )
      services.metrics.refusals.inc({ code: 'internal' })
      return c.json(problem('internal').body, 500)
    }
    services.metrics.refusals.inc({ code: known.code })
    services.trouble.note(known)
    if (known.retryAfterSeconds !== undefined) c.header('Retry-After', String(known.retryAfterSeconds))
    return c.json(known.body, known.status)
  })
  return app
}

/**
 * Each kind of page sets its own policy for frames and content; what pages of others load from us may be
 * loaded.
 */
const quietHeaders = {
  crossOriginResourcePolicy: false,
  xFrameOptions: false,
  referrerPolicy: false
} as const

const documentation = {
  info: {
    title: 'Hearback',
    version: '1',
    description: 'Ask customers how it went, keep the answers, read the scores.'
  },
  components: {
    securitySchemes: { key: { type: 'http' as const, scheme: 'bearer', description: 'an API key, hb_…' } }
  },
  security: [{ key: [] }]
}
