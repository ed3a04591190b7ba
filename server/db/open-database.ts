import type { Database } from './database'
import { sqlitePath } from './place'
import type { Beside } from './postgres'
import { openPostgres } from './postgres'
import type { SqliteWishes } from './sqlite/open'
import { openSqlite } from './sqlite/open'

/**
 * Opens what `url` names: `file:path`, or `postgres://user:password@host/db`, and there what is beside it.
 */
export async function openDatabase(url: string, wishes: Beside & SqliteWishes = {}): Promise<Database> {
  return /^postgres(ql)?:/.test(url) ? openPostgres(url, wishes) : openSqlite(sqlitePath(url) ?? url, wishes)
}
