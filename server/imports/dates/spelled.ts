import { withWesternDigits } from '../../text/digits'
import { dateWords, flat } from './words'
import type { Zone } from './zones'
import { zoneIn } from './zones'

/** Which of the two numbers before a year is the day. */
export type DayOrder = 'day-first' | 'month-first'

/** A month by its number; or the months that a word names, with the languages in which it does. */
export type Month = number | ReadonlyMap<number, ReadonlySet<string>>

/**
 * What a person reads in a cell that holds a time. `pair`: two numbers that are a day and a month, in an
 * order that the cell alone may not tell; `between` is what stands between them, since a column may hold
 * two spellings.
 */
export type Spelled = {
  year: number
  on: { day: number; month: Month } | { pair: readonly [number, number]; between: string }
  clock?: Clock
  zone?: Zone
}
export type Clock = { hour: number; minute: number; second: number; millisecond: number }

const clockPattern =
  /(?<![\d.:])(\d{1,2})(?::|\s?h\s?)(\d{2})(?:(?::|\s?min\s?)(\d{2})(?:[.,](\d{1,9}))?(?:\s?s(?![\p{L}]))?)?(?![\d:])/u
const dottedClock = /(?<![\d.])(\d{1,2})\.(\d{2})(?:\.(\d{2}))?(?![\d.])/
const eastAsianClock = /(\d{1,2})\s*(?:時|时|點|点|시)\s*(\d{1,2})\s*(?:分|분)(?:\s*(\d{1,2})\s*(?:秒|초))?/
/** An offset, which may be named before it; or letters, or the name of a zone with its continent. */
const zonePattern =
  /^ ?\(?(?:((?:utc|gmt|z)? ?[+\-−]\d{1,2}:?(?:\d{2})?)\)?|([a-z]{1,5})\)?(?![\p{L}\d/_])|([a-z]+[/_+-][a-z0-9/_+-]+)\)?)/iu

const letter = /[\p{L}\p{M}]/u

/**
 * Reads a time as people and programs write it in many languages; nothing where a word of it is not known
 * or it is no day that is named in full.
 */
export function spelledIn(cell: string): Spelled | undefined {
  const text = withWesternDigits(flat(cell)).replaceAll('،', ',').replace(/\s+/g, ' ').trim()
  const { rest, clock, after } = withoutClock(
    text.replace(
      eastAsianClock,
      (_all, hour: string, minute: string, second = '0') =>
        `${hour}:${minute.padStart(2, '0')}:${String(second).padStart(2, '0')}`
    )
  )
  if (clock === 'none that a clock shows') return undefined
  const isMail = /^\p{L}+, ?\d{1,2} \p{L}{3,} \d{2,4} /u.test(text)
  const zoned =
    clock === undefined ? { rest: `${rest}${after}`, zone: undefined } : withoutZone(after, isMail, rest)
  const parts = wordsAndNumbers(phrased(zoned.rest))
  if (!parts) return undefined
  const on = dayOf(parts)
  const hour = clock && halved(clock.hour, parts.half)
  if (!on || (clock !== undefined && hour === undefined) || (clock === undefined && parts.half !== undefined))
    return undefined
  return {
    ...on,
    ...(clock && hour !== undefined ? { clock: { ...clock, hour } } : {}),
    ...(zoned.zone ? { zone: zoned.zone } : {})
  }
}

/**
 * Reads a cell that holds a time of day and nothing else: “9:03”, “6:03:12 PM”, “下午6:03”, the share of a
 * day of a spreadsheet.
 */
export function clockIn(cell: string): Clock | undefined {
  if (/^0?\.\d+$/.test(cell.trim())) {
    const seconds = Math.round(Number(cell) * 86_400)
    return seconds < 86_400
      ? {
          hour: Math.floor(seconds / 3_600),
          minute: Math.floor(seconds / 60) % 60,
          second: seconds % 60,
          millisecond: 0
        }
      : undefined
  }
  const { rest, clock, after } = withoutClock(withWesternDigits(flat(cell)).replace(/\s+/g, ' ').trim())
  if (clock === undefined || clock === 'none that a clock shows') return undefined
  const parts = wordsAndNumbers(phrased(`${rest} ${after}`))
  const hour =
    parts?.numbers.length === 0 && parts.month === undefined ? halved(clock.hour, parts.half) : undefined
  return hour === undefined ? undefined : { ...clock, hour }
}

/** `rest` is what stands before the time of day, `after` what stands after it. */
function withoutClock(text: string): {
  rest: string
  after: string
  clock?: Clock | 'none that a clock shows'
} {
  const found = clockPattern.exec(text) ?? lastDotted(text)
  if (!found) return { rest: text, after: '' }
  const [all, hour = '', minute = '', second = '0', fraction = ''] = found
  const clock = {
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millisecond: Number(fraction.slice(0, 3).padEnd(3, '0'))
  }
  const isOne = clock.hour <= 23 && clock.minute <= 59 && clock.second <= 59
  return {
    rest: text.slice(0, found.index),
    after: text.slice(found.index + all.length),
    clock: isOne ? clock : 'none that a clock shows'
  }
}

/** “18.03.12” after a date is a time of day; alone, and at the beginning, it is a date. */
function lastDotted(text: string): RegExpExecArray | undefined {
  const from = text.search(/[ ,](?=[^ ,]*$)/)
  const found = from > 0 ? dottedClock.exec(text.slice(from)) : null
  if (!found || !/\d{4}/.test(text.slice(0, from))) return undefined
  return Object.assign(found, { index: found.index + from })
}

/**
 * The hour of 24 that is meant by an hour and the half of the day beside it; some write “18:03 PM”, and no
 * clock shows “18:03 AM”.
 */
function halved(hour: number, half: ReadonlySet<number> | undefined): number | undefined {
  if (half === undefined) return hour
  return (hour > 12 ? (half.has(12) || half.has(hour) ? [hour] : []) : [hour, (hour + 12) % 24]).find((one) =>
    half.has(one)
  )
}

/**
 * What is left of `before` and `after` without the zone that follows a time of day, and without the name of
 * it in brackets.
 */
function withoutZone(
  after: string,
  isMail: boolean,
  before: string
): { rest: string; zone: Zone | undefined } {
  const { halves, months, fillers } = dateWords()
  // “6:03:12 pm gmt+1”: the half of the day stands between.
  const [first = ''] = /^\s*[\p{L}\p{M}]+(?=\s|$)/u.exec(after) ?? []
  const half = halves.has(first.trim()) ? first : ''
  const behind = after.slice(half.length)
  const [all = '', offset, letters, place] = zonePattern.exec(behind) ?? []
  const text = offset ?? letters ?? place
  const isOther =
    letters !== undefined && (months.has(letters) || fillers.has(letters) || halves.has(letters))
  const zone = text === undefined || isOther ? undefined : zoneIn(text.trim(), isMail)
  const left = zone === undefined ? behind : behind.slice(all.length).replace(/^\s*\([^)]*\)/, '')
  return { rest: `${before} ${half} ${left}`, zone }
}

function phrased(text: string): string {
  let whole = text
  for (const [phrase, key] of dateWords().phrases) {
    const at = whole.indexOf(phrase)
    const end = at + phrase.length
    const isCut = letter.test(whole.charAt(at - 1)) || letter.test(whole.charAt(end))
    if (at >= 0 && !isCut) whole = whole.slice(0, at) + key + whole.slice(end)
  }
  return whole
}

type Parts = {
  numbers: { text: string; before: string; at: number }[]
  month?: Month
  monthAt: number
  half?: ReadonlySet<number>
}

/** The numbers of a text, and what its words mean; nothing where one is not known. */
function wordsAndNumbers(text: string): Parts | undefined {
  const { months, halves, fillers } = dateWords()
  const parts: Parts = { numbers: [], monthAt: -1 }
  let between = ''
  let isSure = false
  for (const [token, number] of text.matchAll(/(\d+)|[\p{L}\p{M}]+|[^\p{L}\p{M}\d]+/gu)) {
    if (number !== undefined) {
      parts.numbers.push({ text: number, before: between, at: parts.numbers.length })
      between = ''
      continue
    }
    between += token
    if (!/\p{L}/u.test(token)) {
      if (/[^\s.,/\-–()]/.test(token)) return undefined
      continue
    }
    const half = halves.get(token)
    const month = months.get(token)
    // “mar” is March and the Spanish Tuesday: of two such words the one that can only be a month is the month.
    if (month && (parts.month === undefined || !isSure)) {
      isSure = !fillers.has(token)
      parts.month = month
      parts.monthAt = parts.numbers.length
    } else if (month && fillers.has(token)) continue
    else if (half !== undefined && parts.half === undefined) parts.half = half
    else if (!fillers.has(token)) return undefined
  }
  return parts
}

function dayOf({ numbers, month, monthAt }: Parts): Pick<Spelled, 'year' | 'on'> | undefined {
  const [first, second, third] = numbers
  if (!first || !second) return undefined
  if (numbers.length === 2 && month !== undefined) {
    const [year, day] = first.text.length === 4 ? [first, second] : [second, first]
    const full = yearOf(year.text)
    return full === undefined || day.text.length > 2
      ? undefined
      : { year: full, on: { day: Number(day.text), month } }
  }
  // A word that may be a month and is a week day, such as “mar”, says nothing beside three numbers.
  if (numbers.length !== 3 || !third || (month !== undefined && monthAt > 0)) return undefined
  if (first.text.length === 4)
    return second.text.length > 2 || third.text.length > 2
      ? undefined
      : { year: Number(first.text), on: { day: Number(third.text), month: Number(second.text) } }
  const year = first.text.length > 2 || second.text.length > 2 ? undefined : yearOf(third.text)
  return year === undefined
    ? undefined
    : { year, on: { pair: [Number(first.text), Number(second.text)], between: second.before.trim() } }
}

function yearOf(text: string): number | undefined {
  if (text.length === 4) return Number(text)
  return text.length === 2 ? 2000 + Number(text) - (Number(text) >= 70 ? 100 : 0) : undefined
}
