import type { Context } from 'hono'
import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { secureHeaders } from 'hono/secure-headers'
import { problem } from '../contract/problem'
import type { Env } from '../http/env'
import { makeCompressed } from '../http/precompressed'
import type { Services } from '../services'
import { acceptedLanguages } from '../text/accepted-languages'

/** What the dashboard keeps the chosen language in, see dashboard/words/index.ts. */
const languageCookie = 'hearback-language'

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

/**
 * The words of the reader's language, which the script asks for only when it runs: a browser that hears of
 * them here loads both at once.
 */
function wordsFirst({ dashboard }: Services['assets'], c: Context<Env>): string[] {
  const spoken = acceptedLanguages(c.req.header('accept-language')).map((tag) =>
    tag.slice(0, 2).toLowerCase()
  )
  const files = [getCookie(c, languageCookie), ...spoken, 'en'].map((tag) =>
    [...dashboard.keys()].find((name) => name.startsWith(`assets/${tag}-`))
  )
  const file = files.find((name) => name !== undefined)
  return file === undefined ? [] : [`</${file}>; rel=modulepreload`]
}

/** What every page of a site asks before it knows what else to ask. */
function askedFirst(path: string): string[] {
  const [, sites, site] = path.split('/')
  if (sites !== 'sites' || !site || !/^[\w-]+$/.test(site)) return []
  return ['sites', `surveys?site=${site}`, 'me'].map(
    (asked) => `</api/v1/${asked}>; rel=preload; as=fetch; crossorigin`
  )
}

/** Addresses that the dashboard draws in the browser. */
const pages = [
  '/',
  '/sign-in',
  '/set-up',
  '/join',
  '/forgot',
  '/reset',
  '/prove',
  '/profile',
  '/welcome',
  '/surveys',
  '/sites/*',
  '/settings/*'
]

export function dashboardRoutes({ assets }: Services) {
  const compressed = makeCompressed()
  const app = new Hono<Env>()
  for (const page of pages) {
    app.get(page, policy, (c) => {
      const index = assets.dashboard.get('index.html')
      if (!index) throw problem('not-found')
      const first = [...wordsFirst(assets, c), ...askedFirst(c.req.path)]
      return compressed(c, index.content, {
        'Content-Type': index.type,
        'Cache-Control': 'no-cache',
        Link: first.join(', ')
      })
    })
  }
  return app.get('/assets/:file', policy, (c) => {
    const file = assets.dashboard.get(`assets/${c.req.param('file')}`)
    if (!file) throw problem('not-found')
    return compressed(c, file.content, {
      'Content-Type': file.type,
      'Cache-Control': 'public, max-age=31536000, immutable'
    })
  })
}
