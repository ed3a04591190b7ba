import type { WallTime } from './zone'
import { createClock, utcOf } from './zone'

/** Reads a cell as an instant (epoch ms); `undefined` for what cannot be read or is no time. */
export type TimeReader = (cell: string) => number | undefined

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december']

type Part = keyof WallTime | 'half' | 'zone'
type Field = [part: Part, pattern: string, read: (text: string) => number]

/** What may stand in a format, longest first: the letters that Unicode (and Java, .NET, Luxon) use for them. */
const tokens: Record<string, Field> = {
  yyyy: ['year', '\\d{4}', Number],
  yy: ['year', '\\d{2}', (text) => 2000 + Number(text) - (Number(text) >= 70 ? 100 : 0)],
  MMMM: ['month', '[a-z]+', (text) => months.indexOf(text.toLowerCase()) + 1],
  MMM: ['month', '[a-z]{3,4}', (text) => months.findIndex((month) => month.startsWith(text.toLowerCase())) + 1],
  MM: ['month', '\\d{2}', Number],
  M: ['month', '\\d{1,2}', Number],
  dd: ['day', '\\d{2}', Number],
  d: ['day', '\\d{1,2}', Number],
  HH: ['hour', '\\d{2}', Number],
  H: ['hour', '\\d{1,2}', Number],
  hh: ['hour', '\\d{2}', Number],
  h: ['hour', '\\d{1,2}', Number],
  mm: ['minute', '\\d{2}', Number],
  m: ['minute', '\\d{1,2}', Number],
  ss: ['second', '\\d{2}', Number],
  s: ['second', '\\d{1,2}', Number],
  SSS: ['millisecond', '\\d{3}', Number],
  a: ['half', '[ap]\\.?m\\.?', (text) => (/^p/i.test(text) ? 12 : 0)],
  X: ['zone', '(?:z|utc|gmt|[+-]\\d{2}(?::?\\d{2})?)', zoneMinutes]
}
const tokenPattern = /yyyy|yy|MMMM|MMM|MM|M|dd|d|HH|H|hh|h|mm|m|SSS|ss|s|a|X|'([^']*)'|[A-Za-z]+|[^A-Za-z']+/g

/**
 * Reads times written as `format` says, or, without one, ISO 8601 with or without a zone, a plain day, unix seconds and
 * milliseconds. What names no zone is a time in `timeZone`; a day is its first moment there. Throws a sentence for a
 * format that has letters with no meaning.
 */
export function createTimeReader(timeZone: string, format?: string): TimeReader {
  const clock = createClock(timeZone)
  if (format === undefined) return (cell) => kept(unixOf(cell.trim()) ?? isoOf(cell.trim(), clock))
  const { pattern, fields } = compile(format)
  return (cell) => {
    const found = pattern.exec(cell.trim())
    if (!found) return undefined
    const read: Partial<Record<Part, number>> = {}
    fields.forEach(([part, , value], index) => (read[part] = value(found[index + 1] ?? '')))
    if (read.half !== undefined) {
      if (read.hour === undefined || read.hour < 1 || read.hour > 12) return undefined
      read.hour = (read.hour % 12) + read.half
    }
    return kept(instantOf(read, clock))
  }
}

/** The years that the API takes too: what lies outside of them is no time that anybody meant. */
function kept(instant: number | undefined): number | undefined {
  const year = instant === undefined ? NaN : new Date(instant).getUTCFullYear()
  return year > 1970 && year < 2200 ? instant : undefined
}

function compile(format: string): { pattern: RegExp; fields: Field[] } {
  const fields: Field[] = []
  const source = [...format.matchAll(tokenPattern)].map(([text, quoted]) => {
    const field = Object.hasOwn(tokens, text) ? tokens[text] : undefined
    if (field) {
      fields.push(field)
      return `(${field[1]})`
    }
    if (quoted === undefined && /^[A-Za-z]/.test(text)) throw new Error(`the format “${format}” has “${text}”, which means nothing; known are ${Object.keys(tokens).join(' ')}`)
    return (quoted ?? text).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replace(/\s+/g, '\\s+')
  })
  const parts = new Set(fields.map(([part]) => part))
  if (!parts.has('year') || !parts.has('month') || !parts.has('day')) throw new Error(`the format “${format}” needs a year, a month and a day, such as dd/MM/yyyy`)
  return { pattern: new RegExp(`^${source.join('')}$`, 'i'), fields }
}

/** Ten digits are seconds since 1970 and thirteen milliseconds; other counts of digits could be anything. */
function unixOf(text: string): number | undefined {
  const [, whole, fraction = ''] = /^(\d{10}|\d{13})(\.\d+)?$/.exec(text) ?? []
  if (whole === undefined) return undefined
  return whole.length > 10 ? Number(whole) : Math.round(Number(whole + fraction) * 1000)
}

function isoOf(text: string, clock: ReturnType<typeof createClock>): number | undefined {
  const found =
    /^(\d{4})([-/]?)(\d{2})\2(\d{2})(?:(?:T|\s+)(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?\s*(z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?)?$/i.exec(text)
  if (!found) return undefined
  const [, year, , month, day, hour = 0, minute = 0, second = 0, fraction = '', zone] = found
  const wall = { year: Number(year), month: Number(month), day: Number(day), hour: Number(hour), minute: Number(minute), second: Number(second) }
  return instantOf({ ...wall, millisecond: Number(fraction.padEnd(3, '0').slice(0, 3)), ...(zone === undefined ? {} : { zone: zoneMinutes(zone) }) }, clock)
}

function instantOf(read: Partial<Record<Part, number>>, clock: ReturnType<typeof createClock>): number | undefined {
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millisecond = 0, zone } = read
  const wall = { year, month, day, hour, minute, second, millisecond }
  if (zone === undefined) return clock(wall)
  const utc = utcOf(wall)
  return utc === undefined ? undefined : utc - zone * 60_000
}

function zoneMinutes(text: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(text) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}
