import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SeverityView } from '../../server/contract/figures-severity'
import { onBothDatabases } from '../support/databases'
import type { Callers, Sent, Shop } from '../support/shop'
import { addVersion, openShop, satisfied } from '../support/shop'

const reasons = {
  low: [
    { key: 'slow', label: { en: 'Too slow' } },
    { key: 'rude', label: { en: 'Impolite' } }
  ]
}

onBothDatabases((fresh) => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop(fresh)
    await addVersion(shop.database, 2, { parts: JSON.stringify({ reasons }) })
  })
  afterEach(() => shop.close())

  async function severity(query = '', as?: Callers): Promise<SeverityView> {
    const response = await shop.ask(`/severity?survey=svy_shop&${query}`, as)
    expect([query, response.status]).toEqual([query, 200])
    return (await response.json()) as SeverityView
  }
  const about = (topic: string, part: number, count: number, more: Partial<Sent> = {}) =>
    satisfied(part, count, { ...(topic && { topics: [topic] }), ...more })
  /** The 28 days before those that are asked about by default. */
  const before = '2026-10-10T09:00:00Z'

  it('puts topics and reasons into one list, what costs the most satisfied customers first', async () => {
    await shop.answer(
      ...about('Billing', 60, 120),
      ...about('Delivery', 90, 100),
      ...about('', 40, 60),
      ...about('', 0, 20, { version: 2, answers: { reason: 'slow' } })
    )
    const { total, rows } = await severity()
    expect(total).toMatchObject({ count: 300, value: expect.closeTo((100 * 190) / 300, 9) })
    expect(rows.map(({ nature, key, label, score }) => [nature, key, label, score.count])).toEqual([
      ['topic', 'billing', 'Billing', 120],
      ['reason', 'slow', 'Too slow', 20],
      ['topic', 'delivery', 'Delivery', 100]
    ])
    const [billing, slow, delivery] = rows
    // 130 of the 180 others are satisfied, so that of 120 customers 86 2/3 would be, and 60 are.
    expect(billing?.lost?.value).toBeCloseTo(120 * (130 / 180 - 60 / 120), 9)
    expect(slow?.lost?.value).toBeCloseTo(20 * (190 / 280), 9)
    expect(delivery?.lost?.value).toBeCloseTo(100 * (100 / 200 - 90 / 100), 9)
    for (const { lost } of rows)
      expect([lost?.lower ?? 0, lost?.value, lost?.upper ?? 0].toSorted((a = 0, b = 0) => a - b)).toEqual([
        lost?.lower,
        lost?.value,
        lost?.upper
      ])
    expect(billing?.low).toMatchObject({ part: 60, count: 120, value: 50 })
    expect(billing?.share).toMatchObject({ part: 120, count: 300, value: 40 })
  })

  it('says of each how many are unsolved, may be contacted and came back', async () => {
    await shop.answer(
      ...about('Billing', 0, 6, { answers: { solved: 'no', contact: true } }),
      ...about('Billing', 0, 2, { answers: { solved: 'not-yet', contact: false } }),
      ...about('Billing', 12, 12, { answers: { solved: 'yes' } }),
      ...about('Delivery', 8, 10)
    )
    const again = [
      ['c-1', 'k-1', '2026-11-01T09:00:00Z'],
      ['c-2', 'k-1', '2026-11-03T09:00:00Z'],
      ['c-3', 'k-2', '2026-11-01T09:00:00Z'],
      ['c-4', 'k-3', '2026-11-02T09:00:00Z']
    ] as const
    for (const [id, customer, openedAt] of again)
      expect(
        (
          await shop.ask(`/conversations/${id}`, 'owner', {
            method: 'PUT',
            body: JSON.stringify({
              site: 'sit_shop',
              channel: 'web',
              topics: ['Billing'],
              customer,
              openedAt,
              resolvedAt: openedAt
            })
          })
        ).ok
      ).toBe(true)
    const { rows } = await severity()
    expect(rows.find(({ key }) => key === 'billing')).toMatchObject({
      unsolved: { part: 8, count: 20, value: 40 },
      contactable: { part: 6, count: 8, value: 75 },
      cameBack: { part: 1 }
    })
    expect(rows.find(({ key }) => key === 'delivery')).toMatchObject({
      unsolved: null,
      contactable: null,
      cameBack: null
    })
  })

  it('tells what is new, growing and long-standing since the period before, and keeps still where nobody answered then', async () => {
    await shop.answer(...about('Billing', 50, 100), ...about('App', 10, 60), ...about('', 100, 140))
    expect((await severity()).rows.map(({ trend, before }) => [trend, before])).toEqual([
      ['not-clear', null],
      ['not-clear', null]
    ])
    await shop.answer(...about('Billing', 50, 100, { at: before }), ...about('', 200, 200, { at: before }))
    const { rows, previousPeriod } = await severity()
    expect(previousPeriod).toEqual({ from: '2026-09-26', to: '2026-10-23' })
    expect(rows.map(({ key, trend, before }) => [key, trend, before?.part])).toEqual([
      ['app', 'new', 0],
      ['billing', 'long-standing', 100]
    ])
  })

  it('follows filters, and counts detractors of NPS as unsatisfied and passives as neither', async () => {
    await addVersion(shop.database, 3, { metric: 'nps', scaleMin: 0, scaleMax: 10, satisfiedFrom: 9 })
    const nps = (rating: number, count: number, more: Partial<Sent>) =>
      Array.from({ length: count }, () => ({ rating, version: 3, ...more }))
    await shop.answer(
      ...nps(3, 10, { topics: ['Billing'], channel: 'voice' }),
      ...nps(8, 10, { topics: ['Billing'], channel: 'voice' }),
      ...nps(10, 40, { channel: 'voice' }),
      ...nps(0, 30, { topics: ['Delivery'] })
    )
    const { rows } = await severity('channel=voice')
    expect(rows).toMatchObject([
      {
        key: 'billing',
        score: { value: -50, count: 20 },
        low: { part: 10, count: 20 },
        lost: { value: 30 }
      }
    ])
  })

  it('is for who may read answers, and an agent gets their own', async () => {
    await shop.answer(...about('Billing', 5, 20, { agent: 'ana' }), ...about('Delivery', 15, 20))
    expect((await shop.ask('/severity?survey=svy_shop', 'writer')).status).toBe(403)
    expect((await shop.ask('/severity?survey=svy_shop', 'stranger')).status).toBe(404)
    expect((await severity('', 'ana')).total.count).toBe(20)
  })
})
