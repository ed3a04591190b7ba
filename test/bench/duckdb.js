import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { dayOf } from './fill.js'
import { spread } from './scale.js'

const library = '@duckdb/node-api'
const dayMs = 86_400_000

/**
 * The same rows as a CSV in an engine made for such figures, as a measure of what is possible: it knows no
 * visitor's rights, no names that are merged, no repeated answers and gives no interval. It is fetched into
 * `folder` and is no dependency.
 */
export async function measureDuckDb({ databaseUrl, made, folder, asked, log }) {
  log('Fetching DuckDB from npm …')
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  execFileSync('npm', ['install', '--no-audit', '--no-fund', library], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32'
  })
  const { DuckDBInstance } = createRequire(join(folder, 'package.json'))(library)
  const file = join(folder, 'answers.csv')
  await writeCsv(databaseUrl.replace(/^file:/, ''), made.survey, file)
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect()
  await connection.run(
    `create table answer as select * from read_csv('${file}', header = true, types = ` +
      `{'day': 'DATE', 'rating': 'UTINYINT'})`
  )
  const rows = []
  for (const [figure, queryOf] of Object.entries(figures)) {
    const times = []
    for (let turn = 0; turn < asked; turn++) {
      const start = performance.now()
      await connection.runAndReadAll(
        queryOf(
          dayOf(Date.parse(made.last) - (364 - turn) * dayMs),
          dayOf(Date.parse(made.last) - 2 * (364 - turn) * dayMs)
        )
      )
      times.push(performance.now() - start)
    }
    const { p50, p95 } = spread(times)
    rows.push([figure, p50.toFixed(0), p95.toFixed(0)])
  }
  connection.closeSync()
  return rows
}

const figures = {
  'channels, with the year before': (from, before) =>
    `select channel, day >= '${from}' as now, rating, count(*) from answer where day >= '${before}' group by all`,
  'topics, with the year before': (from, before) =>
    `select topic, day >= '${from}' as now, rating, count(*) from answer where day >= '${before}' group by all`,
  'by day': (from) => `select day, rating, count(*) from answer where day >= '${from}' group by all`,
  'topics × channels': (from) =>
    `select topic, channel, rating, count(*) from answer where day >= '${from}' group by all`,
  'agents against their own mix': (from) =>
    'select agent, channel, topic, count(*), sum(rating), sum(rating * rating) from answer ' +
    `where day >= '${from}' group by all`,
  'four filters, by day': (from) =>
    `select day, rating, count(*) from answer where day >= '${from}' and channel = ` +
    `'whatsapp' and topic = 'billing' and agent = 'agent-3' and locale = 'en' group by all`
}

/** One topic an answer, as the bench makes them. */
async function writeCsv(path, survey, file) {
  const connection = new BetterSqlite(path, { readonly: true })
  const stream = createWriteStream(file)
  stream.write('day,rating,channel,topic,agent,team,locale\n')
  const rows = connection
    .prepare(
      `select answered_on || ',' || rating || ',' || channel || ',' || (select min(topic) from tag_set_topic where tag_set_id = tag_set.id) || ',' || agent || ',' || team || ',' || locale || char(10)
       from response join tag_set on tag_set.id = response.tag_set_id where survey_id = ? and state = 'counted'`
    )
    .pluck()
    .iterate(survey)
  let lines = ''
  for (const line of rows) {
    lines += line
    if (lines.length < 1 << 20) continue
    if (!stream.write(lines)) await once(stream, 'drain')
    lines = ''
  }
  stream.end(lines)
  await once(stream, 'finish')
  connection.close()
}
