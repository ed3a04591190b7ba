import { expect, it } from 'vitest'
import { responseInput } from '../../../../server/contract/responses'
import { fittingAnswer, fittingFields } from '../../../../server/responses/fitting'

const answer = { id: '00000000-0000-4000-8000-000000000001', survey: 'svy_x', rating: 4, surface: 'widget' }

/** What a page, a browser or a clock may put into any field, beside what is meant for it. */
const odd: unknown[] = [
  null,
  true,
  -1,
  1.5,
  Infinity,
  '',
  '\0',
  '\ud800',
  'x'.repeat(70_000),
  'javascript:alert(1)',
  'https://\0',
  [],
  [[]],
  [[4, -1]],
  {},
  { length: 1e9 },
  { toString: 1 }
]
const notTheirs = new Set([
  'id',
  'survey',
  'rating',
  'surface',
  'secret',
  'signature',
  'delivery',
  'answeredAt'
])
const fields = Object.keys(responseInput.shape).filter((name) => !notTheirs.has(name))

it.each([...fields, 'mood', '__proto__', 'constructor'])(
  'keeps an answer of the widget whatever stands in its field %s',
  (field) => {
    const refused = odd.filter(
      (value) =>
        !responseInput.safeParse(
          fittingAnswer({ ...answer, ...JSON.parse(`{${JSON.stringify(field)}:${JSON.stringify(value)}}`) })
        ).success
    )
    expect(refused).toEqual([])
  }
)

it('leaves alone what fits, and what no widget has sent', () => {
  const whole = {
    ...answer,
    version: 2,
    comment: 'Fine 👍',
    answers: { solved: 'yes', reason: '' },
    locale: 'pt-BR',
    pageUrl: 'https://shop.example/a?b',
    taps: [[4, 900]],
    channel: 'web',
    topics: ['a']
  }
  expect(fittingAnswer(whole)).toEqual(whole)
  const programs = { ...answer, surface: 'api', pageUrl: 'nullsrcdoc', mood: 1 }
  expect([fittingAnswer(programs), fittingAnswer([1]), fittingAnswer(null)]).toEqual([programs, [1], null])
  expect(fittingFields({ rating: 4, website: '', comment: 'a\0' })).toEqual({
    rating: 4,
    website: '',
    comment: 'a'
  })
})

it.each([
  ['en_US.UTF-8', 'en-US'],
  ['EN-us', 'en-US'],
  ['zh_hant_TW', 'zh_hant_TW'],
  [' de-DE;q=0.9, en', 'de-DE'],
  [`en-${'x'.repeat(40)}`, 'en'],
  ['C', undefined],
  ['POSIX', undefined],
  [5, undefined]
])('reads the language %s as %s', (sent, kept) => {
  expect((fittingAnswer({ ...answer, locale: sent }) as { locale?: string }).locale).toBe(kept)
})
