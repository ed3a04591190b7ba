import { getTableName } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database, Handle, InsertRows } from '../database'
import { run } from '../database'
import type { Columns } from '../insert-rows'
import { head, tableColumns } from '../insert-rows'

/**
 * Runs one statement for each row in the transaction of `handle`; says of each row whether it was written.
 */
export type RunEach = (
  handle: Handle,
  sql: string,
  rows: readonly (readonly unknown[])[]
) => PromiseLike<boolean[]>

/** All rows go to the thread that writes in one message, for one prepared statement. */
export function sqliteInsertRows(runEach: RunEach, later: Database['later']): InsertRows {
  const known = new Map<string, { sql: string; columns: Columns }>()

  function statementFor(table: SQLiteTable, onConflict: string) {
    const name = `${getTableName(table)} ${onConflict}`
    const ready = known.get(name)
    if (ready) return ready
    const columns = tableColumns(table)
    const sql = `${head(table, columns)} values (${columns.map(() => '?').join(', ')}) ${onConflict}`
    known.set(name, { sql, columns })
    return { sql, columns }
  }

  return function* (handle, { table, rows, onConflict, returning }) {
    if (rows.length === 0) return []
    const { sql, columns } = statementFor(table, onConflict)
    const values = rows.map((row) => columns.map(({ key, toDriver }) => toDriver(row[key])))
    const running = runEach(handle, sql, values)
    if (returning === undefined) {
      yield* later(running)
      return []
    }
    const written = yield* run(running)
    return rows.filter((_row, index) => written[index])
  }
}
