import { readFileSync, statSync } from 'node:fs'
import { measureBeside } from './beside.js'
import { measureDuckDb } from './duckdb.js'
import { dayOf, fill } from './fill.js'
import { startHearback } from './servers.js'
import { table } from './table.js'

const dayMs = 86_400_000
const asked = 40

const figures = {
  'channels, with the year before': '/scores?by=channel&compare=previous',
  'topics, with the year before': '/scores?by=topic&compare=previous',
  'by an attribute, with the year before': '/scores?by=attribute.plan&compare=previous',
  'topics × an attribute': '/scores/matrix?rows=topic&columns=attribute.country',
  'by day': '/scores?by=day',
  'topics × channels': '/scores/matrix?rows=topic&columns=channel',
  'topics against the rest': '/topics?',
  'channels like for like': '/channels?',
  'agents against their own mix': '/agents?',
  'people and bots': '/handlers?',
  'control chart by week': '/scores/control?by=week',
  'score by waiting time': '/scores/waiting?',
  'what moves the rating': '/drivers?',
  'service by channel': '/kpis?by=channel',
  'service by agent': '/kpis?by=agent',
  'funnel by channel, with the year before': '/funnel?by=channel&compare=previous',
  'words that mark answers': '/words?',
  'latest answers': '/responses?limit=50',
  'answers with a low rating and a comment': '/responses?limit=50&rating=1..2&commented=yes',
  'search in comments': '/responses?limit=50&search=parcel',
  'suspect answers': '/responses?limit=50&state=suspect'
}

const filters = {
  none: '',
  one: '&channel=whatsapp',
  two: '&channel=whatsapp&topic=billing',
  four: '&channel=whatsapp&topic=billing&agent=agent-3&locale=en'
}

/**
 * What every figure costs with none, one, two and four filters, for each of `counts` answers and on each
 * database, and what it costs to hold them. Each time another period is asked for: what was asked before is
 * remembered for as long as nothing changes.
 */
export async function measureScale({ databases, counts, folder, log, print }) {
  for (const count of counts) {
    for (const { name, fresh } of databases) {
      const title = `${name}, ${count.toLocaleString('en')} answers`
      const url = await fresh(`scale-${count}`)
      const began = performance.now()
      const made = await fill(url, count, (line) => log(`${title}: ${line}`))
      const filled = secondsSince(began)
      print(`\n${title}, as many conversations and invitations, made in ${filled} s`)
      await measureServer({ url, made, count, title, log, print })
      if (name === 'SQLite') {
        print('')
        table(
          print,
          ['DuckDB over a CSV of the same rows', 'p50 ms', 'p95 ms'],
          await measureDuckDb({ databaseUrl: url, made, folder, asked, log })
        )
      }
    }
  }
}

async function measureServer({ url, made, count, title, log, print }) {
  const { server, rows: held } = await measureHolding(url, made, count)
  try {
    const comments = await secondsUntilSearchable(server, made)
    table(
      print,
      ['what it costs', 'figure'],
      [...held, ['seconds from the first figure until all comments are searchable', comments]]
    )
    print('')
    const rows = []
    for (const [figure, path] of Object.entries(figures)) {
      const cells = []
      for (const filter of Object.values(filters))
        cells.push(await measureFigure(server, `${path}${filter}`, made))
      rows.push([figure, ...cells.flatMap(({ p50, p95 }) => [p50.toFixed(0), p95.toFixed(0)])])
      log(`${title}: ${rows.at(-1).join('  ')}`)
    }
    table(
      print,
      ['milliseconds at the client', ...Object.keys(filters).flatMap((filter) => [`${filter}: p50`, 'p95'])],
      rows
    )
    print('')
    table(
      print,
      ['meanwhile', 'answers', 'refused', 'p50 ms', 'p99 ms', '/healthz p99 ms'],
      await measureBeside(server, made, (line) => log(`${title}: ${line}`))
    )
  } finally {
    await server.stop()
  }
}

/**
 * A start with all of it on the disk: until it listens, until the first figure is there, and what it holds
 * then.
 */
async function measureHolding(url, made, count) {
  const began = performance.now()
  const server = await startHearback(url, {}, made)
  const listening = secondsSince(began)
  const idle = memoryOf(server.pid)
  await server.request(
    `/scores?survey=${made.survey}&from=${dayOf(Date.parse(made.last) - 365 * dayMs)}&to=${made.last}`
  )
  const first = secondsSince(began)
  const path = url.startsWith('file:') ? url.slice(5) : undefined
  const rows = [
    ['seconds from the start until it listens', listening],
    ['seconds from the start until the first figure', first],
    ['MB of memory when it listens', idle],
    ['MB of memory with the columns', memoryOf(server.pid)],
    ...(path
      ? [
          [
            'bytes on the disk for an answer, its conversation and an invitation',
            Math.round(statSync(path).size / count)
          ]
        ]
      : [])
  ]
  return { server, rows: rows.map(([name, figure]) => [name, String(figure)]) }
}

/** What is searched meanwhile says that it is not complete. */
async function secondsUntilSearchable({ request }, { survey }) {
  const began = performance.now()
  while (!(await request(`/responses?limit=1&search=parcel&survey=${survey}`)).complete)
    await new Promise((resolve) => setTimeout(resolve, 200))
  return secondsSince(began)
}

async function measureFigure({ request }, path, { survey, last }) {
  const times = []
  for (let turn = 0; turn < asked; turn++) {
    const from = dayOf(Date.parse(last) - (364 - turn) * dayMs)
    const start = performance.now()
    await request(`${path}&survey=${survey}&from=${from}&to=${last}`)
    times.push(performance.now() - start)
  }
  return spread(times)
}

export function spread(times) {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

function secondsSince(began) {
  return ((performance.now() - began) / 1000).toFixed(1)
}

function memoryOf(pid) {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kilobytes) / 1024)
}
