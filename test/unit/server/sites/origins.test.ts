import { describe, expect, it } from 'vitest'
import { origin } from '../../../../server/contract/origin'
import { allowsOrigin, isOwnOrigin } from '../../../../server/sites/origins'

describe('what may be allowed', () => {
  it.each([
    ['https://shop.example', 'https://shop.example'],
    ['HTTPS://Shop.Example:443/', 'https://shop.example'],
    ['http://localhost:8281', 'http://localhost:8281'],
    ['https://*.shop.example', 'https://*.shop.example'],
    ['https://*.shop.co.uk:8443', 'https://*.shop.co.uk:8443'],
    ['https://*.me.github.io', 'https://*.me.github.io'],
    ['https://*.MÜNCHEN.example', 'https://*.xn--mnchen-3ya.example']
  ])('%s is kept as %s', (typed, kept) => expect(origin.parse(typed)).toBe(kept))

  it.each([
    '*',
    'https://*',
    'https://*.com',
    'https://*.co.uk',
    'https://*.github.io',
    'https://*.vercel.app',
    'https://*.s3.amazonaws.com',
    'https://*.foo.ck',
    'https://*.localhost',
    'https://*.local',
    'https://*shop.example',
    'https://a.*.example',
    'https://*.*.shop.example',
    'https://shop.*',
    'https://%2A.com',
    'https://*.127.0.0.1',
    'https://shop.example/path',
    'https://shop.example?q',
    'https://me@shop.example',
    'https://:secret@shop.example',
    'ftp://shop.example',
    'null',
    'shop.example'
  ])('%s is refused in words', (typed) => {
    const { success, error } = origin.safeParse(typed)
    expect([success, error?.issues[0]?.message]).toEqual([
      false,
      expect.stringMatching(/such as “https:\/\//)
    ])
  })
})

it.each<[string, string[], boolean]>([
  [
    'https://*.shop.example',
    ['https://www.shop.example', 'https://a.b.shop.example', 'https://xn--80ak6aa.shop.example'],
    true
  ],
  [
    'https://*.shop.example',
    [
      'https://shop.example',
      'https://evilshop.example',
      'https://www.shop.example.evil.example',
      'http://www.shop.example',
      'https://www.shop.example:8443',
      'null',
      'https://*.evil.example'
    ],
    false
  ],
  ['http://*.shop.example:8080', ['http://www.shop.example:8080'], true],
  ['http://*.shop.example:8080', ['http://www.shop.example', 'https://www.shop.example:8080'], false],
  // Kept by a version that took any wildcard.
  ['https://*.co.uk', ['https://shop.co.uk'], false],
  ['https://*', ['https://shop.example'], false],
  ['https://shop.example', ['https://shop.example'], true],
  ['https://shop.example', ['https://www.shop.example', 'https://shop.example.evil.example'], false]
])('%s lets in %j: %j', (pattern, pages, isIn) => {
  expect(pages.filter((page) => allowsOrigin([pattern], page) !== isIn)).toEqual([])
})

it.each<[string[], string, boolean]>([
  [['https://shop.example'], 'https://www.shop.example', true],
  [['https://shop.example'], 'http://shop.example:8080', true],
  [['https://*.shop.example'], 'https://shop.example', true],
  [['https://shop.co.uk'], 'https://other.co.uk', false],
  [['https://me.github.io'], 'https://you.github.io', false],
  [['https://shop.example'], 'https://shop.example.evil.example', false],
  [['https://shop.example'], 'http://localhost:8281', true],
  [[], 'http://127.0.0.1:3000', true],
  [[], 'http://[::1]:3000', true],
  [[], 'http://app.localhost', true],
  [[], 'https://localhost.evil.example', false],
  [['http://10.0.0.4'], 'http://10.0.0.5', false],
  [['https://localhost:8281'], 'https://shop.example', false]
])('for a site that allows %j, %s is its own: %j', (allowed, page, isOwn) =>
  expect(isOwnOrigin(allowed, page)).toBe(isOwn)
)
