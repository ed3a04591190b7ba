import type { AnyColumn, SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'
import type { Database } from '../../db/database'

/**
 * What a row was sent about as one text, which is compared and kept as a whole (see sent-sets.ts): the
 * database makes it of several texts faster than we do. Nothing of one is ''.
 */
export function sentIn(dialect: Database['dialect'], texts: readonly (AnyColumn | SQL)[]): SQL<string> {
  const parts = sql.join(
    texts.map((text) => sql`coalesce(${text}, '')`),
    sql`, `
  )
  return dialect === 'postgres' ? sql`json_build_array(${parts})::text` : sql`json_array(${parts})`
}

/** A number as drivers give it; some give large ones as text. */
export function numberFromDriver(cell: unknown): number | null {
  return cell === null ? null : Number(cell)
}
