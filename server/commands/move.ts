import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { SingleBar } from 'cli-progress'
import { readConfig, readPlace } from '../config'
import { secretPath, sqlitePath } from '../db/place'
import type { Step } from '../moving/move'
import { move } from '../moving/move'
import { openSource, openTarget } from '../moving/open'

const usage =
  'hearback move --to DATABASE_URL    from the database that DATABASE_URL of the environment names'

type Print = (line: string) => void

/** `hearback move --to DATABASE_URL`; no server may run on either. Resolves to the exit code. */
export async function moveCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  print: Print = console.log
): Promise<number> {
  const {
    values: { to }
  } = parseArgs({ args: [...args], options: { to: { type: 'string' } } })
  if (!to || !/^(file:.+|postgres(ql)?:\/\/.+)$/.test(to)) {
    print(usage)
    return 1
  }
  const from = readPlace(environment).databaseUrl
  const path = sqlitePath(from)
  // Reading the configuration would begin a new database.
  if (path !== undefined && !existsSync(path) && !existsSync(secretPath(path))) {
    throw new Error(`There is no database at ${path}: name the right one in DATABASE_URL.`)
  }
  const { secret } = readConfig(environment)
  const isNamed = path === undefined || Boolean(environment.HEARBACK_SECRET)
  const source = await openSource(from)
  try {
    const target = await openTarget(to, isNamed ? undefined : secret)
    const progress = shown(print)
    try {
      const { tables, rows } = await move(source, target, progress.told).finally(progress.stop)
      const moved = `${rows} rows of ${tables} tables are at ${target.name}`
      print(`${moved}, each compared with ${source.name}, where nothing was changed.`)
      print(whatToSet(to, path, isNamed))
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
  return 0
}

function whatToSet(to: string, path: string | undefined, isNamed: boolean): string {
  const target = sqlitePath(to)
  if (target !== undefined && !isNamed) {
    return `Now set DATABASE_URL to the new one and start; its secret lies beside it, at ${secretPath(target)}.`
  }
  if (isNamed || path === undefined)
    return 'Now set DATABASE_URL to the new one, leave HEARBACK_SECRET as it is, and start.'
  const secret = `HEARBACK_SECRET to what stands in ${secretPath(path)}: what is sealed opens with it alone`
  return `Now set DATABASE_URL to the new one, and ${secret}.`
}

/** A bar on a terminal; in a pipe a line for each table, and for each tenth of a large one. */
function shown(print: Print) {
  const format = '  {is} {table} {bar} {value} of {total}'
  const bar = process.stderr.isTTY ? new SingleBar({ format, hideCursor: true }) : undefined
  let last = ''
  return {
    told({ is, table, rows, of }: Step) {
      if (bar) {
        const names = { is, table }
        if (last !== `${is} ${table}`) bar.start(of, rows, names)
        last = `${is} ${table}`
        return bar.update(rows, names)
      }
      const line = `${is} ${table}: ${of === 0 ? 100 : Math.min(100, 10 * Math.floor((10 * rows) / of))} %`
      if (line === last || of === 0) return
      last = line
      print(`${line} of ${of} rows`)
    },
    stop: () => bar?.stop()
  }
}
