import { randomBytes } from 'node:crypto'
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { describe, inject } from 'vitest'
import { quickFolder } from './quick-folder'

/** A database of a test's own, as the DATABASE_URL that names it. */
export type FreshDatabase = { url: string; remove(): Promise<void> }

/**
 * Makes a database of this version without a row, or one without even a table where a test is about
 * becoming one.
 */
export type Fresh = (wish?: { empty: boolean }) => Promise<FreshDatabase>

/** Runs the same tests on both databases: `onBothDatabases((fresh) => { it(…) })`. */
export function onBothDatabases(tests: (fresh: Fresh, dialect: 'sqlite' | 'postgres') => void) {
  describe('on SQLite', () => tests(freshSqlite, 'sqlite'))
  describe('on PostgreSQL', () => tests(freshPostgres, 'postgres'))
}

export const freshSqlite: Fresh = async ({ empty } = { empty: false }) => {
  const folder = quickFolder('sqlite')
  const path = join(folder, 'hearback.db')
  if (!empty) copyFileSync(inject('templates').sqlite, path)
  return { url: `file:${path}`, remove: async () => rmSync(folder, { recursive: true, force: true }) }
}

/**
 * A database in PostgreSQL, what it looked like when it was made, and a connection to it, which takes
 * longer to make than to use.
 */
type Home = { name: string; shape: string; client: pg.Client }

/** Databases that tests of this process have left, empty again: making one anew takes ten times as long. */
const left: Home[] = []

export const freshPostgres: Fresh = async ({ empty } = { empty: false }) => {
  const server = inject('postgresUrl')
  const home = empty ? undefined : (left.pop() ?? (await makeHome(server)))
  const name = home?.name ?? (await makeDatabase(server))
  return {
    url: `${server}/${name}`,
    async remove() {
      if (home && (await isEmptied(home))) return void left.push(home)
      await home?.client.end()
      await connected(`${server}/postgres`, (client) => client.query(`drop database ${name} with (force)`))
    }
  }
}

async function makeDatabase(server: string, template = ''): Promise<string> {
  const name = `hearback_${randomBytes(6).toString('hex')}`
  await connected(`${server}/postgres`, (client) => client.query(`create database ${name}${template}`))
  return name
}

async function makeHome(server: string): Promise<Home> {
  const name = await makeDatabase(server, ` template ${inject('templates').postgres} strategy file_copy`)
  const client = new pg.Client({ connectionString: `${server}/${name}` })
  // A test may end every connection there is; the database is not used again then.
  client.on('error', () => {})
  await client.connect()
  return { name, client, shape: (await lookOf(client)).shape }
}

/**
 * Says whether it is as a new one would be: not where a test has changed its tables, or has left it so
 * large that others would wait.
 */
async function isEmptied({ client, shape }: Home): Promise<boolean> {
  try {
    await client.query(endOthers)
    const found = await lookOf(client)
    if (found.shape !== shape || found.bytes > bytesMax) return false
    await client.query(deleteRows)
    return true
  } catch {
    return false // its connection was ended
  }
}

const bytesMax = 30_000_000
const endOthers =
  'select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = ' +
  'current_database() and pid <> pg_backend_pid()'
/** All columns, indexes and triggers, and which migrations were run when. */
const look = `
  select pg_database_size(current_database()) as bytes, md5(concat(
    (select string_agg(concat(c.relname, c.relkind, a.attname, a.atttypid, a.attnotnull), ',' order by c.relname, a.attnum)
      from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 where c.relnamespace = 'public'::regnamespace),
    (select string_agg(tgname, ',' order by tgname) from pg_trigger where not tgisinternal),
    (select string_agg(concat(name, applied_at), ',' order by name) from migration))) as shape`
const deleteRows = `
  set session_replication_role = replica;
  do $$ declare one text; begin
    for one in select tablename from pg_tables where schemaname = 'public' and tablename <> 'migration' loop
      execute format('delete from %I', one);
    end loop;
  end $$`

async function lookOf(client: pg.Client): Promise<{ shape: string; bytes: number }> {
  const [row] = (await client.query<{ shape: string; bytes: string }>(look)).rows
  return { shape: row?.shape ?? '', bytes: Number(row?.bytes) }
}

/** Does work over a connection of its own. */
export async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
