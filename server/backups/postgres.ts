import { spawn } from 'node:child_process'
import { rmSync, statSync } from 'node:fs'
import pg from 'pg'
import { unknownMigrations } from '../db/migrate'
import { makeOwn, partOf, putInPlace, refuseExisting } from './files'

const manually = 'Or make the backup where the tools of your version of PostgreSQL are: pg_dump --format=custom --no-owner --no-privileges --file=FILE "$DATABASE_URL"'

/** Writes a dump by `pg_dump`, in its own format, as the database is at this moment. Resolves to the size in bytes; throws as `backUpSqlite` does. */
export async function backUpPostgres(databaseUrl: string, target: string): Promise<number> {
  refuseExisting([target], 'name another file.')
  const part = partOf(target)
  try {
    makeOwn(part)
    await runTool('pg_dump', ['--format=custom', '--no-owner', '--no-privileges', `--file=${part}`], databaseUrl, manually)
    await needHearback(part, databaseUrl)
    const bytes = statSync(part).size
    if (!putInPlace(part, target)) throw new Error(`${target} appeared meanwhile.`)
    return bytes
  } finally {
    rmSync(part, { force: true })
  }
}

/** Puts a dump into a database without a table, all of it or nothing. Throws a sentence where that cannot be. */
export async function restorePostgres(file: string, databaseUrl: string): Promise<void> {
  if (await hasTables(databaseUrl)) throw new Error('The database of DATABASE_URL has tables: a backup comes back to an empty place only. Make another database, and name that.')
  const newer = unknownMigrations(await needHearback(file, databaseUrl))
  if (newer.length > 0) throw new Error(`${file} was made by a newer Hearback (${newer.join(', ')}); restore it with that version.`)
  await runTool('pg_restore', ['--no-owner', '--no-privileges', '--single-transaction', '--exit-on-error', file], databaseUrl)
}

/** The migrations that a dump has seen. Throws for a dump of something else. */
async function needHearback(file: string, databaseUrl: string): Promise<string[]> {
  const text = await runTool('pg_restore', ['--data-only', '--table=migration', '--file=-', file], databaseUrl)
  const rows = /^COPY .*\bmigration \(name, .*\n([^]*?)^\\\.$/m.exec(text)?.[1] ?? ''
  const names = rows.split('\n').map((row) => row.split('\t')[0] ?? '').filter((name) => name !== '')
  if (!names.includes('001-start')) throw new Error(`${file} is no backup of Hearback.`)
  return names
}

async function hasTables(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query("select 1 from pg_tables where schemaname not in ('pg_catalog', 'information_schema') limit 1")
    return rows.length > 0
  } finally {
    await client.end()
  }
}

/**
 * Runs a tool of PostgreSQL and resolves to what it prints. The password goes by the environment, since everybody on the machine may
 * read how a program was called.
 */
function runTool(tool: 'pg_dump' | 'pg_restore', args: readonly string[], databaseUrl: string, otherwise = ''): Promise<string> {
  const url = new URL(databaseUrl)
  const password = decodeURIComponent(url.password)
  url.password = ''
  const touchesDatabase = !args.includes('--file=-')
  const whole = touchesDatabase ? [`--dbname=${url.href}`, ...args] : args
  return new Promise((resolve, reject) => {
    const running = spawn(tool, whole, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...(password !== '' && { PGPASSWORD: password }) } })
    let [printed, complained] = ['', '']
    running.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    running.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()))
    running.on('error', () => reject(new Error(`${tool} is not there: install the client tools of PostgreSQL, of the same version as the server or newer. ${otherwise}`.trim())))
    running.on('close', (code) => (code === 0 ? resolve(printed) : reject(new Error(`${tool} failed: ${complained.trim()} ${otherwise}`.trim()))))
  })
}
