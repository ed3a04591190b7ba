import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Database } from '../../server/db/database'
import { openDatabase } from '../../server/db/open-database'
import { verifyColumns } from '../../server/figures/verify'
import { readHistory } from '../../server/responses/history'
import { prepare } from '../../server/upgrades/prepare'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'

const folder = fileURLToPath(new URL('../../server/db/migrations/', import.meta.url))
/** What there was before anybody knew who vouches for an answer. */
const scripts = readdirSync(folder)
  .sort()
  .filter((name) => name < '016')

type Kept = {
  id: string
  rating: number
  surface: 'widget' | 'page' | 'api'
  conversation?: string
  customer?: string
  placement?: true
  reason?: string
  repeated?: string
  at: number
}

const config = { secret: 'a secret of thirty-two characters and some more 0123456789' }
const day = '2026-10-05'
const noon = Date.parse(`${day}T12:00:00Z`)
/** As a database of that time holds them: the latest stands for its conversation, whoever sent it. */
const answers: Kept[] = [
  { id: 'api-answer', rating: 5, surface: 'api', conversation: 'c-1', at: 1, repeated: 'first' },
  {
    id: 'page-answer',
    rating: 1,
    surface: 'widget',
    conversation: 'c-1',
    customer: 'jane',
    at: 2,
    repeated: 'latest'
  },
  { id: 'link-answer', rating: 4, surface: 'page', conversation: 'c-2', at: 1, repeated: 'first' },
  {
    id: 'placement-answer',
    rating: 1,
    surface: 'page',
    conversation: 'c-2',
    placement: true,
    at: 2,
    repeated: 'between'
  },
  { id: 'later-link-answer', rating: 3, surface: 'page', conversation: 'c-2', at: 3, repeated: 'latest' },
  {
    id: 'restored-answer',
    rating: 2,
    surface: 'widget',
    conversation: 'c-3',
    at: 1,
    reason: 'it was the customer',
    repeated: 'first'
  },
  { id: 'third-api-answer', rating: 5, surface: 'api', conversation: 'c-3', at: 2, repeated: 'latest' },
  { id: 'early-claim', rating: 2, surface: 'widget', conversation: 'c-4', at: 1, repeated: 'first' },
  { id: 'late-claim', rating: 3, surface: 'widget', conversation: 'c-4', at: 2, repeated: 'latest' },
  { id: 'lone-claim', rating: 1, surface: 'widget', at: 1 }
]

onBothDatabases((fresh) => {
  let place: FreshDatabase
  let database: Database
  beforeEach(async () => {
    place = await fresh({ empty: true })
    database = await openDatabase(place.url)
    await database.script('create table migration (name text primary key, applied_at bigint not null)')
    for (const name of scripts) {
      await database.script(
        `${readFileSync(`${folder}${name}`, 'utf8')}\n;insert into migration (name, applied_at) values ('${name.replace('.sql', '')}', 1)`
      )
    }
    await database.script(rowsOf(answers))
  })
  afterEach(async () => {
    await database.close()
    await place.remove()
  })

  const kept = async () => {
    const rows = await database.handle.select().from(database.tables.response)
    return Object.fromEntries(
      rows.map(({ id, standing, claimed, state, repeated }) => [id, [standing, claimed, state, repeated]])
    )
  }
  async function wrongCounts() {
    const wrong = []
    for await (const { differences } of verifyColumns(database, 'svy_old')) wrong.push(...differences)
    return wrong
  }
  const expected = {
    'api-answer': ['vouched', null, 'counted', null],
    'page-answer': ['unverified', 'agent,conversation,customer', 'suspect', null],
    'link-answer': ['vouched', null, 'counted', 'first'],
    'placement-answer': ['unverified', null, 'suspect', null],
    'later-link-answer': ['vouched', null, 'counted', 'latest'],
    'restored-answer': ['unverified', 'agent,conversation', 'counted', null],
    'third-api-answer': ['vouched', null, 'counted', null],
    'early-claim': ['unverified', 'agent,conversation', 'counted', 'first'],
    'late-claim': ['unverified', 'agent,conversation', 'counted', 'latest'],
    'lone-claim': ['unverified', 'agent', 'counted', null]
  }

  it('says of the answers of before who vouches for them, settles their conversations anew, and tells how many changed places', async () => {
    const told: string[] = []
    await prepare(database, config, (sentence) => sentence.startsWith('Answers') && told.push(sentence))
    expect(told).toEqual([
      'Answers that nobody vouches for no longer take the place of vouched ones: 5 answers changed places.'
    ])
    expect(await kept()).toEqual(expected)
    expect(await wrongCounts()).toEqual([])
    expect(await readHistory(database, 'svy_old', 'page-answer')).toMatchObject([
      {
        action: 'response-set-aside',
        actor: { key: 'hearback' },
        detail: { rating: 1, by: 'api-answer', byStanding: 'vouched' }
      }
    ])
    expect(
      (await prepare(database, config, (sentence) => sentence.startsWith('Answers') && told.push(sentence)))
        .applied
    ).toEqual([])
    expect(told).toHaveLength(1)
  })

  it('settles them once, however many processes start together, and goes on where one broke off', async () => {
    const others = await Promise.all([1, 2, 3].map(() => openDatabase(place.url)))
    const told: string[] = []
    await Promise.all(
      [database, ...others].map((one) =>
        prepare(one, config, (sentence) => sentence.startsWith('Answers') && told.push(sentence))
      )
    )
    expect([await kept(), await wrongCounts()]).toEqual([expected, []])
    // As if the first one had been stopped before it could write down that it was done.
    await database.script(`delete from migration where name = '016-standing-settled'`)
    await database.script(
      `update response set state = 'counted', state_reason = null, repeated = 'latest' where id = 'placement-answer'`
    )
    await prepare(database, config, (sentence) => sentence.startsWith('Answers') && told.push(sentence))
    expect(told.at(-1)).toContain('1 answer changed places')
    expect([await kept(), await wrongCounts()]).toEqual([expected, []])
    await Promise.all(others.map((other) => other.close()))
  })
})

function rowsOf(all: readonly Kept[]): string {
  const text = (value: string | undefined) => (value === undefined ? 'null' : `'${value}'`)
  const placement = `'inv_poster', 'sit_old', 'svy_old', 'web', '[]', '', '', 'en', 'created', true, false, 0, 1, 1`
  return [
    'insert into site (id, key, name, origins, time_zone, locale, secret, created_at) ' +
      `values ('sit_old', 'old', 'Old', '[]', 'UTC', 'en', 'x', 1)`,
    'insert into survey (id, site_id, name, state, version, asking, inviting, ' +
      `edit_window_hours, created_at, updated_at) values ('svy_old', 'sit_old', 'Old', ` +
      `'live', 1, '{}', '{}', 24, 1, 1)`,
    'insert into invitation (id, site_id, survey_id, channel, topics, agent, team, locale, ' +
      `state, reusable, test, openings, created_at, changed_at) values (${placement})`,
    ...(['widget', 'page', 'api'] as const).map(
      (surface) =>
        'insert into tag_set (id, site_id, channel, sent_channel, topics, agent, team, locale, ' +
        `surface) values ('tags-${surface}', 'sit_old', 'web', 'web', '[]', 'ana', '', 'en', '${surface}')`
    ),
    ...all.map(
      ({ id, rating, surface, conversation, customer, placement, reason, repeated, at }) =>
        `insert into response (survey_id, id, site_id, version, tag_set_id, rating, conversation, customer, invitation_id, state, state_reason, answered_at, answered_on, received_at, repeated)
       values ('svy_old', '${id}', 'sit_old', 1, 'tags-${surface}', ${rating}, ${text(conversation)}, ${text(customer)}, ${text(placement && 'inv_poster')}, 'counted', ${text(reason)}, ${noon + at}, '${day}', ${noon + at}, ${text(repeated)})`
    ),
    `insert into audit (id, site_id, actor, action, subject, detail, at) values ('aud_1', ` +
      `'sit_old', 'person:mona', 'response-state-changed', 'svy_old/restored-answer', '{}', ` +
      '5)'
  ].join(';\n')
}
