import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { besides, logBeside, ownersOnly, secretBeside, secretPath } from '../db/place'
import type { SqliteFile } from '../db/sqlite-file'
import { inspectFile, isLiveFile } from '../db/sqlite-file'
import { makeEmpty, partOf, putInPlace, refuseExisting, refuseNewer, writeInPlace } from '../db/whole-file'
import { makeSealing } from '../secrets/sealing'

const pagesAtOnce = 1_000
const another = 'Move it away, or name another file in DATABASE_URL.'
const aCopy = [
  'a copy of a file that a server works on: the latest answers may be missing in it.',
  'Use what “npx hearback backup FILE” made.'
].join(' ')

type Wishes = { secret: string | undefined; onProgress: (share: number) => void }

type Hearback = Extract<SqliteFile, { is: 'hearback' }>

/**
 * Copies a database as it is at this moment, while others go on reading and writing it, and its secret
 * where one is given. Resolves to the size in bytes. Throws a sentence where the target is there, or the
 * copy is not whole; then nothing is left of it.
 */
export async function backUpSqlite(
  path: string,
  target: string,
  { secret, onProgress }: Wishes
): Promise<number> {
  refuseExisting([target, secretPath(target)], 'name another file.')
  if (!existsSync(dirname(target))) throw new Error(`There is no folder ${dirname(target)}.`)
  const part = partOf(target)
  try {
    makeEmpty(part)
    await copyPages(path, part, onProgress)
    needHearback(part, path)
    const bytes = statSync(part).size
    // The secret first: who finds the database finds all of it.
    const hasSecret = secret === undefined || writeInPlace(secretPath(target), secret)
    if (!hasSecret || !putInPlace(part, target))
      throw new Error(`${target} appeared meanwhile; name another file.`)
    return bytes
  } finally {
    removeParts(part)
  }
}

/**
 * Puts a backup where there is no database, with its secret. `named` are the secrets of the environment:
 * one of them must open what is sealed where no secret lies beside the backup. Throws a sentence where
 * anything is in the way, or is not what it should be.
 */
export function restoreSqlite(file: string, path: string, named: readonly string[]): void {
  const log = logBeside(path)
  refuseExisting(
    [path, ...(log === undefined ? [] : [log])],
    `a backup comes back to an empty place only. ${another}`
  )
  if (isLiveFile(file)) throw new Error(`${file} is no backup but ${aCopy}`)
  mkdirSync(dirname(path), { recursive: true })
  const part = partOf(path)
  try {
    copyFileSync(file, part)
    chmodSync(part, ownersOnly)
    const database = needHearback(part, file)
    refuseNewer(file, database.newer)
    const secret = secretFor(file, path, database, named)
    for (const ending of besides) rmSync(`${path}${ending}`, { force: true }) // empty ones, by now
    const beside = secretPath(path)
    if (secret !== undefined && !secretBeside(path)) {
      rmSync(beside, { force: true })
      writeInPlace(beside, secret)
    }
    if (!putInPlace(part, path)) throw new Error(`${path} appeared meanwhile; nothing of it was changed.`)
  } finally {
    removeParts(part)
  }
}

/** The secret that belongs beside the database: that of the backup, if it has one. */
function secretFor(
  file: string,
  path: string,
  database: Hearback,
  named: readonly string[]
): string | undefined {
  // An empty one is none.
  const [own, there] = [secretBeside(file) || undefined, secretBeside(path) || undefined]
  if (own !== undefined && there !== undefined && own !== there) {
    throw new Error(`${secretPath(path)} is another secret than ${secretPath(file)}. ${another}`)
  }
  const [secret, ...formerSecrets] = [own, there, ...named].filter((one) => one !== undefined)
  const { dataKey, needsSecret } = database
  const whatToDo = `put the right one beside it as ${secretPath(file)}, or name it in HEARBACK_SECRET.`
  if (secret === undefined && needsSecret) throw new Error(`The secret of ${file} is missing: ${whatToDo}`)
  if (secret === undefined || !dataKey) return own
  const opened = makeSealing({ secret, formerSecrets }).open(dataKey.sealed, dataKey.id)
  if (opened === undefined) throw new Error(`No secret that is known here opens ${file}: ${whatToDo}`)
  return own
}

/** One reader all along, so that every page is of one moment; the copy needs no log beside it. */
async function copyPages(from: string, to: string, onProgress: (share: number) => void) {
  const source = new BetterSqlite(from, { readonly: true })
  try {
    source.exec('begin')
    source.prepare('select count(*) from sqlite_schema').get()
    await source.backup(to, {
      progress({ totalPages, remainingPages }) {
        onProgress(totalPages === 0 ? 0 : 1 - remainingPages / totalPages)
        return pagesAtOnce
      }
    })
  } finally {
    source.close()
  }
  const copy = new BetterSqlite(to)
  copy.pragma('journal_mode = DELETE')
  copy.close()
}

/** `told` is what the sentence calls the file. */
function needHearback(path: string, told: string): Hearback {
  const found = inspectFile(path, { pages: true })
  if (found.is === 'hearback') return found
  if (found.is === 'damaged') throw new Error(`${told} is damaged (${found.what}).`)
  throw new Error(`${told} is no database of Hearback.`)
}

function removeParts(part: string) {
  for (const ending of ['', ...besides]) rmSync(`${part}${ending}`, { force: true })
}
