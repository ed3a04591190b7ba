import type BetterSqlite from 'better-sqlite3'
import type { Ask, Opening, Told } from './asks'

type Port = { on(event: 'message', hear: (ask: Ask) => void): void; postMessage(told: Told): void }
type Held = {
  path: string
  how: Opening
  connection: BetterSqlite.Database | undefined
  statements: Map<string, BetterSqlite.Statement>
  turn: number
  /** By what a statement of this turn failed: then nothing of it may be kept. */
  failed: unknown
}

/** What a thread does that holds connections. It runs from its text, so nothing outside of it may be used. */
export function serveAsks(port: Port, Sqlite: typeof BetterSqlite) {
  const statementsMax = 400
  /** Many answers change the same pages: the longer they gather in the log, the less often they are copied. */
  const copiedBytes = 16_000_000
  /**
   * After these nobody knows what the connection believes to be on the disk: another one reads it from
   * there.
   */
  const poisonous = /^SQLITE_(IOERR|CORRUPT|NOTADB|CANTOPEN|PROTOCOL|READONLY)/
  const bases = new Map<number, Held>()

  function opened(held: Held): BetterSqlite.Database {
    if (held.connection) return held.connection
    const {
      path,
      how: { readonly, busyMs, pragmas }
    } = held
    const connection = new Sqlite(path, { readonly, timeout: busyMs })
    try {
      for (const pragma of pragmas) connection.pragma(pragma)
      const pageBytes = Number(connection.pragma('page_size', { simple: true }))
      connection.pragma(`wal_autocheckpoint = ${Math.round(copiedBytes / pageBytes)}`)
      // SQLite's own lower() knows ASCII only; a search must find “École” by “école”, as it does on PostgreSQL.
      const lower = (text: unknown) => (typeof text === 'string' ? text.toLowerCase() : text)
      connection.function('lower', { deterministic: true }, lower)
    } catch (error) {
      connection.close()
      throw error
    }
    held.connection = connection
    return connection
  }

  function dropped(held: Held) {
    const { connection, statements } = held
    held.connection = undefined
    held.turn = 0
    held.failed = undefined
    statements.clear()
    connection?.close()
  }

  function prepared(held: Held, sql: string): BetterSqlite.Statement {
    const { statements } = held
    const known = statements.get(sql)
    if (known) {
      // The one that was not used for longest is the first to go.
      statements.delete(sql)
      statements.set(sql, known)
      return known
    }
    const statement = opened(held).prepare(sql)
    for (const oldest of statements.keys()) {
      if (statements.size < statementsMax) break
      statements.delete(oldest)
    }
    statements.set(sql, statement)
    return statement
  }

  function inTurn(held: Held, turn: number) {
    const isIn = turn === held.turn && (turn === 0 || opened(held).inTransaction)
    if (!isIn) throw new Error('the transaction of this statement is over')
    if (turn !== 0 && held.failed !== undefined) throw held.failed
  }

  function query(held: Held, { sql, params, method }: Extract<Ask, { is: 'query' }>): unknown {
    const statement = prepared(held, sql)
    if (!statement.reader) {
      statement.run(...params)
      return method === 'get' ? undefined : []
    }
    statement.raw(true)
    return method === 'get' ? statement.get(...params) : statement.all(...params)
  }

  function each(held: Held, { sql, rows }: Extract<Ask, { is: 'each' }>): boolean[] {
    const statement = prepared(held, sql)
    return rows.map((row) => statement.run(...row).changes > 0)
  }

  function script(held: Held, sql: string) {
    const connection = opened(held)
    connection.exec('begin immediate')
    try {
      connection.exec(sql)
      connection.exec('commit')
    } finally {
      if (connection.inTransaction) connection.exec('rollback')
    }
  }

  function done(ask: Ask): unknown {
    if (ask.is === 'open') {
      const { path, how } = ask
      const held: Held = {
        path,
        how,
        connection: undefined,
        statements: new Map(),
        turn: 0,
        failed: undefined
      }
      bases.set(ask.base, held)
      opened(held)
      return undefined
    }
    const held = bases.get(ask.base)
    if (!held) throw new Error('this database is closed')
    try {
      return served(held, ask)
    } catch (error) {
      const { code = '' } = error as { code?: string } // any error may have one
      if ('turn' in ask && ask.turn !== 0 && ask.turn === held.turn) held.failed = error
      if (poisonous.test(code) && held.path !== ':memory:') dropped(held)
      throw error
    }
  }

  function served(held: Held, ask: Exclude<Ask, { is: 'open' }>): unknown {
    switch (ask.is) {
      case 'query':
        inTurn(held, ask.turn)
        return query(held, ask)
      case 'each':
        inTurn(held, ask.turn)
        return each(held, ask)
      case 'begin':
        opened(held).exec('begin immediate')
        held.turn = ask.turn
        held.failed = undefined
        return undefined
      case 'commit':
        inTurn(held, ask.turn)
        opened(held).exec('commit')
        held.turn = 0
        return undefined
      case 'rollback':
        if (held.turn !== ask.turn) return undefined
        held.turn = 0
        if (held.connection?.inTransaction) held.connection.exec('rollback')
        return undefined
      case 'script':
        return script(held, ask.sql)
      case 'close':
        bases.delete(ask.base)
        return dropped(held)
    }
  }

  port.on('message', (ask) => {
    const start = performance.now()
    try {
      const value = done(ask)
      port.postMessage({ ask: ask.ask, ms: performance.now() - start, value })
    } catch (error) {
      const { message, code } = error as { message: string; code?: string } // nothing else is thrown here
      const failed = { message, ...(code !== undefined && { code }) }
      port.postMessage({ ask: ask.ask, ms: performance.now() - start, failed })
    }
  })
}
