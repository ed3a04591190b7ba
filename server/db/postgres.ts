import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { Database, Handle, Heard, Work } from './database'
import { drive } from './database'
import { isCutOff } from './failures'
import { postgresInsertRows } from './insert-rows'
import { makeVault } from '../secrets/vault'
import { postgresColumns } from './columns'
import { defineTables } from './tables'

/** Where people's words, names and addresses are. */
const emptied = ['response', 'invitation', 'conversation', 'delivery', 'inbound', 'audit', 'opt_out']
const poolMax = 10
const connectionTimeoutMs = 2_000
const statementTimeoutMs = 30_000
const attemptsMax = 5
/** Serialisation failure, deadlock, the server going away: the whole transaction may be tried again. */
const retryable = new Set(['40001', '40P01', '57P01', '57P02', '57P03', '08006', '08003', 'ECONNRESET', 'ECONNREFUSED'])

export async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolMax,
    connectionTimeoutMillis: connectionTimeoutMs,
    statement_timeout: statementTimeoutMs,
    keepAlive: true
  })
  // The pool replaces a connection that breaks, and whoever waits for one is told; without listeners Node would stop the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  const vault = makeVault()
  const tables = defineTables(postgresColumns(vault))
  const native = drizzle(pool)
  const heard = new EventEmitter<Heard>()
  const listener = await listen(url, heard)

  return {
    dialect: 'postgres',
    tables,
    vault,
    handle: native as unknown as Handle, // the one cast for the handle: see columns.ts
    async atomically<T>(work: Work<T>) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await native.transaction((transaction) => drive(work(transaction as unknown as Handle)))
        } catch (error) {
          if (attempt === attemptsMax || !(retryable.has(codeOf(error)) || isCutOff(error))) throw error
          await sleep(Math.random() * 50 * 2 ** attempt)
        }
      }
    },
    insertRows: postgresInsertRows,
    *later(query) {
      yield query
    },
    locked: (query) => (query as { for(strength: 'update'): typeof query }).for('update'),
    takenFree: (query) => (query as { for(strength: 'update', how: { skipLocked: true }): typeof query }).for('update', { skipLocked: true }),
    held: (query) => (query as { for(strength: 'share'): typeof query }).for('share'),
    *inTurn(handle, names) {
      // In one order, so that two of them cannot wait for each other.
      for (const name of [...new Set(names)].sort()) yield (handle as unknown as typeof native).execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`)
    },
    async script(statements) {
      const client = await pool.connect()
      try {
        // A large table takes longer to change than any request may.
        await client.query(`begin;\nset local statement_timeout = 0;\n${statements};\ncommit`)
      } catch (error) {
        await client.query('rollback')
        throw error
      } finally {
        client.release()
      }
    },
    async exclusively<T>(name: string, work: () => Promise<T>) {
      const client = await connectApart(url)
      try {
        await client.query('select pg_advisory_lock(hashtext($1))', [`hearback ${name}`])
        return await work()
      } finally {
        await client.end()
      }
    },
    async tell(message) {
      await pool.query('select pg_notify($1, $2)', ['hearback', message])
    },
    heard,
    connections() {
      const { totalCount, idleCount: idle, waitingCount } = pool
      // Who finds an idle one has it at once, and is counted for that moment.
      return { inUse: totalCount - idle, idle, waiting: Math.max(0, waitingCount - idle) }
    },
    async scrub() {
      const client = await connectApart(url)
      try {
        for (const table of emptied) await client.query(`vacuum ${table}`)
      } finally {
        await client.end()
      }
    },
    async close() {
      heard.emit('closed')
      await listener.stop()
      await pool.end()
    }
  }
}

/** A connection beside the pool, for what takes longer than a request. */
async function connectApart(url: string) {
  const client = new pg.Client({ connectionString: url })
  // What is asked of it fails when it breaks; without a listener Node would stop the process.
  client.on('error', () => {})
  await client.connect()
  return client
}

/** One connection that only listens, opened again when it breaks. */
async function listen(url: string, heard: EventEmitter<Heard>) {
  let stopped = false
  let client = await open()
  client.on('error', reopen)

  async function open() {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true })
    fresh.on('notification', (notification) => heard.emit('message', notification.payload ?? ''))
    // Until it listens, what breaks is thrown to whoever opens it; without a listener Node would stop the process.
    fresh.on('error', () => {})
    await fresh.connect()
    await fresh.query('listen hearback')
    return fresh
  }

  async function reopen() {
    client.off('error', reopen)
    while (!stopped) {
      await sleep(500)
      const fresh = await open().catch(() => undefined) // the server is not back yet: wait and try again
      if (!fresh) continue
      client = fresh
      client.on('error', reopen)
      if (stopped) await client.end()
      return
    }
  }

  return {
    async stop() {
      stopped = true
      await client.end()
    }
  }
}

function codeOf(error: unknown): string {
  const { code, cause } = error as { code?: string; cause?: unknown }
  return code ?? (cause ? codeOf(cause) : '')
}
