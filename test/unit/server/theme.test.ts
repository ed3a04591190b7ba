import { expect, test } from 'vitest'
import { contrast, mixed } from '../../../server/contract/colours'
import { theme } from '../../../server/contract/theme'
import { themeCss } from '../../../server/presentation/theme-css'

test.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  // The grey that WebAIM names as the lightest that may be read on white.
  ['#767676', '#ffffff', 4.54],
  ['#ff0000', '#ffffff', 4]
])('%s on %s has the contrast that WCAG gives it', (one, other, expected) => {
  expect(contrast(one, other)).toBeCloseTo(expected, 1)
  expect(contrast(other, one)).toBe(contrast(one, other))
})

test('a colour is mixed by its share', () => {
  expect([0, 0.5, 1].map((share) => mixed('#ff0000', '#0000ff', share))).toEqual([
    '#0000ff',
    '#800080',
    '#ff0000'
  ])
})

test.each<[string, object, string | undefined]>([
  ['nothing', {}, undefined],
  ['a readable pair', { text: '#222222', background: '#fafafa' }, undefined],
  ['an accent that shows on light and dark', { accent: '#e0457b' }, undefined],
  ['a text that only the dark scheme hides', { text: '#222222' }, 'text'],
  ['the same where the scheme is light', { text: '#222222', scheme: 'light' }, undefined],
  ['an accent as pale as the paper', { accent: '#ffee99', scheme: 'light' }, 'accent'],
  ['a background that hides our own text', { background: '#777777', scheme: 'light' }, 'background'],
  ['a colour by name', { accent: 'red' }, 'accent'],
  ['a font that ends its declaration', { font: 'Inter;} * {color: red' }, 'font'],
  ['a font with a quote left open', { font: "'Inter" }, 'font'],
  ['an address for a font', { font: 'url(//evil.example)' }, 'font']
])('%s is taken or refused for what it is', (_, given, refused) => {
  const parsed = theme.safeParse(given)
  expect(parsed.success ? undefined : parsed.error.issues[0]?.path[0]).toBe(refused)
})

test('a theme without anything of its own sends no rules', () => {
  expect(themeCss({})).toBe('')
  expect(themeCss({ scheme: 'auto' })).toBe('')
})

test('what is written on an accent can be read, whatever the accent', () => {
  for (const accent of ['#000000', '#ffffff', '#767676', '#0b5fff', '#ffc93c']) {
    const on =
      /--on-accent:(#\w{6})/.exec(
        themeCss({ accent, background: '#ffffff', text: '#000000', scheme: 'light' })
      )?.[1] ?? ''
    expect(contrast(accent, on)).toBeGreaterThanOrEqual(4.5)
  }
})

test('faint text, edges and soft grounds stay readable where text and paper only just are', () => {
  const css = themeCss({ text: '#767676', background: '#ffffff', scheme: 'light' })
  const value = (name: string) => new RegExp(`--${name}:(#\\w{6})`).exec(css)?.[1] ?? ''
  expect(contrast(value('faint'), '#ffffff')).toBeGreaterThanOrEqual(4.5)
  expect(contrast(value('edge'), '#ffffff')).toBeGreaterThanOrEqual(3)
  expect(contrast('#767676', value('soft'))).toBeGreaterThanOrEqual(4.5)
})
