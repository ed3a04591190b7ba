import { pendingMigrations, unfinishedMove, unknownMigrations } from '../db/migrate'
import type { ReadOnly } from '../db/read-only'
import type { Finding } from './finding'
import { ok, warn, wrong } from './finding'

type Seen = { finding: Finding; applied: ReadonlySet<string>; isCurrent: boolean }

/** Whether a database is as new as this version; `isCurrent` says whether its rows can be read by it. */
export async function migrationsFinding(database: ReadOnly): Promise<Seen> {
  const rows = await database.rows<{ name: string }>('select name from migration')
  const applied = new Set(rows.map(({ name }) => name))
  if (applied.has(unfinishedMove)) {
    const toDo = 'Run the same “npx hearback move” again, or make the database anew.'
    return {
      finding: wrong('migrations', 'a move to this database is not finished.', toDo),
      applied,
      isCurrent: false
    }
  }
  const newer = unknownMigrations(applied)
  if (newer.length > 0) {
    const found = `the database was written by a newer Hearback (${newer.join(', ')}).`
    return {
      finding: wrong('migrations', found, 'Start that version, or a later one.'),
      applied,
      isCurrent: false
    }
  }
  const pending = pendingMigrations(applied)
  if (pending.length > 0) {
    const found = `the database is older than this version; ${pending.length} to come, from ${pending[0]}.`
    const toDo = 'Make a backup; the next start brings it up to date (or “npx hearback migrate”).'
    return { finding: warn('migrations', found, toDo), applied, isCurrent: false }
  }
  return { finding: ok('migrations', 'the database is as new as this version.'), applied, isCurrent: true }
}
