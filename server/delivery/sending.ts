import type { Database } from '../db/database'
import type { Sealing } from '../secrets/sealing'
import type { Config } from '../config'
import type { Publication } from '../surveys/publication'
import type { Metrics } from '../metrics'
import type { Hearing } from '../connectors/hearing'
import type { Logger } from 'pino'
import type { Connections } from '../connectors/kept-connections'

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
