import type { Logger } from 'pino'
import type { People } from './accounts/authentication'
import type { FiguresThread } from './columns/figures-thread'
import type { Config } from './config'
import type { Hearing } from './connectors/hearing'
import type { Database } from './db/database'
import type { Trouble } from './gauges/trouble'
import type { PublicLimit } from './http/rate-limit'
import type { Job } from './jobs/polling-job'
import type { Live } from './live'
import type { Mailer } from './mail/sender'
import type { Metrics } from './metrics'
import type { Assets } from './presentation/assets'
import type { Intake } from './responses/commit-queue'
import type { Sealing } from './secrets/sealing'
import type { Publication } from './surveys/publication'

/** What the routes work with. Time comes in, so that tests can say what day it is. */
export type Services = {
  config: Config
  database: Database
  /** Where figures are worked out beside everything else; without it they are worked out here. */
  figures?: FiguresThread
  intake: Intake
  live: Live
  people: People
  /** Sends mails of our own, where a mail server is named. */
  mailer: Mailer
  publication: Publication
  sealing: Sealing
  /** By what this server is told from others (see serverName). */
  name: string
  /**
   * Sends what invitations and thanks have put into the database; `wake` it after a commit that put
   * something there.
   */
  outbox: Job
  /** Deals with what channels and helpdesks have sent; `wake` it after a commit that kept something. */
  inbox: Job
  /** Notes when vendors call, take messages, or are turned away. */
  hearing: Hearing
  publicLimit: PublicLimit
  assets: Assets
  metrics: Metrics
  trouble: Trouble
  log: Logger
  /** What time it is: for what is written down or due at an instant. It may be set, ahead or back. */
  now: () => number
  /** Milliseconds that only ever pass: for how long this process waits for something or remembers it. */
  steady: () => number
}
