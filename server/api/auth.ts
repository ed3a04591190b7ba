import type { Context } from 'hono'
import { Hono } from 'hono'
import { passwordInput, signInInput } from '../contract/people'
import { tellRights } from '../live'
import { isFromElsewhere } from '../people/own-origin'
import { problem } from '../problem'
import type { Env, Services } from '../services'
import { describe } from './describe'
import { body } from './parse'

/** What lies under /api/auth: sign-in, sign-out, another password. The session is an HttpOnly cookie. */
export const authApi = ({ database, config, people, log }: Services) =>
  new Hono<Env>()
    .use(async (c, next) => {
      if (isFromElsewhere(c.req.raw, config.publicUrl)) throw problem('origin-foreign', config.publicUrl)
      c.header('Cache-Control', 'no-store')
      await next()
      // Whatever else is done here may have ended a session.
      if (c.res.ok && c.req.method === 'POST' && !c.req.path.endsWith('/sign-in/email')) await tellRights(database, log)
    })
    .post(
      '/sign-in/email',
      describe('Sign in', { 204: ['signed in: the session is in the cookie'], 401: ['wrong address or password'], 429: ['too many tries'] }),
      body(signInInput),
      async (c) => giveCookies(c, await people.signIn(c.req.valid('json'), c.get('address'))).body(null, 204)
    )
    .post('/sign-out', describe('Sign out', { 204: ['signed out'] }), async (c) =>
      giveCookies(c, await people.signOut(c.req.raw.headers)).body(null, 204)
    )
    .post(
      '/change-password',
      describe('Change your password and end your other sessions', { 204: ['changed'], 401: ['not signed in, or the password is wrong'] }),
      body(passwordInput),
      async (c) => {
        const caller = await people.callerOf(c.req.raw.headers, c.get('address'))
        if (caller.kind !== 'person') throw problem('sign-in-needed')
        return giveCookies(c, await people.changePassword(c.req.raw.headers, c.req.valid('json'), c.get('address'))).body(null, 204)
      }
    )

/** Puts the cookies of a session on the answer. */
export function giveCookies(c: Context<Env>, cookies: readonly string[]): Context<Env> {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
  return c
}
