import BetterSqlite from 'better-sqlite3'
import pg from 'pg'
import { answerOf, seeded } from './answers.js'
import { attributesOf, declared } from './attributes.js'
import { startHearback } from './servers.js'

const days = 730
const dayMs = 86_400_000
const minuteMs = 60_000
/** So many come through the API; the others are copies of these rows with another id, moment and rating. */
const sentMax = 40_000
const perRequest = 1_000
const perStatement = 100_000
/** So many answers come from one customer, more or less. */
const answersEach = 3
/** One in so many invitations is answered. */
const invitedEach = 7

/**
 * Fills a database with `count` answers over two years, each with who handled it, twelve attributes and its
 * conversation, and as many invitations, a seventh of them answered. The first come through the API, so that tags, keys and settings
 * are what the product makes; then the database copies them, which takes minutes for ten million. Gives the
 * site and the survey, to be gone on with.
 */
export async function fill(databaseUrl, count, log = () => {}) {
  const last = dayMs * Math.floor(Date.now() / dayMs)
  const period = { start: last - (days - 1) * dayMs, end: last }
  const sent = Math.min(count, sentMax)
  const server = await startHearback(databaseUrl, {}, undefined, { attributes: declared })
  await send(server, sent, period)
  await server.stop()
  if (count > sent) await copy(databaseUrl, server.survey, sent, count, period, log)
  return { site: server.site, survey: server.survey, last: dayOf(last) }
}

async function send({ request, upload, survey }, count, { start, end }) {
  const below = seeded(20)
  for (let from = 0; from < count; from += perRequest) {
    const indices = Array.from({ length: Math.min(perRequest, count - from) }, (_, index) => from + index)
    const responses = indices.map((index) => {
      const answeredAt = new Date(start + Math.floor((index / count) * (end - start))).toISOString()
      const customer = `customer-${below(Math.ceil(count / answersEach))}`
      const answers = below(3) === 0 ? { answers: { person: 1 + below(5), speed: 1 + below(5) } } : {}
      return answerOf(survey, `bench-${index.toString().padStart(9, '0')}`, below, {
        answeredAt,
        customer,
        ...handled(below),
        attributes: attributesOf(below),
        ...answers
      })
    })
    const { results } = await request('/responses/batch', { responses })
    const refused = results.find(({ status }) => status !== 201)
    if (refused) throw new Error(`an answer was refused: ${JSON.stringify(refused)}`)
    await request('/conversations/batch', {
      conversations: responses.map((response) => conversationOf(response, below))
    })
  }
  const rows = Array.from({ length: count }, (_, index) =>
    invitationOf(`asked-${index}`, below, new Date(start + Math.floor((index / count) * (end - start))))
  )
  const mapping = {
    ...Object.fromEntries(Object.keys(rows[0]).map((part) => [part, part])),
    topics: ['topics']
  }
  const { counts } = await upload(
    '/imports',
    { survey, source: 'csv', mapping: JSON.stringify(mapping) },
    csv(rows)
  )
  if (counts.accepted + counts.unanswered !== rows.length)
    throw new Error(`invitations were refused: ${JSON.stringify(counts)}`)
}

/** A third is handled by a bot, a part of that by a person in the end. */
function handled(below) {
  if (below(3) > 0) return { handledBy: 'person' }
  return { handledBy: below(4) === 0 ? 'bot-then-person' : 'bot', bot: `bot-${1 + below(2)}` }
}

/** Most customers wait for some minutes, and some for a day. */
function conversationOf({ conversation: id, channel, agent, team, topics, customer, answeredAt }, below) {
  const before = (minutes) => new Date(Date.parse(answeredAt) - minutes * minuteMs).toISOString()
  const wait = below(10) === 0 ? below(1_440) : below(30)
  const times = {
    openedAt: before(wait + 60),
    firstResponseAt: before(60),
    resolvedAt: before(30),
    handleSeconds: 60 + below(900)
  }
  return { id, channel, agent, team, topics, customer, ...times, resolvedOnFirstContact: below(4) > 0 }
}

/** One who was asked and mostly did not answer, as the columns of a file; answers come a minute later. */
function invitationOf(id, below, sentAt) {
  const {
    rating,
    topics: [topics],
    channel,
    agent,
    team,
    locale
  } = answerOf('', id, below)
  const isAnswered = below(invitedEach) === 0
  const answeredAt = isAnswered ? new Date(sentAt.getTime() + minuteMs).toISOString() : ''
  return {
    externalId: id,
    rating: isAnswered ? rating : '',
    sentAt: sentAt.toISOString(),
    answeredAt,
    channel,
    topics,
    agent,
    team,
    locale
  }
}

/**
 * What of a copied row is another one than in its pattern; `{at}` is its moment, `{by}` how much later that
 * is than the pattern's.
 */
const tables = [
  {
    name: 'conversation',
    key: 'id',
    moment: 'began_at',
    later: ['opened_at', 'first_response_at', 'resolved_at', 'began_at'],
    texts: { id: "'c-copy-' || n" }
  },
  {
    name: 'response',
    key: 'id',
    moment: 'answered_at',
    only: "id like 'bench-%'",
    later: ['answered_at', 'received_at'],
    texts: {
      id: "'copy-' || n",
      conversation: "'c-copy-' || n",
      rating: 'case when {mixed} % 15 < 9 then 5 - {mixed} % 2 else 1 + {mixed} % 5 end'
    },
    dayOf: { answered_on: 'answered_at' }
  },
  {
    name: 'invitation',
    key: 'id',
    moment: 'created_at',
    later: [
      'created_at',
      'expires_at',
      'sent_at',
      'delivered_at',
      'opened_at',
      'started_at',
      'answered_at',
      'changed_at'
    ],
    texts: { id: "'inv_copy' || n", external_id: "'copy-' || n" }
  }
]

async function copy(databaseUrl, survey, from, to, { start, end }, log) {
  const database = await openPlain(databaseUrl)
  for (const table of tables) {
    // Nobody listens, and a server reads everything when it starts: the order of changes is not written.
    const listenAgain = await database.silence(table.name)
    const columns = await database.columnsOf(table.name)
    await database.run(
      `create temporary table pattern as select row_number() over (order by ${table.key}) - 1 as place, ${table.name}.* from ${table.name}${table.only ? ` where ${table.only}` : ''}`
    )
    await database.run('create unique index pattern_place on pattern (place)')
    const patterns = await database.number('select count(*) from pattern')
    // One after another in time, as they would have come in.
    const at =
      `(${start} + cast(n as bigint) * ${Math.floor((end - start) / 1000)} / ${to} * 1000)`.replaceAll(
        'bigint',
        database.wide
      )
    const mixed = '((n * 2654435761) % 4294967291)'
    const by = `(${at} - ${table.moment})`
    const cell = (column) => {
      if (table.later.includes(column)) return `${column} + ${by}`
      const day = table.dayOf?.[column]
      if (day) return database.dayOf(`(${day} + ${by})`)
      return table.texts[column]?.replaceAll('{mixed}', mixed) ?? column
    }
    for (let first = from; first < to; first += perStatement) {
      const beyond = Math.min(to, first + perStatement)
      const series =
        `with recursive series(n) as (select cast(${first} as ${database.wide}) union all ` +
        `select n + 1 from series where n + 1 < ${beyond})`
      const source =
        `select ${columns.map(cell).join(', ')} from series join pattern on pattern.place = ` +
        `${mixed} % ${patterns}`
      await database.run(`insert into ${table.name} (${columns.join(', ')}) ${series} ${source}`)
      if (beyond % 1_000_000 === 0) log(`${beyond.toLocaleString('en')} rows of ${table.name} made`)
    }
    await database.run('drop table pattern')
    await listenAgain()
  }
  // Comments of copies are made searchable by the server, as those of before an upgrade.
  await database.run(`insert into comment_fill (survey_id) values ('${survey}')`)
  await database.run('analyze')
  await database.close()
}

/** The database itself, without the product: it need not listen while its rows are multiplied. */
async function openPlain(url) {
  if (!/^postgres/.test(url)) {
    const connection = new BetterSqlite(url.replace(/^file:/, ''))
    connection.pragma('synchronous = OFF')
    connection.pragma('cache_size = -262144')
    return {
      wide: 'integer',
      dayOf: (moment) => `date(${moment} / 1000, 'unixepoch')`,
      run: async (sql) => void connection.exec(sql),
      number: async (sql) => connection.prepare(sql).pluck().get(),
      columnsOf: async (table) =>
        connection.prepare('select name from pragma_table_info(?)').pluck().all(table),
      async silence(table) {
        const triggers = connection
          .prepare("select name, sql from sqlite_schema where type = 'trigger' and tbl_name = ?")
          .all(table)
        for (const { name } of triggers) connection.exec(`drop trigger ${name}`)
        return async () => triggers.forEach(({ sql }) => connection.exec(sql))
      },
      close: async () => connection.close()
    }
  }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('set synchronous_commit = off')
  return {
    wide: 'bigint',
    dayOf: (moment) => `to_char(to_timestamp(${moment} / 1000) at time zone 'UTC', 'YYYY-MM-DD')`,
    run: async (sql) => void (await client.query(sql)),
    number: async (sql) => Number(Object.values((await client.query(sql)).rows[0])[0]),
    columnsOf: async (table) => {
      const { rows } = await client.query(
        'select column_name from information_schema.columns where table_schema = current_schema() and table_name = $1',
        [table]
      )
      return rows.map((row) => row.column_name)
    },
    async silence(table) {
      await client.query(`alter table ${table} disable trigger user`)
      return async () => void (await client.query(`alter table ${table} enable trigger user`))
    },
    close: () => client.end()
  }
}

function csv(rows) {
  return [Object.keys(rows[0]), ...rows.map(Object.values)].map((cells) => cells.join(',')).join('\n')
}

export function dayOf(moment) {
  return new Date(moment).toISOString().slice(0, 10)
}
