import type { createServer, Server } from 'node:http'
import { serve as listen } from '@hono/node-server'
import type { Logger } from 'pino'
import pino from 'pino'
import { makePeople } from './accounts/authentication'
import { mailSettings } from './accounts/mail-server'
import { ensureAdmin } from './accounts/set-up'
import { makeAlerting } from './alerts/job'
import { createApp } from './app'
import { makeTrimming } from './columns/trimming-job'
import type { Config } from './config'
import { makeHearing } from './connectors/hearing'
import { openDatabase } from './db/open-database'
import { sqlitePath } from './db/place'
import { holdFile } from './db/sqlite/serving'
import { makeOutbox } from './delivery/outbox'
import { makeTellingEndpoints } from './endpoints/job'
import { makeRemoving } from './erasure/removing-job'
import { answerFigures } from './figures-thread/answering'
import { makeFiguresThread } from './figures-thread/start'
import { makeFollowing } from './follow-ups/job'
import { watchColumns } from './gauges/columns'
import { watchState } from './gauges/state'
import { makeTrouble } from './gauges/trouble'
import { makePublicLimit } from './http/rate-limit'
import { makeInbox } from './inbox/job'
import { makeIntakeThread } from './intake-thread/start'
import type { Patience } from './limits/sockets'
import { patientServer, usualPatience } from './limits/sockets'
import { makeLive } from './live'
import { makeMailer } from './mail/sender'
import { makeMetrics } from './metrics'
import { makeTelling } from './notices/telling-job'
import type { Assets } from './presentation/assets'
import { makeAskingAgain } from './replies/job'
import { makeIntake } from './responses/commit-queue'
import { makeRetaining } from './retention/retaining-job'
import { makeIndexing } from './search/indexing-job'
import { weakVariables, weakWarning } from './secrets/strength'
import type { Services } from './services'
import { makePublication } from './surveys/publication'
import { prepare } from './upgrades/prepare'
import { metricsRoutes } from './web/health'
import { makeWritingBack } from './write-back/job'

/**
 * How long a write waits for its turn: nobody waits longer than two seconds to be told to come back, also
 * where a busy machine is half a second late.
 */
const writePatienceMs = 1_500
/** How long open requests may take to finish after a signal to stop. */
const drainMs = 5_000
const closeIdleEveryMs = 20

type FetchCallback = Parameters<typeof listen>[0]['fetch']
type Listening = { main: Server; metrics?: Server }

export type Running = { services: Services; port: number; metricsPort?: number; stop(): Promise<void> }

/**
 * Opens the database, brings it up to date and makes what the routes work with. Time comes from the
 * database and from what this process counts, unless `clock` is given.
 */
export async function makeServices(
  config: Config,
  assets: Assets,
  log: Logger,
  clock?: Pick<Services, 'now' | 'steady'>
): Promise<Services> {
  const database = await openDatabase(config.databaseUrl, { ...config, patienceMs: writePatienceMs })
  let prepared: Awaited<ReturnType<typeof prepare>>
  try {
    prepared = await prepare(database, config, (sentence) => log.warn(sentence))
  } catch (error) {
    await database.close()
    throw error
  }
  const { sealing, name } = prepared
  const metrics = makeMetrics()
  const { now, steady } = clock ?? { now: database.now, steady: () => performance.now() }
  const hearing = makeHearing(database, log, now)
  const trouble = makeTrouble({ database, log })
  const publication = makePublication(database, steady)
  const common = { config, database, metrics, trouble, hearing, log, now, steady, publication, sealing, name }
  const intake = makeIntake(common)
  const mailer = makeMailer(() => mailSettings({ database, config }), log)
  const outbox = makeOutbox(common)
  const live = makeLive(database)
  watchState({ ...common, intake, live })
  return {
    ...common,
    assets,
    intake,
    outbox,
    inbox: makeInbox({ ...common, intake, outbox }),
    live,
    mailer,
    people: makePeople({ ...common, mailer }),
    publicLimit: makePublicLimit(database, database.dialect === 'postgres' ? now : steady)
  }
}

type Serving = { log?: Logger; patience?: Patience; figuresFile?: URL; intakeFile?: URL }

/**
 * Serves until `stop` is called: then nothing new is taken in, what was taken in is finished, and the
 * database is closed. Figures are worked out in a thread of their own where `figuresFile` says what it runs;
 * answers are kept in one on SQLite where `intakeFile` does. A second server on one SQLite file is refused
 * with a sentence.
 */
export async function serve(config: Config, assets: Assets, wishes: Serving = {}): Promise<Running> {
  const path = sqlitePath(config.databaseUrl)
  const letGo = path === undefined || path === ':memory:' ? () => {} : holdFile(path)
  try {
    const running = await begin(config, assets, wishes)
    return { ...running, stop: () => running.stop().finally(letGo) }
  } catch (error) {
    letGo()
    throw error
  }
}

async function begin(
  config: Config,
  assets: Assets,
  { log = pino(), patience = usualPatience, figuresFile, intakeFile }: Serving
): Promise<Running> {
  for (const variable of weakVariables(config)) log.warn(weakWarning(variable))
  const made = await makeServices(config, assets, log)
  const { databaseUrl, directUrl, secret, formerSecrets } = config
  const given = { databaseUrl, secret, ...(formerSecrets && { formerSecrets }) }
  const direct = directUrl === undefined ? {} : { directUrl }
  const figures = figuresFile && makeFiguresThread(figuresFile, { ...given, ...direct }, log)
  const isFile = ![undefined, ':memory:'].includes(sqlitePath(databaseUrl))
  const keeping = intakeFile && isFile ? makeIntakeThread(intakeFile, given, made.database, log) : undefined
  const services: Services = { ...made, ...(figures && { figures }) }
  watchColumns(services)
  const { main: server, metrics } = await opened(config, services, patience).catch(async (error: unknown) => {
    await figures?.close()
    services.live.close()
    await services.intake.close()
    await keeping?.close()
    await services.database.close()
    throw error
  })
  keeping?.begin()
  services.outbox.start()
  services.inbox.start()
  const retaining = makeRetaining(services)
  retaining.start()
  const removing = makeRemoving(services)
  removing.start()
  const telling = makeTelling(services)
  telling.start()
  const trimming = makeTrimming(services)
  trimming.start()
  const indexing = makeIndexing(services, trimming.tried)
  indexing.start()
  const following = makeFollowing(services)
  following.start()
  const alerting = makeAlerting({ ...services, figureOf: figures?.answer ?? answerFigures(services) })
  alerting.start()
  const endpoints = makeTellingEndpoints(services)
  endpoints.start()
  const writingBack = makeWritingBack(services)
  writingBack.start()
  const askingAgain = makeAskingAgain(services)
  askingAgain.start()
  return {
    services,
    port: portOf(server) ?? config.port,
    ...(metrics && { metricsPort: portOf(metrics) ?? 0 }),
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      metrics?.close()
      metrics?.closeAllConnections()
      // A connection that is busy now is idle a moment later, and its client would keep it open for seconds.
      const closing = setInterval(() => server.closeIdleConnections(), closeIdleEveryMs)
      const forced = setTimeout(() => server.closeAllConnections(), drainMs)
      // A vendor that does not answer holds up nobody: what was being sent is taken on again, as after a crash.
      const drained = new Promise((resolve) => setTimeout(resolve, drainMs).unref())
      // The inbox gives answers to the intake, so it is done first.
      const taken = services.inbox.close().then(services.intake.close)
      const sending = [services.outbox, services.mailer, endpoints, alerting].map((one) => one.close())
      const sent = Promise.race([Promise.all(sending), drained])
      const jobs = [
        retaining,
        removing,
        telling,
        trimming,
        indexing,
        following,
        writingBack,
        askingAgain
      ].map((job) => job.close())
      await Promise.all([taken, sent, ...jobs])
      await services.hearing.close()
      services.live.close()
      await closed
      clearInterval(closing)
      clearTimeout(forced)
      await figures?.close()
      await keeping?.close()
      await services.database.close()
    }
  }
}

/**
 * Listens only when the first owner of the environment is there, so that who is told that we are ready can
 * sign in.
 */
async function opened(config: Config, services: Services, patience: Patience): Promise<Listening> {
  await ensureAdmin(services.database, config, services.people)
  const main = await listening(createApp(services).fetch, config.port, config.host, patience)
  try {
    const metrics =
      config.metricsPort === undefined
        ? undefined
        : await listening(metricsRoutes(services).fetch, config.metricsPort, config.host, patience)
    return { main, ...(metrics && { metrics }) }
  } catch (error) {
    main.close()
    throw error
  }
}

function listening(
  fetch: FetchCallback,
  port: number,
  hostname: string,
  patience: Patience
): Promise<Server> {
  return new Promise((resolve, reject) => {
    // patientServer makes a plain http.Server, which is what node-server cannot know.
    const starting = listen(
      { fetch, port, hostname, createServer: patientServer(patience) as typeof createServer },
      () => resolve(starting)
    ) as Server
    starting.on('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE' ? new Error(`Port ${port} is taken; set PORT to another one.`) : error
      )
    })
  })
}

function portOf(server: Server): number | undefined {
  const address = server.address()
  return typeof address === 'object' ? address?.port : undefined
}
