import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { ownersOnly } from './place'

/** What a file system says that lets no file have two names. */
const withoutLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])

/** Makes an empty file that only its owner may read. */
export function makeEmpty(path: string): void {
  closeSync(openSync(path, 'wx', ownersOnly))
}

/** Where a file is made before it gets its name, so that what has the name is whole. */
export function partOf(path: string): string {
  return `${path}.part-${process.pid}`
}

/**
 * Gives a file that is whole its name, on the disk for good. False, and nothing is changed, where something
 * has the name already; the file is gone from its former place either way.
 */
export function putInPlace(part: string, path: string): boolean {
  flush(part)
  try {
    linkSync(part, path)
    return true
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException // of a call to the file system
    if (code !== 'EEXIST' && !withoutLinks.has(code)) throw error
    if (code === 'EEXIST' || existsSync(path)) return false
    renameSync(part, path)
    return true
  } finally {
    rmSync(part, { force: true })
    flush(dirname(path))
  }
}

/** Writes a small file that only its owner may read, as `putInPlace` does. */
export function writeInPlace(path: string, text: string): boolean {
  const part = partOf(path)
  rmSync(part, { force: true })
  const file = openSync(part, 'wx', ownersOnly)
  try {
    writeSync(file, text)
  } finally {
    closeSync(file)
  }
  return putInPlace(part, path)
}

/** Throws where one of the files is there. */
export function refuseExisting(paths: readonly string[], whatToDo: string): void {
  const found = paths.find((path) => existsSync(path))
  if (found !== undefined) throw new Error(`${found} is there already; ${whatToDo}`)
}

/** Throws where a backup has seen migrations that this version of the code does not know. */
export function refuseNewer(file: string, unknown: readonly string[]): void {
  if (unknown.length === 0) return
  throw new Error(
    `${file} was made by a newer Hearback (${unknown.join(', ')}); restore it with that version.`
  )
}

/** Asks the disk to keep a file or a folder; Windows refuses to be asked about a folder. */
function flush(path: string) {
  if (process.platform === 'win32') return
  const opened = openSync(path, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}
