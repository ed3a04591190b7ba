import { spawn } from 'node:child_process'
import { rmSync, statSync } from 'node:fs'
import pg from 'pg'
import { unknownMigrations } from '../db/migrate'
import { makeEmpty, partOf, putInPlace, refuseExisting, refuseNewer } from '../db/whole-file'

const plain = ['--no-owner', '--no-privileges'] as const
const dumping = ['--format=custom', ...plain] as const
const otherwise = [
  'Or make the backup where the tools of your version of PostgreSQL are:',
  `pg_dump ${dumping.join(' ')} --file=FILE "$DATABASE_URL"`
].join(' ')

/**
 * Writes a dump by `pg_dump`, in its own format, as the database is at this moment. Resolves to the size in
 * bytes; throws as `backUpSqlite` does.
 */
export async function backUpPostgres(databaseUrl: string, target: string): Promise<number> {
  refuseExisting([target], 'name another file.')
  const part = partOf(target)
  try {
    makeEmpty(part)
    await runTool('pg_dump', [...dumping, `--file=${part}`], { databaseUrl, otherwise })
    await needHearback(part)
    const bytes = statSync(part).size
    if (!putInPlace(part, target)) throw new Error(`${target} appeared meanwhile.`)
    return bytes
  } finally {
    rmSync(part, { force: true })
  }
}

/**
 * Puts a dump into a database without a table, all of it or nothing. Throws a sentence where that cannot
 * be.
 */
export async function restorePostgres(file: string, databaseUrl: string): Promise<void> {
  if (await hasTables(databaseUrl)) {
    const place = 'The database of DATABASE_URL has tables: a backup comes back to an empty place only.'
    throw new Error(`${place} Make another database, and name that.`)
  }
  refuseNewer(file, unknownMigrations(await needHearback(file)))
  await runTool('pg_restore', [...plain, '--single-transaction', '--exit-on-error', file], { databaseUrl })
}

/** The migrations that a dump has seen. Throws for a dump of something else. */
async function needHearback(file: string): Promise<string[]> {
  const text = await runTool('pg_restore', ['--data-only', '--table=migration', '--file=-', file])
  const lines = text.split('\n')
  const head = lines.findIndex((line) => line.startsWith('COPY ') && line.includes('migration (name, '))
  const rows = head < 0 ? [] : lines.slice(head + 1, lines.indexOf('\\.', head))
  const names = rows.map((row) => row.split('\t')[0] ?? '')
  if (!names.includes('001-start')) throw new Error(`${file} is no backup of Hearback.`)
  return names
}

async function hasTables(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const owned = "schemaname not in ('pg_catalog', 'information_schema')"
    const { rows } = await client.query(`select 1 from pg_tables where ${owned} limit 1`)
    return rows.length > 0
  } finally {
    await client.end()
  }
}

type Tool = 'pg_dump' | 'pg_restore'

/**
 * Runs a tool of PostgreSQL, on a database where one is given, and resolves to what it prints. The password
 * goes by the environment, since everybody on the machine may read how a program was called.
 */
function runTool(
  tool: Tool,
  args: readonly string[],
  on: { databaseUrl?: string; otherwise?: string } = {}
): Promise<string> {
  const { databaseUrl, otherwise = '' } = on
  const url = databaseUrl === undefined ? undefined : new URL(databaseUrl)
  const password = decodeURIComponent(url?.password ?? '')
  if (url) url.password = ''
  const whole = url ? [`--dbname=${url.href}`, ...args] : args
  const env = { ...process.env, ...(password !== '' && { PGPASSWORD: password }) }
  return new Promise((resolve, reject) => {
    const running = spawn(tool, whole, { stdio: ['ignore', 'pipe', 'pipe'], env })
    const fail = (what: string) => reject(new Error(`${what} ${otherwise}`.trim()))
    let [printed, complained] = ['', '']
    running.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    running.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()))
    running.on('error', () => {
      fail(
        `${tool} is not there: install the client tools of PostgreSQL, of the same version as the server or newer.`
      )
    })
    running.on('close', (code) =>
      code === 0 ? resolve(printed) : fail(`${tool} failed: ${complained.trim()}`)
    )
  })
}
