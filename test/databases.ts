import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { describe, inject } from 'vitest'

/** An empty database, as the DATABASE_URL that names it. */
export type FreshDatabase = { url: string; remove(): Promise<void> }

/** Runs the same tests on both databases: `onBothDatabases((fresh) => { it(…) })`. */
export function onBothDatabases(tests: (fresh: () => Promise<FreshDatabase>, dialect: 'sqlite' | 'postgres') => void) {
  describe('on SQLite', () => tests(freshSqlite, 'sqlite'))
  describe('on PostgreSQL', () => tests(freshPostgres, 'postgres'))
}

export async function freshSqlite(): Promise<FreshDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-sqlite-'))
  return { url: `file:${join(folder, 'hearback.db')}`, remove: async () => rmSync(folder, { recursive: true, force: true }) }
}

async function freshPostgres(): Promise<FreshDatabase> {
  const server = inject('postgresUrl')
  const name = `hearback_${randomBytes(6).toString('hex')}`
  await asAdministrator(server, `create database ${name}`)
  return { url: `${server}/${name}`, remove: () => asAdministrator(server, `drop database ${name} with (force)`) }
}

async function asAdministrator(server: string, sql: string) {
  const client = new pg.Client({ connectionString: `${server}/postgres` })
  await client.connect()
  await client.query(sql)
  await client.end()
}
