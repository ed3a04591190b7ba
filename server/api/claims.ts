import type { Context } from 'hono'
import type { Env } from '../http/env'
import { claimsIn } from '../responses/claims'

/** Keeps what a body claims as it was sent, before it is made to fit: a signature speaks of that. */
export function keepClaims<Body>(body: Body, c: Context<Env>): Body {
  c.set('claims', claimsIn(body))
  return body
}
