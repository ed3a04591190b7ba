import { EventEmitter } from 'node:events'
import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { drizzle } from 'drizzle-orm/sqlite-proxy'
import { problem } from '../../contract/problem'
import { sqliteColumns } from '../columns'
import type { Database, Handle, Heard, Work } from '../database'
import { drive } from '../database'
import { besides, ownersOnly, pagesOfNewFile } from '../place'
import { scrubFile } from '../scrub-file'
import { defineTables } from '../tables'
import { makeVault } from '../vault'
import type { Method } from './asks'
import { isBusy } from './asks'
import { connect } from './connection'
import type { RunEach } from './insert-rows'
import { sqliteInsertRows } from './insert-rows'
import { watchLog } from './log-size'
import { makeReaders } from './readers'
import type { Asked } from './thread'
import { makeTurns } from './turns'

/**
 * How long a write waits for its turn and for other processes to let go of the file before it is told to
 * come back.
 */
const usualPatienceMs = 5_000
const closePatienceMs = 5_000
/** How long one attempt may keep the thread that writes. */
const busyAttemptMs = 50

/**
 * A reader waits for nobody who writes, but for a moment where the log is read anew or another process
 * writes the file anew.
 */
const busyPatienceOfReadersMs = 1_000

/** Both kinds of connections; each commit is on the disk before it is acknowledged (`synchronous=FULL`). */
const everywhere = ['foreign_keys = ON', 'cache_size = -16384', 'temp_store = MEMORY'] as const
const whereWritten = [
  pagesOfNewFile,
  'journal_mode = WAL',
  'synchronous = FULL',
  'secure_delete = ON'
] as const

export type SqliteWishes = {
  /** Who opens it is a thread that does nothing else, and has its connections itself. */
  isInThisThread?: boolean
  /** How long a write waits at most before it is told to come back. */
  patienceMs?: number
}

/**
 * SQLite in WAL mode: one thread writes, one transaction after the other, and others read what is
 * committed. A file in memory has one connection for both.
 */
export async function openSqlite(
  path: string,
  { isInThisThread = false, patienceMs = usualPatienceMs }: SqliteWishes = {}
): Promise<Database> {
  const isMemory = path === ':memory:'
  if (!isMemory) makeOwn(path)
  const pragmas = [...whereWritten, ...everywhere]
  const writer = connect(path, isInThisThread ? 'here' : 'writer', {
    readonly: false,
    busyMs: busyAttemptMs,
    pragmas
  })
  const reading = { readonly: true, busyMs: busyPatienceOfReadersMs, pragmas: everywhere }
  const readers = isInThisThread
    ? connect(path, 'here', reading)
    : makeReaders(connect(path, 'reader', reading), connect(path, 'quick reader', reading))
  const turns = makeTurns()
  const heard = new EventEmitter<Heard>()
  const vault = makeVault()
  /** To which transaction a handle belongs. */
  const turnOf = new WeakMap<Handle, number>()
  let transactions = 0

  const emptying = {
    is: 'query',
    turn: 0,
    sql: 'pragma wal_checkpoint(TRUNCATE)',
    params: [],
    method: 'all'
  } as const
  /** SQLite tells in its first column whether somebody kept it from it. */
  const emptyLog = () => alone(async () => ((await writer.ask(emptying)).value as number[][])[0]?.[0] === 0)
  const afterWrite = isMemory || isInThisThread ? () => {} : watchLog(path, emptyLog)

  async function alone<T>(work: (patienceMs: number) => Promise<T>, patience = patienceMs): Promise<T> {
    const deadline = performance.now() + patience
    const end = await turns.next(patience)
    try {
      return await work(deadline - performance.now())
    } finally {
      end()
      afterWrite()
    }
  }

  /** Takes a turn at writing; `work` is tried again while another process holds the file. */
  const writing = <T>(work: () => Promise<T>, patience = patienceMs) =>
    alone(async (left) => {
      const deadline = performance.now() + left
      for (;;) {
        try {
          return await work()
        } catch (error) {
          if (!isBusy(error)) throw error
          if (performance.now() > deadline) throw problem('database-busy')
        }
        await sleep(5 + Math.random() * 20)
      }
    }, patience)

  async function transaction<T>(work: Work<T>): Promise<T> {
    const turn = ++transactions
    const ask = (sql: string, params: readonly unknown[], method: Method) =>
      writer.ask({ is: 'query', turn, sql, params, method }).then(rowsIn)
    const handle = drizzle(ask)
    turnOf.set(handle, turn)
    const begun = writer.ask({ is: 'begin', turn }).then(
      () => undefined,
      (error: unknown) => ({ error })
    )
    try {
      // The first statement is sent along, and is not run where the transaction could not begin.
      const result = await drive(work(handle))
      await writer.ask({ is: 'commit', turn })
      return result
    } catch (error) {
      const unbegun = await begun
      if (unbegun) throw unbegun.error
      await writer.ask({ is: 'rollback', turn })
      throw error
    }
  }

  async function single(sql: string, params: readonly unknown[], method: Method) {
    const asked = { is: 'query', turn: 0, sql, params, method } as const
    return rowsIn(await (!isMemory && onlyReads(sql) ? readers.ask(asked) : writing(() => writer.ask(asked))))
  }

  const runEach: RunEach = (handle, sql, rows) => ({
    // It begins when somebody waits for it, as other queries do.
    then: (onDone, onFailure) => {
      const asked: Asked = { is: 'each', turn: turnOf.get(handle) ?? 0, sql, rows }
      return writer
        .ask(asked)
        .then(({ value }) => value as boolean[])
        .then(onDone, onFailure) // as serve-asks tells it
    }
  })

  function* later(query: PromiseLike<unknown>) {
    // What it fails by, the next statement of its transaction fails by, too.
    query.then(undefined, () => {})
  }

  const first = { is: 'query', turn: 0, sql: 'select 1', params: [], method: 'all' } as const
  await writing(() => writer.ask(first)).catch(async (error: unknown) => {
    await writer.close()
    throw error
  })
  const handle = drizzle(single)
  const script = async (text: string) =>
    void (await writing(() => writer.ask({ is: 'script', sql: forSqlite(text) })))
  return {
    dialect: 'sqlite',
    tables: defineTables(sqliteColumns(vault)),
    vault,
    handle,
    atomically: (work, patience) => writing(() => transaction(work), patience),
    alone,
    lists: (work) => work(handle),
    async cells(query) {
      const { sql, params } = query.toSQL()
      return (await single(sql, params, 'values')).rows as unknown[][] // as serve-asks tells it
    },
    insertRows: sqliteInsertRows(runEach, later),
    later,
    locked: (query) => query,
    takenFree: (query) => query,
    held: (query) => query,
    *inTurn() {},
    script,
    exclusively: (_name, work) => work(),
    now: () => Date.now(),
    async tell(message) {
      heard.emit('message', message)
    },
    heard,
    // A number in the head of the file that nobody reads; it is written although it stays the same.
    probe: () => script('pragma user_version = 1'),
    scrub: () => (isMemory ? Promise.resolve() : scrubFile(path)),
    async close() {
      heard.emit('closed')
      // What has begun is finished. The last one to close copies the log into the file, which only who writes can
      // do.
      const end = await turns.next(closePatienceMs).catch(() => undefined)
      await readers.close()
      await writer.close()
      end?.()
    }
  }
}

/** Statements that change nothing; what cannot be told from its text is taken for one that does. */
function onlyReads(sql: string): boolean {
  return (
    /^\s*\(*select\b/i.test(sql) ||
    (/^\s*with\b/i.test(sql) && !/\b(insert|update|delete|replace)\b/i.test(sql))
  )
}

function rowsIn({ value }: { value: unknown }) {
  return { rows: value as unknown[] } // as serve-asks tells it
}

/**
 * The file and what SQLite keeps beside it are for their owner's eyes; what SQLite makes itself takes the
 * rights of the file. A file that is there is not opened: closing it would give up the locks of all
 * connections that this process has to it, and the next process to close it would take their log away.
 */
function makeOwn(path: string) {
  mkdirSync(dirname(path), { recursive: true })
  if (!existsSync(path)) closeSync(openSync(path, 'a', ownersOnly))
  for (const file of [path, ...besides.map((ending) => `${path}${ending}`)])
    if (existsSync(file)) chmodSync(file, ownersOnly)
}

/** Uncovers what stands in a comment that begins with “sqlite”. */
function forSqlite(sql: string): string {
  return sql
    .split(/\/\*sqlite\s/)
    .map((part, index) => (index === 0 ? part : part.replace('*/', '')))
    .join('')
}
