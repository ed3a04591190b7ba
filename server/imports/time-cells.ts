import type { MappingInput, Rejection } from '../contract/imports'
import { problem } from '../contract/problem'
import type { TimeColumn, Unread } from './dates/reader'
import { createTimeColumn } from './dates/reader'
import type { DayOrder } from './dates/spelled'
import type { Cell, Mapping } from './mapping'
import { locate } from './mapping'
import { isBlank } from './rating'
import type { Row } from './rows'
import type { Table } from './table'

export type TimeCell = Cell & { times: TimeColumn; clock?: Cell }
export type Times = Partial<
  Record<'answeredAt' | 'sentAt' | 'openedAt' | 'firstResponseAt' | 'resolvedAt', TimeCell>
>

/**
 * The zone of times that name none: the mapping's, or the file's, or the site's. A file's that nobody knows
 * is none.
 */
export function timeZoneOf(
  { timeZone }: MappingInput,
  table: Pick<Table, 'timeZone'>,
  siteTimeZone: string
): string {
  return timeZone ?? zoneOf(table.timeZone) ?? siteTimeZone
}

function zoneOf(name: string | undefined): string | undefined {
  try {
    return name && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}

export function locateTimes(
  header: readonly string[],
  { answeredAt, sentAt, conversation }: Mapping,
  timeZone: string
): Times {
  const { openedAt, firstResponseAt, resolvedAt } = conversation ?? {}
  const times: Times = {}
  for (const [part, locator] of Object.entries({
    answeredAt,
    sentAt,
    openedAt,
    firstResponseAt,
    resolvedAt
  }) as [keyof Times, Mapping['answeredAt']][]) {
    if (locator === undefined) continue
    const path = part === 'answeredAt' || part === 'sentAt' ? part : `conversation.${part}`
    const { format, order, time } = typeof locator === 'object' ? locator : {}
    const clock = time === undefined ? {} : { clock: locate(header, path, time) }
    times[part] = {
      ...locate(header, path, locator),
      times: timeColumn(path, timeZone, format, order),
      ...clock
    }
  }
  return times
}

function timeColumn(
  path: string,
  timeZone: string,
  format: string | undefined,
  order: DayOrder | undefined
): TimeColumn {
  try {
    return createTimeColumn(timeZone, { format, order })
  } catch (error) {
    throw problem(
      'invalid',
      `“${path}” cannot be read: ${error instanceof Error ? error.message : ''}.`,
      `mapping.${path}`
    )
  }
}

/**
 * Reads the times of a list by its format, or plain ones. Throws `invalid`, naming `path`, for a format
 * that means nothing.
 */
export function timeReader(path: string, timeZone: string, format: string | undefined) {
  const column = timeColumn(path, timeZone, format, undefined)
  return (cell: string) => {
    const instant = column.read(cell)
    return typeof instant === 'number' ? instant : undefined
  }
}

/** The instant in the cell of a row, null where it is empty, or why it cannot be read. */
export function readTime(cell: TimeCell | undefined, { cells }: Row): number | null | Unread {
  if (!cell) return null
  const text = cell.of(cells)
  return isBlank(text) ? null : cell.times.read(text, cell.clock?.of(cells))
}

export function whyUnread(unread: Unread): Pick<Rejection, 'code' | 'reason'> {
  if (unread.unread === 'zone') {
    return {
      code: 'zone',
      reason: `names the zone “${unread.zone}”, which is none or several; write it as +05:30 or Asia/Kolkata`
    }
  }
  if (unread.unread === 'day-or-month') {
    return {
      code: 'day-or-month',
      reason:
        'may be a day of two months, and no other row tells which; say in the mapping whether ' +
        'the day or the month comes first'
    }
  }
  return { code: 'no-time', reason: 'is not a time that can be read; give its format in the mapping' }
}
