import type { Server } from 'node:http'
import { serve as listen } from '@hono/node-server'
import pino from 'pino'
import type { Logger } from 'pino'
import { createApp } from './app'
import type { Assets } from './assets'
import type { Config } from './config'
import { openDatabase } from './db/database'
import { makeIntake } from './intake'
import { makeCounting } from './jobs/counting'
import { makeInbox } from './jobs/inbox'
import { makeOutbox } from './jobs/outbox'
import { makeRemoving } from './jobs/removing'
import { makeRetaining } from './jobs/retaining'
import { makeLive } from './live'
import { makeMetrics } from './metrics'
import { makePeople } from './people/people'
import { makePublicLimit } from './public-limit'
import { makePublication } from './publication'
import type { Sealing } from './sealed'
import { prepare } from './secrets/prepare'
import { weakVariables, weakWarning } from './secrets/strength'
import type { Services } from './services'

/** How long open requests may take to finish after a signal to stop. */
const drainMs = 5_000
const closeIdleEveryMs = 20
/** Half-open and slow connections are closed after this, so that nobody can hold sockets for ever. */
const headersTimeoutMs = 10_000
const requestTimeoutMs = 60_000

export type Running = { services: Services; port: number; stop(): Promise<void> }

/** Opens the database, brings it up to date and makes what the routes work with. */
export async function makeServices(config: Config, assets: Assets, log: Logger, now: () => number = Date.now): Promise<Services> {
  const database = await openDatabase(config.databaseUrl)
  let sealing: Sealing
  try {
    sealing = (await prepare(database, config, (sentence) => log.warn(sentence))).sealing
  } catch (error) {
    await database.close()
    throw error
  }
  const metrics = makeMetrics()
  const common = { config, database, metrics, log, now, publication: makePublication(database, now), sealing }
  const intake = makeIntake(common)
  const outbox = makeOutbox(common)
  return {
    ...common,
    assets,
    intake,
    outbox,
    inbox: makeInbox({ ...common, intake, outbox }),
    live: makeLive(database),
    people: makePeople(common),
    publicLimit: makePublicLimit(database, now)
  }
}

/** Serves until `stop` is called: then nothing new is taken in, what was taken in is finished, and the database is closed. */
export async function serve(config: Config, assets: Assets, log: Logger = pino()): Promise<Running> {
  for (const variable of weakVariables(config)) log.warn(weakWarning(variable))
  const services = await makeServices(config, assets, log)
  const server = await listening(config, services).catch(async (error: unknown) => {
    services.live.close()
    await services.database.close()
    throw error
  })
  const address = server.address()
  services.outbox.start()
  services.inbox.start()
  const counting = makeCounting(services)
  counting.start()
  const retaining = makeRetaining(services)
  retaining.start()
  const removing = makeRemoving(services)
  removing.start()
  return {
    services,
    port: typeof address === 'object' && address ? address.port : config.port,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      // A connection that is busy now is idle a moment later, and its client would keep it open for seconds.
      const closing = setInterval(() => server.closeIdleConnections(), closeIdleEveryMs)
      const forced = setTimeout(() => server.closeAllConnections(), drainMs)
      // A vendor that does not answer holds up nobody: what was being sent is taken on again, as after a crash.
      const drained = new Promise((resolve) => setTimeout(resolve, drainMs).unref())
      // The inbox gives answers to the intake, so it is done first.
      await Promise.all([services.inbox.close().then(services.intake.close), counting.close(), retaining.close(), removing.close(), Promise.race([services.outbox.close(), drained])])
      services.live.close()
      await closed
      clearInterval(closing)
      clearTimeout(forced)
      await services.database.close()
    }
  }
}

function listening(config: Config, services: Services): Promise<Server> {
  const app = createApp(services)
  return new Promise((resolve, reject) => {
    // node-server makes a plain http.Server unless it is told otherwise.
    const starting = listen({ fetch: app.fetch, port: config.port, hostname: config.host }, () => resolve(starting)) as Server
    starting.on('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${config.port} is taken; set PORT to another one.`) : error)
    })
    starting.headersTimeout = headersTimeoutMs
    starting.requestTimeout = requestTimeoutMs
  })
}
