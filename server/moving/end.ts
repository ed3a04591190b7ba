/**
 * A row as text, in the order of the columns of its table: numbers in digits, `true` and `false`, on both
 * databases alike.
 */
export type Row = (string | null)[]

export type Kind = 'text' | 'number' | 'truth'

export type Table = {
  name: string
  columns: { name: string; kind: Kind }[]
  /** By which its rows are read in order; nothing where there are few. */
  key: string[]
  /** Tables that its rows name rows of. */
  refersTo: string[]
}

/** How far a table was moved: after which row, or wholly. */
export type Progress = { after: Row | undefined; rows: number; isDone: boolean }

/** Where a move comes from. Nobody else writes there until it is closed. */
export type Source = {
  /** For sentences, without a password. */
  name: string
  tables(): Promise<Table[]>
  /** The rows after `after`, by the key of the table; all of them where it has none. */
  rows(table: Table, after: Row | undefined, limit: number): Promise<Row[]>
  count(table: Table): Promise<number>
  close(): Promise<void>
}

/** Where a move goes to. */
export type Target = Source & {
  /**
   * How far it came, by the names of tables, when this move was begun before; nothing where it was not.
   * `source` names where from.
   */
  begun(): Promise<{ source: string; progress: Map<string, Progress> } | undefined>
  /** Notes, together, that a move has begun. */
  begin(source: string): Promise<void>
  /** Writes rows and how far the table was moved, all or nothing. */
  write(table: Table, rows: readonly Row[], progress: Progress): Promise<void>
  /**
   * Notes which migrations the rows have seen, and forgets that a move was going on; sequences go on after
   * the highest number.
   */
  finish(tables: readonly Table[], migrations: readonly Row[]): Promise<void>
}

/** Where a target notes how far it is; gone when it is done. */
export const progressTable = 'move_progress'
export const makeProgress = `create table ${progressTable}
  (name text primary key, after text, moved bigint not null, done integer not null)`

/**
 * What every process makes anew from the rows, or nobody needs any more. Searches and figures are whole
 * again by themselves.
 */
const derived = [
  'change',
  'change_floor',
  'comment_index',
  'comment_due',
  'comment_fill',
  'told',
  progressTable
]

/** Of them, what the rows leave behind as they are written. */
export const leftBehind = ['change', 'change_floor']

export const migrationTableName = 'migration'

export function isMoved(table: string): boolean {
  return !derived.includes(table) && !/^(comment_words|sqlite_)/.test(table)
}

/** A kind of column, by what migrations call it. Throws for one that no migration has yet. */
export function kindOf(type: string, where: string): Kind {
  const kinds: Record<string, Kind> = { text: 'text', integer: 'number', bigint: 'number', boolean: 'truth' }
  const kind = kinds[type.toLowerCase()]
  if (!kind) throw new Error(`${where} is a ${type}, which a move does not know.`)
  return kind
}

/** A row of the progress table. */
export type Noted = { name: string; after: string | null; moved: number; done: number }

/** As the rows of the progress table say. */
export function progressOf(rows: readonly Noted[]) {
  const [head] = rows.filter(({ name }) => name === '')
  if (!head) return undefined
  const others = rows.filter(({ name }) => name !== '')
  const progress = others.map(({ name, after, moved, done }): [string, Progress] => {
    const place = after === null ? undefined : (JSON.parse(after) as Row) // written by `write` only
    return [name, { after: place, rows: moved, isDone: done === 1 }]
  })
  return { source: head.after ?? '', progress: new Map(progress) }
}
