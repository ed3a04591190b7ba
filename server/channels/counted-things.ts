import {
  andWords,
  counted,
  describing,
  halves,
  notAfterRating,
  notPlural,
  orWords,
  takenBack
} from './reply-words'

type Context = { rating: number; locale: string; isWord: boolean; isScaled: boolean }

/**
 * Whether what follows a number makes it another number than a rating: a unit, a thing that is counted, a
 * clock, a range, a second number. `isWord` is set where the number was a word, which needs a sign, or
 * thanks, behind it; `isScaled` where “stars” or “of 5” has said already what the number is.
 */
export function startsCount(rest: readonly Token[], { rating, locale, isWord, isScaled }: Context): boolean {
  const [first, second] = rest
  if (!first) return false
  const isList = rest.some(
    ({ kind }, index) =>
      index > 0 &&
      kind === 'number' &&
      /^[.)]$/.test(rest[index + 1]?.text ?? '') &&
      rest[index + 2]?.kind !== 'number'
  )
  if (isList && /^[.):]$/.test(first.text)) return true
  if (first.kind === 'sign' && !/^[,.;:!)\]"“”»(…–—+，。；：！、،-]$/u.test(first.text)) return true
  // “2 - agent hung up”, but “2 - items”.
  const begin = rest
    .slice(0, 3)
    .map(({ text }) => text)
    .join('')
  const isDashed = /^ [–—-] $/.test(begin) && rest.filter(({ kind }) => kind === 'word').length > 2
  const isParted = first.kind === 'break' || first.kind === 'sign' || isDashed
  const from = rest.findIndex(
    ({ kind, text }) =>
      kind === 'word' ||
      kind === 'number' ||
      kind === 'picture' ||
      (kind === 'sign' && !/^[,.;:!)\]"“”»(…–—+，。；：！、،-]$/u.test(text))
  )
  const next = rest[from]
  if (!next) return false
  // “5.5”, “5:30”, “4 – 5”, “5 555”, and “5 $”.
  if (next.kind === 'number' || (next.kind === 'sign' && !/^[’*~<@&#[“_]$/u.test(next.text))) return true
  if (next.kind === 'picture') return false
  const words = rest.slice(from).filter(({ kind }) => kind === 'word' || kind === 'number')
  const [word = '', after = ''] = words.map(({ text }) => text.toLowerCase())
  if (
    takenBack.has(word) ||
    (word === 'not' && after === 'really') ||
    (word === 'at' && words[1]?.kind === 'number')
  )
    return true
  if (andWords.has(word) && words.slice(1, 3).some(({ text }) => halves.has(text.toLowerCase()))) return true
  if (orWords.has(word) || isAsking(rest, words) || isCorrected(words)) return true
  const areThings = !isParted && word.endsWith('s') && isThing(word, locale)
  if (isScaled) return word === 'is' || word === 'are' || areThings
  if (first.text === '.' && words.length <= 2 && isMonth(word, locale)) return true
  if (isParted && !/^[–—-]$/.test(first.text)) return false
  if (first.kind === 'word' && /^\p{Script=Latin}/u.test(first.text) && !isWord) return true
  if (isParted) return isThing(word, locale) && second?.kind !== 'space'
  if (isWord) return !polite.test(word)
  // “Nobody answers”, “more or less”.
  if ((word === 'personne' && /^n[e’]/u.test(after)) || (word === 'más' && after === 'o')) return false
  if (notAfterRating.has(word) || isThing(word, locale) || isMonth(word, locale) || isAddress(words))
    return true
  // “5 or so 3”, but “4 took 2 days”.
  const isSpan = isThing(words[2]?.text.toLowerCase() ?? '', locale)
  if (words[1]?.kind === 'number' && word.length <= (isSpan ? 3 : 4)) return true
  const isPlural = (text: string) =>
    rating !== 1 && /^\p{Script=Latin}{3,}(?<!s|u|i)s$/u.test(text) && !notPlural.has(text)
  return (
    isPlural(word) ||
    ((describing.has(word) || word.endsWith('ed')) && (isThing(after, locale) || isPlural(after)))
  )
}

/** “5 what?” */
function isAsking(rest: readonly Token[], words: readonly Token[]): boolean {
  return words.length <= 2 && rest.at(-1)?.text === '?'
}

/** “5 no wait 4” */
function isCorrected(words: readonly Token[]): boolean {
  const last = words.at(-1)
  return last?.kind === 'number' && last.text.length === 1 && words.length > 1 && words.length <= 4
}

const polite =
  /^(?:thank|thx|dank|merci|gracias|graci|obrigad|grazie|teşekkür|спасибо|дякую|баярлалаа|شكرا|شکریہ|धन्यवाद|terima|please|bitte|for|from)/u

function isThing(word: string, locale: string): boolean {
  const things = thingsIn(locale)
  if (things.has(word)) return true
  if (!/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u.test(word))
    return false
  return [...word].slice(0, 7).some((_, index, letters) => counted.has(letters.slice(0, index + 1).join('')))
}

function isMonth(word: string, locale: string): boolean {
  return word.length > 2 && monthsIn(locale).has(word)
}

function isAddress(words: readonly Token[]): boolean {
  return words
    .slice(1, 4)
    .some(({ text }) => /^(?:street|st|road|rd|avenue|ave|lane|blvd|boulevard|drive)$/i.test(text))
}

const units = [
  'second',
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'year',
  'percent',
  'kilogram',
  'gram',
  'liter',
  'meter',
  'kilometer',
  'mile',
  'gigabyte',
  'degree'
]
const known = new Map<string, ReadonlySet<string>>()

/** Things that are counted, with the units of measures as the language writes them. */
function thingsIn(locale: string): ReadonlySet<string> {
  return remembered(`things ${locale}`, () => [...counted, ...unitsIn(locale), ...unitsIn('en')])
}

function unitsIn(locale: string): string[] {
  return units.flatMap((unit) =>
    (['long', 'short'] as const).flatMap((unitDisplay) => {
      const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay })
      return [1, 2, 3, 5]
        .flatMap((number) => format.formatToParts(number))
        .filter(({ type }) => type === 'unit')
        .map(({ value }) => value.toLowerCase().replace(/\.$/, ''))
    })
  )
}

function monthsIn(locale: string): ReadonlySet<string> {
  return remembered(`months ${locale}`, () =>
    [locale, 'en'].flatMap((language) => {
      const format = new Intl.DateTimeFormat(language, { month: 'long', day: 'numeric', calendar: 'gregory' })
      return Array.from(
        { length: 12 },
        (_, month) =>
          format
            .formatToParts(new Date(2026, month, 15))
            .find(({ type }) => type === 'month')
            ?.value.toLowerCase() ?? ''
      )
    })
  )
}

/** Made once for each language that is met; there are no more than survey languages. */
function remembered(name: string, make: () => string[]): ReadonlySet<string> {
  const found = known.get(name) ?? new Set(make())
  if (known.size < 400) known.set(name, found)
  return found
}

type Kind = 'number' | 'word' | 'break' | 'space' | 'picture' | 'sign'
export type Token = { kind: Kind; text: string; at: number }
