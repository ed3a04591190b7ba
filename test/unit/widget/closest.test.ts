import { expect, test } from 'vitest'
import { acceptedLanguages } from '../../../server/text/accepted-languages'
import { withOtherNames } from '../../../server/text/other-names'
import { chooseLocale } from '../../../widget/shared/locale'
import { closestTag } from '../../../widget/words'

const offered = ['en', 'nb', 'zh', 'zh-TW', 'fil', 'pt-BR', 'he', 'ur', 'id', 'sr', 'sr-Latn', 'ro']

const rows: [wanted: string, language: string | undefined, offered?: string[]][] = [
  ['no', 'nb'],
  ['no-NO', 'nb'],
  ['nn', 'nb'],
  ['nb-NO', 'nb'],
  ['nb', 'no', ['en', 'no']],
  ['nn-NO', 'no', ['en', 'no']],
  ['zh-HK', 'zh-TW'],
  ['zh-MO', 'zh-TW'],
  ['zh_TW', 'zh-TW'],
  ['zh-Hant', 'zh-TW'],
  ['zh-Hant-HK', 'zh-TW'],
  ['yue', 'zh-TW'],
  ['zh-CN', 'zh'],
  ['zh-SG', 'zh'],
  ['zh-Hans', 'zh'],
  ['zh-Hans-HK', 'zh'],
  ['cmn', 'zh'],
  ['zh-CN', 'zh-TW', ['en', 'zh-TW']],
  ['zh-HK', 'zh', ['en', 'zh']],
  ['zh-TW', 'zh-Hant', ['zh-Hans', 'zh-Hant']],
  ['tl', 'fil'],
  ['tl-PH', 'fil'],
  ['fil-PH', 'fil'],
  ['fil', 'tl', ['en', 'tl']],
  ['iw', 'he'],
  ['iw-IL', 'he'],
  ['he-IL', 'he'],
  ['he', 'iw', ['en', 'iw']],
  ['in', 'id'],
  ['in_ID', 'id'],
  ['sh', 'sr-Latn'],
  ['sr', 'sr'],
  ['sr-Cyrl-BA', 'sr'],
  ['sr_Latn_RS', 'sr-Latn'],
  ['hr', 'sr-Latn'],
  ['sh', 'hr', ['en', 'hr']],
  ['mo', 'ro'],
  ['pt', 'pt-BR'],
  ['pt-PT', 'pt-BR'],
  ['pt_BR', 'pt-BR'],
  ['PT-br', 'pt-BR'],
  ['pt-AO', 'pt', ['pt', 'pt-BR']],
  ['ur-PK', 'ur'],
  ['ur-IN', 'ur'],
  ['pnb', 'ur'],
  ['pa-IN', undefined],
  ['pa-IN', 'pa', ['en', 'pa', 'ur']],
  ['pa-PK', 'ur', ['en', 'pa', 'ur']],
  ['ku-IQ', 'ckb', ['en', 'ku', 'ckb']],
  ['ku', 'ku', ['en', 'ku', 'ckb']],
  ['gsw', 'de', ['en', 'de']],
  ['prs', 'fa', ['en', 'fa']],
  ['fa-AF', 'fa', ['en', 'fa']],
  ['en-GB', 'en'],
  ['fr', undefined],
  ['', undefined],
  ['nonsense!', undefined],
  ['und', undefined],
  ['mul', undefined],
  ['constructor', undefined],
  ['__proto__', undefined]
]

test.each(rows)('who reads %s is asked in %s', (wanted, language, languages = offered) => {
  expect(closestTag(languages, wanted)).toBe(language)
})

test('what stands behind a tag hides it from nobody', () => {
  expect(closestTag(offered, 'pt_BR.UTF-8')).toBe('pt-BR')
  expect(closestTag(offered, 'zh-min-nan')).toBe('zh')
  expect(closestTag(offered, 'no-nyn')).toBe('nb')
})

// The loader compares letters; what it asks for is resolved by the one rule.
test.each(rows)('the widget asks who reads %s in %s, too', (wanted, language, languages = offered) => {
  const found = chooseLocale(withOtherNames(['xx', ...languages]), [wanted]) ?? ''
  expect(found === 'xx' ? undefined : closestTag(languages, found)).toBe(language)
})

test('a page gets no other names where letters suffice', () => {
  expect(withOtherNames(['en', 'de', 'fr', 'es', 'pt-BR', 'mn'])).toEqual([
    'en',
    'de',
    'fr',
    'es',
    'pt-BR',
    'mn',
    'gsw'
  ])
})

test.each([
  ['de;q=0.5, fr;q=0.9, en', ['en', 'fr', 'de']],
  ['no, nb;q=0.9', ['no', 'nb']],
  ['*', []],
  ['en;q=0, ur', ['ur']],
  ['ur ; q=0.3 , mn ; Q=0.8', ['mn', 'ur']],
  ['', []],
  ['de;q=x, en', ['en']]
])('a browser that asks for "%s" wants %j', (header, tags) => {
  expect(acceptedLanguages(header)).toEqual(tags)
})
