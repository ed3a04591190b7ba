import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { makeCompressed } from '../compressed'
import { problem } from '../problem'
import type { Env, Services } from '../services'

/** The dashboard may load and call nothing but ourselves; styles are files, so nothing inline is needed. */
const policy = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    fontSrc: ["'self'"],
    frameSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"]
  },
  xFrameOptions: 'DENY',
  referrerPolicy: 'strict-origin-when-cross-origin'
})

/** Addresses that the dashboard draws in the browser. */
const pages = ['/', '/sign-in', '/set-up', '/join', '/welcome', '/sites/*', '/settings/*']

export function dashboardRoutes({ assets }: Services) {
  const compressed = makeCompressed()
  const app = new Hono<Env>()
  for (const page of pages) {
    app.get(page, policy, (c) => {
      const index = assets.dashboard.get('index.html')
      if (!index) throw problem('not-found')
      return compressed(c, index.content, { 'Content-Type': index.type, 'Cache-Control': 'no-cache' })
    })
  }
  return app.get('/assets/:file', policy, (c) => {
    const file = assets.dashboard.get(`assets/${c.req.param('file')}`)
    if (!file) throw problem('not-found')
    return compressed(c, file.content, { 'Content-Type': file.type, 'Cache-Control': 'public, max-age=31536000, immutable' })
  })
}
