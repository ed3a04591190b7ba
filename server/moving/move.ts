import { createHash } from 'node:crypto'
import { pendingMigrations, unknownMigrations } from '../db/migrate'
import type { Progress, Row, Source, Table, Target } from './end'
import { migrationTableName } from './end'

/** So many rows are read and written in one go. */
const lotSize = 1_000

/**
 * What a move says while it goes on: of each table how many of its rows are there, and then how many were
 * compared.
 */
export type Step = { is: 'moving' | 'comparing'; table: string; rows: number; of: number }

export type Moved = { tables: number; rows: number }

/**
 * Brings every row of one database into another that is empty, or goes on where such a move was broken off.
 * Nobody may write to either. Then all rows of both are read and compared. Throws a sentence where the target
 * holds something else, the two have not the same tables, or rows differ in the end.
 */
export async function move(source: Source, target: Target, told: (step: Step) => void): Promise<Moved> {
  const tables = inOrder(await source.tables())
  const migrations = await migrationsOf(source, tables)
  if (pendingMigrations(migrations.keys()).length > 0) {
    throw new Error(`${source.name} is of an older version of Hearback: run “npx hearback migrate” first.`)
  }
  if (unknownMigrations(migrations.keys()).length > 0) {
    throw new Error(`${source.name} was written by a newer Hearback: move with that version.`)
  }
  const data = tables.filter(({ name }) => name !== migrationTableName)
  await refuseOtherTables(tables, target)
  const from = await identityOf(source, data)
  const begun = await target.begun()
  if (begun && begun.source !== from)
    throw new Error(`${target.name} holds part of another database: name an empty one.`)
  if (!begun) {
    await refuseRows(data, target)
    await target.begin(from)
  }
  for (const table of data) await moveTable(table, { source, target }, begun?.progress.get(table.name), told)
  const rows = await compare(data, source, target, told)
  await target.finish(data, [...migrations.values()])
  return { tables: data.length, rows }
}

async function moveTable(
  table: Table,
  { source, target }: { source: Source; target: Target },
  before: Progress | undefined,
  told: (step: Step) => void
) {
  if (before?.isDone) return
  const of = await source.count(table)
  const places = table.key.map((name) => table.columns.findIndex((column) => column.name === name))
  for (let after = before?.after, rows = before?.rows ?? 0; ; ) {
    const lot = await source.rows(table, after, lotSize)
    const last = lot.at(-1)
    after = last && places.length > 0 ? places.map((place) => last[place] ?? null) : after
    rows += lot.length
    const isDone = places.length === 0 || lot.length < lotSize
    await target.write(table, lot, { after, rows, isDone })
    told({ is: 'moving', table: table.name, rows, of })
    if (isDone) return
  }
}

/** All rows of both, in whatever order: databases sort text differently. Resolves to how many there are. */
async function compare(
  tables: readonly Table[],
  source: Source,
  target: Target,
  told: (step: Step) => void
): Promise<number> {
  let rows = 0
  const different: string[] = []
  for (const table of tables) {
    const [here, there] = [await sumOf(table, source), await sumOf(table, target)]
    const isSame = here.rows === there.rows && here.sum === there.sum
    if (!isSame) different.push(`${table.name} (${here.rows} rows there, ${there.rows} here)`)
    rows += here.rows
    told({ is: 'comparing', table: table.name, rows: there.rows, of: here.rows })
  }
  if (different.length === 0) return rows
  const found = `Not all is as in ${source.name}, where somebody wrote since the move began: ${different.join(', ')}`
  throw new Error(`${found}. Make ${target.name} anew, and move again.`)
}

/**
 * The sum of the hashes of all rows, which is the same in any order and another one where a row is missing,
 * twice, or different.
 */
async function sumOf(table: Table, end: Source): Promise<{ rows: number; sum: bigint }> {
  const places = table.key.map((name) => table.columns.findIndex((column) => column.name === name))
  const order = table.columns
    .map(({ name }, index) => ({ name, index }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  let [rows, sum] = [0, 0n]
  for (let after: Row | undefined; ; ) {
    const lot = await end.rows(table, after, lotSize)
    for (const row of lot) sum += hashOf(order.map(({ index }) => row[index] ?? null))
    rows += lot.length
    const last = lot.at(-1)
    if (places.length === 0 || lot.length < lotSize || !last) return { rows, sum: sum % (1n << 256n) }
    after = places.map((place) => last[place] ?? null)
  }
}

function hashOf(row: Row): bigint {
  return BigInt(`0x${createHash('sha256').update(JSON.stringify(row)).digest('hex')}`)
}

/** With what is in them a database makes rows of another table of the answers that come; so they come last. */
const afterAnswers = ['endpoint', 'follow_up_rules', 'write_back']

/** Each table after those that it refers to. */
function inOrder(tables: readonly Table[]): Table[] {
  const sorted: Table[] = []
  const put = (table: Table, above: readonly string[]) => {
    if (sorted.includes(table) || above.includes(table.name)) return
    for (const name of table.refersTo)
      for (const other of tables) if (other.name === name) put(other, [...above, table.name])
    sorted.push(table)
  }
  const isLate = ({ name }: Table) => afterAnswers.includes(name)
  for (const table of [...tables.filter((one) => !isLate(one)), ...tables.filter(isLate)]) put(table, [])
  return sorted
}

async function migrationsOf(end: Source, tables: readonly Table[]): Promise<Map<string, Row>> {
  const table = tables.find(({ name }) => name === migrationTableName)
  const rows = table ? await end.rows(table, undefined, lotSize) : []
  const place = table?.columns.findIndex(({ name }) => name === 'name') ?? 0
  const at = table?.columns.findIndex(({ name }) => name === 'applied_at') ?? 1
  return new Map(rows.map((row) => [row[place] ?? '', [row[place] ?? null, row[at] ?? null]]))
}

/** What tells one database from all others: the first of its keys. */
async function identityOf(source: Source, tables: readonly Table[]): Promise<string> {
  const keys = tables.find(({ name }) => name === 'data_key')
  const [first] = keys ? await source.rows(keys, undefined, 1) : []
  return createHash('sha256')
    .update(JSON.stringify(first ?? []))
    .digest('hex')
}

async function refuseOtherTables(tables: readonly Table[], target: Target) {
  const there = new Map((await target.tables()).map((table) => [table.name, shapeOf(table)]))
  const missing = tables.filter((table) => there.get(table.name) !== shapeOf(table)).map(({ name }) => name)
  if (missing.length === 0 && there.size === tables.length) return
  const which = missing.join(', ') || 'others beside them'
  throw new Error(
    `${target.name} has not the tables of this version of Hearback (${which}): name an empty one.`
  )
}

function shapeOf({ columns, key }: Table): string {
  return JSON.stringify([columns.map(({ name, kind }) => `${name} ${kind}`).sort(), key])
}

async function refuseRows(tables: readonly Table[], target: Target) {
  for (const table of tables) {
    const [row] = await target.rows(table, undefined, 1)
    if (row)
      throw new Error(
        `${target.name} is not empty: there are rows in “${table.name}”. Name an empty database.`
      )
  }
}
