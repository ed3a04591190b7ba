import { describe, expect, it } from 'vitest'
import { readRating } from '../../../../server/channels/read-rating'

const toFive = { min: 1, max: 5 }
const toTen = { min: 0, max: 10 }
const english = ['1 – Very bad', '2 – Bad', '3 – OK', '4 – Good', '5 – Great']
const urdu = ['بہت خراب', 'خراب', 'مناسب', 'عمدہ', 'بہت عمدہ']

describe('a rating that is typed', () => {
  it.each([
    ['5', 5],
    [' 5 ', 5],
    ['5.', 5],
    ['5!', 5],
    ['“5”', 5],
    ['５', 5],
    ['٥', 5],
    ['۵', 5],
    ['५', 5],
    ['৫', 5],
    ['๕', 5],
    ['5️⃣', 5],
    ['\u200f5\u200f', 5],
    ['5\u200b', 5],
    ['5/5', 5],
    ['4 / 5', 4],
    ['4 out of 5', 4],
    ['٤/٥', 4],
    ['4 von 5', 4],
    ['4 sur 5', 4],
    ['4 из 5', 4],
    ['5 – Great', 5],
    ['5 – great', 5],
    ['5 - Great', 5],
    ['5: great', 5],
    ['5 great!', 5],
    ['5 – Gre…', 5],
    ['Great', 5],
    ['very bad', 1],
    ['2 – Bad', 2],
    ['★★★★', 4],
    ['⭐⭐⭐⭐⭐', 5],
    ['⭐️⭐️⭐️', 3],
    ['★ ★ ★', 3],
    ['★★★☆☆', 3],
    ['5 stars', 5],
    ['1 star', 1],
    ['4⭐', 4],
    ['5分', 5],
    ['five', 5],
    ['Three', 3],
    ['ONE.', 1]
  ])('reads %j as %i of 5', (text, rating) => {
    expect(readRating(text, toFive, english)).toBe(rating)
  })

  it.each([
    '5 minutes ago',
    'call me at 5',
    'order 4',
    '1-5',
    '1 – 5',
    '4-5',
    '4 or 5',
    '4, 5',
    '15',
    '55',
    '0',
    '6',
    '-1',
    '4.5',
    '4,5',
    '½',
    '5%',
    '$5',
    '#5',
    '5 5',
    '05',
    '5/5/5',
    '5.5.2026',
    '4/10',
    '5/6',
    '3 of 4',
    '5 people',
    '5 – not really',
    '5 bad',
    'not 5',
    '5?',
    '5 stars is too much',
    '★★★★★★',
    '★★★☆',
    '☆☆☆☆☆',
    '⭐ 5',
    'a five',
    'one of them',
    'no one',
    'great service',
    'Very',
    'bad bad',
    '…',
    '',
    ' ',
    '👍',
    '❤️',
    '5e0',
    '0x5',
    '五 stars',
    'https://example.com/5',
    '5\n4',
    '💯',
    '10',
    'STOP'
  ])('reads nothing into %j', (text) => {
    expect(readRating(text, toFive, english)).toBeUndefined()
  })

  it('reads it by the scale of the survey', () => {
    expect(['10', '🔟', '0', '7', 'ten', '10/10', '8/10'].map((text) => readRating(text, toTen))).toEqual([
      10, 10, 0, 7, 10, 10, 8
    ])
    expect(['11', '8/5', '4/5', '100'].map((text) => readRating(text, toTen))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined
    ])
    expect(
      ['👍', '👎', '👍🏽', '1', 'Yes', 'no'].map((text) =>
        readRating(text, { min: 0, max: 1 }, ['No', 'Yes'])
      )
    ).toEqual([1, 0, 1, 1, 1, 0])
  })

  it.each([
    ['fünf', 'de', 5],
    ['quatre', 'fr', 4],
    ['пять', 'ru', 5],
    ['п’ять', 'uk', 5],
    ["п'ять", 'uk', 5],
    ['پانچ', 'ur', 5],
    ['خمسة', 'ar', 5],
    ['पाँच', 'hi', 5],
    ['五', 'zh-TW', 5],
    ['beş', 'tr', 5],
    ['tatu', 'sw', 3],
    ['five', 'ur', 5],
    ['bir', 'de', undefined],
    ['on', 'en', undefined],
    ['to', 'en', undefined],
    ['to', 'da', 2]
  ])('reads %s in %s as %s', (text, locale, rating) => {
    expect(readRating(text, toFive, [], locale)).toBe(rating)
  })

  it('reads labels in the words of the survey, and none that two points share or only the ends have', () => {
    expect(readRating('بہت عمدہ', toFive, urdu, 'ur')).toBe(5)
    expect(readRating('۵ – بہت عمدہ', toFive, urdu, 'ur')).toBe(5)
    expect(readRating('عمدہ', toFive, urdu, 'ur')).toBe(4)
    expect(readRating('OK', toFive, ['Bad', 'OK', 'OK', 'Good', 'Great'])).toBeUndefined()
    expect(readRating('Very likely', toTen, ['Not likely', 'Very likely'])).toBeUndefined()
  })

  it('takes our own dash for a label where it knows none', () => {
    expect(readRating('5 – Sehr gut', toFive)).toBe(5)
    expect(readRating('5 - call me', toFive)).toBeUndefined()
    expect(readRating('5 – at 6 o’clock', toFive)).toBeUndefined()
  })

  it('is not held up by what is no answer at all', () => {
    for (const text of [
      '★ '.repeat(20_000) + 'x',
      '5 ' + ' '.repeat(50_000) + '1',
      '5'.repeat(50_000),
      '"'.repeat(50_000),
      '﷽'.repeat(50_000)
    ]) {
      expect(readRating(text, toFive, english)).toBeUndefined()
    }
  })
})
