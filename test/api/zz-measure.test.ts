import { existsSync } from 'node:fs'
import pg from 'pg'
import { expect, it } from 'vitest'
import { cutName, cuts } from '../../server/figures/cuts'
import { openDatabase } from '../../server/db/database'
import { migrate } from '../../server/db/migrate'
import { startApp, testKey } from '../app'

const now = Date.parse('2026-11-20T07:00:00Z')
const start = Date.parse('2024-11-21T00:00:00Z')
const tag = process.env.TAG ?? 'x'
const sizes = { few: 10_000, many: 1_000_000 }
const dialects = (process.env.ON ?? 'sqlite,postgres').split(',') as ('sqlite' | 'postgres')[]

async function place(dialect: 'sqlite' | 'postgres', size: 'few' | 'many') {
  if (dialect === 'sqlite') { const path = `/tmp/m1/${size}-${tag}.db`; return { url: `file:${path}`, isThere: existsSync(path) } }
  const name = `${size}_${tag}`
  const client = new pg.Client({ connectionString: 'postgres://postgres:postgres@127.0.0.1:55871/postgres' })
  await client.connect()
  const { rows } = await client.query('select 1 from pg_database where datname = $1', [name])
  if (rows.length === 0) await client.query(`create database ${name}`)
  await client.end()
  return { url: `postgres://postgres:postgres@127.0.0.1:55871/${name}`, isThere: rows.length > 0 }
}

const skew = (seed: number, count: number) => { const h = `((cast(i as bigint) * ${seed} + ${seed % 911}) % 1000003 % 1000)`; return `(${h} * ${h} * ${count} / 1000000)` }
async function fill(url: string, dialect: 'sqlite' | 'postgres', count: number) {
  const database = await openDatabase(url)
  await migrate(database)
  let run = (sql: string) => database.script(sql)
  let client: pg.Client | undefined
  if (dialect === 'postgres') { client = new pg.Client({ connectionString: url }); await client.connect(); run = async (sql) => void (await client?.query(sql)) }
  const n = dialect === 'sqlite' ? `n(i) as (select 0 union all select i + 1 from n where i < ${count - 1})` : `n(i) as (select generate_series(0, ${count - 1}))`
  const w = `with recursive ${n}, x as (select i, ${skew(7919, 10)} as c, ${skew(104_729, 10)} as t, ${skew(15_485_863, 14)} as a, ${skew(32_452_843, 6)} as l, (cast(i as bigint) * 49979687) % 1000003 % 5 + 1 as r, ${start} + cast(i as bigint) * ${730 * 86_400_000} / ${count} as at from n)`
  const day = dialect === 'sqlite' ? `strftime('%Y-%m-%d', at / 1000, 'unixepoch')` : `to_char(to_timestamp(at / 1000) at time zone 'UTC', 'YYYY-MM-DD')`
  const id = `'ts-' || c || '-' || t || '-' || a || '-' || l`
  await run(`insert into site (id, key, name, origins, time_zone, locale, secret, created_at) values ('sit_m', 'm', 'M', '[]', 'UTC', 'en', 's', 1)`)
  await run(`insert into survey (id, site_id, name, state, version, asking, inviting, edit_window_hours, created_at, updated_at) values ('svy_m', 'sit_m', 'M', 'live', 1, '{}', '{}', 24, 1, 1)`)
  await run(`insert into survey_version (survey_id, version, metric, scale_min, scale_max, satisfied_from, direction, style, question, parts, created_at) values ('svy_m', 1, 'csat', 1, 5, 4, 'higher-is-better', 'faces', '{"en":"?"}', '{}', 1)`)
  await run(`insert into tag_set (id, site_id, channel, sent_channel, topics, agent, team, locale, surface) ${w} select distinct ${id}, 'sit_m', 'channel-' || c, 'channel-' || c, '["topic-' || t || '"]', 'agent-' || a, 'team-' || (a % 4), 'l' || l, 'widget' from x`)
  await run(`insert into tag_set_topic (tag_set_id, topic) select id, replace(replace(topics, '["', ''), '"]', '') from tag_set`)
  await run(`insert into response (survey_id, id, site_id, version, tag_set_id, rating, comment, answers, customer, conversation, state, answered_at, answered_on, received_at) ${w} select 'svy_m', 'r' || i, 'sit_m', 1, ${id}, r, case when i % 4 = 0 then 'It took three messages until somebody understood what I meant ' || (i % 97) else null end, case when i % 3 = 0 then '{"person":' || (r + i % 2) || ',"speed":' || (1 + i % 5) || '}' else null end, 'u' || (i % 300000), 'c' || i, 'counted', at, ${day}, at from x`)
  await run(`insert into tag_set_tally (survey_id, tag_set_id, answered_on, version, rating, count) select survey_id, tag_set_id, answered_on, version, rating, count(*) from response group by survey_id, tag_set_id, answered_on, version, rating`)
  for (const cut of cuts) {
    const key = cut.map((d) => (d === 'topics' || d === 'topic' ? `replace(replace(s.topics, '["', ''), '"]', '')` : `s.${d}`)).join(` || '\u001f' || `) || `''`
    const rating = cutName(cut) === 'agent channel topics' && process.env.COUNTS ? '0' : 't.rating'
    for (const grain of ['day', 'month']) await run(`insert into tally (survey_id, cut, grain, period, key, version, rating, count) select t.survey_id, '${cutName(cut)}', '${grain}', ${grain === 'day' ? 't.answered_on' : 'substr(t.answered_on, 1, 7)'}, ${key}, t.version, ${rating}, sum(t.count) from tag_set_tally t join tag_set s on s.id = t.tag_set_id group by 1, 4, 5, 6, 7`)
  }
  await run(`insert into conversation (site_id, id, channel, agent, team, topics, customer, opened_at, first_response_at, resolved_at, handle_seconds, hold_seconds, contacts, resolved_on_first_contact, lot, updated_at) ${w} select 'sit_m', 'c' || i, 'channel-' || c, 'agent-' || a, 'team-' || (a % 4), '["topic-' || t || '"]', 'u' || (i % 300000), at - 3600000, at - 3600000 + (i % 997) * 7000, at, i % 900, i % 90, 1, ${dialect === 'sqlite' ? 'i % 3 > 0' : '(i % 3 > 0)'}, (i % 300000) * 7919 % 1024, at from x`)
  const F = dialect === 'sqlite' ? '0' : 'false'
  await run(`insert into invitation (id, site_id, survey_id, channel, delivery, topics, agent, team, conversation, customer, locale, state, state_reason, reusable, test, created_at, sent_at, delivered_at, opened_at, started_at, answered_at${process.env.CHANGED ? ', changed_at' : ''}) ${w} select 'inv' || i, 'sit_m', 'svy_m', 'channel-' || c, 'channel-' || c, '["topic-' || t || '"]', 'agent-' || a, 'team-' || (a % 4), 'c' || i, 'u' || (i % 300000), 'l' || l, case when i % 10 = 0 then 'suppressed' else 'sent' end, case when i % 10 = 0 then 'quiet-period' end, ${F}, ${F}, at, case when i % 10 > 0 then at end, case when i % 10 > 1 then at end, case when i % 10 > 3 then at end, case when i % 10 > 5 then at end, case when i % 10 > 6 then at end${process.env.CHANGED ? ', at' : ''} from x`)
  if (client) { await run('analyze'); await client.end() }
  await database.close()
}

const period = 'survey=svy_m&from=2025-11-21&to=2026-11-20'
const all = ['/agents?', '/agents?compare=previous&', '/channels?', '/topics?', '/scores?by=channel&compare=previous&', '/kpis?by=channel&', '/kpis?by=agent&channel=channel-0&', '/scores/waiting?', '/words?', '/drivers?', '/funnel?by=channel&', '/funnel?by=agent&channel=channel-0&', '/funnel?', '/channels?agent=agent-0&', '/scores?channel=channel-0&topic=topic-0&agent=agent-0&locale=l0&', '/agents?channel=channel-0&', '/channels?channel=channel-0&topic=topic-0&agent=agent-0&locale=l0&', '/kpis?channel=channel-0&topic=topic-0&agent=agent-0&team=team-0&', '/funnel?channel=channel-0&topic=topic-0&agent=agent-0&locale=l0&', '/scores/waiting?channel=channel-0&topic=topic-0&agent=agent-0&locale=l0&', '/words?channel=channel-0&topic=topic-0&agent=agent-0&locale=l0&', '/drivers?channel=channel-0&topic=topic-0&agent=agent-0&locale=l0&', '/topics?channel=channel-0&topic=topic-0&agent=agent-0&locale=l0&', '/agents?channel=channel-0&topic=topic-0&team=team-0&locale=l0&']
const paths = process.env.PATHS ? all.filter((p) => (process.env.PATHS ?? '').split(',').some((one) => p.includes(one))) : all

it('measures', async () => {
  for (const dialect of dialects) {
    const apps = []
    for (const size of ['few', 'many'] as const) {
      const { url, isThere } = await place(dialect, size)
      const begin = performance.now()
      if (!isThere) { await fill(url, dialect, sizes[size]); console.log(dialect, size, 'filled in', Math.round(performance.now() - begin)) }
      apps.push(await startApp(async () => ({ url, remove: async () => {} }), { now: () => now }))
    }
    for (const path of paths) {
      const times: number[][] = [[], []]
      for (let turn = 0; turn < Number(process.env.TURNS ?? 12); turn++) for (const [index, app] of apps.entries()) {
        const begin = performance.now()
        const response = await app.request(`/api/v1${path}${period}`, { key: testKey })
        const text = await response.text()
        times[index]?.push(performance.now() - begin)
        expect(response.status, text).toBe(200)
      }
      const at = (i: number, share: number) => { const s = (times[i] ?? []).slice(1).toSorted((a, b) => a - b); return s[Math.min(s.length - 1, Math.floor(share * s.length))] ?? 0 }
      console.log(dialect.padEnd(9), path.padEnd(75), `p50 ${at(0, 0.5).toFixed(1)} ${at(1, 0.5).toFixed(1)} ×${(at(1, 0.5) / at(0, 0.5)).toFixed(1)}   p95 ${at(0, 0.95).toFixed(1)} ${at(1, 0.95).toFixed(1)} ×${(at(1, 0.95) / at(0, 0.95)).toFixed(1)}  first ${times.map((t) => t[0]?.toFixed(0)).join(' ')}`)
    }
    for (const app of apps) await app.close()
  }
}, 3_000_000)
