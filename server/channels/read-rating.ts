import { inSteps } from '../contract/rating-steps'
import { withWesternDigits } from '../text/digits'
import { trimmedAtEnd, trimmedAtStart } from '../text/trim'
import { numberWords } from './number-words'

/** What people add to a number of points, stars or marks and mean nothing else by. */
const stars =
  '★|⭐|🌟|stars?|points?|sterne?|punkte?|étoiles?|estrellas?|puntos?|estrelas?|pontos?|stelle|stella|punti|sterren|yıldız|puan|gwiazdk[ai]|punkty?|звезд[аы]?|звёзд[аы]?|балл(?:а|ов)?|نجوم|نجمة|نجمات|ستارے|ستاره|星|つ星|分|点|點|점|별'
const outOf = '\\/|out of|of|von|sur|su|de|van|av|из|із|z|من|از|میں سے|में से'

/** Nothing longer is a rating, nor worth taking apart. */
const lengthMax = 200

/** The points of a survey; where ratings may lie between two of them, in how many steps. */
export type Scale = { min: number; max: number; stepsPerPoint?: number }

const digits = '(10|[0-9])'
const bare = new RegExp(`^${digits}$`)
const withStars = new RegExp(`^${digits}\\s*(?:${stars})$`, 'u')
const ofMax = new RegExp(`^${digits}\\s*(?:${outOf})\\s*${digits}$`, 'u')
const labelled = new RegExp(`^${digits}\\s*([–—:.)-]?)\\s*(\\D+)$`, 'u')
const decimal = /^([0-9]{1,2})[.,٫]([0-9]{1,2})(?: ?\/ ?([0-9]{1,2}))?$/
/** What may stand around a rating. */
const quotes = '"“”«»„ '
const endings = '"“”«» .!。！।۔'
const drawn = /^((?:[★⭐🌟✭] ?)+)((?:☆ ?)*)$/u

/**
 * The rating that somebody typed for an answer to an open ask, or nothing where anything else may be meant:
 * “5”, “５”, “٥”, “5️⃣”, “5/5”, “5 – Great”, “★★★★”, “five” are ratings; “5 minutes ago”, “1-5”, “15” and
 * “4/10” on a scale to five are not. `labels` are those of all points, lowest first, with or without the
 * digit in front; `locale` tells whose number words to know.
 */
export function readRating(
  text: string,
  scale: Scale,
  labels: readonly string[] = [],
  locale = 'en'
): number | undefined {
  if (text.length > lengthMax) return undefined
  const said = plain(text)
  const names = labels.length === scale.max - scale.min + 1 ? labels.map(nameOf) : []
  const inDigits = decimalIn(said, scale) ?? numberIn(said, scale, names, locale) ?? starsIn(said, scale.max)
  const read = inDigits ?? wordIn(said, locale) ?? labelIn(said, scale, names) ?? thumbIn(said, scale)
  return read !== undefined && read >= scale.min && read <= scale.max ? read : undefined
}

function numberIn(
  said: string,
  { min, max }: Scale,
  names: readonly string[],
  locale: string
): number | undefined {
  const [, alone] = bare.exec(said) ?? withStars.exec(said) ?? []
  if (alone !== undefined) return Number(alone)
  const [, part, whole] = ofMax.exec(said) ?? []
  if (part !== undefined)
    return Number(whole) === max && !partsNumbers(said, locale) ? Number(part) : undefined
  const [, digit, dash = '', rest = ''] = labelled.exec(said) ?? []
  if (digit === undefined) return undefined
  // What follows must be that point's label; without any known, our own dash tells a label from a sentence.
  const isRating =
    names.length === 0 ? dash === '–' || dash === '—' : isLabel(rest, names[Number(digit) - min] ?? '')
  return isRating ? Number(digit) : undefined
}

/** “4.5” and “4,5/5”, where the scale has that step. */
function decimalIn(said: string, { max, stepsPerPoint = 1 }: Scale): number | undefined {
  const [, points = '', part = '', whole] = decimal.exec(said) ?? []
  if (part === '' || (whole !== undefined && Number(whole) !== max)) return undefined
  return stepNamed(points, part, stepsPerPoint)
}

/** The rating of such digits before and behind the sign; nothing where it lies between two steps. */
export function stepNamed(points: string, part: string, stepsPerPoint: number): number | undefined {
  const rating = Number(`${points}.${part}`)
  return inSteps(rating, { stepsPerPoint }) === undefined ? undefined : rating
}

/** In Dutch “4 of 5” is four or five. */
export function partsNumbers(word: string, locale: string): boolean {
  return /^(?:nl|af)\b/i.test(locale) && /\bof\b/i.test(word)
}

/** Filled stars; where empty ones follow, all of them make the scale. */
function starsIn(said: string, max: number): number | undefined {
  const [, filled, empty = ''] = drawn.exec(said) ?? []
  if (filled === undefined) return undefined
  const count = (row: string) => [...row.replaceAll(' ', '')].length
  return count(empty) === 0 || count(filled) + count(empty) === max ? count(filled) : undefined
}

function wordIn(said: string, locale: string): number | undefined {
  return said === '' ? undefined : numberNamed(said, locale)
}

/** The number that a word names in the language of the ask, or in English. */
export function numberNamed(word: string, locale: string): number | undefined {
  const said = plain(word)
  const language = locale.toLowerCase().split(/[-_]/)[0] ?? ''
  const named = [language, 'en'].map((name) =>
    namesOf(numberWords[name] ?? '').findIndex((names) => names.includes(said))
  )
  return said === '' ? undefined : named.find((index) => index >= 0)
}

function namesOf(words: string): string[][] {
  return plain(words)
    .split(' ')
    .map((spellings) => spellings.split('/'))
}

/** A label as it stands, where no two points share it. */
function labelIn(said: string, { min }: { min: number }, names: readonly string[]): number | undefined {
  const [only, second] = [...names.keys()].filter((index) => isLabel(said, names[index] ?? ''))
  return only !== undefined && second === undefined ? min + only : undefined
}

function thumbIn(said: string, { min, max }: { min: number; max: number }): number | undefined {
  if (min !== 0 || max !== 1) return undefined
  return said === '👍' ? 1 : said === '👎' ? 0 : undefined
}

/** A channel with little room gives a label back as it was cut: “Neither good n…”. */
function isLabel(said: string, name: string): boolean {
  return (
    name !== '' &&
    (said === name || (said.length > 3 && said.endsWith('…') && name.startsWith(said.slice(0, -1).trimEnd())))
  )
}

function nameOf(label: string): string {
  return plain(label).replace(/^(?:10|[0-9])\s*[–—:.)-]?\s*/, '')
}

/** “4½” as “4.5”. */
export function withDecimals(text: string): string {
  return text.replace(
    /(?<=\p{Nd}) ?([½¼¾])/gu,
    (_, sign: string) => ({ '½': '.5', '¼': '.25' })[sign] ?? '.75'
  )
}

/**
 * Digits of every script as 0 to 9, without the marks that keyboards add, quotes around it and full stops
 * after it.
 */
function plain(text: string): string {
  const folded = withWesternDigits(
    withDecimals(text).replaceAll('🔟', '10').normalize('NFKC').replaceAll('...', '…')
  )
    .replace(/[\p{Cf}\p{Emoji_Modifier}\uFE0F\u20E3]/gu, '')
    .replace(/[ʼ']/g, '’')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
  return trimmedAtStart(trimmedAtEnd(folded, endings), quotes)
}
