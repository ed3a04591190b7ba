import type { Logger } from 'pino'
import type { Caller } from './access'
import type { Assets } from './assets'
import type { Config } from './config'
import type { Database } from './db/database'
import type { Intake } from './intake'
import type { People } from './people'

/** What the routes work with. Time comes in as `now`, so that tests can say what day it is. */
export type Services = {
  config: Config
  database: Database
  intake: Intake
  people: People
  assets: Assets
  log: Logger
  now: () => number
}

/** What a route finds in its context. */
export type Env = { Variables: { caller: Caller; requestId: string; address: string } }
