import { EventEmitter } from 'node:events'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { SqliteRemoteDatabase } from 'drizzle-orm/sqlite-proxy'
import type { Tables } from './tables'
import type { Vault } from './vault'

/**
 * What queries are built with; they are waited for. Typed for SQLite in another thread, PostgreSQL's
 * builder stands in for it (see columns.ts).
 */
export type Handle = SqliteRemoteDatabase<Record<string, never>>

export type Heard = { message: [string]; closed: [] }

/** A transaction: it yields queries by `yield* run(query)` and gets their rows back. */
export type Work<T> = (handle: Handle) => Generator<PromiseLike<unknown>, T, unknown>

export type Database = {
  dialect: 'sqlite' | 'postgres'
  tables: Tables
  /** Seals names and addresses in these tables, and finds them. Closed until `prepare` opens it. */
  vault: Vault
  /** For single statements. Whatever must hold together goes through `atomically`. */
  handle: Handle
  /**
   * All of `work` or nothing of it. Work is a generator rather than an async function, so that it can wait
   * for nothing but its queries: on SQLite everybody else who writes waits meanwhile. It may be run again
   * after a conflict, so it must have no effects but its queries. On SQLite it throws `database-busy` where
   * it could not begin within `patienceMs`.
   */
  atomically<T>(work: Work<T>, patienceMs?: number): Promise<T>
  /**
   * Does work of another thread on this database while nobody else of this process writes; gives it how long
   * it may still wait for other processes. Only SQLite keeps anybody waiting.
   */
  alone<T>(work: (patienceMs: number) => Promise<T>, patienceMs?: number): Promise<T>
  /**
   * Reads a page of a list or of an export: on a replica, where there is one that has everything that was
   * kept before. `work` only reads, and may be done twice.
   */
  lists<T>(work: (handle: Handle) => Promise<T>): Promise<T>
  /**
   * The rows of a query as the driver gives them: the values of each in the order of the query, yes and no as
   * SQLite's 0 and 1 or as such, large numbers as such or as text. For very many rows.
   */
  cells(query: { toSQL(): { sql: string; params: unknown[] } }): Promise<unknown[][]>
  insertRows: InsertRows
  /**
   * Gives a statement to the transaction whose result nobody needs. On SQLite nothing waits for it: where
   * it fails, what follows does too, and the transaction as a whole.
   */
  later(query: PromiseLike<unknown>): Generator<PromiseLike<unknown>, void, unknown>
  /**
   * Rows locked until the transaction ends, where the engine has such a thing (SQLite has one writer
   * anyway).
   */
  locked<Q>(query: Q): Q
  /** The same without those rows that somebody else has locked, so that nobody waits. */
  takenFree<Q>(query: Q): Q
  /**
   * Rows that nobody may change until the transaction ends, though others may hold them likewise (SQLite
   * has one writer anyway).
   */
  held<Q>(query: Q): Q
  /**
   * Keeps whoever else asks for one of these names waiting until the transaction ends (SQLite has one
   * writer anyway).
   */
  inTurn(handle: Handle, names: readonly string[]): Generator<PromiseLike<unknown>, void, unknown>
  /** Runs statements that give no rows: migrations. */
  script(sql: string): Promise<void>
  /** Runs `work` while no other process or task does anything under the same name. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T>
  /** What time it is by the clock that all who share this database go by. */
  now(): number
  /**
   * Tells every process on this database something small; `heard` emits 'message', and 'closed' where this
   * one is closed.
   */
  tell(message: string): Promise<void>
  heard: EventEmitter<Heard>
  /** The pool of connections, where there is one, and how many wait for a connection. */
  connections?(): { inUse: number; idle: number; waiting: number }
  /** Writes something that means nothing, down to the disk. */
  probe(): Promise<void>
  /**
   * Leaves nothing in the files of the database of what was emptied or deleted before; writers wait for it.
   */
  scrub(): Promise<void>
  close(): Promise<void>
}

/** Gives a query to the transaction and its rows back: `const rows = yield* run(handle.select()…)`. */
export function* run<T>(query: PromiseLike<T>): Generator<PromiseLike<unknown>, T, unknown> {
  return (yield query) as T // what comes back is what this query resolves to: both drivers keep to that
}

type Steps<T> = Generator<PromiseLike<unknown>, T, unknown>

/**
 * Does several pieces of work in a transaction, none of which needs anything of another. On SQLite the next
 * statements of all go to the thread that writes together, in this order; on PostgreSQL one piece comes
 * after the other.
 */
export function* together<const All extends readonly Steps<unknown>[]>(
  { dialect }: Database,
  ...all: All
): Steps<{ [Place in keyof All]: All[Place] extends Steps<infer T> ? T : never }> {
  const results: unknown[] = Array(all.length).fill(undefined)
  let going = all.map((steps, place) => ({ steps, place, rows: undefined as unknown }))
  if (dialect === 'postgres') for (const { steps, place } of going.splice(0)) results[place] = yield* steps
  while (going.length > 0) {
    const asked = going.flatMap((one) => {
      const { done, value } = one.steps.next(one.rows)
      if (!done) return [{ ...one, query: value as PromiseLike<unknown> }] // what is not done yields a query
      results[one.place] = value
      return []
    })
    const rows = asked.length === 0 ? [] : ((yield Promise.all(asked.map(({ query }) => query))) as unknown[])
    going = asked.map(({ steps, place }, index) => ({ steps, place, rows: rows[index] }))
  }
  // each in its place
  return results as { [Place in keyof All]: All[Place] extends Steps<infer T> ? T : never }
}

/** Does work that only reads, without a transaction: what it reads need not be of one moment. */
export async function reading<T>({ handle }: Database, work: Work<T>): Promise<T> {
  return drive(work(handle))
}

/** Runs the queries that work yields, one after the other. */
export async function drive<T>(steps: Generator<PromiseLike<unknown>, T, unknown>): Promise<T> {
  let step = steps.next()
  while (!step.done) {
    let rows: unknown
    try {
      rows = await step.value
    } catch (error) {
      step = steps.throw(error)
      continue
    }
    step = steps.next(rows)
  }
  return step.value
}

/** Whether the database is there and up to date enough to be read. */
export async function isAnswering({ handle, tables: { migration } }: Database): Promise<boolean> {
  try {
    await handle.select().from(migration).limit(1)
    return true
  } catch {
    return false
  }
}

export type Row<Table extends SQLiteTable> = Table['$inferSelect']

/**
 * Inserts many whole rows inside a transaction and gives `returning` of those that were written, or nothing
 * where nobody asks for it. `onConflict` is SQL that both engines read. A query builder takes longer to write
 * such a statement than the engine takes to run it, so the text is made once for each table.
 */
export type InsertRows = <Table extends SQLiteTable, Key extends keyof Row<Table> & string>(
  handle: Handle,
  insert: { table: Table; rows: readonly Row<Table>[]; onConflict: string; returning?: readonly Key[] }
) => Generator<PromiseLike<unknown>, Pick<Row<Table>, Key>[], unknown>
