import type { Beside } from './postgres'
import type { SqliteWishes } from './sqlite/open'
import type { Database } from './database'
import { openPostgres } from './postgres'
import { openSqlite } from './sqlite/open'
import { sqlitePath } from './place'

/**
 * Opens what `url` names: `file:path`, or `postgres://user:password@host/db`, and there what is beside it.
 */
export async function openDatabase(url: string, wishes: Beside & SqliteWishes = {}): Promise<Database> {
  return /^postgres(ql)?:/.test(url) ? openPostgres(url, wishes) : openSqlite(sqlitePath(url) ?? url, wishes)
}
