import type { AnyColumn, SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

/** How many there are: all of a period, and of these those that fit the filters. */
type Counts = { all: number; fit: number }

/** How many to read: `most` of all that there are, and of any part of them the same share, but no fewer than `least`. */
export type Limits = { most: number; least: number }

/** Where the latest are read: how many of those that fit, found by time or by their tags. */
export function latestOf({ all, fit }: Counts, { most, least }: Limits): { count: number; by: 'time' | 'tags' } {
  const count = Math.max(least, Math.ceil((most * fit) / Math.max(1, all)))
  return { count, by: (count * all) / fit <= fit ? 'time' : 'tags' }
}

/** A text column by which no index is to be searched: SQLite, which counts nothing beforehand, would choose the wrong one. */
export function passingOver(column: AnyColumn): SQL<string> {
  return sql<string>`${column} || ''`
}
