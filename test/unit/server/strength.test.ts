import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { isWeak, weakRefusedFrom, weakVariables, weakWarning } from '../../../server/secrets/strength'

it.each([
  ['secret', true],
  ['a'.repeat(64), true],
  ['abcdefghijk'.repeat(4), true],
  ['0123456789abcdefghijklmnopqrstu', true],
  ['0123456789abcdefghijklmnopqrstuv', false],
  ['hb_5f2c9e01d7a84b36a0c1e2f3948576aa', false]
])('says whether a secret could be guessed: %s', (secret, weak) => {
  expect(isWeak(secret)).toBe(weak)
})

it('names the weak ones of the environment, and from when on they stop the start', () => {
  const strong = '0123456789abcdefghijklmnopqrstuv'
  expect(weakVariables({ secret: strong })).toEqual([])
  expect(weakVariables({ secret: 'a'.repeat(16), apiKey: 'secret' })).toEqual([
    'HEARBACK_API_KEY',
    'HEARBACK_SECRET'
  ])
  expect(weakWarning('HEARBACK_API_KEY')).toContain(`HEARBACK_API_KEY is weak: use 32 characters or more`)
  expect(weakWarning('HEARBACK_SECRET')).toContain(`From version ${weakRefusedFrom} on`)
})

it('only warns as long as the version is older than the one that refuses weak secrets', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  expect(
    version.localeCompare(weakRefusedFrom, 'en', { numeric: true }),
    `${version} must refuse to start with a weak secret: see server/secrets/strength.ts`
  ).toBeLessThan(0)
})
