import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Metric } from '../../../widget/shared/protocol'
import { pointsOf } from '../../../widget/shared/scale'
import { directionOf, languageFor, languages, questionFor, wordsFor } from '../../../widget/words'
import { en } from '../../../widget/words/en'
import { definitionOf } from '../../support/widget-server'

const metrics: Metric[] = ['csat', 'nps', 'ces', 'thumbs']
const all = Object.entries(languages)
const others = all.filter(([locale]) => locale !== 'en')

/** Every text in a language with the path of keys that leads to it. */
function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return path === '/direction' ? [] : [[path, value]]
  return Object.entries(value ?? {}).flatMap(([key, inner]) => texts(inner, `${path}/${key}`))
}

const scriptOf = (locale: string) => new Intl.Locale(locale).maximize().script ?? ''
const lengthOf = (text: string) => [...new Intl.Segmenter().segment(text)].length

test('every file in the folder is a language that is offered', () => {
  const files = readdirSync('widget/words')
    .map((file) => file.replace('.ts', ''))
    .filter((file) => !['index', 'language', 'closest'].includes(file))
  expect(Object.keys(languages).sort()).toEqual(files.sort())
})

test('more than thirty languages are spoken, those of the largest markets among them', () => {
  expect(all.length).toBeGreaterThan(30)
  expect(Object.keys(languages)).toEqual(
    expect.arrayContaining([
      'en',
      'ur',
      'ar',
      'fa',
      'he',
      'mn',
      'zh',
      'zh-TW',
      'ja',
      'ko',
      'hi',
      'bn',
      'tr',
      'sw',
      'es',
      'fr',
      'de',
      'pt-BR',
      'ru',
      'id'
    ])
  )
})

test.each(all)('%s says all that English says, and nothing more', (_, language) => {
  expect(texts(language).map(([path]) => path)).toEqual(texts(en).map(([path]) => path))
  for (const [path, text] of texts(language)) expect(text.trim(), path).toBe(text)
  for (const [path, text] of texts(language)) expect(text, path).not.toBe('')
})

/** Words that are spelled the same in English and in Spanish, Italian, Danish or Norwegian. */
const cognates = ['No', 'Send']
const englishWords = /\b(the|this|you|your|answer|answers|feedback|please|rating|saved|survey|thank|very)\b/i

test.each(others)('%s leaves nothing in English', (_, language) => {
  const english = new Map(texts(en))
  expect(
    texts(language).filter(
      ([path, text]) => (english.get(path) === text && !cognates.includes(text)) || englishWords.test(text)
    )
  ).toEqual([])
})

/**
 * Where a language is written in more than the one script that names it, or Unicode calls that script by
 * another name.
 */
const alphabets: Record<string, RegExp> = {
  Hans: /\p{Script=Hani}/u,
  Hant: /\p{Script=Hani}/u,
  Jpan: /[\p{Script=Hani}\p{Script=Hira}\p{Script=Kana}]/u,
  Kore: /\p{Script=Hang}/u
}

test.each(all)('%s is written in its own script', (locale, language) => {
  const script = scriptOf(locale)
  const own = alphabets[script] ?? new RegExp(`\\p{Script=${script}}`, 'u')
  const strange = (text: string) =>
    [...text].filter((letter) => /(?!\p{Script=Zyyy})\p{L}/u.test(letter) && !own.test(letter))
  expect(texts(language).filter(([, text]) => strange(text).length)).toEqual([])
})

/** Letters that look or sound right and belong to a neighbour's alphabet. */
test.each([
  ['ur', /[يكه]/],
  ['fa', /[يكہے]/],
  ['ckb', /[يكةى]/],
  ['ps', /[كہھے]/],
  ['ar', /[یکہے]/],
  ['ru', /[іїєґўөү]/i],
  ['uk', /[ыэёъ]/i],
  ['mn', /[іїєґұңқғһә]/i],
  ['kk', /[їєґ]/i],
  ['ro', /[şţ]/i],
  ['uz', /[‘’'`]/],
  ['zh', /[們這問題評鏈為時後關閉謝樣嗎滿還結點選擇儲連調]/],
  ['zh-TW', /[们这问题评链为时后关闭谢样吗满还结点选择储连调]/]
])('%s uses no letter of a neighbour', (locale, strangers) => {
  expect(texts(languages[locale]).filter(([, text]) => strangers.test(text))).toEqual([])
})

test.each(all)('%s is written from the side that its script begins on', (locale, { direction }) => {
  expect(direction).toBe(['Arab', 'Hebr'].includes(scriptOf(locale)) ? 'rtl' : 'ltr')
  expect(directionOf(locale)).toBe(direction)
})

test.each([
  ['ar-EG', 'rtl'],
  ['iw', 'rtl'],
  ['sd', 'rtl'],
  ['pa-PK', 'rtl'],
  ['pa-IN', 'ltr'],
  ['uz_Arab', 'rtl'],
  ['ar-Latn', 'ltr'],
  ['nonsense!', 'ltr']
])('%s is written %s, whether we speak it or not', (locale, direction) => {
  expect(directionOf(locale)).toBe(direction)
})

/** How a question ends. Thai has no mark for it. */
const marks: Record<string, string> = { Arab: '؟', Hans: '？', Hant: '？', Jpan: '？', Grek: ';', Thai: '' }

test.each(all)('%s asks its questions with its own mark', (locale, { questions, solved, person }) => {
  const mark = marks[scriptOf(locale)] ?? '?'
  for (const question of [...Object.values(questions), solved, person])
    expect(question.endsWith(mark), question).toBe(true)
})

test.each(all)(
  '%s names the points of each scale apart, and says yes and no as it always does',
  (_, { labels, yes, no, notYet }) => {
    for (const names of Object.values(labels)) expect(new Set(names).size).toBe(names.length)
    expect([no, yes]).toEqual(labels.thumbs)
    expect([yes, no]).not.toContain(notYet)
  }
)

test.each(all)('%s fits: labels in half a card, buttons on one line, sentences on a phone', (_, language) => {
  const { labels, feedback, optional, send, close, yes, no, notYet } = language
  const fits = (limit: number, said: readonly string[]) =>
    expect(said.filter((text) => lengthOf(text) > limit)).toEqual([])
  fits(24, [...Object.values(labels).flat(), feedback])
  fits(18, [send, close, yes, no, notYet, optional])
  fits(
    120,
    texts(language).map(([, text]) => text)
  )
})

test.each([
  ['ur', 'ur'],
  ['ur-PK', 'ur'],
  ['FR-ca', 'fr'],
  ['pt_BR', 'pt-BR'],
  ['pt-AO', 'pt'],
  ['zh-CN', 'zh'],
  ['zh-Hans-HK', 'zh'],
  ['zh-Hant', 'zh-TW'],
  ['zh-Hant-TW', 'zh-TW'],
  ['zh-HK', 'zh-TW'],
  ['zh_TW', 'zh-TW'],
  ['yue', 'zh-TW'],
  ['no', 'nb'],
  ['nn-NO', 'nb'],
  ['iw', 'he'],
  ['in', 'id'],
  ['tl', 'fil'],
  ['prs', 'fa'],
  ['pa-IN', 'pa'],
  ['pa-PK', 'ur'],
  ['ku-IQ', 'ckb'],
  ['xx', 'en'],
  ['', 'en'],
  ['constructor', 'en'],
  ['toString', 'en'],
  ['__proto__', 'en']
])('who asks for "%s" reads %s', (asked, spoken) => {
  expect(languageFor(asked)).toBe(languages[spoken])
})

test.each([
  ['ur', '0123456789'],
  ['ar-EG', '٠١٢٣٤٥٦٧٨٩'],
  ['ckb', '٠١٢٣٤٥٦٧٨٩'],
  ['fa', '۰۱۲۳۴۵۶۷۸۹'],
  ['ps', '۰۱۲۳۴۵۶۷۸۹'],
  ['bn', '০১২৩৪৫৬৭৮৯'],
  ['hi', '0123456789'],
  ['mn', '0123456789'],
  ['th', '0123456789']
])('a scale in %s has the digits %s', (locale, digits) => {
  const points = pointsOf({ ...definitionOf('nps', locale), scale: { min: 0, max: 9 } })
  expect(points.map((point) => point.digits).join('')).toBe(digits)
})

test.each(metrics)('the widget is sent the labels of %s only, and a question exists for it', (metric) => {
  expect(wordsFor('de', metric).labels).toEqual(languages['de']?.labels[metric])
  expect(questionFor('de', metric)).not.toBe(questionFor('en', metric))
})
