import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { FunnelView } from '../../server/contract/funnel'
import type { SurveyView } from '../../server/contract/surveys'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { fromPage, fromProgram, givenSurvey, shop } from '../support/given'
import { each } from '../support/stuffing'

const dayMs = 86_400_000
let number = 0

onBothDatabases((fresh) => {
  let app: TestApp
  let survey: SurveyView
  let clock = Date.parse('2026-11-10T09:00:00Z')
  beforeAll(async () => {
    app = await startApp(fresh, { now: () => clock })
  })
  beforeEach(async () => {
    clock += 10 * dayMs
    ;({ survey } = await givenSurvey(app))
    await app.request(`/api/v1/surveys/${survey.id}`, {
      method: 'PATCH',
      key: testKey,
      body: { asking: { pages: { in: ['/help/*', '/orders'] } } }
    })
  })
  afterAll(() => app.close())

  const tell = (
    what: string,
    path = '/help/refunds',
    { origin = shop, ...headers }: Record<string, string> = {}
  ) =>
    app.request('/api/v1/asks', {
      body: { survey: survey.id, what, path },
      headers: { 'content-type': 'text/plain', origin, ...headers }
    })
  const answer = (path: string, more: Record<string, unknown> = {}) =>
    fromPage(app, {
      id: `answer-${++number}`,
      survey: survey.id,
      rating: 5,
      surface: 'widget',
      secret: 's'.repeat(22),
      pageUrl: shop + path,
      ...more
    })
  const funnel = async (query = '') =>
    (await (
      await app.request(`/api/v1/funnel?survey=${survey.id}&${query}`, { key: testKey })
    ).json()) as FunnelView
  const website = async () => (await funnel()).website
  const counts = async () =>
    Object.fromEntries(
      ((await website())?.pages ?? []).map(({ page, shown, dismissed, answered }) => [
        page,
        [shown, dismissed, answered]
      ])
    )

  it('counts what was shown, dismissed and answered by the pattern that the page fits, never by its path', async () => {
    for (const path of ['/help/a', '/help/b', '/orders/']) await tell('shown', path)
    await tell('dismissed', '/help/c')
    await tell('shown', '/somewhere/else')
    expect((await answer('/help/d')).status).toBe(201)
    await answer('/orders')
    expect(await counts()).toEqual({ '/help/*': [4, 1, 1], '/orders': [2, 0, 1], '': [1, 0, 0] })
    expect(await website()).toMatchObject({
      shown: 7,
      dismissed: 1,
      answered: 2,
      rate: { part: 2, count: 7 }
    })
    const kept = await app.services.database.handle.select().from(app.services.database.tables.askDay)
    expect(JSON.stringify(kept)).not.toMatch(/help\/[a-d]|somewhere/)
    expect((await funnel()).total).toMatchObject({ invited: 0, sent: 0 })
  })

  it('counts an answer once, with its own “shown”, however often it is edited or told', async () => {
    await tell('shown')
    await tell('answered-later')
    await answer('/help/a', { id: 'told-once', rating: 4 })
    await answer('/help/a', { id: 'told-once', rating: 2, comment: 'slow' })
    await fromProgram(app, { survey: survey.id, rating: 4, surface: 'widget' })
    expect(await counts()).toEqual({ '/help/*': [1, 0, 1] })
    // What pages tell takes nothing from the answers that are kept, and leaves no rate above all.
    for (let times = 0; times < 5; times++) await tell('answered-later')
    expect((await website())?.rate).toMatchObject({ part: 1, count: 1 })
    await tell('dismissed-later')
    expect(await counts()).toEqual({ '/help/*': [2, 1, 1] })
  })

  it('counts nothing for other origins and unknown surveys, and tells nobody', async () => {
    expect((await tell('shown', '/help/a', { origin: 'https://elsewhere.example' })).status).toBe(204)
    expect(
      (
        await app.request('/api/v1/asks', {
          body: { survey: 'svy_none', what: 'shown' },
          headers: { origin: shop }
        })
      ).status
    ).toBe(204)
    expect((await tell('stolen')).status).toBe(422)
    expect(await website()).toBeUndefined()
    const sent = await tell('shown')
    expect([
      sent.status,
      sent.headers.get('set-cookie'),
      sent.headers.get('access-control-allow-origin')
    ]).toEqual([204, null, shop])
    expect(await counts()).toEqual({ '/help/*': [1, 0, 0] })
    expect((await funnel('channel=web')).website).toBeUndefined()
  })

  it('lets one network tell no more than its budget, without a word', async () => {
    const statuses = await each(300, async () => (await tell('shown')).status)
    expect([...new Set(statuses)]).toEqual([204])
    expect((await website())?.shown).toBeLessThanOrEqual(240)
    clock += 60_000
    await tell('dismissed')
    expect((await website())?.dismissed).toBe(1)
  })
})
