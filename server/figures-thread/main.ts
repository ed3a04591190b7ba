import { parentPort, workerData } from 'node:worker_threads'
import { Hono } from 'hono'
import type { Caller } from '../access/permissions'
import { figureRoutes } from '../api/figure-routes'
import { columnsOf } from '../columns/columns'
import { problem } from '../contract/problem'
import { openDatabase } from '../db/open-database'
import { openVault } from '../db/open-vault'
import type { Env } from '../http/env'
import { makeSealing } from '../secrets/sealing'
import { answerAsks } from '../threads/answer'
import type { Asked, Given, Told } from './wire'

/** What each request brings along; `failed` is what it failed with. */
type Bindings = { caller: Caller; failed?: unknown }

/**
 * The thread in which figures are worked out, with a connection of its own: whoever sends an answer meanwhile
 * does not wait for them. It answers the same routes as the main thread would, for callers that the main
 * thread has recognised.
 */
async function work(port: NonNullable<typeof parentPort>, { databaseUrl, directUrl, ...secrets }: Given) {
  const database = await openDatabase(databaseUrl, { directUrl, isInThisThread: true })
  await openVault(database, makeSealing(secrets), Date.now())
  const app = new Hono<Env & { Bindings: Bindings }>()
    .use(async (c, next) => {
      c.set('caller', c.env.caller)
      await next()
    })
    .route('/api/v1', figureRoutes({ database, now: database.now }))
  app.notFound(() => {
    throw problem('not-found')
  })
  app.onError((error, c) => {
    c.env.failed = error
    return c.body(null, 500)
  })

  async function figureOf(path: string, caller: Caller): Promise<string> {
    const bindings: Bindings = { caller }
    const response = await app.request(path, {}, bindings)
    const json = await response.text()
    if (bindings.failed !== undefined) throw bindings.failed
    return json
  }

  async function answer(asked: Asked): Promise<Told> {
    if (asked.is === 'figure') return figureOf(asked.path, asked.caller)
    if (asked.is === 'behind') return columnsOf(database).behind()
    await columnsOf(database).load()
    return undefined
  }

  answerAsks(port, answer, database.close)
}

if (parentPort) await work(parentPort, workerData as Given) // start.ts gives it so
