import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readJson } from '../../../../server/channels/read-json'
import { parseStrangersJson } from '../../../../server/text/json'

it('reads JSON as JSON.parse does', () => {
  fc.assert(
    fc.property(
      fc.json({ maxDepth: 6 }),
      (text) => void expect(parseStrangersJson(text)).toEqual(JSON.parse(text))
    )
  )
})

it.each(['', '{', '"a', '[1,]', '"\\', '{"a":"\\"}', '-', '1e', 'nul'])('says that %j is no JSON', (text) => {
  expect(() => parseStrangersJson(text)).toThrow(SyntaxError)
  expect(readJson(text)).toBeUndefined()
})

it.each([
  ['a list in a list', '[', ']'],
  ['an object in an object', '{"a":', '}'],
  ['both', '[{"a":', '}]']
])('takes %s sixty-four deep and no deeper', (_, open, close) => {
  const pairs = open.length === 6 ? 32 : 64
  expect(parseStrangersJson(open.repeat(pairs) + '1' + close.repeat(pairs))).toBeDefined()
  expect(() => parseStrangersJson(open.repeat(pairs + 1) + '1' + close.repeat(pairs + 1))).toThrow(
    'lists and objects within each other'
  )
})

it('counts brackets in texts for nothing', () => {
  expect(parseStrangersJson(JSON.stringify('[{"'.repeat(1_000)))).toBe('[{"'.repeat(1_000))
})

it('keeps whole numbers that JavaScript would round as texts', () => {
  expect(
    readJson(
      '{"token":4912661846655238145,"n":-4912661846655238145,"in":"4912661846655238145","f":1.5e300,"i":123}'
    )
  ).toEqual({
    token: '4912661846655238145',
    n: '-4912661846655238145',
    in: '4912661846655238145',
    f: 1.5e300,
    i: 123
  })
})

it('gives up four megabytes at once that only open brackets or never close a text', () => {
  const started = performance.now()
  for (const text of [
    '['.repeat(4 << 20),
    '{"a":'.repeat(800_000),
    'E\\"\\'.repeat(1 << 20),
    '"\\'.repeat(2 << 20),
    '1'.repeat(4 << 20)
  ]) {
    expect(readJson(text)).toSatisfy(
      (value) => value === undefined || value === Infinity || typeof value === 'string'
    )
  }
  expect(performance.now() - started).toBeLessThan(2_000)
})
