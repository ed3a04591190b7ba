import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { postgresColumns } from './columns'
import type { Database, Handle, Heard, Work } from './database'
import { drive } from './database'
import { postgresInsertRows } from './insert-rows'
import { connectApart, leadsToPooler, listen, readTold, telling } from './listening'
import { openReplica } from './replica'
import { followClock } from './shared-clock'
import { defineTables } from './tables'
import { isCutOff } from './transient-failures'
import { makeVault } from './vault'

/** Where people's words, names and addresses are. */
const emptied = [
  'response',
  'comment_index',
  'invitation',
  'conversation',
  'delivery',
  'inbound',
  'audit',
  'opt_out',
  'follow_up',
  'follow_up_event',
  'second_ask'
]
const poolMax = 10
const connectionTimeoutMs = 2_000
const statementTimeoutMs = 30_000
const attemptsMax = 5
const lockWaitMaxMs = 250
/** Serialisation failure, deadlock, the server going away: the whole transaction may be tried again. */
const retryable = new Set([
  '40001',
  '40P01',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08003',
  'ECONNRESET',
  'ECONNREFUSED'
])

/** Other ways to the same database, where there are some. */
export type Beside = {
  /** Past the pooler, for what needs a connection of its own: listening, migrations, vacuum. */
  directUrl?: string | undefined
  /** A replica for lists and exports. */
  readUrl?: string | undefined
}

/**
 * Opens PostgreSQL, or a pooler before it. Between two statements outside of a transaction a pooler may
 * change the connection, so nothing is set for a connection, no statement has a name, and locks end with the
 * transaction that took them.
 */
export async function openPostgres(url: string, { directUrl, readUrl }: Beside = {}): Promise<Database> {
  const apart = directUrl ?? url
  const heard = new EventEmitter<Heard>()
  const first = await connectApart(apart)
  const isApart = !(await leadsToPooler(first))
  const isPooled = directUrl !== undefined || !isApart
  // A pooler refuses to set anything as a connection begins. There each transaction sets it, and of the rest
  // the driver lets go.
  const patience = isPooled
    ? { query_timeout: statementTimeoutMs + 5_000 }
    : { statement_timeout: statementTimeoutMs }
  const pool = new pg.Pool({
    connectionString: url,
    max: poolMax,
    connectionTimeoutMillis: connectionTimeoutMs,
    ...patience,
    keepAlive: true
  })
  // The pool replaces a connection that breaks, and whoever waits for one is told; without listeners Node
  // would stop the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  if (!isApart) await first.end()
  const listener = isApart ? await listen(first, apart, heard) : readTold(pool, heard)
  const begin = isPooled ? `begin; set local statement_timeout = ${statementTimeoutMs}` : 'begin'
  const clock = await followClock(async () => {
    const {
      rows: [row]
    } = await pool.query<{ at: string }>('select extract(epoch from clock_timestamp()) * 1000 as at')
    return Number(row?.at)
  })
  const vault = makeVault()
  const tables = defineTables(postgresColumns(vault))
  const native = drizzle(pool)
  const handle = native as unknown as Handle // the one cast for the handle: see columns.ts
  const replica = readUrl === undefined ? undefined : openReplica(readUrl, pool)

  return {
    dialect: 'postgres',
    tables,
    vault,
    handle,
    async atomically<T>(work: Work<T>) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await inTransaction(pool, begin, work)
        } catch (error) {
          if (attempt === attemptsMax || !(retryable.has(codeOf(error)) || isCutOff(error))) throw error
          await sleep(Math.random() * 50 * 2 ** attempt)
        }
      }
    },
    lists: (work) => (replica ? replica.read(work) : work(handle)),
    async cells(query) {
      const { sql: text, params: values } = query.toSQL()
      return (await pool.query<unknown[]>({ text, values, rowMode: 'array' })).rows
    },
    insertRows: postgresInsertRows,
    *later(query) {
      yield query
    },
    alone: (work) => work(Infinity),
    // A record in the log that nobody reads; a standby refuses it.
    probe: async () => void (await pool.query("select pg_logical_emit_message(true, 'hearback', 'ready')")),
    locked: (query) => (query as { for(strength: 'update'): typeof query }).for('update'),
    takenFree: (query) =>
      (query as { for(strength: 'update', how: { skipLocked: true }): typeof query }).for('update', {
        skipLocked: true
      }),
    held: (query) => (query as { for(strength: 'share'): typeof query }).for('share'),
    *inTurn(handle, names) {
      // In one order, so that two of them cannot wait for each other.
      for (const name of [...new Set(names)].sort())
        yield (handle as unknown as typeof native).execute(
          sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`
        )
    },
    async script(statements) {
      // A large table takes longer to change than any request may.
      const whole = `begin;\nset local statement_timeout = 0;\n${statements};\ncommit`
      if (isPooled) return void (await onApart(apart, (client) => client.query(whole)))
      const client = await pool.connect()
      try {
        await client.query(whole)
      } catch (error) {
        await client.query('rollback')
        throw error
      } finally {
        client.release()
      }
    },
    exclusively: (name, work) =>
      onApart(apart, async (client) => {
        await lockApart(client, name)
        return work()
      }),
    now: clock.now,
    async tell(message) {
      await pool.query(telling, [message])
    },
    heard,
    connections() {
      const { totalCount, idleCount: idle, waitingCount } = pool
      // Who finds an idle one has it at once, and is counted for that moment.
      return { inUse: totalCount - idle, idle, waiting: Math.max(0, waitingCount - idle) }
    },
    scrub: () =>
      onApart(apart, async (client) => {
        for (const table of emptied) await client.query(`vacuum ${table}`)
        // An index of words keeps those that no row holds any more.
        await client.query('reindex index comment_index_by_words')
      }),
    async close() {
      clock.stop()
      heard.emit('closed')
      await listener.stop()
      await replica?.close()
      await pool.end()
    }
  }
}

/**
 * Work on one connection of the pool. One that cannot even begin or take back goes, instead of staying out of
 * the pool for good.
 */
async function inTransaction<T>(pool: pg.Pool, begin: string, work: Work<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query(begin)
    const result = await drive(work(drizzle(client) as unknown as Handle)) // as in openPostgres
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true)
    )
    throw error
  }
}

/** Work on a connection of its own; what was begun on it and not finished is taken back with it. */
async function onApart<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connectApart(url)
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * Takes a lock that lasts as long as the transaction that stays open on this connection. It is tried again
 * and again rather than waited for: behind a pooler those who wait would hold the connections that the work
 * needs.
 */
async function lockApart(client: pg.Client, name: string): Promise<void> {
  for (let waitMs = 10; ; waitMs = Math.min(2 * waitMs, lockWaitMaxMs)) {
    await client.query('begin; set local idle_in_transaction_session_timeout = 0')
    const {
      rows: [lock]
    } = await client.query<{ taken: boolean }>('select pg_try_advisory_xact_lock(hashtext($1)) as taken', [
      `hearback ${name}`
    ])
    if (lock?.taken) return
    await client.query('rollback')
    await sleep(waitMs)
  }
}

function codeOf(error: unknown): string {
  const { code, cause } = error as { code?: string; cause?: unknown }
  return code ?? (cause ? codeOf(cause) : '')
}
