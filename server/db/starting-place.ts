import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { makeSealing } from '../secrets/sealing'
import { migrationTable } from './migrate'
import { besides, fileBytes, logBeside, pagesOfNewFile, secretBeside, secretPath } from './place'
import type { SqliteFile } from './sqlite-file'
import { inspectFile } from './sqlite-file'
import { makeEmpty, partOf, putInPlace } from './whole-file'

/** What a command makes of what it finds where its database should be. */
export type Start = {
  /**
   * The server looks closer than other commands: at the pages, and at whether the secret is the right one.
   */
  isServing?: boolean
  /** `--new`: what cannot be used is set aside, and a new database begins. */
  isNew?: boolean
  /** `--new-secret`: the database is used although what is sealed in it cannot be opened. */
  hasNewSecret?: boolean
}

/** The secrets that the environment names. */
type Named = { secret: string | undefined; formerSecrets: readonly string[] }

/**
 * Up to this size a start reads every page, in less than half a second; `hearback backup` does so at any
 * size.
 */
const checkedBytesMax = 64 * 1024 * 1024

/**
 * Makes sure that a database and its secret belong together and are what they should be, or begins a new
 * one where neither is there. Throws a sentence with what was found and what to do; nothing that lies there
 * is changed then.
 */
export function readyPlace(path: string, named: Named, start: Start): void {
  // Looked for first: another process that begins here makes the database before its secret.
  const remains = remainsAt(path)
  const file = inspectFile(path, { pages: start.isServing === true && fileBytes(path) <= checkedBytesMax })
  const refusal = refusalOf(path, { file, remains }, named, start)
  if (start.isNew) {
    if (refusal === undefined && file.is !== 'absent') {
      throw new Error(
        `${path} is a database of Hearback that can be used: start without --new, which would hide it.`
      )
    }
    if (file.is === 'other') throw new Error(refusal)
    if (refusal !== undefined) setAside(path)
    return begin(path)
  }
  if (refusal !== undefined) throw new Error(refusal)
  if (file.is === 'absent') begin(path)
  // A first start that was broken off can leave an empty one.
  else if (named.secret === undefined && secretBeside(path) === '') rmSync(secretPath(path))
}

type Found = { file: SqliteFile; remains: string | undefined }

/** What of a database lies there beside its file: its secret, or a log with something in it. */
export function remainsAt(path: string): string | undefined {
  return existsSync(secretPath(path)) ? secretPath(path) : logBeside(path)
}

function refusalOf(path: string, found: Found, named: Named, start: Start): string | undefined {
  const { file } = found
  if (file.is !== 'hearback') return fileRefusal(path, found)
  return start.hasNewSecret || !file.needsSecret ? undefined : secretRefusal(path, file, named, start)
}

/**
 * Why a file cannot be used, and what to do; nothing for a database of Hearback, and where none was begun
 * yet.
 */
export function fileRefusal(path: string, { file, remains }: Found): string | undefined {
  switch (file.is) {
    case 'absent':
      if (remains === undefined) return undefined
      return `${path} is gone, but ${remains} is there, so this is no first start. ${waysOut(remains)}`
    case 'empty':
      return `${path} is empty, and a first start begins with no file at all. ${waysOut(path)}`
    case 'not-sqlite':
      return `${path} is not a database: another program's file, or its beginning was overwritten. ${waysOut(path)}`
    case 'damaged':
      return `${path} is damaged (${file.what}). ${waysOut(path)}`
    case 'other':
      return `${path} is a database of another program: name another file in DATABASE_URL.`
    case 'hearback':
      return undefined
  }
}

type Hearback = Extract<SqliteFile, { is: 'hearback' }>

/** Why a database cannot be used with the secret that is known, and what to do. */
export function secretRefusal(
  path: string,
  { dataKey }: Hearback,
  named: Named,
  { isServing }: Start
): string | undefined {
  const beside = secretPath(path)
  const there = secretBeside(path)
  if (named.secret === undefined && !there) {
    const what =
      there === undefined
        ? `missing: ${beside} is not there, and HEARBACK_SECRET is not set`
        : `empty: see ${beside}`
    return `The secret of ${path} is ${what}. ${secretWaysOut}`
  }
  if (!isServing || dataKey === undefined) return undefined
  const [secret = '', ...formerSecrets] = [named.secret, there, ...named.formerSecrets].filter(
    (one) => one !== undefined
  )
  if (makeSealing({ secret, formerSecrets }).open(dataKey.sealed, dataKey.id) !== undefined) return undefined
  const used = named.secret === undefined ? beside : 'HEARBACK_SECRET'
  return `The secret in ${used} is not the one that ${path} was used with. ${secretWaysOut}`
}

/** What is in the way must go before a backup can come back; a secret is not. */
function waysOut(inTheWay: string): string {
  const isSecret = inTheWay.endsWith(secretPath(''))
  return [
    `${isSecret ? 'Bring' : `Move ${inTheWay} away and bring`} a backup back with “npx hearback restore FILE”,`,
    'put the right file there, or begin anew with “npx hearback serve --new”,',
    'which sets aside what is there and deletes nothing.'
  ].join(' ')
}

const secretWaysOut = [
  'Put the right one back (it lies beside every backup, as FILE.secret), or name it in HEARBACK_FORMER_SECRETS.',
  'If it is lost, “npx hearback serve --new-secret” opens everything but what is sealed:',
  'names and addresses stay unread, and nobody is asked.'
].join(' ')

/** Renames what lies there, together, so that it could be used again. */
function setAside(path: string) {
  const aside = `${path}.before-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}`
  for (const ending of ['', ...besides, secretPath('')]) {
    if (existsSync(`${path}${ending}`)) renameSync(`${path}${ending}`, `${aside}${ending}`)
  }
  console.error(`What was at ${path} lies at ${aside} now.`)
}

/**
 * A database that says of itself that it is one of Hearback, whole from its first moment. It comes before
 * its secret, so that a first start that is broken off anywhere goes on with the next.
 */
function begin(path: string) {
  mkdirSync(dirname(path), { recursive: true })
  const part = partOf(path)
  rmSync(part, { force: true })
  makeEmpty(part)
  const connection = new BetterSqlite(part)
  connection.pragma(pagesOfNewFile)
  connection.exec(migrationTable)
  connection.close()
  putInPlace(part, path) // where another process began it meanwhile, that one is as good
}
