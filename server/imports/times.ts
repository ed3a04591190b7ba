import { createClock, utcOf } from '../time/wall-clock'
import type { FormatReader, TimePart } from './time-format'
import { compileFormat, zoneMinutes } from './time-format'

/** Reads a cell as an instant (epoch ms); `undefined` for what cannot be read or is no time. */
export type TimeReader = (cell: string) => number | undefined
type Clock = ReturnType<typeof createClock>

/** No time that anybody writes is longer. */
const cellLengthMax = 64

/**
 * Reads times written as `format` says, or, without one, ISO 8601 with or without a zone, a plain day, unix
 * seconds and milliseconds. What names no zone is a time in `timeZone`; a day is its first moment there.
 * Throws a sentence for a format that has letters with no meaning.
 */
export function createTimeReader(timeZone: string, format?: string): TimeReader {
  const clock = createClock(timeZone)
  const read =
    format === undefined
      ? (cell: string) => unixOf(cell) ?? isoOf(cell, clock)
      : formatted(compileFormat(format), clock)
  return (cell) => {
    const text = cell.trim()
    return text.length > cellLengthMax ? undefined : kept(read(text))
  }
}

function formatted(readParts: FormatReader, clock: Clock) {
  return (cell: string) => {
    const read = readParts(cell)
    if (read?.half === undefined) return read && instantOf(read, clock)
    if (read.hour === undefined || read.hour < 1 || read.hour > 12) return undefined
    return instantOf({ ...read, hour: (read.hour % 12) + read.half }, clock)
  }
}

/** The years that the API takes too: what lies outside of them is no time that anybody meant. */
function kept(instant: number | undefined): number | undefined {
  const year = instant === undefined ? NaN : new Date(instant).getUTCFullYear()
  return year > 1970 && year < 2200 ? instant : undefined
}

/** Ten digits are seconds since 1970 and thirteen milliseconds; other counts of digits could be anything. */
function unixOf(text: string): number | undefined {
  const [, whole, fraction = ''] = /^(\d{10}|\d{13})(\.\d+)?$/.exec(text) ?? []
  if (whole === undefined) return undefined
  return whole.length > 10 ? Number(whole) : Math.round(Number(whole + fraction) * 1000)
}

function isoOf(text: string, clock: Clock): number | undefined {
  const found =
    /^(\d{4})([-/]?)(\d{2})\2(\d{2})(?:(?:T|\s+)(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?\s*(z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?)?$/i.exec(
      text
    )
  if (!found) return undefined
  const [, year, , month, day, hour = 0, minute = 0, second = 0, fraction = '', zone] = found
  const wall = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second)
  }
  return instantOf(
    {
      ...wall,
      millisecond: Number(fraction.padEnd(3, '0').slice(0, 3)),
      ...(zone === undefined ? {} : { zone: zoneMinutes(zone.toLowerCase()) })
    },
    clock
  )
}

function instantOf(read: Partial<Record<TimePart, number>>, clock: Clock): number | undefined {
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millisecond = 0, zone } = read
  const wall = { year, month, day, hour, minute, second, millisecond }
  if (zone === undefined) return clock(wall)
  const utc = utcOf(wall)
  return utc === undefined ? undefined : utc - zone * 60_000
}
