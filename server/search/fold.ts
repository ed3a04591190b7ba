/** Letters of one kind for another that people write for it, where Unicode knows of no common form. */
const alike: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
  // Arabic, Persian and Urdu keyboards have keys of their own for the same letter (as Lucene's normalisers of
  // Arabic and Persian know).
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ے: 'ي',
  ک: 'ك',
  ڪ: 'ك',
  ة: 'ه',
  ہ: 'ه',
  ۃ: 'ه',
  ە: 'ه',
  ھ: 'ه',
  ں: 'ن'
}
/** All of them. */
const alikeLetters = /[ßæœøđðþłħıςٱىیےکڪةہۃەھں]/g

/**
 * Accents, points and vowel signs that people leave out, of scripts in which the rest is still the word:
 * Latin, Greek, Cyrillic, Hebrew, Arabic.
 */
const accents =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]/g
/** Й is a letter of its own, and no И with an accent. */
const shortI = /и\u0306/g
/**
 * What is not seen: joiners, marks of direction, forms of signs; and the stroke that makes Arabic words
 * longer.
 */
const unseen = /[\p{Cf}\ufe00-\ufe0f\u0640]/gu
const digit = /\p{Nd}/gu

/**
 * Text as it is compared: capitals or not, accents or not, wide or narrow letters and the digits of any
 * script are the same.
 */
export function searchFolded(text: string): string {
  const plain = text.normalize('NFKC').replace(unseen, '').toLowerCase().normalize('NFD')
  const bare = plain
    .replace(shortI, 'й')
    .replace(accents, '')
    .replace(alikeLetters, (letter) => alike[letter] ?? letter)
  return bare.replace(digit, valueOf).normalize('NFC')
}

/** The digits of a script follow one another in Unicode, from zero. */
function valueOf(sign: string): string {
  if (sign <= '9') return sign
  const code = sign.codePointAt(0) ?? 0
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++
  return String(value)
}
