import type { Logger } from 'pino'
import type { Database } from '../db/database'
import { storeAnswers } from '../responses'
import type { Answer, Stored } from '../responses'
import { startThread } from '../threads/start'
import type { Asked, Given, Told } from './wire'

/** Keeps answers in one commit; see storeAnswers. */
export type Keeper = { keep(answers: readonly Answer[], now: number, patienceMs: number): Promise<Stored[]>; close(): Promise<void> }

/** Starts the thread in `file` for an SQLite database. */
export function startIntakeThread(file: URL, given: Given, database: Database, log: Logger): Keeper {
  // One lot is under way at a time: who holds the turn waits for its commit.
  const thread = startThread<Asked, Told>({ file, name: 'intake', given, waitingMax: 10, log })
  return {
    keep: (answers, now, patienceMs) => database.alone((left) => thread.ask({ answers, now, patienceMs: left }), patienceMs),
    close: thread.close
  }
}

/** The same without a thread: on PostgreSQL, and where the server runs from its sources. */
export function keeperHere(database: Database): Keeper {
  return { keep: (answers, now, patienceMs) => storeAnswers(database, answers, now, patienceMs), close: async () => {} }
}
