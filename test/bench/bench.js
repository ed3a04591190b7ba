import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { measureFigures } from './figures.js'
import { startPostgres } from './postgres.js'
import { measureWrites } from './writes.js'

/**
 * How fast answers are kept, beside an echo of the same body that keeps nothing, and what figures cost when there are a hundred
 * times as many answers. Both are ratios from one run with the sides taking turns, so that they mean the same on another machine.
 */
export async function bench({ log, print }) {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-bench-'))
  const postgres = await startPostgres()
  try {
    const databases = [
      { name: 'SQLite', fresh: async (name) => `file:${join(folder, `${name}.db`)}` },
      { name: 'PostgreSQL', fresh: postgres.fresh }
    ]
    const writes = await measureWrites(databases, log)
    const figures = await measureFigures(databases, log)
    print(`\n${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.version}\n`)
    print('Durable answers through HTTP, each on disk before it is acknowledged (medians; server, database and sender share the machine)')
    table(print, ['database', 'connections', 'answers/s', 'echo/s', 'share of echo'], writes)
    print('\nFigures over a year, 10 thousand answers against 1 million (milliseconds at the client)')
    table(print, ['database', 'figure', 'p50 10k', 'p50 1M', 'ratio', 'p95 10k', 'p95 1M', 'ratio'], figures.rows)
    print('')
    for (const { name, seconds, answers } of figures.fills) print(`${name}: ${answers.toLocaleString('en')} answers were stored in ${Math.round(seconds)} s, by a thousand in a request, oldest first.`)
  } finally {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function table(print, head, rows) {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => String(row[column]).length)))
  const isNumber = head.map((_title, column) => rows.every((row) => /^[\d.,]+ ?[%×]?$/.test(String(row[column]))))
  const line = (cells) => cells.map((cell, column) => (isNumber[column] ? String(cell).padStart(widths[column]) : String(cell).padEnd(widths[column]))).join('  ')
  print(line(head))
  print(widths.map((width) => '─'.repeat(width)).join('  '))
  for (const row of rows) print(line(row))
}
