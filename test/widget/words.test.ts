import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { languageFor, languages, questionFor, wordsFor } from '../../widget/words'
import { en } from '../../widget/words/en'
import type { Metric } from '../../widget/wire'

const metrics: Metric[] = ['csat', 'nps', 'ces', 'thumbs']
const all = Object.entries(languages)

/** Every text in a language with the path of keys that leads to it. */
function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(value ?? {}).flatMap(([key, inner]) => texts(inner, `${path}/${key}`))
}

test('every file in the folder is a language that is offered', () => {
  const files = readdirSync('widget/words').map((file) => file.replace('.ts', '')).filter((file) => !['index', 'language'].includes(file))
  expect(Object.keys(languages).sort()).toEqual(files.sort())
})

test.each(all)('%s says all that English says, and nothing more', (_, language) => {
  expect(texts(language).map(([path]) => path)).toEqual(texts(en).map(([path]) => path))
  for (const [path, text] of texts(language)) expect(text.trim(), path).toBe(text)
  for (const [path, text] of texts(language)) expect(text, path).not.toBe('')
})

test.each(all.filter(([locale]) => locale !== 'en'))('%s leaves nothing in English', (_, language) => {
  const english = new Map(texts(en))
  const same = texts(language).filter(([path, text]) => path !== '/direction' && english.get(path) === text && text !== 'No')
  expect(same).toEqual([])
})

test.each(all)('%s names the points of each scale apart', (_, { labels }) => {
  for (const names of Object.values(labels)) expect(new Set(names).size).toBe(names.length)
})

test('right to left is what is written right to left', () => {
  expect(all.filter(([, { direction }]) => direction === 'rtl').map(([locale]) => locale)).toEqual(['ar', 'ur'])
})

test.each([
  ['ur', 'ur'],
  ['ur-PK', 'ur'],
  ['zh-Hant-TW', 'zh'],
  ['FR-ca', 'fr'],
  ['xx', 'en'],
  ['', 'en'],
  ['constructor', 'en'],
  ['__proto__', 'en']
])('who asks for "%s" reads %s', (asked, spoken) => {
  expect(languageFor(asked)).toBe(languages[spoken])
})

test.each(metrics)('the widget is sent the labels of %s only, and a question exists for it', (metric) => {
  expect(wordsFor('de', metric).labels).toEqual(languages['de']?.labels[metric])
  expect(questionFor('de', metric)).not.toBe(questionFor('en', metric))
})
