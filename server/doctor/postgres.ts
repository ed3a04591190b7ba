import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { ReadOnly } from '../db/read-only'
import type { Finding } from './finding'
import { ok, warn, wrong } from './finding'

const oldest = 15
const newest = 18
const patienceMs = 5_000

/**
 * Whether this PostgreSQL is one that Hearback is tested with, and whether `pg_dump` here can make backups
 * of it.
 */
export async function postgresFindings(database: ReadOnly): Promise<Finding[]> {
  const [row] = await database.rows<{ version: string }>(
    "select current_setting('server_version') as version"
  )
  const version = row?.version ?? ''
  return [versionFinding(version), dumpFinding(Number.parseInt(version), await dumpVersion())]
}

export function versionFinding(version: string): Finding {
  const major = Number.parseInt(version)
  if (major < oldest)
    return wrong('postgres', `PostgreSQL ${version} is too old.`, `Use ${oldest} to ${newest}.`)
  if (major <= newest) return ok('postgres', `PostgreSQL ${version}.`)
  return warn(
    'postgres',
    `PostgreSQL ${version} is newer than this Hearback knows.`,
    `Use ${oldest} to ${newest}.`
  )
}

/** `dump` is the version of `pg_dump`; nothing where it is not there. */
export function dumpFinding(server: number, dump: string | undefined): Finding {
  const toDo = `Install the client tools of PostgreSQL ${server} or newer, or make backups where they are.`
  if (dump === undefined)
    return warn('pg_dump', 'it is not there, so “npx hearback backup” cannot work.', toDo)
  if (Number.parseInt(dump) >= server) return ok('pg_dump', `${dump} can make backups of this server.`)
  return warn('pg_dump', `${dump} is older than the server, so “npx hearback backup” fails.`, toDo)
}

async function dumpVersion(): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('pg_dump', ['--version'], { timeout: patienceMs })
    return /\d+(\.\d+)?/.exec(stdout)?.[0]
  } catch {
    return undefined
  }
}
