import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { asc, count, like, sql } from 'drizzle-orm'
import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database, Handle } from '../../../../server/db/database'
import { run } from '../../../../server/db/database'
import { openSqlite } from '../../../../server/db/sqlite/open'
import { makeTurns } from '../../../../server/db/sqlite/turns'
import { passingFailure } from '../../../../server/db/transient-failures'

let folder: string
let path: string
let database: Database

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-writer-'))
  path = join(folder, 'h.db')
  database = await openSqlite(path, { patienceMs: 300 })
  await database.script('create table note (id text primary key, text text not null)')
})

afterEach(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const note = sqliteTable('note', { id: text('id').primaryKey(), text: text('text').notNull() })
const insert = (handle: Handle, id: string, said = 'x') => handle.insert(note).values({ id, text: said })
const idsIn = async (handle: Handle) =>
  (await handle.select({ id: note.id }).from(note).orderBy(asc(note.id))).map(({ id }) => id)

describe('the thread that writes', () => {
  it('keeps all of a transaction, which others see when it is acknowledged and not before', async () => {
    let seen: string[] | undefined
    await database.atomically(function* (handle) {
      yield* run(insert(handle, 'a'))
      seen = yield* run(idsIn(database.handle))
      yield* run(insert(handle, 'b'))
    })
    expect(seen).toEqual([])
    expect(await idsIn(database.handle)).toEqual(['a', 'b'])
  })

  it('keeps nothing of a transaction whose work throws, and goes on', async () => {
    const failing = database.atomically(function* (handle) {
      yield* run(insert(handle, 'a'))
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    await insert(database.handle, 'b')
    expect(await idsIn(database.handle)).toEqual(['b'])
  })

  it('keeps nothing where a statement failed for which nobody waited', async () => {
    const failing = database.atomically(function* (handle) {
      yield* run(insert(handle, 'a'))
      yield* database.later(insert(handle, 'a'))
      yield* run(insert(handle, 'b'))
    })
    await expect(failing).rejects.toMatchObject({ cause: { code: 'SQLITE_CONSTRAINT_PRIMARYKEY' } })
    const last = database.atomically(function* (handle) {
      yield* run(insert(handle, 'c'))
      yield* database.later(insert(handle, 'c'))
    })
    await expect(last).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_PRIMARYKEY' })
    expect(await idsIn(database.handle)).toEqual([])
  })

  it('runs no statement of a transaction that is over', async () => {
    let kept: Handle | undefined
    await database.atomically(function* (handle) {
      kept = handle
      yield* run(insert(handle, 'a'))
    })
    await expect(Promise.resolve(kept && insert(kept, 'b'))).rejects.toMatchObject({
      cause: { message: 'the transaction of this statement is over' }
    })
    expect(await idsIn(database.handle)).toEqual(['a'])
  })

  it('lets transactions come one after the other, in the order in which they were asked for', async () => {
    const order: string[] = []
    const transact = (id: string) =>
      database.atomically(function* (handle) {
        const rows = yield* run(idsIn(handle))
        yield* run(insert(handle, id))
        order.push(`${id} after ${rows.length}`)
      })
    await Promise.all(['a', 'b', 'c', 'd'].map(transact))
    expect(order).toEqual(['a after 0', 'b after 1', 'c after 2', 'd after 3'])
  })

  it('refuses a write in time while another process holds the file, goes on reading, and loses nothing after', async () => {
    await insert(database.handle, 'a')
    const other = new BetterSqlite(path)
    other.exec('begin immediate')
    const start = performance.now()
    const writes = await Promise.allSettled(['b', 'c', 'd'].map((id) => insert(database.handle, id)))
    expect(performance.now() - start).toBeLessThan(2_000)
    expect(writes.map((one) => one.status === 'rejected' && passingFailure(one.reason)?.code)).toEqual(
      Array(3).fill('database-busy')
    )
    expect(await idsIn(database.handle)).toEqual(['a'])
    other.exec('commit')
    other.close()
    await insert(database.handle, 'b')
    expect(await idsIn(database.handle)).toEqual(['a', 'b'])
  })

  it('has one connection for a database in memory, where nobody sees what is not committed either', async () => {
    const memory = await openSqlite(':memory:')
    await memory.script('create table note (id text primary key, text text not null)')
    const [, seen] = await Promise.all([
      memory.atomically(function* (handle) {
        yield* run(insert(handle, 'a'))
        yield* run(insert(handle, 'b'))
      }),
      idsIn(memory.handle)
    ])
    expect(seen).toEqual(['a', 'b'])
    await memory.close()
  })

  it('finds letters of other languages in either case', async () => {
    await insert(database.handle, 'a', 'École')
    const found = database.handle
      .select({ id: note.id })
      .from(note)
      .where(like(sql`lower(${note.text})`, '%école%'))
    expect(await found).toEqual([{ id: 'a' }])
  })

  it('does not keep a short question waiting behind a long one', async () => {
    const short = async () => void (await database.handle.select({ count: count() }).from(note))
    await short()
    const done: string[] = []
    const counted = sql`(with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000000) select max(i) from n)`
    const long = Promise.resolve(database.handle.select({ counted }).from(sql`(select 1)`)).then(() =>
      done.push('long')
    )
    await short().then(() => done.push('short'))
    await long
    expect(done).toEqual(['short', 'long'])
  })
})

describe('the log beside the file', () => {
  it('stays below 64 MB though somebody reads at every moment', { timeout: 120_000 }, async () => {
    let isOver = false
    let largest = 0
    const read = async () => {
      while (!isOver) await database.handle.select({ long: sql`max(length(${note.text}))` }).from(note)
    }
    const reading = [read(), read(), read()]
    const said = 'x'.repeat(100_000)
    for (let number = 0; number < 150; number++) {
      const ten = Array.from({ length: 10 }, (_, index) => ({ id: `${number % 20}-${index}`, text: said }))
      await database.handle
        .insert(note)
        .values(ten)
        .onConflictDoUpdate({ target: note.id, set: { text: sql`excluded.text || ${number}` } })
      largest = Math.max(largest, statSync(`${path}-wal`).size)
    }
    isOver = true
    await Promise.all(reading)
    expect(largest).toBeLessThan(64 * 1024 * 1024)
  })
})

describe('turns', () => {
  it('refuses whose patience is over, and nobody else', async () => {
    const turns = makeTurns()
    const end = await turns.next(1_000)
    const patient = turns.next(10_000)
    const hasty = turns.next(20)
    await expect(hasty).rejects.toMatchObject({ code: 'database-busy' })
    expect(turns.waiting()).toBe(1)
    end()
    const endAgain = await patient
    endAgain()
    expect(await turns.next(0)).toBeTypeOf('function')
  })
})
