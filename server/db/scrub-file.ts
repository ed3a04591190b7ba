import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

/** How long to wait until other processes let go of the file. */
const patienceMs = 60_000

/**
 * Writes an SQLite file anew without what was deleted from it, and empties its log. In a thread of its own,
 * so that this process goes on reading; whoever writes meanwhile waits.
 */
export function scrubFile(path: string): Promise<void> {
  const module = createRequire(import.meta.url).resolve('better-sqlite3')
  return new Promise((resolve, reject) => {
    // Node would read the text as this process was told to read its own, which may be as a module.
    const worker = new Worker(work, { eval: true, execArgv: [], workerData: { module, path, patienceMs } })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) =>
      reject(new Error(`the file could not be written anew: the thread ended with ${code}`))
    )
  })
}

// Text rather than a file, so that it is the same whether the server runs from its sources or from its build.
const work = `
const { parentPort, workerData: { module, path, patienceMs } } = require('node:worker_threads')
const BetterSqlite = require(module)
const connection = new BetterSqlite(path, { timeout: patienceMs })
connection.pragma('secure_delete = ON')
// The index of comments only notes that a word is gone, until it is written anew.
const words = connection.prepare("select 1 from sqlite_master where name = 'comment_words'").get()
if (words) connection.exec("insert into comment_words (comment_words) values ('optimize')")
connection.exec('vacuum')
const until = Date.now() + patienceMs
// A reader that is in the middle of something keeps the log; it is done a moment later.
while (connection.pragma('wal_checkpoint(TRUNCATE)')[0].busy !== 0) {
  if (Date.now() > until) throw new Error('Another process keeps reading the database file; stop it and run this again.')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
}
connection.close()
parentPort.postMessage('done')
`
