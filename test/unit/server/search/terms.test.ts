import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { termsOf } from '../../../../server/search/terms'
import { found as finds } from '../../../support/found'

describe('a search of comments', () => {
  const found: [string, string, string][] = [
    ['capitals or not', 'PASSED ON to three People', 'passed peop'],
    ['words in any order', 'the parcel came late', 'late parcel'],
    ['French accents, and none', 'École fermée, ça dure', 'ecole FERMEE ca'],
    ['accents that were searched for', 'Ecole fermee', 'école fermée'],
    ['letters with their accents apart', 'cafe\u0301', 'café'],
    ['a word after an apostrophe', "l’école n'ouvre pas", 'ecole ouvre'],
    ['German ß and umlauts', 'GROẞE Straße, schön', 'strasse schon große'],
    ['Turkish dotless and dotted i', 'ISPARTA ılık İzmir', 'ısparta ilik izmir'],
    ['Vietnamese', 'Đặt hàng chậm', 'dat hang cham'],
    ['Greek with its last s', 'ΟΔΟΣ μεγάλη', 'οδος μεγαλη'],
    ['Russian ё', 'Ещё ДОЛГО', 'еще долго'],
    ['Mongolian Cyrillic', 'ӨДӨР бүрийн Үйлчилгээ САЙН', 'өдөр үйлчил сайн'],
    [
      'Arabic with vowel signs, hamza and a drawn-out word',
      'أَحْمَد خدمـــة ممتازة إلى',
      'احمد خدمه ممتازة الي'
    ],
    ['Persian written on an Arabic keyboard', 'می‌خواهم کتاب', 'ميخواهم كتاب'],
    ['Urdu', 'شکریہ، بہت اچھا ہے', 'شكريه بهت اچھا'],
    ['Hebrew with points', 'שָׁלוֹם', 'שלום'],
    ['digits of other scripts', 'الطلب ٤٧١١ و ۲۳', '4711 23'],
    ['full-width forms', 'ＦＵＬＬ ＷＩＤＴＨ ４７', 'full width 47'],
    ['half-width kana', 'ｻｰﾋﾞｽが遅い', 'サービス'],
    ['Chinese', '客服态度太慢了，等了三天', '太慢'],
    ['Chinese beside other letters', '给5星APP', '5星 app'],
    ['one Chinese letter, also the last', '太慢了', '了'],
    ['Japanese', '対応がとても遅かったです', '遅かった'],
    ['Thai', 'ส่งของช้ามาก', 'ช้า'],
    ['Lao', 'ບໍລິການດີ', 'ການ'],
    ['Khmer', 'សេវាកម្មល្អ', 'កម្ម'],
    ['Burmese', 'ဝန်ဆောင်မှုကောင်းတယ်', 'ကောင်း'],
    ['Korean', '배송이 너무 늦어요', '배송'],
    ['Hindi', 'सेवा बहुत धीमी थी', 'धीमी'],
    ['pictures', 'slow 👎🏽', '👎'],
    ['words longer than any', `x${'long'.repeat(50)}`, `x${'long'.repeat(20)}`],
    ['letters beyond the first plane', '𝒻ancy 𠮷野家', 'fancy 𠮷野']
  ]
  it.each(found)('finds %s', (_name, comment, search) => expect(finds(search, comment)).toBe(true))

  const missed: [string, string, string][] = [
    ['the middle of a word', 'unhappy', 'happy'],
    ['only some of the words', 'the parcel came late', 'late refund'],
    ['letters that stand apart', '慢慢来，太好了', '太慢'],
    ['й as и', 'мой', 'мои'],
    ['nothing but signs', '50% off_', '%_'],
    ['nothing', 'words', '  ']
  ]
  it.each(missed)('does not find %s', (_name, comment, search) => expect(finds(search, comment)).toBe(false))

  it('holds nothing in its terms that an index of either database would part or fold again', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ unit: 'grapheme', maxLength: 40 })
    )
    fc.assert(
      fc.property(text, (comment) => {
        for (const term of termsOf(comment))
          expect(term).toMatch(
            /^(?:[a-z0-9]|(?=[^\0-\x7f])[\p{L}\p{M}\p{N}\p{Extended_Pictographic}\p{RI}])+$/u
          )
      }),
      { numRuns: 500 }
    )
  })

  it('finds a comment by itself, whatever it is made of, unless it holds no letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (comment) => {
        expect(finds(comment, comment)).toBe(termsOf(comment).length > 0)
      }),
      { numRuns: 500 }
    )
  })
})
