import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConversationInput } from '../../server/contract/conversations'
import type { KpisView } from '../../server/contract/figures-kpis'
import type { Companion } from '../../server/conversations/conversations'
import { keepConversation, keepConversations } from '../../server/conversations/conversations'
import { onBothDatabases } from '../support/databases'
import type { Callers, Shop } from '../support/shop'
import { now, openShop } from '../support/shop'

const minuteMs = 60_000
const noon = Date.parse('2026-11-10T07:00:00Z')

onBothDatabases((fresh) => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop(fresh)
  })
  afterEach(() => shop.close())

  async function kpis(query = '', as?: Callers, survey = 'svy_shop'): Promise<KpisView> {
    const response = await shop.ask(`/kpis?survey=${survey}&${query}`, as)
    expect(response.status, await response.clone().text()).toBe(200)
    return (await response.json()) as KpisView
  }

  let count = 0
  const keep = (...inputs: ConversationInput[]) =>
    Promise.all(
      inputs.map((input) =>
        keepConversation(shop.database, { siteId: 'sit_shop', id: `c-${++count}` }, input, now)
      )
    )
  const opened = (at: number, more: ConversationInput = {}): ConversationInput => ({
    openedAt: new Date(at).toISOString(),
    ...more
  })
  const after = (seconds: number) => new Date(noon + 1000 * seconds).toISOString()
  const setTargets = (targets: Record<string, object>) =>
    shop.database.handle.update(shop.database.tables.site).set({ targets: JSON.stringify(targets) })

  it('gives median, nine of ten and targets met, for each channel by its own target', async () => {
    await setTargets({ web: { firstResponseSeconds: 60 }, email: { resolutionSeconds: 240 * 60 } })
    await keep(
      ...[12, 18, 25, 31, 44, 52, 75, 90, 120, 600].map((seconds) =>
        opened(noon, { channel: 'Live chat', firstResponseAt: after(seconds) })
      )
    )
    await keep(
      ...[15, 30, 45, 60, 180, 240, 600, 1440].map((minutes) =>
        opened(noon, {
          channel: 'e-mail',
          resolvedAt: after(60 * minutes),
          handleSeconds: 300,
          holdSeconds: 20
        })
      )
    )
    const { rows, total } = await kpis('by=channel')
    const [web, email] = rows
    expect(rows.map(({ key, conversations }) => [key, conversations])).toEqual([
      ['web', 10],
      ['email', 8]
    ])
    expect(web?.frt).toMatchObject({ count: 10, missing: 0, excluded: 0, median: { value: 48 } })
    expect(web?.frt.mean).toBeCloseTo(106.7, 9)
    expect(web?.frt.p90?.value).toBeCloseTo(168, 9)
    expect(web?.sla).toMatchObject({ firstResponse: { part: 6, count: 10, value: 60 }, resolution: null })
    expect(web?.sla.firstResponse?.lower).toBeCloseTo(31.267376973365824, 9)
    expect(email?.ttr).toMatchObject({ count: 8, median: { value: 7_200 } })
    expect(email?.ttr.p90?.value).toBeCloseTo(852 * 60, 6)
    expect(email).toMatchObject({
      aht: { count: 8, mean: 300 },
      hold: { mean: 20 },
      sla: { firstResponse: null, resolution: { value: 75 } }
    })
    expect(total).toMatchObject({
      conversations: 18,
      frt: { count: 10, missing: 8 },
      sla: { firstResponse: { count: 10 }, resolution: { count: 8 } }
    })
  })

  it('excludes and counts what no clock can have measured, and never takes missing for zero', async () => {
    await setTargets({ web: { firstResponseSeconds: 60 } })
    await keep(
      opened(noon, { channel: 'web', firstResponseAt: after(30) }),
      opened(noon, { channel: 'web', firstResponseAt: after(-30) }),
      opened(noon, { channel: 'web', firstResponseAt: after(400 * 86_400) }),
      opened(noon, { channel: 'web' }),
      { channel: 'web', handleSeconds: 0 }
    )
    const { total } = await kpis()
    expect(total).toMatchObject({
      conversations: 5,
      frt: { count: 1, excluded: 2, missing: 2, median: { value: 30 } },
      aht: { count: 1, missing: 4, mean: 0 },
      ttr: { count: 0, missing: 5, median: null, mean: null },
      sla: { firstResponse: { part: 1, count: 1 } },
      fcr: { asked: { count: 0, value: null }, seen: { count: 0, value: null, windowDays: 7 } }
    })
  })

  it('tells first-contact resolution by what customers say, and by whether they come back', async () => {
    const day = 1440 * minuteMs
    const start = Date.parse('2026-11-01T07:00:00Z')
    const contacts = [
      ['u1', 'billing', 0],
      ['u2', 'billing', 1],
      ['u3', 'login', 2],
      ['u1', 'billing', 3],
      ['u3', 'billing', 4],
      ['u4', 'login', 5],
      ['u4', 'login', 15]
    ] as const
    await keep(
      ...contacts.map(([customer, topic, on], index) =>
        opened(start + on * day, {
          customer,
          topics: [topic],
          agent: index === 3 ? 'ben' : 'ana',
          resolvedOnFirstContact: index < 5
        })
      )
    )
    const seen = async (query: string) => (await kpis(query)).total.fcr.seen
    // On the 20th nobody knows yet whether who came on the 16th comes back.
    expect(await seen('')).toMatchObject({ part: 4, count: 5, pending: 1, windowDays: 7 })
    expect(await seen('window=1')).toMatchObject({ part: 7, count: 7, pending: 0, value: 100 })
    // The contacts before and after the period tell which in it were the first.
    expect(await seen('from=2026-11-02&to=2026-11-04')).toMatchObject({ part: 2, count: 2 })
    expect(
      (await kpis('by=agent')).rows.map(({ key, fcr }) => [key, fcr.seen.count, fcr.seen.pending])
    ).toEqual([
      ['ana', 5, 1],
      ['ben', 0, 0]
    ])
    expect((await kpis('')).total.fcr.asked).toMatchObject({ part: 5, count: 7 })
  })

  it('sees that a customer came back by another channel or to somebody else, whatever is asked for', async () => {
    const day = 1440 * minuteMs
    await keep(
      opened(noon - 2 * day, { customer: 'u1', channel: 'web', agent: 'ana', topics: ['billing'] }),
      opened(noon, { customer: 'u1', channel: 'phone', agent: 'ben', topics: ['billing'] }),
      opened(noon, { customer: 'u2', channel: 'web', agent: 'ana', topics: ['billing'] }),
      opened(noon + day, { customer: 'u2', channel: 'web', agent: 'ana', topics: ['login'] }),
      opened(noon, { channel: 'web', agent: 'ana' })
    )
    const wanted: [string, number, number][] = [
      ['', 2, 3],
      ['channel=web', 2, 3],
      ['agent=ana', 2, 3],
      ['channel=voice', 0, 0],
      ['agent=ben', 0, 0],
      ['topic=login', 1, 1],
      ['from=2026-11-10&to=2026-11-10', 1, 1]
    ]
    for (const [query, part, count] of wanted)
      expect([query, (await kpis(query)).total.fcr.seen]).toMatchObject([query, { part, count }])
    expect(
      (await kpis('by=channel')).rows.map(({ key, fcr: { seen } }) => [key, seen.part, seen.count])
    ).toEqual([
      ['web', 2, 3],
      ['voice', 0, 0]
    ])
  })

  it('takes every filter, as answers do', async () => {
    await keep(
      opened(noon, { channel: 'phone', agent: 'ana', team: 't', topics: ['Late delivery', 'Billing'] }),
      opened(noon, { channel: 'web', agent: 'ben' }),
      // It is the next day already in Karachi.
      opened(Date.parse('2026-11-12T20:00:00Z'), {})
    )
    await shop.answer({ conversation: `c-${count - 1}`, locale: 'ur', surface: 'page' })
    const wanted: [string, number][] = [
      ['', 3],
      ['channel=voice', 1],
      ['channel=Phone&agent=ana&team=t&topic=late%20delivery', 1],
      ['topic=billing&topic=late-delivery', 1],
      ['topic=', 2],
      ['topic=delivery', 0],
      ['agent=', 1],
      ['channel=&topic=', 1],
      ['locale=ur', 1],
      ['surface=page&channel=web', 1],
      ['locale=en', 0],
      ['from=2026-11-12&to=2026-11-12', 0],
      ['from=2026-11-13&to=2026-11-13', 1]
    ]
    for (const [query, found] of wanted)
      expect([query, (await kpis(query)).total.conversations]).toEqual([query, found])
    expect((await kpis('by=topic')).rows.map(({ key, conversations }) => [key, conversations])).toEqual([
      ['', 2],
      ['billing', 1],
      ['late-delivery', 1]
    ])
    expect((await kpis('by=topic&topic=billing')).rows.map(({ key }) => key)).toEqual(['billing'])
    expect((await kpis('by=agent', 'ana')).rows.map(({ key }) => key)).toEqual(['ana'])
    expect((await kpis('', 'nobodys-agent')).total.conversations).toBe(0)
    expect(await kpis('from=2026-11-13&to=2026-11-15&by=channel&compare=previous')).toMatchObject({
      total: { conversations: 1 },
      previous: { conversations: 2 },
      rows: [{ key: '', previous: { conversations: 0 } }]
    })
  })

  it('finds conversations by what they turned out to be, also when several systems say so at the same time', async () => {
    const parts: ConversationInput[] = [
      { channel: 'phone' },
      { agent: 'ana' },
      { topics: ['Billing'] },
      { team: 'tier-1' },
      { customer: 'u1' },
      opened(noon)
    ]
    // More at once than the pool has connections would wait for one, which is given up after two seconds.
    for (const id of ['p-1', 'p-2', 'p-3'])
      await Promise.all(
        parts.map((part) => keepConversation(shop.database, { siteId: 'sit_shop', id }, part, now))
      )
    const whole = 'channel=voice&agent=ana&topic=billing&team=tier-1&from=2026-11-10&to=2026-11-10'
    expect((await kpis(whole)).total).toMatchObject({
      conversations: 3,
      fcr: { seen: { part: 0, count: 1 } }
    })
    await keepConversation(shop.database, { siteId: 'sit_shop', id: 'p-2' }, { agent: 'ben' }, now)
    expect([(await kpis(whole)).total.conversations, (await kpis('agent=ben')).total.conversations]).toEqual([
      2, 1
    ])
  })

  it('counts every one of very many, exactly', async () => {
    const topics = ['billing', 'login', 'refund']
    const inputs = Array.from({ length: 30_000 }, (_, index): [string, Companion] => [
      `m-${index}`,
      {
        channel: index % 5 === 0 ? 'voice' : 'web',
        agent: index % 100 === 0 ? 'rare' : 'usual',
        topics: JSON.stringify([topics[index % 3]]),
        customer: `u-${index}`,
        openedAt: noon,
        firstResponseAt: noon + (index % 1000) * 1000
      }
    ])
    for (let start = 0; start < inputs.length; start += 5_000) {
      await shop.database.atomically((handle) =>
        keepConversations(handle, shop.database, new Map(inputs.slice(start, start + 5_000)), {
          siteId: 'sit_shop',
          now
        })
      )
    }
    const { total, rows } = await kpis('by=channel')
    expect(total).toMatchObject({
      conversations: 30_000,
      frt: {
        count: 30_000,
        mean: 499.5,
        median: { value: 499.5 },
        p90: { value: expect.closeTo(899.1, 6) as number }
      },
      fcr: { seen: { part: 30_000, count: 30_000 } }
    })
    expect(rows.map(({ key, conversations, frt }) => [key, conversations, frt.median?.value])).toEqual([
      ['web', 24_000, 500],
      ['voice', 6_000, 497.5]
    ])
    expect((await kpis('channel=voice&agent=usual&topic=billing')).total.conversations).toBe(1_900)
    expect((await kpis('agent=rare')).total).toMatchObject({
      conversations: 300,
      frt: { count: 300, median: { value: 450 } }
    })
  })
})
