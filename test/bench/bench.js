import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../support/embedded-postgres.js'
import { measureDashboard } from './dashboard.js'
import { measureScale } from './scale.js'
import { table } from './table.js'
import { measureWidget } from './widget.js'
import { measureWrites } from './writes.js'

/**
 * How fast answers are kept, beside an echo of the same body that keeps nothing; what figures cost at a
 * million answers or at as many as `counts` says; how long a manager waits for the first figure of a page;
 * and what the widget costs a page. Ratios are from one run with the sides taking turns, so that they mean
 * the same on another machine. `part` is one of them alone.
 */
export async function bench({ part, counts, log, print }) {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-bench-'))
  print(
    `\n${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, ` +
      `${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.version}\n`
  )
  try {
    if (!part || part === 'server')
      await withDatabases(folder, (databases) => benchWrites(databases, log, print))
    if (!part || part === 'scale')
      await withDatabases(folder, (databases) => measureScale({ databases, counts, folder, log, print }))
    if (!part || part === 'dashboard') await measureDashboard({ folder, log, print })
    if (!part || part === 'widget')
      await measureWidget({ databaseUrl: `file:${join(folder, 'widget.db')}`, log, print })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function withDatabases(folder, measure) {
  const postgres = await startEmbeddedPostgres()
  try {
    await measure([
      { name: 'SQLite', fresh: async (name) => `file:${join(folder, `${name}.db`)}` },
      { name: 'PostgreSQL', fresh: postgres.fresh }
    ])
  } finally {
    await postgres.stop()
  }
}

async function benchWrites(databases, log, print) {
  const rows = await measureWrites(databases, log)
  print(
    'Durable answers through HTTP, each on disk before it is acknowledged (medians; ' +
      'server, database and sender share the machine)'
  )
  table(
    print,
    [
      'database',
      'connections',
      'answers/s',
      'echo/s',
      'share of echo',
      'processor, as a multiple of the echo',
      'kB written for an answer'
    ],
    rows
  )
  print('')
}
