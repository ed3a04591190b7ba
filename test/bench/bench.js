import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { measureDashboard } from './dashboard.js'
import { measureFigures } from './figures.js'
import { startEmbeddedPostgres } from '../embedded-postgres.js'
import { table } from './table.js'
import { measureWidget } from './widget.js'
import { measureWrites } from './writes.js'

/**
 * How fast answers are kept, beside an echo of the same body that keeps nothing, and what figures cost when there are a hundred
 * times as many answers; how long a manager waits for the first figure of a page; and what the widget costs a page. All are ratios
 * from one run with the sides taking turns, so that they mean the same on another machine. `part` is one of them alone.
 */
export async function bench({ part, log, print }) {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-bench-'))
  print(`\n${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.version}\n`)
  try {
    if (!part || part === 'server') await benchServer(folder, log, print)
    if (!part || part === 'dashboard') await measureDashboard({ folder, log, print })
    if (!part || part === 'widget') await measureWidget({ databaseUrl: `file:${join(folder, 'widget.db')}`, log, print })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function benchServer(folder, log, print) {
  const postgres = await startEmbeddedPostgres()
  try {
    const databases = [
      { name: 'SQLite', fresh: async (name) => `file:${join(folder, `${name}.db`)}` },
      { name: 'PostgreSQL', fresh: postgres.fresh }
    ]
    const writes = await measureWrites(databases, log)
    const figures = await measureFigures(databases, log)
    print('Durable answers through HTTP, each on disk before it is acknowledged (medians; server, database and sender share the machine)')
    table(print, ['database', 'connections', 'answers/s', 'echo/s', 'share of echo'], writes)
    print('\nFigures over a year, 10 thousand answers against 1 million (milliseconds at the client)')
    table(print, ['database', 'figure', 'p50 10k', 'p50 1M', 'ratio', 'p95 10k', 'p95 1M', 'ratio'], figures.rows)
    print('')
    for (const { name, seconds, answers } of figures.fills) print(`${name}: ${answers.toLocaleString('en')} answers were stored in ${Math.round(seconds)} s, by a thousand in a request, oldest first.`)
    print('')
  } finally {
    await postgres.stop()
  }
}
