import { expect, test } from 'vitest'
import { countWords, markingWords, wordsOf } from '../../../server/scores/words'
import { seeded } from './answers'

test.each([
  ['en', 'The delivery was LATE, late, late! Order 12345', ['the', 'delivery', 'was', 'late', 'order']],
  ['ur', 'ڈلیوری بہت دیر سے آئی', ['ڈلیوری', 'بہت', 'دیر', 'سے', 'آئی']],
  ['mn', 'Хүргэлт маш удаан байсан', ['хүргэлт', 'маш', 'удаан', 'байсан']],
  ['mn-Mong', 'ᠮᠠᠰᠢ ᠰᠠᠶᠢᠨ', ['ᠮᠠᠰᠢ', 'ᠰᠠᠶᠢᠨ']],
  ['zh', '快递太慢', ['快递', '太慢']],
  ['th', 'พนักงานดี', ['พนักงาน', 'ดี']],
  ['tr', 'İYİ ilgi', ['iyi', 'ilgi']],
  ['', 'Ｌａｔｅ again', ['late', 'again']],
  ['no such locale', 'late again', ['late', 'again']]
])('words of a comment in "%s"', (locale, comment, words) => {
  expect([...wordsOf(comment, locale)]).toEqual(words)
})

const times = (count: number, text: string, locale = 'en') => Array.from({ length: count }, () => ({ text, locale }))

test('words of unhappy customers are told from those of happy ones, common words are not', () => {
  const low = countWords([...times(40, 'the parcel came late'), ...times(10, 'the price is high')])
  const high = countWords([...times(80, 'the agent was friendly'), ...times(20, 'the price is high')])
  const marks = new Map(markingWords(low, high).map(({ word, marks }) => [word, marks]))
  expect(marks.get('late')).toBe('low')
  expect(marks.get('friendly')).toBe('high')
  expect([marks.has('the'), marks.has('price')]).toEqual([false, false])
})

test('each word comes with the comments that hold it, the most telling first', () => {
  const [first] = markingWords(countWords([...times(60, 'late'), ...times(20, 'rude')]), countWords(times(90, 'kind')))
  expect(first).toMatchObject({ word: 'kind', low: 0, high: 90, marks: 'high' })
})

test('a word that few comments hold is not told, since it might tell who wrote it', () => {
  const low = countWords([...times(4, 'Jargalmaa'), ...times(60, 'late')])
  expect(markingWords(low, countWords(times(90, 'kind'))).map(({ word }) => word)).not.toContain('jargalmaa')
})

test('a comment that shouts a word counts once', () => {
  expect(countWords([{ text: 'late late late LATE', locale: 'en' }])).toEqual(new Map([['late', 1]]))
})

test('without comments on one side nothing is compared', () => {
  expect(markingWords(new Map(), countWords(times(90, 'kind')))).toEqual([])
  expect(markingWords(countWords(times(90, 'kind')), new Map())).toEqual([])
})

test('chance alone marks words in few of 200 periods', () => {
  const random = seeded(20261127)
  const comment = () => ({ text: Array.from({ length: 8 }, () => `word${'abcdefghijklmnopqrstuvwxyz'[Math.floor(26 * random() ** 2)]}`).join(' '), locale: 'en' })
  let marked = 0
  for (let period = 0; period < 200; period++) {
    const low = countWords(Array.from({ length: 40 }, comment))
    const high = countWords(Array.from({ length: 120 }, comment))
    if (markingWords(low, high).length > 0) marked++
  }
  expect(marked / 200).toBeLessThan(0.12)
})
