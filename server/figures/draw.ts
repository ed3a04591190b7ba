import type { AnyColumn, SQL } from 'drizzle-orm'
import { inArray, lt, sql } from 'drizzle-orm'
import { firstLots, lots } from '../lots'

/** How many there are: all of a period, and of these those that fit the filters. */
type Counts = { all: number; fit: number }

/** How many to read: `most` of all that there are, and of any part of them the same share, but no fewer than `least`. */
export type Limits = { most: number; least: number }

/** How many lots are read, and whether those that fit are found among the others of their lot or by their tags. */
export type Draw = { lots: number; by: 'lot' | 'tags' }

/**
 * What is read where columns do not say enough, so that a figure costs the same however many there are: everything, or a fair
 * sample. By lot, those that do not fit are passed over, and by tags those of other lots: whichever are fewer.
 */
export function drawOf({ all, fit }: Counts, { most, least }: Limits): Draw {
  const share = Math.min(1, Math.max(most / all, least / fit))
  return { lots: Math.ceil(lots * share), by: share * all <= fit ? 'lot' : 'tags' }
}

/** The same where the latest are read rather than a sample: how many of those that fit, found by time or by their tags. */
export function latestOf({ all, fit }: Counts, { most, least }: Limits): { count: number; by: 'time' | 'tags' } {
  const count = Math.max(least, Math.ceil((most * fit) / Math.max(1, all)))
  return { count, by: (count * all) / fit <= fit ? 'time' : 'tags' }
}

/** Being in one of the lots of a draw. By lot, an index finds them one by one. */
export function isInLots(column: AnyColumn, draw: Draw): SQL | undefined {
  if (draw.lots === lots) return undefined
  return draw.by === 'lot' ? inArray(column, firstLots(draw.lots)) : lt(column, draw.lots)
}

/** A text column by which no index is to be searched: SQLite, which counts nothing beforehand, would choose the wrong one. */
export function passingOver(column: AnyColumn): SQL<string> {
  return sql<string>`${column} || ''`
}
