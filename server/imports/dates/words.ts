import { languages } from '../../../widget/words'

/** What the words of a date mean in the languages that surveys are asked in, by `Intl`. */
export type DateWords = {
  /** The months that a word names, with the languages in which it does. */
  months: ReadonlyMap<string, ReadonlyMap<number, ReadonlySet<string>>>
  /** The hours of the day that a word such as “pm” or “晚上” may stand beside, from 0 to 23. */
  halves: ReadonlyMap<string, ReadonlySet<number>>
  /** Names that are several words, in the spelling of `flat`, each with its key. */
  phrases: readonly (readonly [phrase: string, key: string])[]
  /** Week days, eras and what stands between the parts. They say nothing that the numbers do not. */
  fillers: ReadonlySet<string>
}

/** What `Intl` does not write and people do. */
const moreMonths: readonly (readonly [string, number])[] = [
  ['sept', 9],
  ['mrt', 3]
]
const moreFillers = [
  'of',
  'the',
  'at',
  'de',
  'del',
  'd',
  'le',
  'el',
  'um',
  'uhr',
  'kl',
  'klo',
  'á',
  'à',
  'a',
  'o',
  'st',
  'nd',
  'rd',
  'th',
  'er',
  'г',
  'ч',
  'год',
  'року',
  '年',
  '月',
  '日',
  '년',
  '월',
  '일',
  'date',
  'ap',
  'พศ',
  'ค'
]
const moreHalves: readonly (readonly [string, 0 | 12])[] = [
  ['am', 0],
  ['pm', 12],
  ['vorm', 0],
  ['nachm', 12],
  ['오전', 0],
  ['오후', 12],
  ['午前', 0],
  ['午後', 12],
  ['上午', 0],
  ['下午', 12]
]
const hours = Array.from({ length: 12 }, (_, hour) => hour)
const extraLanguages = [
  'en-GB',
  'en-CA',
  'es-MX',
  'fr-CA',
  'de-AT',
  'ar-EG',
  'fa-u-ca-gregory',
  'th-u-ca-gregory',
  'sr',
  'hr',
  'bg',
  'sk',
  'sl',
  'lt',
  'lv',
  'et',
  'ca',
  'is',
  'ka',
  'hy',
  'sr-Latn'
]

const shapes: readonly Intl.DateTimeFormatOptions[] = [
  ...(['long', 'short'] as const).flatMap(
    (month) => [{ month }, { month, day: 'numeric' }, { month, day: 'numeric', year: 'numeric' }] as const
  ),
  { dateStyle: 'full', timeStyle: 'medium' },
  { dateStyle: 'medium', timeStyle: 'medium' },
  { dateStyle: 'long' },
  { dateStyle: 'short', timeStyle: 'medium' }
]

let made: DateWords | undefined

/** The words are put together when a file first needs them, which takes some hundredths of a second. */
export function dateWords(): DateWords {
  made ??= make()
  return made
}

/**
 * Small letters without marks of direction; points that belong to a word, as in “p. m.” and “Jan.”, are
 * gone.
 */
export function flat(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/(?<=[\p{L}\p{M}])\.(?=\p{L})/gu, '')
    .replace(/(?<![\p{L}\p{M}])(\p{L}\p{M}*)\. (?=\p{L}\p{M}*\.)/gu, '$1')
    .replace(/(?<=[\p{L}\p{M}])[.’'׳॰]/gu, '')
}

/** A word as it is looked up: flat, and without the spaces of a phrase. */
function wordKey(word: string): string {
  return flat(word).replace(/\s+/g, '')
}

function make(): DateWords {
  const months = new Map<string, Map<number, Set<string>>>()
  const halves = new Map<string, Set<number>>(
    moreHalves.map(([word, half]) => [word, new Set(hours.map((hour) => hour + half))])
  )
  const fillers = new Set(moreFillers)
  const phrases = new Map<string, string>()
  const note = (name: string) => {
    const phrase = flat(name).trim()
    if (/\s/.test(phrase)) phrases.set(phrase, wordKey(phrase))
    return wordKey(phrase)
  }
  const fill = (text: string) => {
    for (const word of flat(text).match(/[\p{L}\p{M}]+/gu) ?? []) fillers.add(word)
  }
  const addMonth = (name: string, month: number, language: string) => {
    // “thg 1” and “1月”: the number says which month it is.
    if (/\p{Nd}/u.test(name)) return fill(name)
    const key = note(name)
    const isOfOthers = !Object.hasOwn(languages, language) && months.has(key)
    if (!/\p{L}/u.test(key) || isOfOthers) return
    const meanings = months.get(key) ?? new Map<number, Set<string>>()
    months.set(key, meanings.set(month, (meanings.get(month) ?? new Set()).add(language)))
  }
  const read = (parts: readonly Intl.DateTimeFormatPart[], month: number, language: string) => {
    for (const [index, { type, value }] of parts.entries()) {
      // A word may be glued to what stands beside it: “בינואר”, “13日土曜日”.
      const [before = ''] = /(?<![\p{L}\p{M}])[\p{L}\p{M}]*$/u.exec(parts[index - 1]?.value ?? '') ?? []
      const [after = ''] = /^[\p{L}\p{M}]*/u.exec(parts[index + 1]?.value ?? '') ?? []
      if (type === 'month')
        for (const name of new Set([value, before + value + after])) addMonth(name, month, language)
      else if (type === 'weekday')
        for (const name of [value, before + value, before + value + after]) fill(name)
      else if (type === 'literal' || type === 'era') fill(value)
    }
  }
  for (const language of [...Object.keys(languages), ...extraLanguages]) {
    for (const shape of shapes) {
      const format = new Intl.DateTimeFormat(language, {
        timeZone: 'UTC',
        calendar: 'gregory',
        numberingSystem: 'latn',
        ...shape
      })
      for (let month = 1; month <= 12; month++)
        read(format.formatToParts(Date.UTC(2024, month - 1, month, 9, 5, 7)), month, language)
    }
    const full = new Intl.DateTimeFormat(language, {
      timeZone: 'UTC',
      dateStyle: 'full',
      timeStyle: 'short',
      calendar: 'gregory',
      numberingSystem: 'latn'
    })
    const short = new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday: 'short' })
    for (let day = 1; day <= 7; day++)
      for (const format of [full, short]) read(format.formatToParts(Date.UTC(2024, 0, day)), 1, language)
  }
  for (const language of ['fa', 'ps']) {
    const numbers = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', { timeZone: 'UTC', month: 'numeric' })
    for (const shape of shapes) {
      const format = new Intl.DateTimeFormat(language, {
        timeZone: 'UTC',
        calendar: 'persian',
        numberingSystem: 'latn',
        ...shape
      })
      for (let month = 0; month < 12; month++)
        read(
          format.formatToParts(Date.UTC(2024, month, 10)),
          Number(numbers.format(Date.UTC(2024, month, 10))),
          language
        )
    }
  }
  for (const language of [...Object.keys(languages), ...extraLanguages]) {
    const format = new Intl.DateTimeFormat(language, { timeZone: 'UTC', timeStyle: 'short', hour12: true })
    for (let hour = 0; hour < 24; hour++) {
      for (const { type, value } of format.formatToParts(hour * 3_600_000)) {
        if (type !== 'dayPeriod') continue
        const key = note(value)
        halves.set(key, (halves.get(key) ?? new Set()).add(hour))
      }
    }
  }
  for (const [word, month] of moreMonths) addMonth(word, month, 'en')
  // “13 de enero” is no morning in Hungary.
  for (const word of fillers) halves.delete(word)
  return { months, halves, fillers, phrases: [...phrases].sort(([a], [b]) => b.length - a.length) }
}
