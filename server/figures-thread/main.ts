import { parentPort, workerData } from 'node:worker_threads'
import { columnsOf } from '../columns/columns'
import { openDatabase } from '../db/open-database'
import { openVault } from '../db/open-vault'
import { makeSealing } from '../secrets/sealing'
import { answerAsks } from '../threads/answer'
import { answerFigures } from './answering'
import type { Asked, Given, Told } from './wire'

/**
 * The thread in which figures are worked out, with a connection of its own: whoever sends an answer meanwhile
 * does not wait for them. It answers the same routes as the main thread would, for callers that the main
 * thread has recognised.
 */
async function work(port: NonNullable<typeof parentPort>, { databaseUrl, directUrl, ...secrets }: Given) {
  const database = await openDatabase(databaseUrl, { directUrl, isInThisThread: true })
  await openVault(database, makeSealing(secrets), Date.now())
  const figureOf = answerFigures({ database, now: database.now })

  async function answer(asked: Asked): Promise<Told> {
    if (asked.is === 'figure') return figureOf(asked.path, asked.caller)
    if (asked.is === 'behind') return columnsOf(database).behind()
    await columnsOf(database).load()
    return undefined
  }

  answerAsks(port, answer, database.close)
}

if (parentPort) await work(parentPort, workerData as Given) // start.ts gives it so
