import { afterEach, beforeEach, expect, it } from 'vitest'
import type { TopicsView } from '../../server/contract/figures-topics'
import { onBothDatabases } from '../support/databases'
import type { Callers, Sent, Shop } from '../support/shop'
import { openShop, satisfied } from '../support/shop'

onBothDatabases((fresh) => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop(fresh)
  })
  afterEach(() => shop.close())

  async function topics(query = '', as?: Callers): Promise<TopicsView> {
    const response = await shop.ask(`/topics?survey=svy_shop&${query}`, as)
    expect(response.status, await response.clone().text()).toBe(200)
    return (await response.json()) as TopicsView
  }

  const about = (topic: string, part: number, count: number, more: Partial<Sent> = {}) =>
    satisfied(part, count, { ...(topic && { topics: [topic] }), ...more })

  it('flags what is low and high among six topics, and leaves alone what five answers say', async () => {
    await shop.answer(
      ...about('Billing', 88, 160),
      ...about('login', 30, 52),
      ...about('delivery', 170, 240),
      ...about('returns', 61, 70),
      ...about('product', 210, 240),
      ...about('praise', 5, 5)
    )
    const view = await topics()
    expect(view).toMatchObject({
      metric: 'csat',
      period: { to: '2026-11-20' },
      total: { count: 767 },
      untagged: { count: 0, value: null }
    })
    const rows = new Map(view.rows.map((row) => [row.key, row]))
    expect(view.rows.map(({ key, flag }) => [key, flag])).toEqual([
      ['billing', 'low'],
      ['delivery', 'none'],
      ['login', 'low'],
      ['praise', 'none'],
      ['returns', 'high'],
      ['product', 'high']
    ])
    const billing = rows.get('billing')
    expect(billing).toMatchObject({
      label: 'Billing',
      score: { count: 160, value: 55 },
      rest: { count: 607 }
    })
    const figures = [
      billing?.difference.value,
      billing?.difference.lower,
      billing?.difference.upper,
      billing?.impact,
      billing?.lost,
      rows.get('login')?.q,
      rows.get('delivery')?.p,
      rows.get('product')?.impact,
      rows.get('praise')?.q
    ]
    const wanted = [
      -23.418451400329488, -31.7480517539866, -15.163430114804171, 4.8852049857271425, 37.46952224052718,
      0.02032362840644636, 0.2527668668641632, -6.360570892780714, 0.3328650322181228
    ]
    wanted.forEach((value, index) => expect(figures[index]).toBeCloseTo(value, 9))
    expect((billing?.p ?? 1) / 1.0140638081794749e-8).toBeCloseTo(1, 9)
    expect(rows.get('praise')?.answersNeeded).toBeGreaterThan(0)
    expect(billing).not.toHaveProperty('answersNeeded')
  })

  it('compares a topic with every answer that is not about it, also those without a topic', async () => {
    await shop.answer(...satisfied(8, 10, { topics: ['a', 'b'] }), ...about('b', 2, 10), ...about('', 5, 10))
    const { total, untagged, rows } = await topics()
    expect([total.count, untagged.count]).toEqual([30, 10])
    expect(
      rows.map(({ key, score, rest, share }) => [key, score.count, rest.count, rest.value, share])
    ).toEqual([
      ['b', 20, 10, 50, 20 / 30],
      ['a', 10, 20, 35, 10 / 30]
    ])
    for (const { share, score, rest } of rows)
      expect(share * (score.value ?? 0) + (1 - share) * (rest.value ?? 0)).toBeCloseTo(total.value ?? NaN, 9)
  })

  it('says what changed, and flags nothing where nobody knows', async () => {
    await shop.answer(
      ...about('a', 1, 20, { at: '2026-11-03T07:00:00Z' }),
      ...about('a', 19, 20, { at: '2026-11-10T07:00:00Z' }),
      ...about('b', 1, 2, { at: '2026-11-10T07:00:00Z' })
    )
    const { rows, previousPeriod } = await topics('from=2026-11-08&to=2026-11-14&compare=previous')
    expect(previousPeriod).toEqual({ from: '2026-11-01', to: '2026-11-07' })
    expect(rows.find(({ key }) => key === 'a')).toMatchObject({
      previous: { value: 5 },
      change: { value: 90, verdict: 'better' },
      flag: 'none'
    })
    expect(rows.find(({ key }) => key === 'b')).toMatchObject({
      q: null,
      flag: 'none',
      score: { state: 'hidden' }
    })
    expect((await topics('from=2026-01-01&to=2026-01-31')).rows).toEqual([])
  })

  it('takes every filter, and shows an agent only what is their own', async () => {
    await shop.answer(
      ...about('a', 3, 5, { agent: 'ana', channel: 'phone', team: 't' }),
      ...about('a', 3, 5, { agent: 'ben' }),
      ...about('b', 3, 5, { agent: 'ben' })
    )
    expect(
      (await topics('channel=voice&team=t&locale=en&surface=widget')).rows.map(({ key, score }) => [
        key,
        score.count
      ])
    ).toEqual([['a', 5]])
    expect((await topics('', 'ana')).rows.map(({ key, score }) => [key, score.count])).toEqual([['a', 5]])
    expect((await topics('agent=ben', 'ana')).total.count).toBe(0)
  })
})
