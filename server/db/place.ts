import { existsSync, readFileSync, statSync } from 'node:fs'

/** A database, its secret and its copies are for their owner's eyes. */
export const ownersOnly = 0o600

/** What SQLite keeps beside its file. */
export const besides = ['-wal', '-shm', '-journal'] as const
/** Those that can hold rows which are not in the file. */
const logs = ['-wal', '-journal'] as const

/**
 * In bytes, of a new file: one from before keeps its pages. An answer changes a few hundred bytes of each page
 * that it writes: see docs/decisions/writer.md.
 */
export const pagesOfNewFile = 'page_size = 2048'

/** The path of the SQLite file that a DATABASE_URL names; nothing for PostgreSQL. */
export function sqlitePath(databaseUrl: string): string | undefined {
  return databaseUrl.startsWith('file:') ? databaseUrl.replace(/^file:(\/\/)?/, '') : undefined
}

/** Where the secret of an SQLite file lies. */
export function secretPath(path: string): string {
  return `${path}.secret`
}

/**
 * By what a server says that it serves an SQLite file. It stays when the server ends, and says nothing
 * then.
 */
export function lockPath(path: string): string {
  return `${path}.lock`
}

/** The secret beside a database: empty where its file is, nothing where there is none. */
export function secretBeside(path: string): string | undefined {
  return existsSync(secretPath(path)) ? readFileSync(secretPath(path), 'utf8').trim() : undefined
}

/** A log with something in it; whoever only looks at a database leaves an empty one behind. */
export function logBeside(path: string): string | undefined {
  return logs.map((ending) => `${path}${ending}`).find((log) => fileBytes(log) > 0)
}

/** In bytes; nothing where there is no file. */
export function fileBytes(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
