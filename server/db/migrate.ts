import type { Database } from './database'
import { run } from './database'

const scripts = import.meta.glob<string>('./migrations/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true
})
const names = Object.keys(scripts).sort()
/** What was done once in code, after the scripts, and noted beside them. */
export const doneInCode = {
  standing: '016-standing-settled',
  names: '060-names-joined',
  optOuts: '061-opt-outs-plain',
  signatures: '063-signatures-plain'
} as const

/**
 * Noted among the scripts where rows of another database are still to come (see server/moving/): no server
 * starts on half of them.
 */
export const unfinishedMove = 'move-unfinished'

/** Where the scripts that were run are noted. */
export const migrationTable =
  'create table if not exists migration (name text primary key, applied_at bigint not null)'

/** Which of the scripts that a database has seen this version of the code does not know. */
export function unknownMigrations(applied: Iterable<string>): string[] {
  const known = new Set<string>([...names.map(nameOf), ...Object.values(doneInCode)])
  return [...applied].filter((name) => !known.has(name))
}

/** Which scripts of this version of the code a database has not seen, in their order. */
export function pendingMigrations(applied: Iterable<string>): string[] {
  const done = new Set(applied)
  return names.map(nameOf).filter((name) => !done.has(name))
}

/**
 * Brings the database up to this version of the code, one script at a time, each whole or not at all, under
 * a lock so that several processes may start together. Throws a sentence when the database is newer than
 * the code.
 */
export async function migrate(database: Database): Promise<string[]> {
  // Most starts find nothing to do, and need not wait for anybody.
  if (await isUpToDate(database)) return []
  return database.exclusively('migrate', async () => {
    await database.script(migrationTable)
    const done = await applied(database)
    if (done.has(unfinishedMove)) {
      throw new Error(
        'A move to this database is not finished: run the same “npx hearback move” again, or make the database anew.'
      )
    }
    const unknown = unknownMigrations(done)
    if (unknown.length > 0) {
      throw new Error(
        `This database was written by a newer Hearback (${unknown.join(', ')}); start that version instead.`
      )
    }
    const fresh: string[] = []
    for (const path of names) {
      const name = nameOf(path)
      if (done.has(name)) continue
      await applyOnce(database, name, scripts[path] ?? '')
      fresh.push(name)
    }
    return fresh
  })
}

async function isUpToDate(database: Database): Promise<boolean> {
  // A new database has no table of what was done yet.
  const done = await applied(database).catch(() => new Set<string>())
  return pendingMigrations(done).length === 0 && unknownMigrations(done).length === 0
}

/**
 * Notes that a step of `doneInCode` is done. Where several processes start together, it waits for the
 * others like every other write.
 */
export async function noteDone(database: Database, name: string, now: number): Promise<void> {
  const { migration } = database.tables
  await database.atomically((handle) =>
    run(handle.insert(migration).values({ name, appliedAt: now }).onConflictDoNothing())
  )
}

/**
 * Which steps of `doneInCode` are still to be done, as their names: one question at a start, for what is
 * nearly always done.
 */
export async function notDoneInCode(database: Database): Promise<Set<string>> {
  const done = await applied(database)
  return new Set(Object.values(doneInCode).filter((name) => !done.has(name)))
}

async function applyOnce(database: Database, name: string, sql: string) {
  try {
    await database.script(
      `${sql}\n;insert into migration (name, applied_at) values ('${name}', ${Date.now()})`
    )
  } catch (error) {
    // On SQLite two processes may come to the same script; the second finds the row of the first and is
    // content.
    if (!(await applied(database)).has(name)) throw error
  }
}

async function applied(database: Database): Promise<Set<string>> {
  const { migration } = database.tables
  const rows = await database.handle.select({ name: migration.name }).from(migration)
  return new Set(rows.map((row) => row.name))
}

function nameOf(path: string) {
  return path.replace(/^.*\//, '').replace(/\.sql$/, '')
}
