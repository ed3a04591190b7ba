import { existsSync, statSync } from 'node:fs'
import { besides, fileBytes, secretPath } from '../db/place'
import type { SqliteFile } from '../db/sqlite-file'
import { inspectFile } from '../db/sqlite-file'
import { fileRefusal, remainsAt } from '../db/starting-place'
import type { Finding } from './finding'
import { ok, sizeWords, warn, wrong } from './finding'

/** What lies at the path of the database, without a look at its pages. */
export function fileFinding(path: string): { file: SqliteFile; finding: Finding } {
  const file = inspectFile(path, { pages: false })
  return { file, finding: findingOf(path, file) }
}

function findingOf(path: string, file: SqliteFile): Finding {
  const refusal = fileRefusal(path, { file, remains: remainsAt(path) })
  if (refusal !== undefined) return wrong('file', refusal, '')
  if (file.is === 'hearback') {
    const log = fileBytes(`${path}-wal`)
    return ok(
      'file',
      `${path} is a database of Hearback: ${sizeWords(fileBytes(path))}, and ${sizeWords(log)} in its log.`
    )
  }
  const toDo = 'Name the right file in DATABASE_URL; if this is a new place, the first start begins one.'
  return wrong('file', `there is no database at ${path}.`, toDo)
}

/** Whether others on this machine may read the database, its log or its secret. */
export function rightsFinding(path: string): Finding {
  const all = [path, ...besides.map((ending) => `${path}${ending}`), secretPath(path)]
  const files = all.filter((one) => existsSync(one))
  const open = process.platform === 'win32' ? [] : files.filter((one) => (statSync(one).mode & 0o077) !== 0)
  if (open.length === 0) return ok('rights', 'the database and what lies beside it are for their owner only.')
  return warn(
    'rights',
    `others on this machine may open ${open.join(' and ')}.`,
    `Run “chmod 600 ${open.join(' ')}”.`
  )
}
