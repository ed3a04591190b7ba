import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AskingInput } from '../../../server/contract/asking'
import type { SurveyRow } from '../../../server/db/rows'
import { needsRules, settingsFor, versionName } from '../../../server/presentation/loader-settings'
import { askingOf } from '../../../server/surveys/view'
import { isAmong } from '../../../widget/shared/patterns'

const rowOf = (asking: AskingInput): SurveyRow => ({
  id: 'svy_a',
  siteId: 'sit_a',
  name: 'A',
  state: 'live',
  version: 3,
  asking: JSON.stringify(asking),
  inviting: '{}',
  editWindowHours: 24,
  proofOfWork: 'off',
  proofUntil: null,
  createdAt: 1,
  updatedAt: 1
})
const sent = (asking: AskingInput) => {
  const {
    id: _id,
    version: _version,
    locales: _locales,
    ...settings
  } = settingsFor({ row: rowOf(asking) }, ['en'])
  return settings
}

test.each<[string, AskingInput, object, boolean]>([
  ['nothing said', {}, { on: 'delay', by: 1, again: 30 }, false],
  ['at once', { when: { on: 'load' } }, { on: 'delay', by: 0, again: 30 }, false],
  ['only the page asks', { when: { on: 'call' } }, {}, false],
  [
    'an event',
    { when: { on: 'event', event: 'order-placed' } },
    { on: 'event', by: 'order-placed', again: 30 },
    false
  ],
  ['half the page', { when: { on: 'scroll', percent: 50 } }, { on: 'scroll', by: 50, again: 30 }, true],
  ['at every page', { again: { days: 0 }, notAfterDismissalDays: 0 }, { on: 'delay', by: 1 }, true],
  ['once', { again: 'once' }, { on: 'delay', by: 1, again: 'once' }, true],
  [
    'until answered',
    { again: 'until-answered' },
    { on: 'delay', by: 1, again: 'until-answered', dismissed: 30 },
    true
  ],
  [
    'longer away after a dismissal',
    { notAfterDismissalDays: 90 },
    { on: 'delay', by: 1, again: 30, dismissed: 90 },
    true
  ],
  ['a quiet period', { quietDays: 7 }, { on: 'delay', by: 1, again: 30, quiet: 7 }, true],
  [
    'a share on phones',
    { share: 10, devices: ['phone'] },
    { on: 'delay', by: 1, again: 30, share: 10, devices: ['phone'] },
    true
  ]
])(
  'of a survey with %s only what is not usual is sent, and rules only where they are needed',
  (_, asking, expected, rules) => {
    expect(sent(asking)).toEqual(expected)
    expect(needsRules(settingsFor({ row: rowOf(asking) }, ['en']))).toBe(rules)
  }
)

test.each([
  ['/help/*', ['/help/', '/help/a', '/help/a/b/', '/help/a#top'], ['/help', '/', '/helpful', '/de/help/a']],
  ['/cart', ['/cart', '/cart/', '/cart#x'], ['/carts', '/cart/1', '/my/cart']],
  ['/', ['/', '/#x'], ['/a']],
  ['*/edit', ['/a/edit', '/a/b/edit/'], ['/edits', '/a/edit/b']],
  ['/app#/orders/*', ['/app#/orders/1'], ['/app', '/app#/orders']],
  ['/a.b(c)', ['/a.b(c)'], ['/axb(c)', '/a.bc']],
  ['/مدد/*', [encodeURI('/مدد/واپسی')], ['/help/a']],
  ['/gr%C3%B6%C3%9Fe', [encodeURI('/größe')], ['/grosse']],
  ['/100%', ['/100%'], ['/100']]
])('the pattern %s means what people mean by it', (pattern, inside, outside) => {
  const { pages } = sent({ pages: { in: [pattern] } }) as { pages: [string[], string[]] }
  const matches = (path: string) => isAmong(pages[0], path)
  expect(inside.filter((path) => !matches(path))).toEqual([])
  expect(outside.filter(matches)).toEqual([])
})

test('a page that is out is out, even where it is in', () => {
  const { pages } = sent({ pages: { in: ['/help/*'], out: ['/help/contact/'] } }) as {
    pages: [string[], string[]]
  }
  expect(isAmong(pages[1], '/help/contact')).toBe(true)
  expect(isAmong(pages[1], '/help/other')).toBe(false)
})

test('no address of a page takes long to compare, whatever the pattern', () => {
  const { pages } = sent({ pages: { in: ['/a*a*a*a*b'] } }) as { pages: [string[], string[]] }
  const started = performance.now()
  expect(isAmong(pages[0], `/${'a'.repeat(1_000_000)}`)).toBe(false)
  expect(isAmong(pages[0], `/${'a'.repeat(1_000_000)}b`)).toBe(true)
  expect(performance.now() - started).toBeLessThan(1_000)
})

test('another look has another address, and the usual look none of its own', () => {
  expect(versionName(3, askingOf(rowOf({ share: 5 })))).toBe('3')
  const [dark, sheet] = [
    versionName(3, askingOf(rowOf({ theme: { scheme: 'dark' } }))),
    versionName(3, askingOf(rowOf({ place: 'sheet' })))
  ]
  expect(dark).toMatch(/^3-[0-9a-f]{6}$/)
  expect(sheet).not.toBe(dark)
})

test('patterns are compared as the expressions compared them that they stood for', () => {
  const letters = fc.string({ unit: fc.constantFrom('/', 'a', 'b', '*'), minLength: 1, maxLength: 8 })
  const path = fc.string({ unit: fc.constantFrom('/', 'a', 'b'), maxLength: 12 })
  fc.assert(
    fc.property(
      letters,
      path,
      (pattern, text) =>
        isAmong([pattern], text) === new RegExp(`^${pattern.replace(/\*+/g, '.*')}$`).test(text)
    ),
    { numRuns: 2_000 }
  )
})
