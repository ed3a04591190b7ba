import { parentPort, workerData } from 'node:worker_threads'
import { Hono } from 'hono'
import { figureRoutes } from '../api/figure-routes'
import { columnsOf } from '../columns/columns'
import { openDatabase } from '../db/database'
import { passingFailure } from '../db/failures'
import type { Caller } from '../people/access'
import { Problem, problem } from '../problem'
import { makeSealing } from '../sealed'
import { openVault } from '../secrets/vault'
import type { Env } from '../services'
import { toldError } from '../text/told-error'
import type { Answered, Asked, Given } from './wire'

/** What each request brings along; `failed` is what it failed with. */
type Bindings = { caller: Caller; failed?: unknown }

/**
 * The thread in which figures are worked out, with a connection of its own: whoever sends an answer meanwhile does not wait for them. It
 * answers the same routes as the main thread would, for callers that the main thread has recognised.
 */
async function work(port: NonNullable<typeof parentPort>, { databaseUrl, ...secrets }: Given) {
  const database = await openDatabase(databaseUrl)
  await openVault(database, makeSealing(secrets), Date.now())
  const app = new Hono<Env & { Bindings: Bindings }>()
    .use(async (c, next) => {
      c.set('caller', c.env.caller)
      await next()
    })
    .route('/api/v1', figureRoutes({ database, now: Date.now }))
  app.notFound(() => {
    throw problem('not-found')
  })
  app.onError((error, c) => {
    c.env.failed = error
    return c.body(null, 500)
  })

  async function figureOf({ ask, path, caller }: Asked & { is: 'figure' }): Promise<Answered> {
    const bindings: Bindings = { caller }
    const response = await app.request(path, {}, bindings)
    const json = await response.text()
    return bindings.failed === undefined ? { ask, is: 'figure', json } : failureOf(ask, bindings.failed)
  }

  async function answer(asked: Asked & { ask: number }): Promise<Answered> {
    try {
      if (asked.is === 'figure') return await figureOf(asked)
      await columnsOf(database).load()
      return { ask: asked.ask, is: 'loaded' }
    } catch (error) {
      return failureOf(asked.ask, error)
    }
  }

  port.on('message', (asked: Asked) => {
    if (asked.is === 'close') void database.close().finally(() => port.close())
    else void answer(asked).then((answered) => port.postMessage(answered))
  })
}

function failureOf(ask: number, error: unknown): Answered {
  const known = passingFailure(error) ?? error
  if (!(known instanceof Problem)) return { ask, is: 'failed', error: toldError(error) }
  const { code, status, message, field, retryAfterSeconds } = known
  return { ask, is: 'problem', problem: { code, status, message, ...(field !== undefined && { field }), ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) } }
}

if (parentPort) await work(parentPort, workerData as Given) // start.ts gives it so
