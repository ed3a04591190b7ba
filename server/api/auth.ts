import type { Context } from 'hono'
import { Hono } from 'hono'
import { requireGoodPassword } from '../accounts/password-rules'
import { askForReset, resetPassword } from '../accounts/reset'
import type { From } from '../accounts/sign-in'
import { resetAskInput, resetInput, signedInAsView, signedInView, waysView } from '../contract/accounts'
import { passwordInput, signInInput } from '../contract/people'
import { problem } from '../contract/problem'
import { body } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { isFromElsewhere } from '../http/own-origin'
import { tellRights } from '../live'
import { mailLanguageOf } from '../mail/words'
import type { Services } from '../services'
import { authHandler } from './auth-handler'

/** What is about whoever is signed in. Others hear so before what they sent is read. */
const signedInOnly = [
  '/change-password',
  '/update-user',
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/generate-backup-codes',
  '/passkey/generate-register-options',
  '/passkey/verify-registration',
  '/passkey/delete-passkey'
]

/**
 * What lies under /api/auth: the session is an HttpOnly cookie. Whatever takes a password goes through our
 * limits first; the rest is better-auth's own handler (auth-handler.ts).
 */
export const authApi = (services: Services) => {
  const { config, people, database, log } = services
  return new Hono<Env>()
    .use(async (c, next) => {
      if (isFromElsewhere(c.req.raw, config.publicUrl)) throw problem('origin-foreign', config.publicUrl)
      c.header('Cache-Control', 'no-store')
      await people.letters.in(mailLanguageOf(c.req.raw.headers), next)
      // Whatever else is done here may have ended a session.
      if (c.res.ok && c.req.method === 'POST' && !c.req.path.endsWith('/sign-in/email'))
        await tellRights(database, log)
    })
    .use(async (c, next) => {
      const isAboutOneself = signedInOnly.some((path) => c.req.path === `/api/auth${path}`)
      if (isAboutOneself && (await people.callerOf(c.req.raw.headers, c.get('address'))).kind !== 'person')
        throw problem('sign-in-needed')
      await next()
    })
    .get(
      '/ways',
      describe('By what one may sign in here', { 200: ['besides passwords and passkeys', waysView] }),
      async (c) => c.json({ mail: await people.letters.isOffered(), sso: config.oidc?.name ?? null })
    )
    .get(
      '/signed-in',
      describe('Whether somebody is signed in, for pages that anybody may open', {
        200: ['who, or nobody', signedInAsView]
      }),
      async (c) => {
        const caller = await people.callerOf(c.req.raw.headers)
        return c.json({ email: caller.kind === 'person' ? caller.email : null })
      }
    )
    .post(
      '/sign-in/email',
      describe('Sign in', {
        200: [
          'the password is right; send a code to /two-factor/verify-totp or /two-factor/verify-backup-code',
          signedInView
        ],
        204: ['signed in: the session is in the cookie'],
        401: ['wrong address or password'],
        429: ['too many tries']
      }),
      body(signInInput),
      async (c) => {
        const { cookies, needsCode } = await people.signIn(c.req.valid('json'), fromOf(c))
        giveCookies(c, cookies)
        return needsCode ? c.json({ secondFactor: true } as const) : c.body(null, 204)
      }
    )
    .post('/sign-out', describe('Sign out', { 204: ['signed out'] }), async (c) =>
      giveCookies(c, await people.signOut(c.req.raw.headers)).body(null, 204)
    )
    .post(
      '/change-password',
      describe('Change your password and end your other sessions', {
        204: ['changed'],
        401: ['not signed in, or the password is wrong']
      }),
      body(passwordInput),
      async (c) => {
        const caller = await people.callerOf(c.req.raw.headers, c.get('address'))
        if (caller.kind !== 'person') throw problem('sign-in-needed')
        const change = c.req.valid('json')
        requireGoodPassword(change.newPassword, caller, 'newPassword')
        return giveCookies(c, await people.changePassword(caller.email, change, fromOf(c))).body(null, 204)
      }
    )
    .post(
      '/request-password-reset',
      describe(
        'Ask for a link to a new password by mail; the answer is the same whether there is an account',
        { 204: ['asked'], 409: ['no mail server'] }
      ),
      body(resetAskInput),
      async (c) => {
        await askForReset(services, c.req.valid('json').email, fromOf(c))
        return c.body(null, 204)
      }
    )
    .post(
      '/reset-password',
      describe('Choose a new password with the link; all sessions end', {
        204: ['changed; sign in'],
        403: ['the link was used or is too old']
      }),
      body(resetInput),
      async (c) => {
        await resetPassword(services, c.req.valid('json'), fromOf(c))
        return c.body(null, 204)
      }
    )
    .route('/', authHandler(services))
}

/** Where a request comes from, for limits and for the list of sessions. */
export function fromOf(c: Context<Env>): From {
  return { address: c.get('address'), headers: c.req.raw.headers }
}

/** Puts the cookies of a session on the answer. */
export function giveCookies(c: Context<Env>, cookies: readonly string[]): Context<Env> {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
  return c
}
