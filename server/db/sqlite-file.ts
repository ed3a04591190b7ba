import { closeSync, openSync, readSync, statSync } from 'node:fs'
import BetterSqlite from 'better-sqlite3'
import { unknownMigrations } from './migrate'

/** What lies at a path where a database of Hearback should lie. */
export type SqliteFile =
  | { is: 'absent' }
  /** Without a byte, or without a table. */
  | { is: 'empty' }
  | { is: 'not-sqlite' }
  | { is: 'damaged'; what: string }
  /** A database of another program. */
  | { is: 'other' }
  | { is: 'hearback'; newer: readonly string[]; dataKey?: SealedKey; needsSecret: boolean }

/** The keys of the vault as they are kept (see db/vault.ts). */
type SealedKey = { id: string; sealed: string }

const head = 'SQLite format 3\0'
const busyPatienceMs = 5_000
/** Every database of Hearback began with it. */
const firstMigration = '001-start'

/**
 * Says what a file is without changing it. With `pages` every page is read, about a second for 300 MB.
 * Throws where the file may not be read, or another process keeps it to itself.
 */
export function inspectFile(path: string, { pages }: { pages: boolean }): SqliteFile {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return { is: 'absent' }
  if (found.isFile() && found.size === 0) return { is: 'empty' }
  if (!found.isFile() || firstBytes(path, head.length).toString('latin1') !== head)
    return { is: 'not-sqlite' }
  try {
    const connection = new BetterSqlite(path, { readonly: true, timeout: busyPatienceMs })
    try {
      return read(connection, pages)
    } finally {
      connection.close()
    }
  } catch (error) {
    const isDamage = error instanceof BetterSqlite.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code)
    if (isDamage) return { is: 'damaged', what: error.message }
    throw error
  }
}

/**
 * Whether a file is one that servers work on, and no backup: then its latest rows may lie beside it in the
 * log.
 */
export function isLiveFile(path: string): boolean {
  // the format version for writing: 2 means that there is a log (WAL)
  return firstBytes(path, 20).at(18) === 2
}

function read(connection: BetterSqlite.Database, pages: boolean): SqliteFile {
  const schema = "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'"
  const tables = new Set(texts(connection, schema))
  const wrong = pages ? texts(connection, 'pragma quick_check(1)').find((line) => line !== 'ok') : undefined
  if (wrong !== undefined) return { is: 'damaged', what: wrong.replaceAll('\n', ' ') }
  if (tables.size === 0) return { is: 'empty' }
  if (!texts(connection, "select name from pragma_table_info('migration')").includes('name'))
    return { is: 'other' }
  const names = texts(connection, 'select name from migration')
  if (names.length === 0 && tables.size === 1) return { is: 'hearback', newer: [], needsSecret: false }
  if (!names.includes(firstMigration)) return { is: 'other' }
  const newer = unknownMigrations(names)
  if (!tables.has('data_key')) {
    // Older than the vault: what connectors are given was sealed even then.
    return { is: 'hearback', newer, needsSecret: texts(connection, 'select id from site limit 1').length > 0 }
  }
  const first = 'select id, sealed from data_key order by created_at limit 1'
  const [dataKey] = connection.prepare<[], SealedKey>(first).all()
  return { is: 'hearback', newer, needsSecret: dataKey !== undefined, ...(dataKey && { dataKey }) }
}

/** The first column of what a statement gives. */
function texts(connection: BetterSqlite.Database, statement: string): string[] {
  return connection.prepare<[], string>(statement).pluck().all()
}

function firstBytes(path: string, count: number): Buffer {
  const bytes = Buffer.alloc(count)
  const file = openSync(path, 'r')
  try {
    return bytes.subarray(0, readSync(file, bytes, 0, count, 0))
  } finally {
    closeSync(file)
  }
}
