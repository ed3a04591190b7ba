import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { restorePostgres } from '../backups/postgres'
import { restoreSqlite } from '../backups/sqlite'
import { readPlace } from '../config'
import { sqlitePath } from '../db/place'
import { oneFile } from './one-file'

const usage = 'hearback restore FILE'

/** How the two kinds of backups begin. */
const heads = [
  ['sqlite', 'SQLite format 3\0'],
  ['postgres', 'PGDMP']
] as const

/** `hearback restore FILE`: to where DATABASE_URL says, where nothing is yet. Resolves to the exit code. */
export async function restoreCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv
): Promise<number> {
  const file = oneFile(args, usage)
  if (file === undefined) return 1
  const { databaseUrl, directUrl = databaseUrl, secret, formerSecrets } = readPlace(environment)
  const path = sqlitePath(databaseUrl)
  const kind = kindOf(file)
  if (kind === undefined) throw new Error(`${file} is no backup of Hearback.`)
  if (kind === 'postgres' && path !== undefined) {
    throw new Error(`${file} is a backup from PostgreSQL: name a PostgreSQL database in DATABASE_URL.`)
  }
  if (kind === 'sqlite' && path === undefined) {
    throw new Error(`${file} is a backup from SQLite: name a file in DATABASE_URL.`)
  }
  if (path === undefined) await restorePostgres(resolve(file), directUrl)
  else restoreSqlite(file, path, [...(secret === undefined ? [] : [secret]), ...formerSecrets])
  console.log(
    `${file} is back${path === undefined ? '; start with the HEARBACK_SECRET of that time' : ` at ${path}`}.`
  )
  console.log('What was erased since it was made is in it again, and what was due then may be sent again.')
  return 0
}

function kindOf(file: string): (typeof heads)[number][0] | undefined {
  const isFile = statSync(file, { throwIfNoEntry: false })?.isFile()
  if (!isFile) throw new Error(`${file} cannot be read: there is no such file.`)
  const bytes = Buffer.alloc(16)
  const opened = openSync(file, 'r')
  try {
    readSync(opened, bytes, 0, bytes.length, 0)
  } finally {
    closeSync(opened)
  }
  return heads.find(([, head]) => bytes.toString('latin1').startsWith(head))?.[0]
}
