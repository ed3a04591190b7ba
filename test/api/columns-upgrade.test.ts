import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { columnsOf } from '../../server/columns/columns'
import { openDatabase } from '../../server/db/open-database'
import { verifyConversations, verifyInvitations } from '../../server/figures/verify-rows'
import { readFunnel } from '../../server/funnel/reader'
import { siteById } from '../../server/sites/sites'
import { prepare } from '../../server/upgrades/prepare'
import { onBothDatabases } from '../support/databases'

const folder = fileURLToPath(new URL('../../server/db/migrations/', import.meta.url))
/** What there was while the funnel was counted in tallies and conversations were drawn by lot. */
const scripts = readdirSync(folder)
  .sort()
  .filter((name) => name < '072')
const config = { secret: 'a secret of thirty-two characters and some more 0123456789' }
const noon = Date.parse('2026-10-05T12:00:00Z')

/** A database of that time, whose tallies say something else than its rows. */
const rows = `
insert into site (id, key, name, origins, time_zone, locale, secret, created_at) values ('sit_old', 'old', 'Old', '[]', 'UTC', 'en', 'x', 1);
insert into survey (id, site_id, name, state, version, asking, inviting, edit_window_hours, created_at, updated_at) values ('svy_old', 'sit_old', 'Old', 'live', 1, '{}', '{}', 24, 1, 1);
insert into tag_set (id, site_id, channel, sent_channel, topics, agent, team, locale, surface, sent_agent, sent_team, claimed) values ('tags', 'sit_old', 'web', 'web', '[]', 'ana', '', 'en', 'api', 'ana', '', '');
insert into response (survey_id, id, site_id, version, tag_set_id, rating, conversation, state, answered_at, answered_on, received_at, lot)
  values ('svy_old', 'answer', 'sit_old', 1, 'tags', 5, 'c-1', 'counted', ${noon}, '2026-10-05', ${noon}, 7);
insert into conversation_tags values ('web-tags', 'sit_old', 'web', 'ana', '', '["billing"]');
insert into conversation (site_id, id, channel, agent, topics, opened_at, first_response_at, tags_id, began_at, lot, updated_at)
  values ('sit_old', 'c-1', 'web', 'ana', '["billing"]', ${noon}, ${noon + 30_000}, 'web-tags', ${noon}, 3, 1), ('sit_old', 'c-2', 'sms', null, null, ${noon}, null, '', ${noon}, 4, 1);
insert into invitation (id, site_id, survey_id, channel, topics, agent, team, locale, state, reusable, test, openings, created_at, sent_at, answered_at, changed_at, counted_as)
  values ('inv_1', 'sit_old', 'svy_old', 'sms', '[]', 'ana', '', 'en', 'sent', false, false, 0, ${noon}, ${noon}, ${noon}, 0, '0 2026-10-05 sent 1100001 '), ('inv_2', 'sit_old', 'svy_old', 'sms', '[]', '', '', 'en', 'created', false, false, 0, ${noon}, null, null, 5, null);
insert into funnel_survey values ('svy_old', 'UTC', 0);
insert into funnel_tally values ('svy_old', '', 'day', '2026-10-05', '', 'sent', '', 900, 900, 0, 0, 0, 0, 900);
`

onBothDatabases((fresh) => {
  it('reads what a database with tallies and lots held from its rows, and leaves nothing of these behind', async () => {
    const place = await fresh({ empty: true })
    const database = await openDatabase(place.url)
    await database.script('create table migration (name text primary key, applied_at bigint not null)')
    for (const name of scripts) {
      await database.script(
        `${readFileSync(`${folder}${name}`, 'utf8')}\n;insert into migration (name, applied_at) values ('${name.replace('.sql', '')}', 1)`
      )
    }
    await database.script(rows)
    await prepare(database, config, () => {})
    const site = await siteById(database, 'sit_old')
    const [funnel] = [
      await readFunnel(
        database,
        { surveyId: 'svy_old', site, filters: {}, by: undefined },
        { from: '2026-10-01', to: '2026-10-31' }
      )
    ]
    expect(funnel.map(({ invited, completed, state }) => [state, invited, completed]).sort()).toEqual([
      ['created', 1, 0],
      ['sent', 1, 1]
    ])
    const all = {
      site: 'sit_old',
      from: 0,
      until: 2 * noon,
      filters: {},
      answered: { surface: ['api'] },
      by: 'channel'
    }
    expect(await columnsOf(database).ask('conversations', all, site)).toEqual({ keys: ['web'], counts: [1] })
    expect(await verifyConversations(database, site)).toEqual({ ids: [], surplus: 0 })
    expect(await verifyInvitations(database, site, 'svy_old')).toEqual({ ids: [], surplus: 0 })
    for (const table of [
      'funnel_tally',
      'funnel_tag_tally',
      'funnel_survey',
      'invitation_tag_set',
      'conversation_tags'
    ]) {
      await expect(database.script(`select 1 from ${table}`)).rejects.toThrow()
    }
    await database.close()
    await place.remove()
  })
})
