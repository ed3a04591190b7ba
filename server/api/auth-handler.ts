import type { Context } from 'hono'
import { Hono } from 'hono'
import { renderSVG } from 'uqr'
import type { z } from 'zod'
import { ssoProvider } from '../accounts/oidc'
import {
  codeInput,
  passkeyIdInput,
  passkeyInput,
  profileInput,
  ssoInput,
  twoFactorInput
} from '../contract/accounts'
import type { ProblemCode } from '../contract/problem'
import { problem } from '../contract/problem'
import { limits } from '../contract/terms'
import { body } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import type { Services } from '../services'

type Parts = Pick<Services, 'people' | 'config' | 'publicLimit'>

/** What of better-auth's handler is offered, and what it takes. All else of it is not there. */
const posts: readonly (readonly [path: string, summary: string, input: z.ZodType])[] = [
  ['/update-user', 'Change your name', profileInput],
  [
    '/two-factor/enable',
    'Begin two-factor sign-in: gives the address for an authenticator app, and backup codes',
    twoFactorInput
  ],
  ['/two-factor/disable', 'Switch two-factor sign-in off', twoFactorInput],
  [
    '/two-factor/generate-backup-codes',
    'Make new backup codes; the former are worth nothing',
    twoFactorInput
  ],
  [
    '/two-factor/verify-totp',
    'Send the code of the app: to switch two-factor sign-in on, or to sign in',
    codeInput
  ],
  ['/two-factor/verify-backup-code', 'Sign in with a backup code, which works once', codeInput],
  ['/passkey/verify-registration', 'Add a passkey', passkeyInput],
  ['/passkey/verify-authentication', 'Sign in with a passkey', passkeyInput],
  ['/passkey/delete-passkey', 'Remove a passkey', passkeyIdInput],
  ['/sign-in/social', 'Begin single sign-on: gives the address to go to', ssoInput]
]
const gets: readonly (readonly [path: string, summary: string])[] = [
  ['/passkey/generate-register-options', 'What a browser needs to make a passkey'],
  ['/passkey/generate-authenticate-options', 'What a browser needs to sign in with a passkey'],
  [`/callback/${ssoProvider}`, 'Where the provider of single sign-on sends people back to']
]
/** What asks for a password of who is signed in, so often and no oftener. */
const withPassword = ['/two-factor/enable', '/two-factor/disable', '/two-factor/generate-backup-codes']

/**
 * better-auth's own handler, behind the shapes of our API: its answers lose what opens a session, its
 * failures are ours.
 */
export function authHandler({ people, config, publicLimit }: Parts) {
  const app = new Hono<Env>()
  for (const [path, summary, input] of posts) {
    app.post(
      path,
      describe(summary, { 200: ['done'] }),
      body(input, { maxBytes: limits.bodyBytes }),
      async (c) => {
        // each schema is one of an object
        const given = prepared(path, c.req.valid('json') as Record<string, unknown>, config.publicUrl)
        if (!withPassword.includes(path)) return ask(c, path, given)
        const caller = await people.callerOf(c.req.raw.headers)
        if (caller.kind !== 'person') throw problem('sign-in-needed')
        const from = { address: c.get('address'), headers: c.req.raw.headers }
        return people.guarded(caller.email, from, () => ask(c, path, given, caller.email))
      }
    )
  }
  for (const [path, summary] of gets) app.get(path, describe(summary, { 200: ['done'] }), (c) => ask(c, path))

  async function ask(
    c: Context<Env>,
    path: string,
    given?: Record<string, unknown>,
    email = ''
  ): Promise<Response> {
    // strangers may ask too, and each answer leaves a row behind for some minutes
    await publicLimit.question(c.get('address'))
    const headers = people.headersOf({ address: c.get('address'), headers: c.req.raw.headers })
    headers.delete('content-length')
    const request = new Request(`${config.publicUrl}/api/auth${path}${new URL(c.req.url).search}`, {
      method: c.req.method,
      headers,
      ...(given && { body: JSON.stringify(given) })
    })
    const answer = await people.auth.handler(request)
    if (answer.status >= 400) throw await refusalOf(answer, path)
    for (const cookie of answer.headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true })
    const location = answer.headers.get('location')
    if (answer.status >= 300 && location !== null) return c.redirect(location, 302)
    return c.json(labelled(withoutSecrets(await answer.json()), email))
  }
  return app
}

function prepared(path: string, given: Record<string, unknown>, publicUrl: string): Record<string, unknown> {
  if (path === '/sign-in/social')
    return {
      provider: ssoProvider,
      callbackURL: pageOf(given.next, publicUrl),
      errorCallbackURL: `${publicUrl}/sign-in`,
      disableRedirect: true
    }
  return given
}

/** Where to go after single sign-on: a page of ours, whatever was asked for. */
function pageOf(next: unknown, publicUrl: string): string {
  const url =
    typeof next === 'string' && next.startsWith('/') && URL.canParse(next, publicUrl)
      ? new URL(next, publicUrl)
      : new URL(publicUrl)
  return url.origin === new URL(publicUrl).origin ? url.href : publicUrl
}

/** What a session is opened by stays in the cookie, where no script of a page reads it. */
function withoutSecrets(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return answer
  const hidden = ['token', 'session', 'user', 'publicKey', 'credentialID']
  return Object.fromEntries(
    Object.entries(answer).filter(([name]) => !hidden.includes(name) || isOptionsOfPasskey(answer))
  )
}

/** An authenticator app shows the address that a person knows, not what stands for one that is not proved. */
function labelled(answer: unknown, email: string): unknown {
  if (
    typeof answer !== 'object' ||
    answer === null ||
    !('totpURI' in answer) ||
    typeof answer.totpURI !== 'string'
  )
    return answer
  const uri = new URL(answer.totpURI)
  const totpURI = `otpauth://totp/Hearback:${encodeURIComponent(email)}${uri.search}`
  return { ...answer, totpURI, qrSvg: renderSVG(totpURI, { border: 2 }) }
}

/** What a browser makes a passkey from has a user of its own: whom it is for. */
function isOptionsOfPasskey(answer: object): boolean {
  return 'challenge' in answer
}

const meant: Readonly<Record<string, ProblemCode>> = {
  INVALID_PASSWORD: 'password-wrong',
  UNAUTHORIZED: 'sign-in-needed',
  INVALID_CODE: 'code-wrong',
  INVALID_BACKUP_CODE: 'code-wrong',
  INVALID_TWO_FACTOR_COOKIE: 'code-too-late',
  SESSION_NOT_FRESH: 'session-old',
  TOTP_ALREADY_ENABLED: 'two-factor-already',
  TOTP_NOT_ENABLED: 'code-wrong',
  BACKUP_CODES_NOT_ENABLED: 'code-wrong',
  PROVIDER_NOT_FOUND: 'not-offered'
}
const lockedSeconds = '900'

async function refusalOf(answer: Response, path: string): Promise<Error> {
  const { code = '', message = '' } = (await answer.json().catch(() => ({}))) as {
    code?: string
    message?: string
  }
  if (code === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE' || code === 'ACCOUNT_TEMPORARILY_LOCKED')
    return problem('too-many', lockedSeconds)
  const known = meant[code]
  if (known) return problem(known)
  // The library behind passkeys throws for whatever a browser would not send.
  if (path.startsWith('/passkey/')) return problem('passkey-refused')
  if (answer.status >= 500) return new Error(`better-auth answered ${answer.status} ${code} at ${path}`)
  return problem('invalid', message || 'This does not fit.')
}
