import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { problem } from '../contract/problem'
import type { Env } from '../http/env'
import { makeCompressed } from '../http/precompressed'
import { hiding } from '../presentation/widget-definition'
import type { Services } from '../services'

/**
 * What the dashboard shows a survey in: the widget as it is on any page, which our own pages alone may
 * frame and which sends nothing.
 */
const policy = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'self'"]
  },
  xFrameOptions: 'SAMEORIGIN'
})

export function previewRoutes({ assets }: Services) {
  const compressed = makeCompressed()
  const script = { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-cache' }
  return (
    new Hono<Env>()
      .get('/preview', policy, (c) => {
        const index = assets.dashboard.get('index.html')
        if (!index) throw problem('not-found')
        return compressed(c, index.content, { 'Content-Type': index.type, 'Cache-Control': 'no-cache' })
      })
      // Parts are where they are on any page.
      .get('/preview/survey.js', (c) =>
        compressed(c, `${assets.survey.replaceAll('./', '/w/')}\n${hiding(assets.wide)}`, script)
      )
      .get('/preview/page.js', (c) => compressed(c, assets.page, script))
  )
}
