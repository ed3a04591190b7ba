import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { fileBytes } from '../db/place'
import type { Finding } from './finding'
import { ok, sizeWords, wrong } from './finding'

const progressEveryMs = 200
const shownMax = 3
/** Some pages are read more than once, so all that was read may be more than the file. */
const almostAll = 0.99

/**
 * Reads every page of an SQLite file, whatever its size, 5 to 15 seconds for 1 GB. `onProgress` is told the
 * share that is read where the system counts what a process reads (Linux). Others go on reading and writing
 * meanwhile.
 */
export async function pagesFinding(path: string, onProgress: (share: number) => void): Promise<Finding> {
  const bytes = fileBytes(path)
  const start = bytesRead()
  const timer = setInterval(
    () => onProgress(Math.min(almostAll, (bytesRead() - start) / bytes)),
    progressEveryMs
  )
  const lines = await quickCheck(path).finally(() => clearInterval(timer))
  if (lines.length === 1 && lines[0] === 'ok')
    return ok('pages', `all ${sizeWords(bytes)} can be read and fit together.`)
  const shown = lines.slice(0, shownMax).join('; ')
  const toDo =
    'Stop the server, move the file away and run “npx hearback restore FILE” with the latest backup.'
  return wrong('pages', `the file is damaged (${shown}).`, `${toDo} Check the disk, too.`)
}

/** In a thread of its own, so that this one can tell how far it is. */
function quickCheck(path: string): Promise<string[]> {
  const module = createRequire(import.meta.url).resolve('better-sqlite3')
  return new Promise((resolve, reject) => {
    const worker = new Worker(work, { eval: true, execArgv: [], workerData: { module, path } })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the thread that reads them ended with ${code}`)))
  })
}

// Text rather than a file, so that it is the same whether it runs from the sources or from the build.
const work = `
const { parentPort, workerData: { module, path } } = require('node:worker_threads')
const BetterSqlite = require(module)
const lines = (() => {
  try {
    const connection = new BetterSqlite(path, { readonly: true, fileMustExist: true, timeout: 5000 })
    try {
      return connection.prepare('pragma quick_check(10)').pluck().all()
    } finally {
      connection.close()
    }
  } catch (error) {
    if (!/^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(error.code)) throw error
    return [error.message]
  }
})()
parentPort.postMessage(lines)
`

/** How many bytes this process has read so far; always 0 where the system does not say. */
function bytesRead(): number {
  try {
    return Number(/^rchar: (\d+)/.exec(readFileSync('/proc/self/io', 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
