import { expect, test } from 'vitest'
import { markingWords, wordsOf } from '../../../../server/statistics/words'
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

const low = (count: number, text: string, locale = 'en') =>
  Array.from({ length: count }, () => ({ text, locale, isLow: true }))
const high = (count: number, text: string, locale = 'en') =>
  Array.from({ length: count }, () => ({ text, locale, isLow: false }))

test('words of unhappy customers are told from those of happy ones, common words are not', () => {
  const comments = [
    ...low(40, 'the parcel came late'),
    ...low(10, 'the price is high'),
    ...high(80, 'the agent was friendly'),
    ...high(20, 'the price is high')
  ]
  const marks = new Map(markingWords(comments).map(({ word, marks }) => [word, marks]))
  expect(marks.get('late')).toBe('low')
  expect(marks.get('friendly')).toBe('high')
  expect([marks.has('the'), marks.has('price')]).toEqual([false, false])
})

test('each word comes with the comments that hold it, of how many, the most telling first', () => {
  const [first] = markingWords([...low(60, 'late'), ...low(20, 'rude'), ...high(90, 'kind')])
  expect(first).toMatchObject({
    word: 'kind',
    language: 'en',
    low: 0,
    high: 90,
    of: { low: 80, high: 90 },
    marks: 'high'
  })
})

test('a language whose people are less happy does not mark low answers by its common words', () => {
  const happy = [...high(120, 'the agent was friendly', 'en-GB'), ...low(40, 'the agent was late', 'en')]
  const unhappy = [
    ...high(40, 'der Fahrer war freundlich', 'de'),
    ...low(120, 'der Fahrer war spät', 'de-AT')
  ]
  const marks = markingWords([...happy, ...unhappy])
  expect(marks.map(({ word, language, marks }) => [word, language, marks]).sort()).toEqual([
    ['freundlich', 'de', 'high'],
    ['friendly', 'en', 'high'],
    ['late', 'en', 'low'],
    ['spät', 'de', 'low']
  ])
})

test('a word that few comments hold is not told, since it might tell who wrote it', () => {
  expect(
    markingWords([...low(4, 'Jargalmaa'), ...low(60, 'late'), ...high(90, 'kind')]).map(({ word }) => word)
  ).not.toContain('jargalmaa')
})

test('a comment that shouts a word counts once', () => {
  expect(
    markingWords([...low(40, 'late late late LATE'), ...high(40, 'kind')]).find(({ word }) => word === 'late')
  ).toMatchObject({ low: 40, of: { low: 40 } })
})

test('without comments on one side nothing is compared', () => {
  expect(markingWords(high(90, 'kind'))).toEqual([])
  expect(markingWords(low(90, 'late'))).toEqual([])
})

test.each([
  [40, 120, 8],
  [15, 150, 6],
  [100, 300, 10]
])(
  'chance alone marks words in few of 200 periods with %i low and %i high comments of %i words',
  (lows, highs, length) => {
    const random = seeded(20261127)
    const letters = 'abcdefghijklmnopqrstuvwxyz'
    const word = () => `word${letters[Math.floor(26 * random() ** 2)]}${letters[Math.floor(4 * random())]}`
    const comment = (isLow: boolean) => ({
      text: Array.from({ length }, word).join(' '),
      locale: 'en',
      isLow
    })
    let marked = 0
    for (let period = 0; period < 200; period++) {
      const comments = [
        ...Array.from({ length: lows }, () => comment(true)),
        ...Array.from({ length: highs }, () => comment(false))
      ]
      if (markingWords(comments).length > 0) marked++
    }
    expect(marked / 200).toBeLessThan(0.12)
  }
)
