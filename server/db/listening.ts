import type { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Heard } from './database'

/** How a process hears of the others on its PostgreSQL. */
export type Listening = { stop(): Promise<void> }

const channel = 'hearback'
const againAfterMs = 500
const pollEveryMs = 1_000
const connectPatienceMs = 5_000
/** A connection that is cut without a word, as when its host is gone, is found out by asking something. */
const beatEveryMs = 10_000
const beatPatienceMs = 5_000
/** A message may be committed after a later one, so the last places are looked at once more. */
const overlap = 200
const tidyEveryPolls = 20

/** Notifies whoever listens, and keeps the message for those who read the table, where there are any. */
export const telling = `
  with reader as (select 1 from told where message = '' and at > now() - interval '1 minute' limit 1),
  kept as (insert into told (message) select $1 from reader)
  select pg_notify('${channel}', $1)`
const isReading = `insert into told (message) select ''
  where not exists (select 1 from told where message = '' and at > now() - interval '30 seconds')`
const tidying = `delete from told where at < now() - interval '1 minute'`

/** A connection beside the pool, for what takes longer than a request. */
export async function connectApart(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: connectPatienceMs,
    keepAlive: true
  })
  // What is asked of it fails when it breaks; without a listener Node would stop the process.
  client.on('error', () => {})
  await client.connect()
  return client
}

/**
 * A pooler gives a number of its own where PostgreSQL gives that of the process which serves the
 * connection.
 */
export async function leadsToPooler(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  // The driver keeps the number to cancel by; its types do not show it.
  const { processID } = client as unknown as { processID: number | null }
  return rows[0]?.pid !== processID
}

/**
 * Emits what processes tell each other: one connection to `url` that only listens, at first `first`, and
 * opened again when it breaks.
 */
export async function listen(first: pg.Client, url: string, heard: EventEmitter<Heard>): Promise<Listening> {
  let stopped = false
  let client = first
  await begin(first).catch(async (error: unknown) => {
    await first.end()
    throw error
  })
  client.on('error', reopen)
  const beating = setInterval(() => void beat(), beatEveryMs).unref()

  async function beat() {
    const asked = client
    // The driver bounds a single query, too; its types do not show it.
    const asking: pg.QueryConfig & { query_timeout: number } = {
      text: 'select 1',
      query_timeout: beatPatienceMs
    }
    await asked.query(asking).catch(() => {
      if (asked !== client || asked.listenerCount('error', reopen) === 0) return
      void asked.end().catch(() => {})
      void reopen()
    })
  }

  async function begin(fresh: pg.Client) {
    fresh.on('notification', (notification) => heard.emit('message', notification.payload ?? ''))
    await fresh.query(`listen ${channel}`)
  }

  /** A standby takes connections, but nobody may listen there. */
  async function hasBegun(fresh: pg.Client) {
    try {
      await begin(fresh)
      return true
    } catch {
      await fresh.end().catch(() => {})
      return false
    }
  }

  async function reopen() {
    client.off('error', reopen)
    while (!stopped) {
      await sleep(againAfterMs)
      // the server is not back yet: wait and try again
      const fresh = await connectApart(url).catch(() => undefined)
      if (!fresh || !(await hasBegun(fresh))) continue
      client = fresh
      client.on('error', reopen)
      if (stopped) await client.end()
      return
    }
  }

  return {
    async stop() {
      stopped = true
      clearInterval(beating)
      await client.end()
    }
  }
}

/**
 * The same behind a pooler, whose connections change after each transaction: reads once a second what was
 * told since. Before the table is there, and while the database is away, it tries again.
 */
export function readTold(pool: pg.Pool, heard: EventEmitter<Heard>): Listening {
  let stopped = false
  let last: number | undefined
  const seen = new Set<number>()
  let polls = 0

  async function poll() {
    if (polls++ % tidyEveryPolls === 0) {
      await pool.query(isReading)
      await pool.query(tidying)
    }
    const isFirst = last === undefined
    const { rows } = await pool.query<{ place: string; message: string }>(
      'select place, message from told where place > $1 order by place',
      [(last ?? 0) - overlap]
    )
    for (const { place, message } of rows) {
      const number = Number(place)
      if (seen.has(number)) continue
      seen.add(number)
      last = Math.max(last ?? 0, number)
      if (!isFirst && message !== '') heard.emit('message', message)
    }
    last ??= 0
    for (const place of seen) if (place <= last - overlap) seen.delete(place)
  }

  let wake = () => {}
  const running = (async () => {
    while (!stopped) {
      await poll().catch(() => (polls = 0))
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollEveryMs)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
        if (stopped) wake()
      })
    }
  })()

  return {
    async stop() {
      stopped = true
      wake()
      await running
    }
  }
}
