import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ResponsesView } from '../../server/contract/answers'
import type { AuditView } from '../../server/contract/audit'
import type { ScoresView } from '../../server/contract/figures'
import type { TagsView } from '../../server/contract/tags'
import { verifyColumns } from '../../server/figures/verify'
import { prepare } from '../../server/upgrades/prepare'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { fromPage, givenSurvey } from '../support/given'
import { imported } from '../support/importing'
import type { Shop } from '../support/shop'
import { openShop } from '../support/shop'

const composed = 'José Núñez'
const decomposed = composed.normalize('NFD')

onBothDatabases((fresh) => {
  let shop: Shop | undefined
  let app: TestApp | undefined
  beforeEach(() => ([shop, app] = [undefined, undefined]))
  afterEach(async () => {
    await shop?.close()
    await app?.close()
  })

  const scoresOf = async (ask: (path: string) => Response | Promise<Response>, query: string) => {
    const { rows } = (await (await ask(`/scores?${query}`)).json()) as ScoresView
    return Object.fromEntries(rows.map(({ label, score }) => [label, score.count]))
  }

  it('keeps names by one rule, whichever door they come in by', async () => {
    const { app: running, survey, site } = await opened()
    const get = (path: string) => running.request(`/api/v1${path}`, { key: testKey })
    const csv =
      `id,score,answered_at,agent,topic\nA1,5,2026-11-20 09:00,${composed},Réclamation\nA2,1,2026-11-20 ` +
      `09:05,${decomposed},${'Réclamation'.normalize('NFD')}\n`
    await imported(running, { survey, file: csv })
    const sent = { survey, rating: 4, topics: ['réclamation'], agent: ` Jose\u0301\u00a0 Núñez\u200e` }
    expect(
      (await running.request('/api/v1/responses', { key: testKey, body: { ...sent, id: randomUUID() } }))
        .status
    ).toBe(201)
    expect(
      (
        await running.request('/api/v1/responses/batch', {
          key: testKey,
          body: { responses: [{ ...sent, id: randomUUID() }] }
        })
      ).status
    ).toBe(200)
    expect((await fromPage(running, { ...sent, id: randomUUID() })).status).toBe(201)
    await running.request('/api/v1/invitations', {
      key: testKey,
      body: { survey, channel: 'sms', agent: decomposed, topics: ['C++'] }
    })
    await running.request('/api/v1/conversations/c-1', {
      method: 'PUT',
      key: testKey,
      body: { site, agent: decomposed, openedAt: '2026-11-20T09:00:00Z', handleSeconds: 60 }
    })
    const query = `survey=${survey}&from=2026-01-01&to=2030-01-01`
    expect(await scoresOf(get, `${query}&by=agent`)).toEqual({ [composed]: 5 })
    expect(await scoresOf(get, `${query}&by=topic`)).toEqual({ Réclamation: 5 })
    const total = async (path: string) =>
      (await (await get(path)).json()) as { total: { count: number }; rows: { key: string }[] }
    for (const asked of [composed, decomposed, `${composed}\u200b `]) {
      const agent = `&agent=${encodeURIComponent(asked)}`
      expect((await total(`/scores?${query}${agent}`)).total.count).toBe(5)
      expect((await total(`/invitations?survey=${survey}${agent}`)).rows).toHaveLength(1)
      expect(await (await get(`/kpis?${query}${agent}`)).json()).toMatchObject({
        total: { conversations: 1 }
      })
    }
    expect((await total(`/funnel?${query}&by=agent`)).rows.map(({ key }) => key)).toEqual([composed])
    expect((await total(`/funnel?${query}&by=topic`)).rows.map(({ key }) => key)).toEqual(['c++'])
  })

  it('keeps topics apart that differ by a symbol, and drops none', async () => {
    const { app: running, survey } = await opened()
    const get = (path: string) => running.request(`/api/v1${path}`, { key: testKey })
    const topics = ['C++', 'C#', 'C', '> 24 h', '< 24 h', '👍', '👎', '€', '???']
    await imported(running, {
      survey,
      file: `id,score,answered_at,topic\n${topics.map((topic, index) => `A${index},${(index % 5) + 1},2026-11-20 09:00,${topic}`).join('\n')}\n`
    })
    const query = `survey=${survey}&from=2026-01-01&to=2030-01-01`
    expect(await scoresOf(get, `${query}&by=topic`)).toEqual(
      Object.fromEntries(topics.map((topic) => [topic, 1]))
    )
    for (const topic of topics) {
      const { total } = (await (
        await get(`/scores?${query}&topic=${encodeURIComponent(topic)}`)
      ).json()) as ScoresView
      expect([topic, total.count]).toEqual([topic, 1])
    }
  })

  it('merges agents and teams as it merges topics, everywhere, and takes it back', async () => {
    shop = await openShop(fresh)
    const { ask, answer } = shop
    const change = (path: string, mergedInto: string | null) =>
      ask(`/${path}?site=sit_shop`, 'mona', { method: 'PATCH', body: JSON.stringify({ mergedInto }) })
    await answer(
      { agent: 'ana', team: 't1' },
      { agent: 'Ana B.', team: 'Tier 1', conversation: 'c-1' },
      { agent: 'Ana B.', team: 'Tier 1' },
      { agent: 'ben', team: 't2' }
    )
    await ask('/conversations/c-1?site=sit_shop', 'owner', {
      method: 'PUT',
      body: JSON.stringify({
        site: 'sit_shop',
        agent: 'Ana B.',
        openedAt: '2026-11-19T09:00:00Z',
        handleSeconds: 60
      })
    })
    await ask('/invitations', 'owner', {
      method: 'POST',
      body: JSON.stringify({ survey: 'svy_shop', channel: 'sms', agent: 'Ana B.', team: 'Tier 1' })
    })
    const seen = async () => ({
      agents: await scoresOf(ask, 'survey=svy_shop&by=agent'),
      teams: await scoresOf(ask, 'survey=svy_shop&by=team'),
      both: await scoresOf(ask, 'survey=svy_shop&by=agent&team=t1&locale=en'),
      mine: ((await (await ask('/responses?survey=svy_shop', 'ana')).json()) as ResponsesView).rows.length,
      invited: ((await (await ask('/invitations?survey=svy_shop&agent=ana')).json()) as { rows: unknown[] })
        .rows.length,
      funnel: (
        (await (await ask('/funnel?survey=svy_shop&by=agent')).json()) as { rows: { key: string }[] }
      ).rows.map(({ key }) => key),
      kpis: (
        (await (await ask('/kpis?survey=svy_shop&by=agent')).json()) as { rows: { key: string }[] }
      ).rows.map(({ key }) => key),
      listed: ((await (await ask('/agents?survey=svy_shop')).json()) as { rows: { key: string }[] }).rows
        .map(({ key }) => key)
        .sort()
    })
    const before = await seen()
    expect(before).toMatchObject({
      agents: { ana: 1, 'Ana B.': 2, ben: 1 },
      mine: 1,
      invited: 0,
      funnel: ['Ana B.']
    })
    expect(await (await change(`agents/${encodeURIComponent('Ana B.')}`, 'ana')).json()).toMatchObject({
      key: 'Ana B.',
      mergedInto: { key: 'ana' },
      answers: 0
    })
    expect((await change(`teams/${encodeURIComponent('Tier 1')}`, 't1')).status).toBe(200)
    await answer({ agent: 'Ana B.', team: 'Tier 1' })
    expect(await seen()).toEqual({
      agents: { ana: 4, ben: 1 },
      teams: { t1: 4, t2: 1 },
      both: { ana: 4 },
      mine: 4,
      invited: 1,
      funnel: ['ana'],
      kpis: ['ana'],
      listed: ['ana', 'ben']
    })
    const { rows } = (await (await ask('/responses?survey=svy_shop&agent=ana')).json()) as ResponsesView
    expect(rows.filter(({ agent }) => agent === 'Ana B.').map(({ countsAs }) => countsAs?.agent)).toEqual([
      'ana',
      'ana',
      'ana'
    ])
    expect(await wrong(shop)).toEqual([])
    const trail = ((await (await ask('/audit?site=sit_shop', 'owner')).json()) as AuditView).rows.map(
      ({ action, subject }) => [action, subject]
    )
    expect(trail).toEqual(
      expect.arrayContaining([
        ['agent-changed', 'Ana B.'],
        ['team-changed', 'Tier 1']
      ])
    )
    expect((await change('agents/ana', 'Ana B.')).status).toBe(409)
    await change(`agents/${encodeURIComponent('Ana B.')}`, null)
    await change(`teams/${encodeURIComponent('Tier 1')}`, null)
    expect(await seen()).toMatchObject({
      agents: { ana: 1, 'Ana B.': 3, ben: 1 },
      teams: { t1: 1, 'Tier 1': 3, t2: 1 },
      mine: 1,
      invited: 0
    })
    expect(await wrong(shop)).toEqual([])
  })

  it('joins after the upgrade what looks the same and goes on with what was one topic, without writing a row anew', async () => {
    shop = await openShop(fresh)
    const { database, ask, answer, services } = shop
    const sent = { agent: 'Jose', topics: ['c'], channel: 'fax 1' }
    await answer(sent, sent, { agent: 'Maria', topics: ['d'] })
    // As a database from before holds it: one agent decomposed, “C++” and “C#” and “C” one topic.
    for (const [table, columns] of [
      ['tag_set', ['agent', 'sent_agent']],
      ['tag_key', ['key']]
    ] as const) {
      for (const column of columns)
        await database.script(`update ${table} set ${column} = replace(${column}, 'Jose', '${decomposed}')`)
    }
    await database.script(`delete from migration where name = '060-names-joined'`)
    const sets = async () =>
      (await database.handle.select().from(database.tables.tagSet))
        .map(({ id, sentAgent, topics }) => [id, sentAgent, topics])
        .sort()
    const kept = await sets()
    const told: string[] = []
    await prepare(database, services.config, (sentence) => told.push(sentence))
    expect(told).toEqual([expect.stringContaining('1 name.')])
    expect(await sets()).toEqual(kept)
    // Pages may bring no new name, and bring none.
    await database.script(`update site set new_keys_per_day = 0`)
    await answer(
      { agent: composed, topics: ['C++'], channel: 'Fax+1', sender: 'page', standing: 'unverified' },
      { agent: decomposed, topics: ['C#'] },
      { topics: ['F#'] }
    )
    expect(await scoresOf(ask, 'survey=svy_shop&by=agent')).toEqual({ [composed]: 4, Maria: 1, '': 1 })
    expect(await scoresOf(ask, 'survey=svy_shop&by=topic')).toEqual({ c: 4, d: 1, 'F#': 1 })
    expect(await scoresOf(ask, 'survey=svy_shop&by=channel')).toEqual({ 'fax 1': 3, web: 3 })
    expect(await wrong(shop)).toEqual([])

    const named = async (dimension: string) =>
      ((await (await ask(`/tags?site=sit_shop&dimension=${dimension}`, 'mona')).json()) as TagsView).rows
    expect(
      (await named('agent'))
        .filter(({ mergedInto }) => mergedInto)
        .map(({ key, mergedInto }) => [key, mergedInto?.key])
    ).toEqual([[decomposed, composed]])
    expect(
      (await named('topic'))
        .filter(({ mergedInto }) => mergedInto)
        .map(({ key, mergedInto }) => [key, mergedInto?.key])
    ).toEqual([
      ['c#', 'c'],
      ['c++', 'c']
    ])
    const apart = (path: string) =>
      ask(`/${path}?site=sit_shop`, 'mona', { method: 'PATCH', body: JSON.stringify({ mergedInto: null }) })
    expect((await apart(`agents/${encodeURIComponent(decomposed)}`)).status).toBe(200)
    expect((await apart(`topics/${encodeURIComponent('c++')}`)).status).toBe(200)
    expect(await scoresOf(ask, 'survey=svy_shop&by=agent')).toMatchObject({ [composed]: 2, [decomposed]: 2 })
    expect(await scoresOf(ask, 'survey=svy_shop&by=topic')).toEqual({ c: 3, 'C++': 1, d: 1, 'F#': 1 })
    expect(await wrong(shop)).toEqual([])
    expect((await prepare(database, services.config)).applied).toEqual([])
    expect(await scoresOf(ask, 'survey=svy_shop&by=topic')).toEqual({ c: 3, 'C++': 1, d: 1, 'F#': 1 })
  })

  async function opened() {
    app = await startApp(fresh)
    const { survey, site } = await givenSurvey(app)
    return { app, survey: survey.id, site: site.id }
  }

  async function wrong({ database }: Shop) {
    const found = []
    for await (const { differences } of verifyColumns(database, 'svy_shop')) found.push(...differences)
    return found
  }
})
