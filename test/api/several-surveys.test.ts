import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ScoresView, SurveyScoresView } from '../../server/contract/figures'
import { onBothDatabases } from '../support/databases'
import type { Callers, Sent, Shop } from '../support/shop'
import { openShop, satisfied } from '../support/shop'

const before = '2026-10-10T09:00:00Z'

onBothDatabases((fresh) => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop(fresh)
  })
  afterEach(() => shop.close())

  /** A survey of the shop, or of another site. */
  async function survey(
    id: string,
    { siteId = 'sit_shop', ...meaning }: Partial<Record<string, string | number>> = {},
    state: 'live' | 'deleted' = 'live'
  ) {
    const { handle, tables } = shop.database
    await handle.insert(tables.survey).values({
      id,
      siteId: String(siteId),
      name: `Survey ${id}`,
      state,
      version: 1,
      asking: '{}',
      inviting: '{}',
      editWindowHours: 24,
      createdAt: 2,
      updatedAt: 2
    })
    await handle.insert(tables.surveyVersion).values({
      surveyId: id,
      version: 1,
      createdAt: 2,
      metric: 'csat',
      scaleMin: 1,
      scaleMax: 5,
      satisfiedFrom: 4,
      direction: 'higher-is-better',
      style: 'faces',
      question: '{"en":"How did we do?"}',
      parts: '{}',
      ...meaning
    })
  }
  const answers = (surveyId: string, part: number, count: number, more: Partial<Sent> = {}) =>
    shop.answer(...satisfied(part, count, { surveyId, ...more }))
  async function read(query = '', as: Callers = 'reader') {
    const response = await shop.ask(`/scores/surveys?${query}`, as)
    expect([query, response.status]).toEqual([query, 200])
    return (await response.json()) as SurveyScoresView
  }
  const idsOf = ({ rows }: SurveyScoresView) => rows.map(({ survey }) => survey.id)
  const change = 'from=2026-11-01&to=2026-11-20&compare=previous'

  it('puts what needs attention first: what got worse, then the largest, what got better, what is too small', async () => {
    for (const id of ['svy_worse', 'svy_large', 'svy_better', 'svy_few', 'svy_none']) await survey(id)
    const october = { at: '2026-10-20T09:00:00Z' }
    await answers('svy_worse', 190, 200, october)
    await answers('svy_worse', 100, 200)
    await answers('svy_better', 100, 200, october)
    await answers('svy_better', 190, 200)
    await answers('svy_large', 150, 300, october)
    await answers('svy_large', 150, 300)
    await answers('svy_shop', 5, 10)
    await answers('svy_few', 2, 4)
    const told = await read(change)
    expect(idsOf(told)).toEqual(['svy_worse', 'svy_large', 'svy_shop', 'svy_better', 'svy_few', 'svy_none'])
    expect(told.rows.map(({ change }) => change?.verdict)).toEqual([
      'worse',
      'not-clear',
      'not-clear',
      'better',
      'not-clear',
      'not-clear'
    ])
    expect(told.rows[0]).toMatchObject({
      site: { id: 'sit_shop', name: 'Shop' },
      survey: { id: 'svy_worse', name: 'Survey svy_worse' },
      metric: 'csat',
      period: { from: '2026-11-01', to: '2026-11-20' },
      previousPeriod: { from: '2026-10-12', to: '2026-10-31' },
      total: { value: 50, count: 200 },
      previous: { value: 95, count: 200 }
    })
    expect(told.rows[4]).toMatchObject({ total: { state: 'hidden', count: 4 } })
  })

  it('says of each survey what that survey says of itself', async () => {
    await survey('svy_nps', { metric: 'nps', scaleMin: 0, scaleMax: 10, satisfiedFrom: 9, style: 'numbers' })
    await shop.answer(
      ...Array.from({ length: 30 }, (_none, at) => ({ surveyId: 'svy_nps', rating: at % 11 })),
      ...satisfied(7, 12)
    )
    await answers('svy_shop', 3, 9, { at: before })
    for (const { survey, total, previous, metric, period } of (await read(change)).rows) {
      const alone = (await (await shop.ask(`/scores?survey=${survey.id}&${change}`)).json()) as ScoresView
      expect({ total, previous, metric, period }).toEqual({
        total: alone.total,
        previous: alone.previous,
        metric: alone.metric,
        period: alone.period
      })
    }
  })

  it('judges the changes as one table, each in the direction of its own scale', async () => {
    const october = { at: '2026-10-20T09:00:00Z' }
    await survey('svy_effort', {
      metric: 'ces',
      scaleMin: 1,
      scaleMax: 5,
      satisfiedFrom: 2,
      direction: 'lower-is-better'
    })
    const effort = (rating: number, more: Partial<Sent> = {}) =>
      Array.from({ length: 60 }, (_none, at) => ({
        surveyId: 'svy_effort',
        rating: at % 6 === 0 ? 3 : rating,
        ...more
      }))
    await shop.answer(...effort(1, october), ...effort(5))
    await answers('svy_shop', 160, 200, october)
    await answers('svy_shop', 144, 200)
    const { rows } = await read(change)
    expect(rows.map(({ survey, change }) => [survey.id, change?.verdict])).toEqual([
      ['svy_effort', 'worse'],
      ['svy_shop', 'not-clear']
    ])
    const [, row] = rows
    expect(row?.change?.q).toBeGreaterThanOrEqual(row?.change?.p ?? NaN)
  })

  it('tells nobody of surveys that are not theirs, and an agent of their own answers only', async () => {
    await survey('svy_other', { siteId: 'sit_other' })
    await survey('svy_gone', {}, 'deleted')
    await answers('svy_shop', 5, 10, { agent: 'ana' })
    await answers('svy_shop', 1, 10, { agent: 'ben' })
    expect(idsOf(await read())).toEqual(['svy_shop'])
    expect(idsOf(await read('', 'stranger'))).toEqual(['svy_other'])
    expect((await read('', 'mona')).rows[0]?.total.count).toBe(20)
    expect((await read('', 'ana')).rows[0]?.total).toMatchObject({ count: 10, value: 50 })
    expect((await read('site=sit_shop')).rows).toHaveLength(1)
  })

  it('refuses what it does not know', async () => {
    for (const [query, as, status] of [
      ['site=sit_other', 'reader', 404],
      ['', 'public', 401],
      ['', 'writer', 403],
      ['channel=web', 'reader', 422],
      ['from=2026-11-20&to=2026-11-01', 'reader', 422]
    ] as const)
      expect([query, (await shop.ask(`/scores/surveys?${query}`, as)).status]).toEqual([query, status])
  })

  it('leaves out the oldest of more than a hundred surveys and says so', async () => {
    for (let at = 0; at < 100; at++) await survey(`svy_${at}`)
    const told = await read()
    expect(told.rows).toHaveLength(100)
    expect(told.leftOut).toBe(1)
    expect(idsOf(told)).not.toContain('svy_shop')
  })
})
