import type { Logger } from 'pino'
import type { ChannelEvent } from '../channels/channel'
import type { Config } from '../config'
import type { Hearing } from '../connectors/hearing'
import type { Connector } from '../connectors/settings'
import type { Database } from '../db/database'
import type { Job } from '../jobs/polling-job'
import type { Metrics } from '../metrics'
import type { Intake } from '../responses/commit-queue'
import type { Sealing } from '../secrets/sealing'
import type { Publication } from '../surveys/publication'

export type InboxServices = {
  database: Database
  sealing: Sealing
  config: Config
  publication: Publication
  intake: Intake
  outbox: Job
  metrics: Metrics
  hearing: Hearing
  log: Logger
  now: () => number
  steady: () => number
}

/**
 * Something that happened on a connector, when, and by which name it is known, the same however often it is
 * dealt with.
 */
export type Happening<Kind extends ChannelEvent['kind']> = {
  connector: Connector
  event: Extract<ChannelEvent, { kind: Kind }>
  at: number
  key: string
}

/** Thrown for what makes no sense yet and may after something else has happened. */
export class NotYet extends Error {}
