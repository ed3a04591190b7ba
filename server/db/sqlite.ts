import { EventEmitter } from 'node:events'
import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import BetterSqlite from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { problem } from '../problem'
import type { Database, Heard } from './database'
import { sqliteInsertRows } from './insert-rows'
import { besides, ownersOnly } from './place'
import { scrubFile } from './scrub-file'
import { makeVault } from '../secrets/vault'
import { sqliteColumns } from './columns'
import { defineTables } from './tables'

/** How long a write waits for another process to let go of the file before the client is told to come back. */
const busyPatienceMs = 5_000
/** How long one attempt may block this process; between attempts requests are served. */
const busyAttemptMs = 50

type SyncQuery = { prepare(): { execute(): { sync(): unknown } } }

/**
 * SQLite in WAL mode, each commit on the disk before it is acknowledged (`synchronous=FULL`).
 * One connection: statements run one after another, so a transaction that never awaits is alone by construction.
 */
export function openSqlite(path: string): Database {
  if (path !== ':memory:') makeOwn(path)
  const connection = new BetterSqlite(path, { timeout: busyAttemptMs })
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL')
  // Many answers change the same pages: the longer they gather in the log, the less often they are copied.
  connection.pragma('wal_autocheckpoint = 16000')
  connection.pragma('foreign_keys = ON')
  connection.pragma('cache_size = -16384')
  connection.pragma('temp_store = MEMORY')
  connection.pragma('secure_delete = ON')
  // SQLite's own lower() knows ASCII only; a search must find “École” by “école”, as it does on PostgreSQL.
  connection.function('lower', { deterministic: true }, (text: unknown) => (typeof text === 'string' ? text.toLowerCase() : text))
  const vault = makeVault()
  const handle = drizzle(connection)
  const heard = new EventEmitter<Heard>()

  /**
   * Begins, works and commits in one turn of the event loop. Nothing may be awaited between the three: whatever else
   * runs on this connection meanwhile would become a part of the transaction, or fail to begin its own.
   */
  async function inTransaction<T>(work: () => T): Promise<T> {
    const deadline = Date.now() + busyPatienceMs
    while (!began()) {
      if (Date.now() > deadline) throw problem('database-busy')
      await sleep(10 + Math.random() * 40)
    }
    try {
      const result = work()
      connection.exec('commit')
      return result
    } finally {
      if (connection.inTransaction) connection.exec('rollback')
    }
  }

  function began(): boolean {
    try {
      connection.exec('begin immediate')
      return true
    } catch (error) {
      if (isBusy(error)) return false
      throw error
    }
  }

  return {
    dialect: 'sqlite',
    tables: defineTables(sqliteColumns(vault)),
    vault,
    handle,
    atomically: (work) => inTransaction(() => drive(work(handle))),
    lists: (work) => work(handle),
    insertRows: sqliteInsertRows(connection),
    locked: (query) => query,
    takenFree: (query) => query,
    held: (query) => query,
    *inTurn() {},
    script: (sql) => inTransaction(() => void connection.exec(forSqlite(sql))),
    exclusively: (_name, work) => work(),
    async tell(message) {
      heard.emit('message', message)
    },
    heard,
    scrub: () => (path === ':memory:' ? Promise.resolve() : scrubFile(path)),
    async close() {
      heard.emit('closed')
      connection.close()
    }
  }
}

/** The file and what SQLite keeps beside it are for their owner's eyes; what SQLite makes itself takes the rights of the file. */
function makeOwn(path: string) {
  mkdirSync(dirname(path), { recursive: true })
  closeSync(openSync(path, 'a', ownersOnly))
  for (const file of [path, ...besides.map((ending) => `${path}${ending}`)]) if (existsSync(file)) chmodSync(file, ownersOnly)
}

/** Uncovers what stands in a comment that begins with “sqlite”. */
function forSqlite(sql: string): string {
  return sql.split(/\/\*sqlite\s/).map((part, index) => (index === 0 ? part : part.replace('*/', ''))).join('')
}

function drive<T>(steps: Generator<PromiseLike<unknown>, T, unknown>): T {
  let step = steps.next()
  while (!step.done) {
    // Every query that this handle builds has `prepare`, and in better-sqlite3's mode its result is there at once.
    const query = step.value as unknown as SyncQuery
    step = steps.next(query.prepare().execute().sync())
  }
  return step.value
}

function isBusy(error: unknown) {
  return error instanceof BetterSqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')
}
