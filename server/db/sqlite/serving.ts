import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { lockPath, ownersOnly } from '../place'

/**
 * Says that this process serves an SQLite file, until it ends or the function that comes back is called. Throws a sentence where
 * another process does. The system takes the lock away with the process that holds it, however that ends.
 */
export function holdFile(path: string): () => void {
  const lock = lockPath(path)
  mkdirSync(dirname(lock), { recursive: true })
  closeSync(openSync(lock, 'a', ownersOnly))
  chmodSync(lock, ownersOnly)
  const connection = new BetterSqlite(lock, { timeout: 0 })
  try {
    connection.exec('begin exclusive')
  } catch (error) {
    connection.close()
    if (error instanceof BetterSqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) throw new Error(refusal(path))
    throw error
  }
  return () => connection.close()
}

function refusal(path: string): string {
  return `Another Hearback serves ${path} already: stop it first, or name another database in DATABASE_URL.`
}
