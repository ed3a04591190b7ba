import pg from 'pg'
import { unfinishedMove } from '../db/migrate'
import type { Noted, Row, Source, Table, Target } from './end'
import {
  isMoved,
  kindOf,
  leftBehind,
  makeProgress,
  migrationTableName,
  progressOf,
  progressTable
} from './end'

type Client = pg.Client

/** So long it waits for what others are doing at this moment. */
const lockPatience = '5s'

/**
 * Opens a database to read it as it is at one moment, in which nobody writes. Throws a sentence where a
 * server works on it.
 */
export async function postgresSource(url: string): Promise<Source> {
  const client = await connected(url)
  try {
    await refuseOthers(client, url)
    const source = reading(client, url)
    await client.query('begin isolation level repeatable read')
    await client.query(`set local lock_timeout = '${lockPatience}'`)
    // Who comes now waits, and finds after that where the server was moved to.
    for (const { name } of await source.tables()) await client.query(`lock table "${name}" in share mode`)
    return source
  } catch (error) {
    await client.end()
    throw error
  }
}

export async function postgresTarget(url: string): Promise<Target> {
  const client = await connected(url)
  const {
    rows: [lock]
  } = await client.query<{ is: boolean }>("select pg_try_advisory_lock(hashtext('hearback move')) as is")
  if (!lock?.is) {
    await client.end()
    throw new Error(`Another process moves to ${told(url)}: wait for it.`)
  }
  await refuseOthers(client, url)
  return {
    ...reading(client, url),
    async begun() {
      const {
        rows: [there]
      } = await client.query<{ is: boolean }>('select to_regclass($1) is not null as is', [progressTable])
      if (!there?.is) return undefined
      const { rows } = await client.query<Noted>(`select name, after, moved::int, done from ${progressTable}`)
      return progressOf(rows)
    },
    begin: (source) =>
      inOne(client, async () => {
        await client.query(makeProgress)
        await client.query(`insert into ${progressTable} values ('', $1, 0, 0)`, [source])
        await client.query('insert into migration (name, applied_at) values ($1, $2)', [
          unfinishedMove,
          Date.now()
        ])
      }),
    write: (table, rows, { after, rows: moved, isDone }) =>
      inOne(client, async () => {
        if (rows.length > 0)
          await client.query(
            insertOf(table),
            table.columns.map((_, index) => rows.map((row) => row[index]))
          )
        const noted = `insert into ${progressTable} values ($1, $2, $3, $4)
        on conflict (name) do update set after = excluded.after, moved = excluded.moved, done = excluded.done`
        await client.query(noted, [table.name, after ? JSON.stringify(after) : null, moved, isDone ? 1 : 0])
      }),
    finish: (tables, migrations) =>
      inOne(client, async () => {
        for (const table of [...leftBehind, migrationTableName]) await client.query(`delete from ${table}`)
        for (const row of migrations)
          await client.query('insert into migration (name, applied_at) values ($1, $2)', row)
        for (const { name, columns } of tables)
          for (const column of columns) await setSequence(client, name, column.name)
        await client.query(`drop table ${progressTable}`)
      })
  }
}

const types = { text: 'text', number: 'bigint', truth: 'boolean' } as const

function insertOf({ name, columns }: Table): string {
  const places = columns.map((_, index) => `$${index + 1}::text[]`)
  const names = columns.map((column) => `"${column.name}"`)
  const values = columns.map(({ kind }, index) => `c${index}::${types[kind]}`)
  const rows = `unnest(${places.join(', ')}) as moved (${columns.map((_, index) => `c${index}`).join(', ')})`
  return `insert into "${name}" (${names.join(', ')}) select ${values.join(', ')} from ${rows}`
}

async function setSequence(client: Client, table: string, column: string) {
  const sequence = 'select pg_get_serial_sequence($1, $2) as name'
  const {
    rows: [found]
  } = await client.query<{ name: string | null }>(sequence, [`"${table}"`, column])
  if (found?.name)
    await client.query(`select setval($1, greatest(1, (select max("${column}") from "${table}")))`, [
      found.name
    ])
}

function reading(client: Client, url: string): Source {
  async function all<T extends pg.QueryResultRow>(statement: string, bound: unknown[] = []): Promise<T[]> {
    return (await client.query<T>(statement, bound)).rows
  }
  return {
    name: told(url),
    async tables() {
      const names = await all<{ name: string }>(
        'select tablename as name from pg_tables where schemaname = current_schema() order by tablename'
      )
      const columns = await all<{ table: string; name: string; type: string }>(
        `select table_name as table, column_name as name, data_type as type from information_schema.columns
         where table_schema = current_schema() order by table_name, ordinal_position`
      )
      const keys = await all<{ table: string; name: string }>(
        `select i.indrelid::regclass::text as table, a.attname as name
         from pg_index i, unnest(i.indkey) with ordinality as k (number, place)
         join pg_attribute a on a.attnum = k.number where i.indisprimary and a.attrelid = i.indrelid order by 1, k.place`
      )
      const references = await all<{ table: string; to: string }>(
        `select conrelid::regclass::text as table, confrelid::regclass::text as to from pg_constraint
         where contype = 'f'`
      )
      const of = <T extends { table: string }>(rows: readonly T[], name: string) =>
        rows.filter((row) => row.table === name)
      return names
        .filter(({ name }) => isMoved(name))
        .map(
          ({ name }): Table => ({
            name,
            columns: of(columns, name).map((one) => ({
              name: one.name,
              kind: kindOf(one.type, `${name}.${one.name}`)
            })),
            key: of(keys, name).map((one) => one.name),
            refersTo: of(references, name).map(({ to }) => to)
          })
        )
    },
    async rows({ name, columns, key }, after, limit) {
      const from = `select ${columns.map((column) => `"${column.name}"::text`).join(', ')} from "${name}"`
      const keys = key.map((one) => `"${one}"`).join(', ')
      const kinds = key.map((one) => columns.find((column) => column.name === one)?.kind ?? 'text')
      const places = kinds.map((kind, index) => `$${index + 1}::${types[kind]}`).join(', ')
      const isAfter = after ? `where (${keys}) > (${places})` : ''
      const text = key.length === 0 ? from : `${from} ${isAfter} order by ${keys} limit ${limit}`
      return (await client.query<Row>({ text, values: after ?? [], rowMode: 'array' })).rows
    },
    async count({ name }) {
      const [row] = await all<{ count: string }>(`select count(*) as count from "${name}"`)
      return Number(row?.count)
    },
    close: () => client.end()
  }
}

async function connected(url: string): Promise<Client> {
  const client = new pg.Client({ connectionString: url })
  // What is asked of it fails when it breaks; without a listener Node would stop the process.
  client.on('error', () => {})
  await client.connect()
  return client
}

/** A server has connections open all the time. */
async function refuseOthers(client: Client, url: string) {
  const others = `select 1 from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend' limit 1`
  if ((await client.query(others)).rows.length === 0) return
  await client.end()
  throw new Error(
    `Another program is connected to ${told(url)}: stop every server first, and start them again on the new database.`
  )
}

/** The address without its password. */
function told(url: string): string {
  const { host, pathname } = new URL(url)
  return `postgres://${host}${pathname}`
}

async function inOne(client: Client, work: () => Promise<void>): Promise<void> {
  await client.query('begin')
  try {
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}
