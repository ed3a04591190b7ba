import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { describe, inject } from 'vitest'

/** A database of a test's own, as the DATABASE_URL that names it. */
export type FreshDatabase = { url: string; remove(): Promise<void> }

/** Makes a database of this version without a row, or one without even a table where a test is about becoming one. */
export type Fresh = (wish?: { empty: boolean }) => Promise<FreshDatabase>

/** Runs the same tests on both databases: `onBothDatabases((fresh) => { it(…) })`. */
export function onBothDatabases(tests: (fresh: Fresh, dialect: 'sqlite' | 'postgres') => void) {
  describe('on SQLite', () => tests(freshSqlite, 'sqlite'))
  describe('on PostgreSQL', () => tests(freshPostgres, 'postgres'))
}

export const freshSqlite: Fresh = async ({ empty } = { empty: false }) => {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-sqlite-'))
  const path = join(folder, 'hearback.db')
  if (!empty) copyFileSync(inject('templates').sqlite, path)
  return { url: `file:${path}`, remove: async () => rmSync(folder, { recursive: true, force: true }) }
}

/** Databases that tests of this process have left, empty again: making one anew takes ten times as long. */
const left: string[] = []
/** What each of them looked like when it was made. */
const shapes = new Map<string, string>()

export const freshPostgres: Fresh = async ({ empty } = { empty: false }) => {
  const server = inject('postgresUrl')
  const known = empty ? undefined : left.pop()
  const name = known ?? `hearback_${randomBytes(6).toString('hex')}`
  const url = `${server}/${name}`
  if (!known) await connected(`${server}/postgres`, (client) => client.query(`create database ${name}${empty ? '' : fromTemplate()}`))
  if (!known && !empty) shapes.set(url, (await connected(url, lookOf)).shape)
  return {
    url,
    async remove() {
      if (shapes.has(url) && (await connected(url, isEmptied))) left.push(name)
      else await connected(`${server}/postgres`, (client) => client.query(`drop database ${name} with (force)`))
    }
  }

  /** Says whether it is as a new one would be: not where a test has changed its tables, or has left it so large that others would wait. */
  async function isEmptied(client: pg.Client): Promise<boolean> {
    await client.query(endOthers)
    const { shape, bytes } = await lookOf(client)
    if (shape !== shapes.get(url) || bytes > bytesMax) return false
    await client.query(deleteRows)
    return true
  }
}

const bytesMax = 30_000_000
const endOthers = 'select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()'
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

const fromTemplate = () => ` template ${inject('templates').postgres} strategy file_copy`

async function lookOf(client: pg.Client): Promise<{ shape: string; bytes: number }> {
  const [row] = (await client.query<{ shape: string; bytes: string }>(look)).rows
  return { shape: row?.shape ?? '', bytes: Number(row?.bytes) }
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
