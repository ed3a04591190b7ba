import BetterSqlite from 'better-sqlite3'
import { unfinishedMove } from '../db/migrate'
import type { Noted, Row, Source, Table, Target } from './end'
import {
  isMoved,
  kindOf,
  leftBehind,
  makeProgress,
  migrationTableName,
  progressOf,
  progressTable
} from './end'

type Connection = BetterSqlite.Database

const busyPatienceMs = 1_000

/** Opens a file that no other process may open meanwhile. Throws a sentence where one has it open. */
function openAlone(path: string): Connection {
  const connection = new BetterSqlite(path, { timeout: busyPatienceMs, fileMustExist: true })
  try {
    connection.pragma('locking_mode = exclusive')
    connection.pragma('foreign_keys = off')
    connection.pragma('synchronous = full')
    connection.exec('begin exclusive; commit')
    return connection
  } catch (error) {
    connection.close()
    const isBusy = error instanceof BetterSqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')
    if (!isBusy) throw error
    throw new Error(
      `Another process has ${path} open: stop the server first, and start it again on the new database.`
    )
  }
}

export function sqliteSource(path: string): Source {
  return reading(openAlone(path), path)
}

/** How a value of each kind is made of the text that is moved. */
const fromText = { text: '?', number: 'cast(? as integer)', truth: "? = 'true'" } as const

export function sqliteTarget(path: string): Target {
  const connection = openAlone(path)
  return {
    ...reading(connection, path),
    async begun() {
      const there = connection.prepare('select 1 from sqlite_schema where name = ?').get(progressTable)
      if (!there) return undefined
      const noted = connection.prepare<[], Noted>(`select name, after, moved, done from ${progressTable}`)
      return progressOf(noted.all())
    },
    async begin(source) {
      inOne(connection, () => {
        connection.exec(makeProgress)
        connection.prepare(`insert into ${progressTable} values ('', ?, 0, 0)`).run(source)
        connection
          .prepare('insert into migration (name, applied_at) values (?, ?)')
          .run(unfinishedMove, Date.now())
      })
    },
    async write(table, rows, { after, rows: moved, isDone }) {
      const values = table.columns.map(({ kind }) => fromText[kind])
      const names = table.columns.map(({ name }) => `"${name}"`)
      inOne(connection, () => {
        const insert = connection.prepare(
          `insert into "${table.name}" (${names.join(', ')}) values (${values.join(', ')})`
        )
        for (const row of rows) insert.run(row)
        connection
          .prepare(`insert or replace into ${progressTable} values (?, ?, ?, ?)`)
          .run(table.name, after ? JSON.stringify(after) : null, moved, isDone ? 1 : 0)
      })
    },
    async finish(_tables, migrations) {
      inOne(connection, () => {
        for (const table of [...leftBehind, migrationTableName]) connection.exec(`delete from ${table}`)
        const insert = connection.prepare(
          'insert into migration (name, applied_at) values (?, cast(? as integer))'
        )
        for (const row of migrations) insert.run(row)
        connection.exec(`drop table ${progressTable}`)
      })
      connection.pragma('wal_checkpoint(truncate)')
    }
  }
}

function reading(connection: Connection, path: string): Source {
  const all = <T>(statement: string, ...bound: unknown[]) =>
    connection.prepare<unknown[], T>(statement).all(...bound)
  return {
    name: path,
    async tables() {
      const tables = all<{ name: string }>(
        "select name from sqlite_schema where type = 'table' order by name"
      )
      const names = tables.map(({ name }) => name)
      return names.filter(isMoved).map((name): Table => {
        const columns = all<{ name: string; type: string; pk: number }>(
          'select name, type, pk from pragma_table_info(?)',
          name
        )
        const inKey = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
        return {
          name,
          columns: columns.map((one) => ({ name: one.name, kind: kindOf(one.type, `${name}.${one.name}`) })),
          key: inKey.map((one) => one.name),
          refersTo: all<{ table: string }>('select "table" from pragma_foreign_key_list(?)', name).map(
            ({ table }) => table
          )
        }
      })
    },
    async rows({ name, columns, key }, after, limit) {
      const read = columns.map((column) => {
        const is = `"${column.name}"`
        if (column.kind === 'text') return is
        if (column.kind === 'number') return `cast(${is} as text)`
        return `case ${is} when 1 then 'true' when 0 then 'false' else cast(${is} as text) end`
      })
      const from = `select ${read.join(', ')} from "${name}"`
      if (key.length === 0) return connection.prepare<[], Row>(from).raw().all()
      const keys = key.map((one) => `"${one}"`).join(', ')
      const kinds = key.map((one) => columns.find((column) => column.name === one)?.kind)
      const places = kinds.map((kind) => (kind === 'number' ? 'cast(? as integer)' : '?')).join(', ')
      const isAfter = after ? `where (${keys}) > (${places})` : ''
      return connection
        .prepare<unknown[], Row>(`${from} ${isAfter} order by ${keys} limit ${limit}`)
        .raw()
        .all(...(after ?? []))
    },
    async count({ name }) {
      return connection.prepare<[], number>(`select count(*) from "${name}"`).pluck().get() ?? 0
    },
    async close() {
      connection.close()
    }
  }
}

function inOne(connection: Connection, work: () => void) {
  connection.transaction(work).immediate()
}
