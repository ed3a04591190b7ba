import type { WallTime } from '../../time/wall-clock'
import { createClock, utcOf } from '../../time/wall-clock'
import { createTimeReader } from '../times'
import { gregorianDay } from './calendars'
import type { ColumnHints } from './column'
import { columnHints, toldBy } from './column'
import type { DayOrder, Spelled } from './spelled'
import { clockIn, spelledIn } from './spelled'

/** Why a cell is no time. */
export type Unread = { unread: 'no-time' | 'day-or-month' } | { unread: 'zone'; zone: string }
type Instant = number | Unread

/**
 * The times of one column. Every cell is noted first, then read: what one of them leaves open, others may
 * tell.
 */
export type TimeColumn = { note(cell: string): void; read(cell: string, timeOfDay?: string): Instant }

const dayMs = 86_400_000
/** Days since the end of 1899, as spreadsheets count: from 1970 to 2100. */
const serial = /^(\d{5})(?:[.,](\d+))?$/
const [serialMin, serialMax] = [25_569, 73_050]
const epochOfSerials = 25_569
const noTime: Unread = { unread: 'no-time' }
/** Spelled cells that are remembered: many rows of a file were answered on one day. */
const recentMax = 5_000

/**
 * Reads the times of a column: as `format` says, or, without one, as they are written: ISO 8601, unix
 * seconds, days of a spreadsheet, and what people and programs of many languages write. What names no zone
 * is a time in `timeZone`. Throws a sentence for a format that means nothing.
 */
export function createTimeColumn(
  timeZone: string,
  { format, order }: { format?: string | undefined; order?: DayOrder | undefined } = {}
): TimeColumn {
  const plain = createTimeReader(timeZone, format)
  const hints = columnHints(order)
  const here = createClock(timeZone)
  const elsewhere = new Map<string, ReturnType<typeof createClock>>()
  const recent = new Map<string, Spelled | undefined>()

  function spelled(cell: string): Spelled | undefined {
    if (recent.has(cell)) return recent.get(cell)
    if (recent.size >= recentMax) recent.clear()
    const found = cell.length > 100 ? undefined : spelledIn(cell)
    recent.set(cell, found)
    return found
  }

  function clockOf(zone: string) {
    const known = elsewhere.get(zone) ?? createClock(zone)
    elsewhere.set(zone, known)
    return known
  }

  function instantOf({ year, on, clock, zone }: Spelled, timeOfDay: string | undefined): Instant {
    const day = dayOf(on, hints)
    if (typeof day === 'string') return { unread: day }
    if (zone && 'unclear' in zone) return { unread: 'zone', zone: zone.unclear }
    const counted = gregorianDay({ year, ...day })
    const own = clock ?? (timeOfDay === undefined ? undefined : clockIn(timeOfDay))
    if (!counted || (timeOfDay !== undefined && own === undefined)) return noTime
    const wall: WallTime = { ...counted, hour: 0, minute: 0, second: 0, millisecond: 0, ...own }
    const utc = utcOf(wall)
    const instant =
      zone === undefined
        ? here(wall)
        : 'name' in zone
          ? clockOf(zone.name)(wall)
          : utc === undefined
            ? undefined
            : utc - zone.minutes * 60_000
    return kept(instant)
  }

  return {
    note(cell) {
      if (format !== undefined || plain(cell) !== undefined) return
      const found = spelled(cell.trim())
      if (found) hints.note(found)
    },
    read(cell, timeOfDay) {
      const text = cell.trim()
      const time = timeOfDay?.trim() || undefined
      if (format !== undefined || time === undefined) {
        const instant = plain(text)
        if (instant !== undefined) return instant
      }
      if (format !== undefined) return noTime
      const days = daysOf(text)
      if (days !== undefined) {
        const date = new Date(Math.floor(days) * dayMs)
        const clock = time === undefined ? clockOfShare(days % 1) : clockIn(time)
        return clock
          ? kept(
              here({
                year: date.getUTCFullYear(),
                month: date.getUTCMonth() + 1,
                day: date.getUTCDate(),
                ...clock
              })
            )
          : noTime
      }
      const found = spelled(text)
      return found ? instantOf(found, time) : noTime
    }
  }
}

/** Days since 1970 of a number that a spreadsheet shows for a time. */
function daysOf(text: string): number | undefined {
  const [, whole, fraction = '0'] = serial.exec(text) ?? []
  if (whole === undefined || Number(whole) < serialMin || Number(whole) > serialMax) return undefined
  const seconds = Math.round(Number(`0.${fraction}`) * 86_400)
  return Number(whole) - epochOfSerials + seconds / 86_400
}

function clockOfShare(share: number) {
  const seconds = Math.round(share * 86_400)
  return {
    hour: Math.floor(seconds / 3_600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    millisecond: 0
  }
}

function dayOf(
  on: Spelled['on'],
  hints: ColumnHints
): { day: number; month: number } | 'no-time' | 'day-or-month' {
  if (!('pair' in on)) {
    const month = hints.monthOf(on.month)
    return month === undefined ? 'no-time' : { day: on.day, month }
  }
  const [first, second] = on.pair
  if (first > 12 && second > 12) return 'no-time'
  // The same number twice is the same day either way.
  const order = hints.orderOf(on.between) ?? toldBy(on.pair) ?? (first === second ? 'day-first' : undefined)
  if (order === undefined) return 'day-or-month'
  return order === 'day-first' ? { day: first, month: second } : { day: second, month: first }
}

/** The years that the API takes too: what lies outside of them is no time that anybody meant. */
function kept(instant: number | undefined): Instant {
  const year = instant === undefined ? NaN : new Date(instant).getUTCFullYear()
  return instant !== undefined && year > 1970 && year < 2200 ? instant : noTime
}
