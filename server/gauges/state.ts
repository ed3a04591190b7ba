import { stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Gauge } from 'prom-client'
import type { Config } from '../config'
import type { Database } from '../db/database'
import { sqlitePath } from '../db/place'
import type { Live } from '../live'
import type { Metrics } from '../metrics'
import type { Intake } from '../responses/commit-queue'
import { makeQueueAges } from './queue-ages'
import type { Trouble } from './trouble'

type Watched = {
  config: Config
  database: Database
  intake: Intake
  live: Live
  metrics: Metrics
  now: () => number
  trouble: Trouble
}

/**
 * Registers what is read when Prometheus asks: numbers that are there, sizes of files, and ages from
 * queries.
 */
export function watchState(services: Watched): void {
  const {
    config,
    database,
    intake,
    live,
    trouble,
    metrics: { registry }
  } = services
  const registers = [registry]

  /** A number that is read when it is asked for; not a number where it cannot be read. */
  const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(
          await Promise.resolve()
            .then(read)
            .catch(() => NaN)
        )
      }
    })

  const { connections } = database
  if (connections) {
    const pool = 'hearback_database_connections'
    gauge(`${pool}_used`, 'Connections to the database that are in use.', () => connections().inUse)
    gauge(`${pool}_idle`, 'Connections to the database that are open and free.', () => connections().idle)
    gauge(`${pool}_waiting`, 'How many wait for a connection to the database.', () => connections().waiting)
  }

  gauge('hearback_intake_waiting', 'Answers that wait for a commit.', intake.waiting)
  gauge('hearback_live_followers', 'Pages of the dashboard that follow live.', live.followers)

  const ages = makeQueueAges(database, services.now)
  const upHelp = 'Whether the database answered when it was last asked: 1 or 0.'
  gauge('hearback_database_up', upHelp, async () => ((await ages()) ? 1 : 0))
  const writableHelp = 'Whether what was last written to the database reached its disk in time: 1 or 0.'
  gauge('hearback_database_writable', writableHelp, async () => ((await trouble.now()) ? 0 : 1))
  const lateHelp = (what: string) => `For how long the oldest ${what} is due; 0 where none is.`
  gauge(
    'hearback_outbox_late_seconds',
    lateHelp('message to a customer'),
    async () => (await ages())?.outbox ?? NaN
  )
  gauge(
    'hearback_inbox_late_seconds',
    lateHelp('event of a vendor'),
    async () => (await ages())?.inbox ?? NaN
  )

  const path = sqlitePath(config.databaseUrl)
  if (path !== undefined && path !== ':memory:') {
    gauge('hearback_sqlite_file_bytes', 'The size of the database file.', async () => (await stat(path)).size)
    // There is no log beside a file that nobody has written since.
    const logSize = () =>
      stat(`${path}-wal`).then(
        ({ size }) => size,
        () => 0
      )
    gauge('hearback_sqlite_log_bytes', 'The size of the log beside it (WAL).', logSize)
    gauge('hearback_disk_free_bytes', 'What is free on the disk of the database file.', async () => {
      const { bavail, bsize } = await statfs(dirname(path))
      return bavail * bsize
    })
  }
}
