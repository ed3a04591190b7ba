import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { SingleBar } from 'cli-progress'
import { backUpPostgres } from '../backups/postgres'
import { backUpSqlite } from '../backups/sqlite'
import { readConfig, readPlace } from '../config'
import { secretPath, sqlitePath } from '../db/place'
import { oneFile } from './one-file'

const usage = 'hearback backup FILE'

/** `hearback backup FILE`; the server goes on meanwhile. Resolves to the exit code. */
export async function backupCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv
): Promise<number> {
  const target = oneFile(args, usage)
  if (target === undefined) return 1
  refuseNothing(sqlitePath(readPlace(environment).databaseUrl))
  const { databaseUrl, directUrl = databaseUrl, secret } = readConfig(environment)
  const path = sqlitePath(databaseUrl)
  const isNamed = path === undefined || Boolean(environment.HEARBACK_SECRET)
  const whole = resolve(target)
  const copy = () =>
    path === undefined
      ? backUpPostgres(directUrl, whole)
      : copyFile(path, whole, isNamed ? undefined : secret)
  const bytes = await copy()
  console.log(`${target}: ${(bytes / 1e6).toFixed(1)} MB, whole and checked.`)
  const about = isNamed
    ? 'HEARBACK_SECRET is not in it, keep it elsewhere'
    : `Its secret is ${secretPath(target)}`
  console.log(`${about}: names and addresses cannot be read without it.`)
  return 0
}

/** Reading the configuration would begin a new database, and a backup of that would look like one. */
function refuseNothing(path: string | undefined) {
  if (path === undefined || existsSync(path) || existsSync(secretPath(path))) return
  throw new Error(`There is no database at ${path}: name the right one in DATABASE_URL.`)
}

async function copyFile(path: string, target: string, secret: string | undefined): Promise<number> {
  const format = '  {bar} {percentage} %'
  const bar = process.stderr.isTTY ? new SingleBar({ format, hideCursor: true }) : undefined
  bar?.start(1, 0)
  try {
    return await backUpSqlite(path, target, { secret, onProgress: (share) => bar?.update(share) })
  } finally {
    bar?.stop()
  }
}
