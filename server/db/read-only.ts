import BetterSqlite from 'better-sqlite3'
import { drizzle as drizzleSqlite } from 'drizzle-orm/better-sqlite3'
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { postgresColumns, sqliteColumns } from './columns'
import type { Database, Handle } from './database'
import { sqlitePath } from './place'
import { defineTables } from './tables'
import { makeVault } from './vault'

/**
 * A database that is only looked at, while others work with it. Its schema may be older or newer than this
 * code.
 */
export type ReadOnly = Pick<Database, 'dialect' | 'tables' | 'vault' | 'handle' | 'close'> & {
  /** The rows of a statement that only reads. */
  rows<Row extends object>(statement: string): Promise<Row[]>
}

const busyPatienceMs = 5_000
const patienceMs = 5_000

/** Opens a database without beginning, upgrading or changing it. Throws what the driver throws. */
export async function openReadOnly(url: string): Promise<ReadOnly> {
  const path = sqlitePath(url)
  return path === undefined ? readPostgres(url) : readSqlite(path)
}

function readSqlite(path: string): ReadOnly {
  const connection = new BetterSqlite(path, { readonly: true, fileMustExist: true, timeout: busyPatienceMs })
  const vault = makeVault()
  return {
    dialect: 'sqlite',
    tables: defineTables(sqliteColumns(vault)),
    vault,
    handle: drizzleSqlite(connection) as unknown as Handle, // it answers at once to whoever waits for it
    async rows<Row extends object>(statement: string) {
      return connection.prepare<[], Row>(statement).all()
    },
    async close() {
      connection.close()
    }
  }
}

async function readPostgres(url: string): Promise<ReadOnly> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: patienceMs,
    query_timeout: patienceMs
  })
  // What is asked of it fails when it breaks; without a listener Node would stop the process.
  client.on('error', () => {})
  await client.connect()
  const vault = makeVault()
  return {
    dialect: 'postgres',
    tables: defineTables(postgresColumns(vault)),
    vault,
    // PostgreSQL's builder stands in for it: see columns.ts
    handle: drizzlePostgres(client) as unknown as Handle,
    async rows<Row extends object>(statement: string) {
      return (await client.query<Row>(statement)).rows
    },
    async close() {
      await client.end()
    }
  }
}
