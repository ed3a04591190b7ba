import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ScoresView } from '../../server/contract/figures'
import { startApp, testKey } from '../app'
import type { TestApp } from '../app'
import { onBothDatabases } from '../databases'
import { fromPage, fromProgram, givenSurvey } from './given'
import { each } from './stuffing'

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
  const countOf = async (survey: string, by: string, key: string) => (await get<ScoresView>(`/api/v1/scores?survey=${survey}&by=${by}`)).rows.find((row) => row.key === key)?.score.count
  const change = (what: string, body: unknown) => app.request(`/api/v1/tags/${what}`, { key: testKey, body })

  it('lets pages bring so many new names a day, across processes, and counts the rest as one until a manager accepts it', async () => {
    const { site, survey } = await givenSurvey(app, { state: 'live' }, { newKeysPerDay: 5 })
    await fromProgram(app, { survey: survey.id, rating: 5, topics: ['Billing'], agent: 'ana' })
    await each(30, (index) => fromPage(index % 2 ? app : second, { id: randomUUID(), survey: survey.id, rating: 5, surface: 'widget', topics: ['billing', `made up ${index}`] }))
    const { rows } = await get<ScoresView>(`/api/v1/scores?survey=${survey.id}&by=topic`)
    expect(rows.filter(({ key }) => key.startsWith('made-up'))).toHaveLength(5)
    expect(rows.find(({ key }) => key === '~rest')).toMatchObject({ label: 'All others', score: { count: 25 } })
    expect(await countOf(survey.id, 'topic', 'billing')).toBe(31)

    const waiting = await get<{ waiting: number; rows: { key: string; answers: number }[] }>(`/api/v1/tags/waiting?site=${site.id}&dimension=topic`)
    expect([waiting.waiting, waiting.rows[0]?.answers]).toEqual([25, 1])
    const [first, ...others] = waiting.rows.map(({ key }) => key)
    expect((await change('accept', { site: site.id, dimension: 'topic', keys: [first] })).status).toBe(200)
    expect([await countOf(survey.id, 'topic', first ?? ''), await countOf(survey.id, 'topic', '~rest')]).toEqual([1, 24])
    await fromPage(second, { id: randomUUID(), survey: survey.id, rating: 5, surface: 'widget', topics: [first, others[0]] })
    expect([await countOf(survey.id, 'topic', first ?? ''), await countOf(survey.id, 'topic', '~rest')]).toEqual([2, 25])

    const made = rows.map(({ key }) => key).filter((key) => key.startsWith('made-up'))
    expect((await change('remove', { site: site.id, dimension: 'topic', keys: made })).status).toBe(200)
    const after = await get<ScoresView>(`/api/v1/scores?survey=${survey.id}&by=topic`)
    expect(new Set(after.rows.map(({ key }) => key))).toEqual(new Set(['billing', '~rest', first]))
    expect(await countOf(survey.id, 'topic', '~rest')).toBe(30)
    const trail = await get<{ rows: { action: string }[] }>(`/api/v1/audit?site=${site.id}`)
    expect(trail.rows.map(({ action }) => action)).toEqual(expect.arrayContaining(['names-accepted', 'names-removed']))
  })

  it('takes the reserved name from nobody, and any name from a key', async () => {
    const { survey } = await givenSurvey(app, { state: 'live' }, { newKeysPerDay: 0 })
    await fromProgram(app, { survey: survey.id, rating: 5, agent: '~rest', topics: ['~rest', 'new'] })
    expect(await countOf(survey.id, 'agent', '~rest')).toBeUndefined()
    expect([await countOf(survey.id, 'topic', '~rest'), await countOf(survey.id, 'topic', 'new')]).toEqual([undefined, 1])
  })

  it('gives 200 rows at most, and the others as one', async () => {
    const { survey } = await givenSurvey(app, { state: 'live' })
    const responses = Array.from({ length: 300 }, (_, index) => ({ id: randomUUID(), survey: survey.id, rating: 5, agent: `agent-${index}` }))
    await app.request('/api/v1/responses/batch', { key: testKey, body: { responses } })
    const { rows, total } = await get<ScoresView>(`/api/v1/scores?survey=${survey.id}&by=agent`)
    expect([rows.length, total.count, rows.find(({ key }) => key === '~rest')?.score.count]).toEqual([200, 300, 101])
  })
})
