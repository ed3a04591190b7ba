import type { Settings } from '../config'
import { readPlace, readSettings } from '../config'
import { serverName } from '../db/open-vault'
import { sqlitePath } from '../db/place'
import type { ReadOnly } from '../db/read-only'
import { openReadOnly } from '../db/read-only'
import type { Sealing } from '../secrets/sealing'
import { clockFinding } from './clock'
import { connectorFindings } from './connectors'
import { diskFinding, temporaryFinding } from './disk'
import { fileFinding, rightsFinding } from './file'
import type { Finding } from './finding'
import { ok, reasonOf, wrong } from './finding'
import { filesFinding, nodeFinding } from './machine'
import { mailFinding } from './mail'
import { migrationsFinding } from './migrations'
import { pagesFinding } from './pages'
import { postgresFindings } from './postgres'
import { proxiesFinding } from './proxies'
import { publicUrlFinding } from './public-url'
import { queueFindings } from './queues'
import type { DataKey } from './secret'
import { secretFinding } from './secret'

export type Means = { now: () => number; onPages: (share: number) => void }
type Findings = AsyncGenerator<Finding, void, undefined>

/** The script that brought the keys of the vault. */
const vaultMigration = '025-sealing'

/**
 * Looks at an installation and tells what it finds, one thing after the other. It changes nothing, begins
 * no database, and may run beside a server.
 */
export async function* examine(environment: NodeJS.ProcessEnv, means: Means): Findings {
  yield nodeFinding()
  yield filesFinding()
  let settings: Settings | undefined
  try {
    settings = readSettings(environment)
    yield ok('settings', 'the environment can be read.')
  } catch (error) {
    yield wrong('settings', reasonOf(error), 'The server does not start with it.')
  }
  const databaseUrl = settings?.databaseUrl ?? placeOf(environment)
  if (databaseUrl !== undefined) yield* databaseFindings(databaseUrl, settings, means)
  yield* guarded('temporary', () => temporaryFinding())
  if (settings) yield proxiesFinding(settings)
}

/** Nothing where the variable that is wrong is DATABASE_URL itself. */
function placeOf(environment: NodeJS.ProcessEnv): string | undefined {
  try {
    return readPlace(environment).databaseUrl
  } catch {
    return undefined
  }
}

async function* databaseFindings(url: string, settings: Settings | undefined, means: Means): Findings {
  const path = sqlitePath(url)
  if (path === ':memory:') {
    const found = 'the database is in memory only, and gone with the process.'
    yield wrong('file', found, 'Name a file in DATABASE_URL.')
    return
  }
  const isUsable = path === undefined || (yield* fileFindings(path, means))
  let database: ReadOnly | undefined
  try {
    database = isUsable ? await openReadOnly(url) : undefined
    if (database) yield* rowFindings(database, settings, means)
  } catch (error) {
    const toDo = 'Check that it runs, and what DATABASE_URL names.'
    yield wrong('database', `it cannot be read (${reasonOf(error)}).`, toDo)
  } finally {
    await database?.close()
  }
}

/** True where the file is a database of Hearback whose rows can be read. */
async function* fileFindings(path: string, { onPages }: Means): AsyncGenerator<Finding, boolean, undefined> {
  try {
    const { file, finding } = fileFinding(path)
    yield finding
    if (file.is === 'absent') return false
    yield* guarded('rights', () => rightsFinding(path))
    yield* guarded('disk', () => diskFinding(path))
    if (file.is !== 'hearback') return false
    yield* guarded('pages', () => pagesFinding(path, onPages))
    return true
  } catch (error) {
    const toDo = 'Run this as the user of the server; no other program may keep the file to itself.'
    yield wrong('file', `${path} cannot be read (${reasonOf(error)}).`, toDo)
    return false
  }
}

async function* rowFindings(database: ReadOnly, settings: Settings | undefined, { now }: Means): Findings {
  if (database.dialect === 'postgres') {
    yield* await postgresFindings(database)
    const [row] = await database.rows<{ name: string | null }>(
      "select to_regclass('migration')::text as name"
    )
    if (row?.name == null) {
      const toDo = 'Name the right one in DATABASE_URL; in an empty one the first start begins.'
      yield wrong('database', 'it is not one of Hearback.', toDo)
      return
    }
  }
  const { finding, applied, isCurrent } = await migrationsFinding(database)
  yield finding
  const dataKey = applied.has(vaultMigration) ? await dataKeyOf(database) : undefined
  let sealing: Sealing | undefined
  if (settings) {
    const secret = secretFinding(settings, database, dataKey)
    sealing = secret.sealing
    yield secret.finding
  }
  if (isCurrent) {
    yield* guarded('clock', () => clockFinding(database, now))
    yield* guarded('queues', () => queueFindings(database, now()))
    if (sealing) {
      const opens = sealing
      yield* guarded('connectors', () => connectorFindings(database, opens, now()))
    }
    if (settings) yield* guarded('mail', () => mailFinding(database, settings))
  }
  const name = dataKey && serverName(dataKey.id)
  if (settings) yield* guarded('public url', () => publicUrlFinding(settings, name))
}

async function dataKeyOf(database: ReadOnly): Promise<DataKey | undefined> {
  const [row] = await database.rows<DataKey>('select id, sealed from data_key order by created_at limit 1')
  return row
}

/** A check that fails says so, and the others go on. */
async function* guarded(about: string, check: () => Finding | Promise<Finding | Finding[]>): Findings {
  try {
    const found = await check()
    yield* Array.isArray(found) ? found : [found]
  } catch (error) {
    yield wrong(about, `it could not be looked at (${reasonOf(error)}).`, 'See the lines above.')
  }
}
