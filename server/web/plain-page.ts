import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import type { Env } from '../http/env'

/** Answers with a page of one form at most: it runs no script and loads nothing, and no cache keeps it. */
export function plainPage(c: Context<Env>, status: 200 | 404, html: (nonce: string) => string) {
  const nonce = randomBytes(16).toString('base64')
  c.header(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; form-action 'self'; ` +
      `base-uri 'none'; frame-ancestors 'none'`
  )
  c.header('Cache-Control', 'no-store')
  c.header('Referrer-Policy', 'no-referrer')
  c.header('X-Robots-Tag', 'noindex')
  return c.html(html(nonce), status)
}
