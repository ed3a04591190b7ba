import type { Logger } from 'pino'
import type { Config } from '../config'
import type { Hearing } from '../connectors/hearing'
import type { Connections } from '../connectors/kept-connections'
import type { Database } from '../db/database'
import type { Metrics } from '../metrics'
import type { Sealing } from '../secrets/sealing'
import type { Publication } from '../surveys/publication'

export type SendingServices = {
  database: Database
  sealing: Sealing
  config: Config
  publication: Publication
  metrics: Metrics
  hearing: Hearing
  log: Logger
  now: () => number
  steady: () => number
} & { connections: Connections }
