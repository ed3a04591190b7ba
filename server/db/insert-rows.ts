import { getTableColumns, getTableName, sql } from 'drizzle-orm'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { InsertRows, Row } from './database'
import { run } from './database'

export type Columns = { key: string; name: string; type: string; toDriver(value: unknown): unknown }[]

/** PostgreSQL takes one statement with an array for each column, however many rows there are. */
export const postgresInsertRows: InsertRows = function* (
  handle,
  { table, rows, onConflict, returning = [] }
) {
  if (rows.length === 0) return []
  const columns = tableColumns(table)
  const arrays = columns.map(
    ({ key, type, toDriver }) => sql`${sql.param(rows.map((row) => toDriver(row[key])))}::${sql.raw(type)}[]`
  )
  const wanted = columns
    .filter(({ key }) => (returning as readonly string[]).includes(key))
    .map(({ key, name }) => `${name} as "${key}"`)
  const query = sql`${sql.raw(head(table, columns))} select * from unnest(${sql.join(arrays, sql`, `)}) ${sql.raw(onConflict)}${sql.raw(wanted.length > 0 ? ` returning ${wanted.join(', ')}` : '')}`
  // On this engine the handle is node-postgres' (see columns.ts); the keys that come back are text, which
  // needs no mapping.
  const result = yield* run((handle as unknown as NodePgDatabase).execute<Row<typeof table>>(query))
  return result.rows
}

export function tableColumns(table: SQLiteTable): Columns {
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
