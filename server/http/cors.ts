import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import type { Env } from './env'

/**
 * How long a browser may remember that it may ask; whether it is heard is decided on each request, by the
 * origins of the site.
 */
const preflightSeconds = 86_400

/** Answers the question that a browser asks before it lets a page of any site send to us. */
export const preflight = cors({
  origin: (origin) => origin,
  allowMethods: ['POST'],
  allowHeaders: ['content-type'],
  maxAge: preflightSeconds
})

/**
 * What cors() does for the answer itself: it would read the finished response again, which costs more than
 * all the rest of it.
 */
export const allowOrigin: MiddlewareHandler<Env> = async (c, next) => {
  const origin = c.req.header('origin')
  if (origin !== undefined) c.header('Access-Control-Allow-Origin', origin)
  c.header('Vary', 'Origin')
  await next()
}
