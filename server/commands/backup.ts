import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { SingleBar } from 'cli-progress'
import { backUpPostgres } from '../backups/postgres'
import { backUpSqlite } from '../backups/sqlite'
import { readConfig, readPlace } from '../config'
import { secretPath, sqlitePath } from '../db/place'

const usage = 'hearback backup FILE'

/** `hearback backup FILE`; the server goes on meanwhile. Resolves to the exit code. */
export async function backupCommand(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} })
  const [target] = positionals
  if (target === undefined || positionals.length > 1) {
    console.error(usage)
    return 1
  }
  refuseNothing(sqlitePath(readPlace(environment).databaseUrl))
  const { databaseUrl, secret } = readConfig(environment)
  const path = sqlitePath(databaseUrl)
  const isNamed = path === undefined || Boolean(environment.HEARBACK_SECRET)
  const bytes = path === undefined ? await backUpPostgres(databaseUrl, resolve(target)) : await copied(path, resolve(target), isNamed ? undefined : secret)
  console.log(`${target}: ${(bytes / 1e6).toFixed(1)} MB, whole and checked.`)
  console.log(isNamed ? 'HEARBACK_SECRET is not in it: keep it elsewhere, for names and addresses cannot be read without it.' : `Its secret is ${secretPath(target)}: names and addresses cannot be read without it.`)
  return 0
}

/** Reading the configuration would begin a new database, and a backup of that would look like one. */
function refuseNothing(path: string | undefined) {
  if (path !== undefined && !existsSync(path) && !existsSync(secretPath(path))) throw new Error(`There is no database at ${path}: name the right one in DATABASE_URL.`)
}

async function copied(path: string, target: string, secret: string | undefined): Promise<number> {
  const bar = process.stderr.isTTY ? new SingleBar({ format: '  {bar} {percentage} %', hideCursor: true }) : undefined
  bar?.start(1, 0)
  try {
    return await backUpSqlite(path, target, secret, (share) => bar?.update(share))
  } finally {
    bar?.stop()
  }
}
