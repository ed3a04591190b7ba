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

const freshPostgres: Fresh = async ({ empty } = { empty: false }) => {
  const server = inject('postgresUrl')
  const name = `hearback_${randomBytes(6).toString('hex')}`
  await asAdministrator(server, `create database ${name}${empty ? '' : ` template ${inject('templates').postgres} strategy file_copy`}`)
  return { url: `${server}/${name}`, remove: () => asAdministrator(server, `drop database ${name} with (force)`) }
}

async function asAdministrator(server: string, sql: string) {
  const client = new pg.Client({ connectionString: `${server}/postgres` })
  await client.connect()
  await client.query(sql)
  await client.end()
}
