import { getTableColumns, getTableName, sql } from 'drizzle-orm'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Handle } from './database'
import { run } from './database'

export type Row<Table extends SQLiteTable> = Table['$inferSelect']

/**
 * Inserts many whole rows inside a transaction and gives `returning` of those that were written, or nothing
 * where nobody asks for it. `onConflict` is SQL that both engines read. A query builder takes longer to write
 * such a statement than the engine takes to run it, so the text is made once for each table.
 */
export type InsertRows = <Table extends SQLiteTable, Key extends keyof Row<Table> & string>(
  handle: Handle,
  insert: { table: Table; rows: readonly Row<Table>[]; onConflict: string; returning?: readonly Key[] }
) => Generator<PromiseLike<unknown>, Pick<Row<Table>, Key>[], unknown>

export type Columns = { key: string; name: string; type: string; toDriver(value: unknown): unknown }[]

/** PostgreSQL takes one statement with an array for each column, however many rows there are. */
export const postgresInsertRows: InsertRows = function* (handle, { table, rows, onConflict, returning = [] }) {
  if (rows.length === 0) return []
  const columns = columnsOf(table)
  const arrays = columns.map(({ key, type, toDriver }) => sql`${sql.param(rows.map((row) => toDriver(row[key])))}::${sql.raw(type)}[]`)
  const wanted = columns.filter(({ key }) => (returning as readonly string[]).includes(key)).map(({ key, name }) => `${name} as "${key}"`)
  const query = sql`${sql.raw(head(table, columns))} select * from unnest(${sql.join(arrays, sql`, `)}) ${sql.raw(onConflict)}${sql.raw(wanted.length > 0 ? ` returning ${wanted.join(', ')}` : '')}`
  // On this engine the handle is node-postgres' (see columns.ts); the keys that come back are text, which needs no mapping.
  const result = yield* run((handle as unknown as NodePgDatabase).execute<Row<typeof table>>(query))
  return result.rows
}

export function columnsOf(table: SQLiteTable): Columns {
  return Object.entries(getTableColumns(table)).map(([key, column]) => ({
    key,
    name: column.name,
    type: column.getSQLType(),
    toDriver: (value) => (value === null ? null : column.mapToDriverValue(value))
  }))
}

export function head(table: SQLiteTable, columns: Columns): string {
  return `insert into ${getTableName(table)} (${columns.map(({ name }) => name).join(', ')})`
}
