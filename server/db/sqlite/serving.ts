import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { lockPath, ownersOnly } from '../place'

type Held = { connection: BetterSqlite.Database; servers: number }

/** What this process serves, by the path of its lock. */
const held = new Map<string, Held>()

/**
 * Says that this process serves an SQLite file, until it ends or the function that comes back is called.
 * Throws a sentence where another process does. The system takes the lock away with the process that holds
 * it, however that ends.
 */
export function holdFile(path: string): () => void {
  const lock = lockPath(path)
  const ours = held.get(lock) ?? { connection: lockedFor(path, lock), servers: 0 }
  held.set(lock, ours)
  ours.servers += 1
  return () => {
    ours.servers -= 1
    if (ours.servers > 0) return
    held.delete(lock)
    ours.connection.close()
  }
}

/** A transaction that never ends, and writes nothing. */
function lockedFor(path: string, lock: string): BetterSqlite.Database {
  mkdirSync(dirname(lock), { recursive: true })
  closeSync(openSync(lock, 'a', ownersOnly))
  chmodSync(lock, ownersOnly)
  const connection = new BetterSqlite(lock, { timeout: 0 })
  try {
    connection.exec('begin exclusive')
    return connection
  } catch (error) {
    connection.close()
    const isHeld = error instanceof BetterSqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')
    if (!isHeld) throw error
    throw new Error(
      `Another Hearback serves ${path} already: stop it first, or name another database in DATABASE_URL.`
    )
  }
}
