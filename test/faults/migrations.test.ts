import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import pg from 'pg'
import { expect, it } from 'vitest'
import type { Database } from '../../server/db/database'
import { migrate, migrationTable } from '../../server/db/migrate'
import { openDatabase } from '../../server/db/open-database'
import { openReadOnly } from '../../server/db/read-only'
import { onBothDatabases } from '../support/databases'
import { figure } from '../support/figure'

const scripts = import.meta.glob<string>('../../server/db/migrations/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true
})

/** Begins a transaction on the SQLite file, runs statements and is killed. */
const dying = `
  const connection = new (require(process.argv[1]))(process.argv[2])
  connection.exec('begin immediate')
  try { connection.exec(require('fs').readFileSync(0, 'utf8')) } finally { process.kill(process.pid, 'SIGKILL') }`

onBothDatabases((fresh, dialect) => {
  it('keeps nothing of a script that was killed after any of its statements, and is brought up to date by whoever comes next', {
    timeout: 1_200_000
  }, async () => {
    const whole = await fresh({ empty: true })
    await withDatabase(whole.url, migrate)
    const wanted = await shapeOf(whole.url)
    const place = await fresh({ empty: true })
    await withDatabase(place.url, (database) => database.script(migrationTable))
    let killed = 0
    for (const path of Object.keys(scripts).sort()) {
      const name = path.replace(/^.*\//, '').replace(/\.sql$/, '')
      const whole = scripts[path] ?? ''
      const statements = (dialect === 'sqlite' ? uncovered(whole) : whole).split(/(?<=;)\s*\n/)
      const before = await shapeOf(place.url)
      for (let count = 1; count <= statements.length; count++) {
        await die(place.url, statements.slice(0, count).join('\n'))
        killed++
      }
      expect(await shapeOf(place.url), name).toBe(before)
      await withDatabase(place.url, (database) =>
        database.script(`${whole}\n;insert into migration (name, applied_at) values ('${name}', 1)`)
      )
    }
    expect(await withDatabase(place.url, migrate)).toEqual([])
    expect(await shapeOf(place.url)).toBe(wanted)
    figure({ tried: killed, figure: `nothing was left behind on ${dialect}` })
    await Promise.all([whole, place].map((one) => one.remove()))
  })

  async function die(url: string, statements: string) {
    if (dialect === 'sqlite') {
      const driver = createRequire(import.meta.url).resolve('better-sqlite3')
      return void expect(
        spawnSync(process.execPath, ['-e', dying, driver, url.replace(/^file:/, '')], { input: statements })
          .signal
      ).toBe('SIGKILL')
    }
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    await client.connect()
    await client.query(`begin;\n${statements}`).catch(() => {}) // a function is cut in the middle
    client.connection.stream.destroy()
  }
})

async function withDatabase<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(url)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

/** Every table, column, index and trigger. */
async function shapeOf(url: string): Promise<string> {
  const database = await openReadOnly(url)
  const sqlite =
    "select type, name, sql from sqlite_schema where name not like 'sqlite_%' order by type, name"
  const postgres = `
    select c.relname, c.relkind, a.attname, a.atttypid, a.attnotnull, t.tgname from pg_class c
    left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 left join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal
    where c.relnamespace = 'public'::regnamespace order by c.relname, a.attnum, t.tgname`
  try {
    return JSON.stringify(await database.rows(database.dialect === 'sqlite' ? sqlite : postgres))
  } finally {
    await database.close()
  }
}

/** What stands in a comment that begins with “sqlite”, as SQLite is given it. */
function uncovered(sql: string): string {
  return sql
    .split(/\/\*sqlite\s/)
    .map((part, index) => (index === 0 ? part : part.replace('*/', '')))
    .join('')
}
