import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from '../db/open-database'
import { openVault } from '../db/open-vault'
import { storeAnswers } from '../responses/store'
import { makeSealing } from '../secrets/sealing'
import { answerAsks } from '../threads/answer'
import type { Asked, Given, Told } from './wire'

/**
 * The thread that keeps answers on SQLite, with a connection of its own: what a transaction asks of the
 * database then needs no way from thread to thread. Whoever sends it a lot of answers has the turn at
 * writing.
 */
async function work(port: NonNullable<typeof parentPort>, { databaseUrl, ...secrets }: Given) {
  const database = await openDatabase(databaseUrl, { isInThisThread: true })
  await openVault(database, makeSealing(secrets), Date.now())
  const keep = ({ answers, now, patienceMs }: Asked) => storeAnswers(database, answers, now, patienceMs)
  answerAsks<Asked, Told>(port, keep, database.close)
}

if (parentPort) await work(parentPort, workerData as Given) // start.ts gives it so
