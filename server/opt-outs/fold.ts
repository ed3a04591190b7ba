/**
 * What has several letters for one sound or several shapes for one letter, and what people leave out when
 * they type.
 */
const alike: readonly (readonly [RegExp, string])[] = [
  [/[ıİ]/g, 'i'],
  [/ß/g, 'ss'],
  [/ς/g, 'σ'],
  [/ł/g, 'l'],
  [/đ/g, 'd'],
  [/ø/g, 'o'],
  [/[ىیئ]/g, 'ي'],
  [/ک/g, 'ك'],
  [/ة/g, 'ه'],
  [/[ہھۀ]/g, 'ه'],
  [/[أإآٱ]/g, 'ا']
]
/**
 * Accents of Latin, Greek and Cyrillic letters, and vowel signs of Arabic and Hebrew, which most people
 * leave out.
 */
const accents = /([\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}])\p{M}+/gu
const vowelSigns = /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7\u0640\u064b-\u065f\u0670]/g
const apostrophes = /['’ʼʻ‘`´]/g
/** French and Italian write a short word and the next one together: “n’envoyez”. */
const elided = /(^|[^\p{L}])([dlmnstjc]|qu)['’ʼ‘](?=\p{L})/gu

/**
 * The same text without what differs between people who write the same: capitals, accents, apostrophes,
 * wide letters.
 */
export function folded(text: string): string {
  let plain = text.normalize('NFKC').toLowerCase().replace(elided, '$1$2 ').replace(apostrophes, '')
  plain = plain.normalize('NFD').replace(accents, '$1').replace(vowelSigns, '').normalize('NFC')
  for (const [shapes, letter] of alike) plain = plain.replace(shapes, letter)
  return plain
}
