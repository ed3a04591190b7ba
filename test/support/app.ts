import type { Logger } from 'pino'
import pino from 'pino'
import { setUpUrl } from '../../server/accounts/set-up'
import { createApp } from '../../server/app'
import type { Config } from '../../server/config'
import { makeServices } from '../../server/serve'
import type { FreshDatabase } from './databases'
import './known-keys'

export const testKey = 'hb_the_operator_of_the_tests_1'

/** What the build would make; the API needs no more of it than that it is there. */
export const assets = {
  loader: '/* loader */',
  rules: '/* rules */',
  survey: '/* survey */',
  short: '/* survey */',
  wide: '/* wide */',
  parts: new Map([['reading', '/* reading */']]),
  page: '/* page */',
  surveyHash: 'testhash',
  dashboard: new Map()
}

type Send = {
  method?: string
  headers?: Record<string, string>
  key?: string
  cookie?: string
  body?: unknown
}

export type TestApp = Awaited<ReturnType<typeof startApp>>

/** Sends again for as long as the server says that its database is busy, as pages and careful programs do. */
export async function untilTaken(send: () => Response | Promise<Response>): Promise<Response> {
  for (;;) {
    const response = await send()
    if (response.status !== 503) return response
    const { code } = (await response
      .clone()
      .json()
      .catch(() => ({}))) as { code?: string }
    if (code !== 'database-busy') return response
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Answers that this process was told to be kept. */
const acknowledged = new Set<string>()

/**
 * What the server says of an answer that it was sent so many times. One that a busy database kept after the
 * server had asked its sender to come again is there already when it comes again: that is its 201, though
 * the server says 200.
 */
function saidOfAnswer(response: Response, body: unknown, times: number): Response {
  const { survey, id } = (body ?? {}) as { survey?: string; id?: string }
  if (!response.ok || id === undefined) return response
  const name = `${survey} ${id}`
  const isFirst = !acknowledged.has(name)
  acknowledged.add(name)
  if (!isFirst || times === 1 || response.status !== 200) return response
  return new Response(response.body, { status: 201, headers: response.headers })
}

/**
 * The whole server on a fresh database, without a port: `request` is the same as over the wire. A `body` is
 * sent as JSON, and makes it a POST unless it says otherwise; `key` and `cookie` say who sends it. What a
 * busy database did not take is sent again, unless the test is about that (`isPatient: false`). `close`
 * removes the database too, if it is ours.
 */
export async function startApp(
  fresh: () => Promise<FreshDatabase>,
  {
    config = {},
    now,
    steady = now,
    place,
    log = pino({ level: 'silent' }),
    isPatient = true
  }: {
    config?: Partial<Config>
    now?: () => number
    steady?: () => number
    place?: FreshDatabase
    log?: Logger
    isPatient?: boolean
  } = {}
) {
  const home = place ?? (await fresh())
  const whole: Config = {
    port: 0,
    host: '127.0.0.1',
    databaseUrl: home.url,
    publicUrl: 'https://surveys.example.com',
    secret: 'a secret of thirty-two characters and some more 0123456789',
    apiKey: testKey,
    trustProxy: 0,
    logLevel: 'silent',
    ...config
  }
  const services = await makeServices(whole, assets, log, now && steady && { now, steady })
  const app = createApp(services)
  return {
    app,
    services,
    place: home,
    async request(path: string, { method, headers = {}, key, cookie, body }: Send = {}): Promise<Response> {
      let times = 0
      const send = () => {
        times++
        return app.request(path, {
          method: method ?? (body === undefined ? 'GET' : 'POST'),
          headers: {
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
            ...(cookie === undefined ? {} : { cookie }),
            ...headers
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) })
        })
      }
      const response = await (isPatient ? untilTaken(send) : send())
      return path === '/api/v1/responses' && method === undefined
        ? saidOfAnswer(response, body, times)
        : response
    },
    async close() {
      await services.outbox.close()
      await services.hearing.close()
      await services.intake.close()
      await services.database.close()
      if (!place) await home.remove()
    }
  }
}

/** The session of an answer, as the `cookie` of the next request. */
export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

export const password = 'correct horse battery'

/** Makes the first owner by the set-up link, and gives the session's cookie. */
export async function setUpOwner(
  { request, services }: TestApp,
  email = 'olga@example.com'
): Promise<string> {
  return cookieOf(
    await request('/api/v1/set-up', {
      body: { token: tokenOf(setUpUrl(services.config)), name: 'Olga', email, password }
    })
  )
}

/** Makes a site for whom the operator's key speaks, and gives its id. */
export async function makeSite({ request }: TestApp, name: string, origins: string[] = []): Promise<string> {
  const made = await request('/api/v1/sites', { key: testKey, body: { name, origins } })
  return ((await made.json()) as { id: string }).id
}

/** Makes somebody a member by a join link, and gives the session's cookie. */
export async function makeMember(
  { request }: TestApp,
  site: string,
  member: { email: string; role: string; agent?: string; teams?: string[] }
): Promise<string> {
  const invited = await request('/api/v1/members', {
    key: testKey,
    body: { site, name: 'Somebody', ...member }
  })
  const { joinUrl } = (await invited.json()) as { joinUrl: string }
  return cookieOf(await request('/api/v1/join', { body: { token: tokenOf(joinUrl), password } }))
}

/** The token of a link that somebody was given. */
export function tokenOf(url: string): string {
  return new URL(url).searchParams.get('token') ?? ''
}
