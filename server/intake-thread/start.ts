import type { Logger } from 'pino'
import type { Database } from '../db/database'
import { keepElsewhere } from '../responses/store'
import { startThread } from '../threads/start'
import type { Asked, Given, Told } from './wire'

/**
 * Makes the thread in `file`, in which the answers of an SQLite database are kept as soon as it is ready: it
 * takes a second to begin on a busy machine, and who answers meanwhile is not told to come back. Who sends it
 * some takes the turn at writing for it.
 */
export function makeIntakeThread(
  file: URL,
  given: Given,
  database: Database,
  log: Logger
): { begin(): void; close(): Promise<void> } {
  // One lot is under way at a time: who holds the turn waits for its commit.
  const thread = startThread<Asked, Told>({ file, name: 'intake', given, waitingMax: 10, log })
  return {
    begin: () =>
      thread.begin(() =>
        keepElsewhere(database, (answers, now, patience) =>
          database.alone((patienceMs) => thread.ask({ answers, now, patienceMs }), patience)
        )
      ),
    close: thread.close
  }
}
