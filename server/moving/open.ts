import { existsSync, rmSync } from 'node:fs'
import pg from 'pg'
import { migrate } from '../db/migrate'
import { openDatabase } from '../db/open-database'
import { logBeside, secretBeside, secretPath, sqlitePath } from '../db/place'
import { inspectFile } from '../db/sqlite-file'
import { writeInPlace } from '../db/whole-file'
import type { Source, Target } from './end'
import { postgresSource, postgresTarget } from './postgres-end'
import { sqliteSource, sqliteTarget } from './sqlite-end'

/** The database that is moved, which nobody else may have open. */
export async function openSource(url: string): Promise<Source> {
  const path = sqlitePath(url)
  return path === undefined ? postgresSource(url) : sqliteSource(path)
}

/**
 * The database that it is moved to, with its tables, which are made where there is nothing. `secret` is put
 * beside a file. Throws a sentence where something else is there.
 */
export async function openTarget(url: string, secret: string | undefined): Promise<Target> {
  const path = sqlitePath(url)
  if (path === undefined) {
    if (await isBare(url)) await makeTables(url)
    return postgresTarget(url)
  }
  const found = inspectFile(path, { pages: false }).is
  if (found !== 'absent' && found !== 'empty' && found !== 'hearback') {
    throw new Error(`${path} is something else than a database of Hearback: name another file.`)
  }
  const log = logBeside(path)
  if (found === 'absent' && log !== undefined) {
    throw new Error(`${log} is there, but not ${path}: move it away, or name another file.`)
  }
  if (secret !== undefined) putSecret(path, secret)
  if (found !== 'hearback') await makeTables(url)
  return sqliteTarget(path)
}

function putSecret(path: string, secret: string) {
  const there = secretBeside(path)
  if (there === secret) return
  const beside = secretPath(path)
  if (there)
    throw new Error(
      `${beside} is another secret than that of the database: move it away, or name another file.`
    )
  if (existsSync(beside)) rmSync(beside)
  writeInPlace(beside, secret)
}

async function makeTables(url: string) {
  const database = await openDatabase(url)
  try {
    await migrate(database)
  } finally {
    await database.close()
  }
}

/** Whether there is no table. */
async function isBare(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (
      (await client.query('select 1 from pg_tables where schemaname = current_schema() limit 1')).rows
        .length === 0
    )
  } finally {
    await client.end()
  }
}
