import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ControlView, DriversView, WaitingView, WordsView } from '../../server/contract/figures-more'
import { keepConversation } from '../../server/conversations/conversations'
import { onBothDatabases } from '../support/databases'
import type { Callers, Shop } from '../support/shop'
import { addVersion, now, openShop, satisfied } from '../support/shop'

onBothDatabases((fresh) => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop(fresh)
  })
  afterEach(() => shop.close())

  async function get<T>(path: string, query = '', as?: Callers): Promise<T> {
    const response = await shop.ask(`/${path}?survey=svy_shop&${query}`, as)
    expect(response.status, await response.clone().text()).toBe(200)
    return (await response.json()) as T // the view of the route that was asked
  }

  it('calls a week news only where chance alone does not reach', async () => {
    const weeks = ['2026-10-12', '2026-10-19', '2026-10-26', '2026-11-02', '2026-11-09']
    await shop.answer(
      ...[80, 78, 83, 60, 79].flatMap((part, index) =>
        satisfied(part, 100, { at: `${weeks[index]}T09:00:00Z`, channel: index % 2 ? 'web' : 'sms' })
      )
    )
    const { centre, points } = await get<ControlView>('scores/control', 'from=2026-10-12&to=2026-11-19')
    expect(centre).toBe(76)
    expect(points.map(({ key, signal }) => [key, signal])).toEqual([
      ...weeks.map((week) => [week, week === '2026-11-02' ? 'worse' : 'none']),
      ['2026-11-16', 'none']
    ])
    expect(points[0]?.limits).toEqual({ lower: 63, upper: 88 })
    expect(points.at(-1)).toMatchObject({ limits: null, score: { count: 0 } })
    expect(
      (await get<ControlView>('scores/control', 'by=month&channel=web&from=2026-10-01&to=2026-11-19')).points
    ).toHaveLength(2)
  })

  it('shows what customers say by how long they waited', async () => {
    const noon = Date.parse('2026-11-10T07:00:00Z')
    const waits = [30, 200, 2_000, 2_000_000, -5, undefined]
    for (const [index, seconds] of waits.entries()) {
      const times = {
        openedAt: new Date(noon).toISOString(),
        ...(seconds !== undefined && { firstResponseAt: new Date(noon + 1000 * seconds).toISOString() })
      }
      for (let one = 0; one < 10; one++)
        await keepConversation(shop.database, { siteId: 'sit_shop', id: `c-${index}-${one}` }, times, now)
      await shop.answer(
        ...satisfied(10 - 3 * Math.min(index, 3), 10, { at: '2026-11-12T09:00:00Z' }).map((answer, one) => ({
          ...answer,
          conversation: `c-${index}-${one}`
        }))
      )
    }
    await shop.answer({ conversation: 'nobody-knows' }, {})
    const { bands, unknown, excluded, trend, read } = await get<WaitingView>('scores/waiting')
    expect(
      bands
        .filter(({ score }) => score.count > 0)
        .map(({ key, below, score }) => [key, below, score.count, score.value])
    ).toEqual([
      ['1m', 60, 10, 100],
      ['5m', 300, 10, 70],
      ['1h', 3600, 10, 40],
      ['longer', null, 10, 10]
    ])
    expect({ unknown, excluded, read }).toEqual({ unknown: 10, excluded: 10, read: { count: 60 } })
    expect(trend?.perBand).toBeLessThan(-10)
    expect(trend?.p).toBeLessThan(0.001)
    expect((await get<WaitingView>('scores/waiting', 'from=2026-11-13')).read.count).toBe(0)
  })

  it('says which rated questions move the rating of the whole', async () => {
    const answers = [
      [5, 5, 5, 5],
      [4, 5, 5, 5],
      [3, 4, 5, 4],
      [2, 4, 4, 3],
      [5, 2, 4, 3],
      [4, 3, 5, 4],
      [1, 2, 4, 1],
      [2, 1, 3, 1],
      [5, 4, 4, 5],
      [3, 3, 3, 3]
    ]
    await shop.answer(
      ...answers.map(([speed = 0, knowledge = 0, courtesy = 0, rating = 0]) => ({
        rating,
        answers: { speed, knowledge, courtesy, reason: 'wait', readingSeconds: 4, contact: true }
      })),
      { answers: { speed: 3 } },
      { answers: { reason: 'wait' } },
      {}
    )
    const { drivers, read } = await get<DriversView>('drivers')
    expect(read).toEqual({ count: 12 })
    expect(drivers).toMatchObject({
      count: 10,
      rows: [{ key: 'knowledge', mean: 3.3, most: null }, { key: 'speed' }, { key: 'courtesy' }]
    })
    expect(drivers?.explained).toBeCloseTo(0.9630759576298015, 9)
    const wanted = [0.44044657324754444, 0.3746836963539496, 0.18486973039850588]
    wanted.forEach((share, index) => expect(drivers?.rows[index]?.share).toBeCloseTo(share, 9))
    expect((await get<DriversView>('drivers', 'channel=sms')).drivers).toBeNull()
    await shop.answer(
      ...answers.map(([speed = 0, , , rating = 0]) => ({
        rating,
        channel: 'sms',
        answers: { speed, solved: rating > 3 ? 'yes' : rating > 1 ? 'not-yet' : 'no' }
      }))
    )
    expect(
      (await get<DriversView>('drivers', 'channel=sms')).drivers?.rows.find(({ key }) => key === 'solved')
    ).toMatchObject({ mean: 0.65, most: 1 })
  })

  it('takes passives for neither happy nor unhappy when it looks for words', async () => {
    await addVersion(shop.database, 2, { metric: 'nps', scaleMin: 0, scaleMax: 10, satisfiedFrom: 9 })
    await shop.answer(
      ...[6, 7, 8, 9].flatMap((rating) =>
        Array.from({ length: rating }, () => ({ rating, version: 2, comment: `I said ${rating}` }))
      )
    )
    expect((await get<WordsView>('words')).read).toEqual({ low: 6, high: 9, complete: true })
  })

  it('finds the words of the unsatisfied and of the satisfied, in their own scripts', async () => {
    const says = (rating: number, comment: string, locale: string) =>
      Array.from({ length: 60 }, (_, index) => ({ rating, comment: `${comment} ${index}`, locale }))
    await shop.answer(
      ...says(1, 'The parcel was late', 'en'),
      ...says(5, 'The parcel was quick', 'en'),
      ...says(1, 'بہت دیر لگی', 'ur'),
      ...says(5, 'بہت اچھی خدمت', 'ur'),
      ...says(1, '送货太慢', 'zh')
    )
    const all = { low: 180, high: 120, complete: true }
    // Comments are brought into the index a second long; on a slow machine the rest waits for the next request.
    await expect.poll(async () => (await get<WordsView>('words')).read).toEqual(all)
    const { rows } = await get<WordsView>('words')
    const marked = Object.fromEntries(rows.map(({ word, marks }) => [word, marks]))
    expect(marked).toMatchObject({ late: 'low', quick: 'high', دیر: 'low', خدمت: 'high' })
    expect(marked).not.toHaveProperty('the')
    expect(rows.find(({ word }) => word === 'late')).toMatchObject({
      language: 'en',
      low: 60,
      high: 0,
      of: { low: 60, high: 60 }
    })
    expect((await get<WordsView>('words', 'locale=zh')).rows).toEqual([])
    expect((await get<WordsView>('words', '', 'ana')).read).toEqual({ low: 0, high: 0, complete: true })
    expect((await shop.ask('/words?survey=svy_shop', 'writer')).status).toBe(403)
  })
})
