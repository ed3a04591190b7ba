import fc from 'fast-check'
import { expect } from 'vitest'
import type { TestApp } from './app'
import { makeMember, testKey } from './app'
import { givenSurvey } from './given'

type Paths = Record<string, Record<string, { parameters?: { in: string; name: string }[] }>>

/** Names that JavaScript, SQL, paths and languages trip over. */
const traps = [
  'constructor',
  '__proto__',
  'prototype',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  'true',
  '-1',
  '0',
  '1e400',
  '99999999999999999999',
  '',
  ' ',
  '.',
  '..',
  '%',
  '%zz',
  '%c0%af',
  '%ed%a0%80',
  '%F0%9F%91%8D',
  'a\nb',
  "' or 1=1 --",
  '{{7*7}}',
  'en-',
  'en-aa-bb',
  'constructor.x',
  '٥',
  '\u202e',
  '2026-02-30',
  '9999-12-31',
  '0000-01-01',
  'WzFd',
  'e30',
  '[]',
  '{}',
  '*',
  '%25',
  '~rest',
  'a'.repeat(300)
]
const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...traps) },
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ maxLength: 40 })
)
const fields = [
  'id',
  'survey',
  'site',
  'rating',
  'comment',
  'answers',
  'channel',
  'topics',
  'agent',
  'team',
  'customer',
  'conversation',
  'locale',
  'name',
  'email',
  'password',
  'token',
  'role',
  'scopes',
  'kind',
  'settings',
  'origins',
  'timeZone',
  'metric',
  'scale',
  'question',
  'state',
  'asking',
  'inviting',
  'targets',
  'responses',
  'invitations',
  'conversations',
  'address',
  'expiresAt',
  'secret',
  'signature',
  'claims',
  'taps',
  '__proto__',
  'constructor',
  'length',
  'then',
  'toJSON'
]
const anything = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.constantFrom<unknown>(null, true, -0, 1e308, 1.5, 5, 2 ** 53),
    fc.double({ noNaN: true }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...fields), tie('value'), { maxKeys: 4 })
  )
})).value
const deep = fc
  .constantFrom('[', '{"a":', '{"responses":[', '[{"a":')
  .chain((open) => fc.constantFrom(3, 65, 3_000, 10_000).map((count) => open.repeat(count)))
const body = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .dictionary(fc.constantFrom(...fields), anything, { maxKeys: 8 })
      .map((value) => JSON.stringify(value))
  },
  { weight: 1, arbitrary: anything.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: deep },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) }
)
const types = [
  'application/json',
  'application/json; charset=utf-16',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'text/xml',
  ''
]
const languages = [
  'en-aa-bb',
  '*',
  'en-',
  'constructor',
  'x'.repeat(200),
  'de-DE-1996, ur;q=0.9',
  '-',
  'en;q=NaN'
]

/** What the routes look for, right and wrong, and the callers of all kinds. */
export async function surroundings(app: TestApp) {
  const { site, survey } = await givenSurvey(app)
  const made = (await (
    await app.request('/api/v1/invitations', { key: testKey, body: { survey: survey.id, reusable: true } })
  ).json()) as { id: string; url: string }
  const own = (await (
    await app.request('/api/v1/invitations', { key: testKey, body: { survey: survey.id, customer: 'k-1' } })
  ).json()) as { id: string; url: string }
  await app.request('/api/v1/responses', {
    key: testKey,
    body: { id: 'an-answer-0001', survey: survey.id, rating: 4, topics: ['a'], agent: 'ana' }
  })
  const paths = ((await (await app.request('/api/v1/openapi.json')).json()) as { paths: Paths }).paths
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [] }]) => ({
      method: method.toUpperCase(),
      path,
      queries: parameters.filter((one) => one.in === 'query').map(({ name }) => name)
    }))
  )
  const others = app.app.routes
    .filter(({ method, path }) => method !== 'ALL' && !path.startsWith('/api/') && !path.endsWith('*'))
    .map(({ method, path }) => ({
      method,
      path: path.replaceAll(/:(\w+)(?:\{[^}]*\})?/g, '{$1}'),
      queries: ['p', 'sig', 'timestamp', 'crc_token']
    }))
  const invented = [
    '/w/{file}.js',
    `/w/${survey.id}.1.{locale}.x.js`,
    `/w/${survey.id}.{version}.en.x.js`,
    '/s/{token}',
    '/q/{token}',
    '/u/{token}',
    '/hooks/{connector}',
    '/{anything}',
    '/assets/{anything}'
  ].flatMap((path) => ['GET', 'POST'].map((method) => ({ method, path, queries: ['p'] })))
  const key = async (scopes: string[]) =>
    (
      (await (
        await app.request('/api/v1/keys', { key: testKey, body: { site: site.id, name: 'One', scopes } })
      ).json()) as { key: string }
    ).key
  const callers: Record<string, string>[] = [
    {},
    { authorization: `Bearer ${testKey}` },
    { authorization: 'Bearer ' },
    { authorization: `Bearer ${await key(['scores:read'])}` },
    { authorization: `Bearer ${await key(['responses:write', 'invitations:write'])}` },
    { cookie: await makeMember(app, site.id, { email: 'owner@example.com', role: 'owner' }) },
    { cookie: await makeMember(app, site.id, { email: 'agent@example.com', role: 'agent', agent: 'ana' }) },
    { cookie: 'hearback.session_token=%00' }
  ]
  const links = [made.url, own.url].map((url) => new URL(url).pathname.slice(3))
  return {
    operations: [...described, ...others, ...invented],
    callers,
    known: [site.id, site.key, survey.id, made.id, own.id, 'an-answer-0001', 'a', 'ana', ...links]
  }
}

type Surroundings = Awaited<ReturnType<typeof surroundings>>

/**
 * One request that nobody in their right mind sends: any route, any caller, with what is there and what is
 * not.
 */
export function oddRequest({ operations, callers, known }: Surroundings) {
  const value = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...known) }, text)
  return fc.constantFrom(...operations).chain(({ method, path, queries }) =>
    fc.record({
      method: fc.oneof(
        { weight: 9, arbitrary: fc.constant(method) },
        fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS')
      ),
      path: fc
        .array(value, { minLength: 3, maxLength: 3 })
        .map((values) => path.replaceAll(/\{\w+\}/g, () => encoded(values.shift() ?? ''))),
      query: fc.array(fc.tuple(fc.constantFrom(...queries, 'survey', 'site', 'more'), value), {
        maxLength: 4
      }),
      caller: fc.oneof({ weight: 3, arbitrary: fc.constant(callers[1] ?? {}) }, fc.constantFrom(...callers)),
      type: fc.oneof({ weight: 5, arbitrary: fc.constant('application/json') }, fc.constantFrom(...types)),
      body,
      origin: fc.constantFrom('https://shop.example', 'null', 'https://evil.example', ''),
      language: fc.constantFrom(...languages)
    })
  )
}

type OddRequest = ReturnType<typeof oddRequest> extends fc.Arbitrary<infer Request> ? Request : never

/** Sends it and looks that it is no failure of ours. */
export async function isHandled(
  app: TestApp,
  { method, path, query, caller, type, body, origin, language }: OddRequest
) {
  const headers = {
    ...caller,
    ...(type && { 'content-type': type }),
    ...(origin && { origin }),
    'accept-language': language
  }
  const hasBody = method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'
  const search =
    query.length > 0 ? `?${query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&')}` : ''
  const response = await app.app.request(path + search, { method, headers, ...(hasBody && { body }) })
  await response.body?.cancel()
  expect(response.status, `${method} ${path}${search}`).toBeLessThan(500)
}

/** As it is where it is encoded already, so that broken escapes come through, too. */
function encoded(value: string): string {
  return /^%/.test(value) ? value : encodeURIComponent(value.toWellFormed())
}
