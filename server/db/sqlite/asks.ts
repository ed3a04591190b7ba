/**
 * What the main thread asks of a thread that holds connections. `base` names the connection, `turn` the
 * transaction that a statement is a part of: 0 is none. Asks are dealt with one after the other, in the order
 * in which they were sent.
 */
export type Ask = { ask: number; base: number } & (
  | { is: 'open'; path: string; how: Opening }
  | { is: 'query'; turn: number; sql: string; params: readonly unknown[]; method: Method }
  /** One statement for each row; says of each row whether it changed something. */
  | { is: 'each'; turn: number; sql: string; rows: readonly (readonly unknown[])[] }
  | { is: 'begin' | 'commit' | 'rollback'; turn: number }
  /** Many statements without rows, all or none. */
  | { is: 'script'; sql: string }
  | { is: 'close' }
)

export type Method = 'run' | 'all' | 'values' | 'get'
export type Opening = { readonly: boolean; pragmas: readonly string[]; busyMs: number }

/** `ms`: how long the statement took, without what it waited for. */
export type Told = { ask: number; ms: number } & (
  | { value: unknown }
  | { failed: { message: string; code?: string } }
)

/** A failure that SQLite told in another thread. */
export class SqliteFailure extends Error {
  override readonly name = 'SqliteError'
  readonly code: string
  constructor({ message, code = '' }: { message: string; code?: string }) {
    super(message)
    this.code = code
  }
}

export function isBusy(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof SqliteFailure && cause.code.startsWith('SQLITE_BUSY')) return true
  }
  return false
}
