import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ScoresView } from '../../server/contract/figures'
import type { KeysChanged, TagsView, WaitingKeysView } from '../../server/contract/tags'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { fromPage, fromProgram, givenSurvey } from '../support/given'
import { each } from '../support/stuffing'

onBothDatabases((fresh) => {
  let app: TestApp
  let second: TestApp

  beforeAll(async () => {
    app = await startApp(fresh)
    second = await startApp(fresh, { place: app.place })
  })
  afterAll(async () => {
    await second.close()
    await app.close()
  })

  const get = async <T>(path: string) => (await (await app.request(path, { key: testKey })).json()) as T
  const countOf = async (survey: string, by: string, key: string) =>
    (await get<ScoresView>(`/api/v1/scores?survey=${survey}&by=${by}`)).rows.find((row) => row.key === key)
      ?.score.count
  const change = (what: string, body: unknown) => app.request(`/api/v1/tags/${what}`, { key: testKey, body })

  it('lets pages bring so many new names a day, across processes, and counts the rest as one until a manager accepts it', async () => {
    const { site, survey } = await givenSurvey(app, { state: 'live' }, { newKeysPerDay: 5 })
    await fromProgram(app, { survey: survey.id, rating: 5, topics: ['Billing'], agent: 'ana' })
    await each(30, (index) =>
      fromPage(index % 2 ? app : second, {
        id: randomUUID(),
        survey: survey.id,
        rating: 5,
        surface: 'widget',
        topics: ['billing', `made up ${index}`]
      })
    )
    const { rows } = await get<ScoresView>(`/api/v1/scores?survey=${survey.id}&by=topic`)
    expect(rows.filter(({ key }) => key.startsWith('made-up'))).toHaveLength(5)
    expect(rows.find(({ key }) => key === '~rest')).toMatchObject({
      label: 'All others',
      score: { count: 25 }
    })
    expect(await countOf(survey.id, 'topic', 'billing')).toBe(31)

    const waiting = await get<{ waiting: number; rows: { key: string; answers: number }[] }>(
      `/api/v1/tags/waiting?site=${site.id}&dimension=topic`
    )
    expect([waiting.waiting, waiting.rows[0]?.answers]).toEqual([25, 1])
    const [first, ...others] = waiting.rows.map(({ key }) => key)
    expect((await change('accept', { site: site.id, dimension: 'topic', keys: [first] })).status).toBe(200)
    expect([
      await countOf(survey.id, 'topic', first ?? ''),
      await countOf(survey.id, 'topic', '~rest')
    ]).toEqual([1, 24])
    await fromPage(second, {
      id: randomUUID(),
      survey: survey.id,
      rating: 5,
      surface: 'widget',
      topics: [first, others[0]]
    })
    expect([
      await countOf(survey.id, 'topic', first ?? ''),
      await countOf(survey.id, 'topic', '~rest')
    ]).toEqual([2, 25])

    const made = rows.map(({ key }) => key).filter((key) => key.startsWith('made-up'))
    expect((await change('remove', { site: site.id, dimension: 'topic', keys: made })).status).toBe(200)
    const after = await get<ScoresView>(`/api/v1/scores?survey=${survey.id}&by=topic`)
    expect(new Set(after.rows.map(({ key }) => key))).toEqual(new Set(['billing', '~rest', first]))
    expect(await countOf(survey.id, 'topic', '~rest')).toBe(30)
    const trail = await get<{ rows: { action: string }[] }>(`/api/v1/audit?site=${site.id}`)
    expect(trail.rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['names-accepted', 'names-removed'])
    )
  })

  it('keeps out what was taken out, a day later too, until it is accepted or somebody vouched for uses it', async () => {
    const { site, survey } = await givenSurvey(app, { state: 'live' }, { newKeysPerDay: 3 })
    const sent = (agent: string) =>
      fromPage(app, { id: randomUUID(), survey: survey.id, rating: 5, surface: 'widget', agent })
    for (const agent of ['x1', 'x2', 'x3', 'x4', 'x5']) await sent(agent)
    const list = () => get<WaitingKeysView>(`/api/v1/tags/waiting?site=${site.id}&dimension=agent`)
    const today = new Date().toISOString().slice(0, 10)
    expect(await list()).toMatchObject({
      waiting: 2,
      waitingOf: { topic: 0, agent: 2, team: 0 },
      brought: [{ firstOn: today, names: 3, keys: ['x1', 'x2', 'x3'] }],
      removed: 0
    })

    const removed = await change('remove', { site: site.id, dimension: 'agent', firstOn: today })
    expect(await removed.json()).toMatchObject({ keys: ['x1', 'x2', 'x3'], left: 0 })
    expect(
      await (await change('remove', { site: site.id, dimension: 'agent', all: true })).json()
    ).toMatchObject({ keys: ['x4', 'x5'], left: 0 })
    expect(await list()).toMatchObject({
      waiting: 0,
      brought: [],
      removed: 5,
      removedKeys: ['x1', 'x2', 'x3', 'x4', 'x5']
    })
    // What was taken out makes no room for more of its kind on the same day, and does not wait again.
    for (const agent of ['x1', 'x6']) await sent(agent)
    expect(await list()).toMatchObject({ waiting: 1, rows: [{ key: 'x6', answers: 1 }] })
    expect(await countOf(survey.id, 'agent', '~rest')).toBe(7)

    await fromProgram(app, { survey: survey.id, rating: 5, agent: 'x2' })
    expect(
      await (await change('accept', { site: site.id, dimension: 'agent', keys: ['x1', 'x2'] })).json()
    ).toMatchObject({ left: 0 })
    expect([
      await countOf(survey.id, 'agent', 'x1'),
      await countOf(survey.id, 'agent', 'x2'),
      await countOf(survey.id, 'agent', '~rest')
    ]).toEqual([2, 2, 4])
    expect((await change('accept', { site: site.id, dimension: 'agent' })).status).toBe(422)
    expect(
      (await change('accept', { site: site.id, dimension: 'agent', all: true, keys: ['x6'] })).status
    ).toBe(422)
  })

  it('changes many names some hundreds at a time', async () => {
    const { site, survey } = await givenSurvey(app, { state: 'live' }, { newKeysPerDay: 0 })
    const topics = Array.from({ length: 240 }, (_, index) => `t-${index}`)
    await each(12, (index) =>
      fromPage(app, {
        id: randomUUID(),
        survey: survey.id,
        rating: 5,
        surface: 'widget',
        topics: topics.slice(index * 20, (index + 1) * 20)
      })
    )
    const accept = async () =>
      (await (await change('accept', { site: site.id, dimension: 'topic', all: true })).json()) as KeysChanged
    const first = await accept()
    expect([first.keys.length, first.left]).toEqual([200, 40])
    const second = await accept()
    expect([second.keys.length, second.left, (await accept()).keys]).toEqual([40, 0, []])
    expect(await get<WaitingKeysView>(`/api/v1/tags/waiting?site=${site.id}&dimension=topic`)).toMatchObject({
      waiting: 0,
      rows: [],
      removed: 0
    })
  })

  it('takes the reserved name from nobody, and any name from a key', async () => {
    const { site, survey } = await givenSurvey(app, { state: 'live' }, { newKeysPerDay: 0 })
    await fromProgram(app, { survey: survey.id, rating: 5, agent: '~rest', topics: ['~rest', 'new'] })
    expect(await countOf(survey.id, 'agent', '~rest')).toBeUndefined()
    expect([await countOf(survey.id, 'topic', '~rest'), await countOf(survey.id, 'topic', 'new')]).toEqual([
      undefined,
      1
    ])
    await fromPage(app, {
      id: randomUUID(),
      survey: survey.id,
      rating: 5,
      surface: 'widget',
      topics: ['stranger']
    })
    const { rows } = await get<TagsView>(`/api/v1/tags?site=${site.id}&dimension=topic`)
    expect(rows.map(({ key }) => key)).toEqual(['new', 'rest'])
    const patch = (key: string, body: unknown) =>
      app.request(`/api/v1/topics/${key}?site=${site.id}`, { method: 'PATCH', key: testKey, body })
    expect([
      (await patch('~rest', { label: 'Mine' })).status,
      (await patch('new', { mergedInto: '~rest' })).status
    ]).toEqual([404, 422])
  })

  it('gives 200 rows at most, and the others as one', async () => {
    const { survey } = await givenSurvey(app, { state: 'live' })
    const responses = Array.from({ length: 300 }, (_, index) => ({
      id: randomUUID(),
      survey: survey.id,
      rating: 5,
      agent: `agent-${index}`
    }))
    await app.request('/api/v1/responses/batch', { key: testKey, body: { responses } })
    const { rows, total } = await get<ScoresView>(`/api/v1/scores?survey=${survey.id}&by=agent`)
    expect([rows.length, total.count, rows.find(({ key }) => key === '~rest')?.score.count]).toEqual([
      200, 300, 101
    ])
  })
})
