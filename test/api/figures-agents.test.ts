import { afterEach, beforeEach, expect, it } from 'vitest'
import { createApp } from '../../server/app'
import type { Caller } from '../../server/people/access'
import type { AgentsView } from '../../server/contract/figures-agents'
import type { ChannelsView } from '../../server/contract/figures-channels'
import type { ScoresView } from '../../server/contract/figures'
import type { TopicsView } from '../../server/contract/figures-topics'
import { onBothDatabases } from '../databases'
import type { Callers, Sent, Shop } from './shop'
import { openShop, satisfied } from './shop'

onBothDatabases((fresh) => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop(fresh)
  })
  afterEach(() => shop.close())

  async function agents(query = '', as?: Callers): Promise<AgentsView> {
    const response = await shop.ask(`/agents?survey=svy_shop&${query}`, as)
    expect(response.status, await response.clone().text()).toBe(200)
    return (await response.json()) as AgentsView
  }

  const by = (agent: string, channel: string, topic: string, part: number, count: number, more: Partial<Sent> = {}) => satisfied(part, count, { agent, channel, topics: [topic], ...more })
  const twoOfAKind = () => [
    ...by('Ana', 'voice', 'billing', 28, 40),
    ...by('Ben', 'whatsapp', 'product', 28, 40),
    ...by('Cy', 'voice', 'billing', 12, 20),
    ...by('Cy', 'voice', 'product', 18, 20),
    ...by('', 'voice', 'billing', 50, 90),
    ...by('', 'voice', 'product', 30, 30),
    ...by('', 'whatsapp', 'product', 107, 110),
    ...by('', 'whatsapp', 'billing', 25, 50)
  ]

  it('tells apart two agents with the same score, by what they were asked about', async () => {
    await shop.answer(...twoOfAKind())
    const { rows, total, unassigned } = await agents()
    expect([total.count, unassigned.count]).toEqual([400, 280])
    const wanted = { Ana: [70, 60, 10, 84.5, 1.2909944487358056, 0.19670560245894686], Ben: [70, 90, -20, 54.5, -4.216370213557839, 2.48266063388046e-5], Cy: [75, 78, -3, 71.5, -0.5085476277156075, 0.6110693468012702] }
    for (const [key, figures] of Object.entries(wanted)) {
      const row = rows.find((row) => row.key === key)
      const found = [row?.score.value, row?.expected, row?.difference?.value, row?.adjusted, row?.z, row?.p]
      figures.forEach((figure, index) => expect(found[index]).toBeCloseTo(figure, 9))
    }
    expect(Object.fromEntries(rows.map(({ key, verdict }) => [key, verdict]))).toEqual({ Ana: 'not-clear', Ben: 'worse', Cy: 'not-clear' })
  })

  it('draws agents with few answers to the average, and calls only those worse of whom that is sure', async () => {
    const given = { Ana: [4, 4], Ben: [41, 60], Cy: [88, 100], Di: [2, 5], Ed: [70, 90], Flo: [33, 36] } as const
    await shop.answer(...Object.entries(given).flatMap(([agent, [part, count]]) => by(agent, 'web', 'a', part, count)))
    const { rows, average, strength } = await agents()
    expect(rows.map(({ key }) => key)).toEqual(['Di', 'Ben', 'Ed', 'Ana', 'Cy', 'Flo'])
    expect(average).toBeCloseTo(80.67796610169492, 9)
    expect(strength).toBeCloseTo(14.30665866110585, 9)
    const ana = rows.find(({ key }) => key === 'Ana')
    expect([ana?.shrunk?.value, ana?.shrunk?.lower, ana?.shrunk?.upper].map((figure) => figure?.toFixed(9))).toEqual(['84.899825318', '65.828680658', '96.881583559'])
    expect(rows.map(({ againstAverage }) => againstAverage)).toEqual(['not-clear', 'worse', 'not-clear', 'not-clear', 'not-clear', 'not-clear'])
  })

  it('compares who is asked for by name with everybody all the same', async () => {
    await shop.answer(...twoOfAKind())
    const all = await agents()
    const ben = await agents('agent=Ben')
    expect(ben.rows).toEqual(all.rows.filter(({ key }) => key === 'Ben').map((row) => ({ ...row, share: 1 })))
    expect(ben.total.count).toBe(40)
    expect((await agents('channel=phone')).rows.find(({ key }) => key === 'Ana')).toMatchObject({ expected: 60 })
  })

  it('shows an agent only the own row, fair all the same, and nothing of a few answers of others', async () => {
    await shop.answer(...by('ana', 'web', 'a', 8, 10), ...by('ben', 'web', 'a', 2, 10), ...by('ana', 'sms', 'b', 5, 5), ...by('ben', 'sms', 'b', 0, 3))
    const { rows, total } = await agents('', 'ana')
    expect(rows.map(({ key }) => key)).toEqual(['ana'])
    expect(total.count).toBe(15)
    expect(rows[0]).toMatchObject({ expected: 50, share: 1 })
    expect(rows[0]?.shrunk?.value).toBeGreaterThan(60)
    expect((await agents('agent=ben', 'ana')).rows).toEqual([])
    expect((await agents('channel=sms', 'ana')).rows).toMatchObject([{ expected: null, shrunk: null, verdict: 'not-clear', score: { value: 100 } }])
    expect((await agents('', 'nobodys-agent')).rows).toEqual([])
  })

  it('says what changed, also of somebody who has fallen silent', async () => {
    await shop.answer(...by('a', 'web', 't', 1, 20, { at: '2026-11-03T07:00:00Z' }), ...by('b', 'web', 't', 1, 20, { at: '2026-11-03T07:00:00Z' }), ...by('a', 'web', 't', 19, 20, { at: '2026-11-10T07:00:00Z' }))
    expect((await agents('from=2026-11-08&to=2026-11-14&compare=previous')).rows).toMatchObject([{ key: 'a', change: { verdict: 'better' } }, { key: 'b', score: { count: 0 }, previous: { count: 20 } }])
    expect(await agents('from=2026-01-01&to=2026-01-02')).toMatchObject({ rows: [], average: null, total: { count: 0 } })
  })

  it('keeps figures of fewer than five answers from a key that may not read answers', async () => {
    await shop.answer(...by('ana', 'web', 'a', 3, 4), ...by('ben', 'sms', 'b', 5, 9))
    const scoresOnly: Caller = { kind: 'key', id: 'key_2', siteId: 'sit_shop', scopes: new Set(['scores:read']) }
    const app = createApp({ ...shop.services, people: { ...shop.services.people, callerOf: async () => scoresOnly } })
    const get = async <T>(path: string) => (await (await app.request(`/api/v1/${path}${path.includes('?') ? '&' : '?'}survey=svy_shop`)).json()) as T // the view of the route that was asked
    const { rows, total } = await get<ScoresView>('scores?by=agent')
    expect(total).toMatchObject({ count: 13, state: 'early' })
    expect(rows.find(({ key }) => key === 'ana')?.score).toMatchObject({ count: 4, value: null, mean: null, tally: {}, state: 'hidden' })
    expect((await get<AgentsView>('agents')).rows.map(({ key }) => key)).toEqual(['ben'])
    expect((await get<ChannelsView>('channels')).rows.map(({ key }) => key)).toEqual(['sms'])
    expect((await get<TopicsView>('topics')).rows).toEqual([])
    expect((await agents()).rows).toHaveLength(2)
  })
})
