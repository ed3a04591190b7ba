import type { Database } from '../db/database'

/** How many rows go into one commit; `took` says how long the last ones took. */
export type Lot = { readonly rows: number; took(ms: number): void }

/** On PostgreSQL nobody waits for the others' commits. */
const postgresRows = 250
const firstRows = 100
/**
 * Fewer spend more on the commit itself than on rows: a busy disk would make them ever smaller, and the
 * import ever slower.
 */
const [rowsMin, rowsMax] = [100, 1_000]
/** On SQLite whoever else writes waits meanwhile, customers' answers too. */
const aimMs = 25

/**
 * Makes what keeps the commits of an import short. How many rows fit into a moment depends on the machine
 * and on the file.
 */
export function createLot(dialect: Database['dialect']): Lot {
  let rows = dialect === 'sqlite' ? firstRows : postgresRows
  return {
    get rows() {
      return rows
    },
    took(ms) {
      if (dialect !== 'sqlite') return
      // Half of the way at a time: one that took long for another reason changes little.
      const fitting = (rows * aimMs) / Math.max(ms, 1)
      rows = Math.round(Math.min(rowsMax, Math.max(rowsMin, (rows + Math.min(fitting, 2 * rows)) / 2)))
    }
  }
}
