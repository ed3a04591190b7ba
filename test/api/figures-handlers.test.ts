import { afterEach, beforeEach, expect, it } from 'vitest'
import type { HandlersView } from '../../server/contract/figures-handlers'
import type { WhoHandled } from '../../server/contract/terms'
import { onBothDatabases } from '../support/databases'
import type { Callers, Shop } from '../support/shop'
import { openShop } from '../support/shop'

/** The bot is mostly asked what is easy, people mostly what is hard: satisfied of all. */
const worked = {
  person: { billing: [90, 150], product: [48, 50] },
  bot: { billing: [25, 50], product: [135, 150] },
  'bot-then-person': { billing: [30, 80], product: [8, 10] }
} satisfies Record<WhoHandled, Record<string, [number, number]>>

onBothDatabases((fresh) => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop(fresh)
  })
  afterEach(() => shop.close())

  async function handlers(query = '', as?: Callers): Promise<HandlersView> {
    const response = await shop.ask(`/handlers?survey=svy_shop&${query}`, as)
    expect([query, response.status]).toEqual([query, 200])
    return (await response.json()) as HandlersView
  }
  async function handled(handler: WhoHandled | '', topic: string, [satisfied, all]: [number, number]) {
    const bot = handler.startsWith('bot') ? 'Robo' : ''
    await shop.answer(
      ...Array.from({ length: all }, (_, index) => ({
        ...{ handler, bot, topics: [topic], channel: 'web', rating: index < satisfied ? 5 : 1 }
      }))
    )
  }
  async function handleAll(whole: Partial<Record<WhoHandled, Record<string, [number, number]>>>) {
    for (const [handler, topics] of Object.entries(whole))
      for (const [topic, counts] of Object.entries(topics))
        await handled(handler as WhoHandled, topic, counts) // its keys
  }

  it('tells of a bot that looks better than people that it is asked what is easy, and what a hand-over costs', async () => {
    await handleAll(worked)
    await handled('', 'product', [5, 10])
    const { rows, pairs, told, bots, total } = await handlers()
    expect(rows.map(({ key, score }) => [key, score.count, score.value])).toEqual([
      ['person', 200, 69],
      ['bot', 200, 80],
      ['bot-then-person', 90, expect.closeTo(42.22222222222222, 9)],
      ['', 10, 50]
    ])
    expect(told).toBeCloseTo(490 / 500, 9)
    expect(bots).toMatchObject([{ key: 'Robo', label: 'Robo', score: { count: 290 } }])
    const { bot, begun, handOver } = pairs
    expect(bot).toMatchObject({
      a: 'person',
      b: 'bot',
      why: 'reversed',
      says: 'not-clear',
      score: { count: 200 }
    })
    expect(bot?.answersNeeded).toBeGreaterThan(0)
    expect([bot?.crude, bot?.service, bot?.mix, bot?.within?.value]).toEqual(
      [11, -8, 19, -8].map((value) => expect.closeTo(value, 9))
    )
    expect(begun).toMatchObject({ verdict: 'a', says: 'better', score: { count: 290 } })
    expect(begun?.within?.value).toBeCloseTo(-13.779005524861873, 9)
    expect(handOver).toMatchObject({ verdict: 'a', says: 'better', score: { count: 90 } })
    expect(handOver?.within?.value).toBeCloseTo(-21.604790419161674, 9)
    expect(total.count).toBe(500)
  })

  it('says which topics to give to a bot and which to take back, topic by topic', async () => {
    await handleAll({
      person: { hours: [80, 120], delivery: [180, 200], status: [30, 40], refund: [20, 30], rare: [3, 4] },
      bot: { hours: [58, 60], delivery: [60, 100], status: [110, 120], news: [9, 10], rare: [2, 3] },
      'bot-then-person': { delivery: [10, 20] }
    })
    const { topics } = await handlers()
    expect(topics.map(({ key, advice }) => [key, advice])).toEqual([
      ['delivery', 'take-back'],
      ['hours', 'give'],
      ['rare', 'not-clear'],
      ['status', 'keep'],
      ['refund', 'untried'],
      ['news', 'untried']
    ])
    const [delivery] = topics
    expect(delivery).toMatchObject({ person: { value: 90 }, begun: { count: 120 }, label: 'delivery' })
    expect(delivery?.share).toBeCloseTo(120 / 320, 9)
    expect(delivery?.within?.value).toBeCloseTo(100 * (70 / 120 - 0.9), 9)
  })

  it('compares within channels, and narrows to what is asked for', async () => {
    await handled('person', 'a', [10, 20])
    await handled('bot', 'a', [20, 20])
    await shop.answer(
      ...Array.from({ length: 20 }, () => ({
        ...{ handler: 'bot' as const, topics: ['a'], channel: 'sms', rating: 1 }
      }))
    )
    const { pairs } = await handlers()
    expect(pairs.bot?.within?.value).toBeCloseTo(50, 9)
    expect(pairs.handOver).toBeNull()
    expect((await handlers('channel=sms')).pairs.bot).toBeNull()
    expect((await handlers('handler=person')).rows.map(({ key }) => key)).toEqual(['person'])
    expect((await handlers('topic=b')).rows).toEqual([])
    expect((await shop.ask('/handlers?survey=svy_shop&handler=dog')).status).toBe(422)
  })

  it('has nothing to compare where nobody says who handled it, and tells few answers apart for nobody', async () => {
    await handled('', 'a', [3, 6])
    expect(await handlers()).toMatchObject({
      told: 0,
      rows: [{ key: '' }],
      bots: [],
      pairs: { bot: null, begun: null, handOver: null },
      topics: []
    })
    expect((await shop.ask('/handlers?survey=svy_shop', 'writer')).status).toBe(403)
    await handled('bot', 'a', [1, 2])
    expect((await handlers()).pairs.bot).toBeNull()
    await handled('person', 'a', [1, 2])
    expect((await handlers()).pairs.bot).toMatchObject({ says: 'too-few', verdict: 'not-clear' })
  })
})
