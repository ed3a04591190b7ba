import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ChannelsView } from '../../server/contract/figures-channels'
import { untouched } from '../../server/invitations/invitation'
import { onBothDatabases } from '../support/databases'
import type { Callers, Sent, Shop } from '../support/shop'
import { openShop, satisfied } from '../support/shop'

onBothDatabases((fresh) => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop(fresh)
  })
  afterEach(() => shop.close())

  async function channels(query = '', as?: Callers): Promise<ChannelsView> {
    const response = await shop.ask(`/channels?survey=svy_shop&${query}`, as)
    expect(response.status, await response.clone().text()).toBe(200)
    return (await response.json()) as ChannelsView
  }

  const by = (channel: string, topic: string, part: number, count: number, more: Partial<Sent> = {}) =>
    satisfied(part, count, { channel, topics: [topic], ...more })

  it('sees that phone serves better although it looks worse, and says that it is not clear yet', async () => {
    await shop.answer(
      ...by('phone', 'billing', 90, 150),
      ...by('phone', 'product', 48, 50),
      ...by('WhatsApp', 'billing', 25, 50),
      ...by('WhatsApp', 'product', 135, 150)
    )
    const { rows, pairs, total } = await channels()
    expect(total).toMatchObject({ count: 400, value: 74.5 })
    const wanted = [
      ['voice', 'phone', 69, 78, 73.06764851162177, 82.93235148837825],
      ['whatsapp', 'WhatsApp', 80, 70, 62.65727197284674, 77.34272802715326]
    ] as const
    wanted.forEach(([key, label, crude, value, lower, upper], index) => {
      const row = rows[index]
      expect(row).toMatchObject({
        key,
        label,
        score: { count: 200, value: crude },
        share: 0.5,
        adjusted: { coverage: 1 },
        responseRate: null
      })
      expect(
        [row?.adjusted?.value, row?.adjusted?.lower, row?.adjusted?.upper].map((figure) => figure?.toFixed(9))
      ).toEqual([value, lower, upper].map((figure) => figure.toFixed(9)))
    })
    const [pair] = pairs
    expect(pairs).toHaveLength(1)
    expect(pair).toMatchObject({
      a: 'voice',
      b: 'whatsapp',
      verdict: 'not-clear',
      why: 'reversed',
      says: 'not-clear',
      common: null
    })
    expect(pair?.crude).toBeCloseTo(11, 9)
    expect(pair?.service).toBeCloseTo(-8, 9)
    expect(pair?.mix).toBeCloseTo(19, 9)
    expect(pair?.within?.value).toBeCloseTo(-8, 9)
    expect(pair?.within?.p).toBeCloseTo(0.08508033456849383, 9)
    expect(pair?.sentence).toMatch(
      /^WhatsApp scores 11\.0 points higher than phone as they stand \(service −8\.0, mix of topics \+19\.0\); on the same topics WhatsApp scores 8\.0 points lower than phone, which is not clear yet; about \d+ more answers would tell\.$/
    )
  })

  it('says who serves better once it is clear', async () => {
    await shop.answer(
      ...by('phone', 'billing', 900, 1500),
      ...by('phone', 'product', 480, 500),
      ...by('WhatsApp', 'billing', 250, 500),
      ...by('WhatsApp', 'product', 1350, 1500)
    )
    expect((await channels()).pairs).toMatchObject([
      {
        verdict: 'a',
        says: 'better',
        answersNeeded: null,
        sentence:
          'WhatsApp scores 11.0 points higher than phone as they stand (service −8.0, mix of ' +
          'topics +19.0); on the same topics WhatsApp scores 8.0 points lower than phone.'
      }
    ])
  })

  it('compares on common topics where one channel was never asked about the others', async () => {
    await shop.answer(...by('web', 'a', 8, 10), ...by('web', 'b', 5, 10), ...by('sms', 'a', 18, 20))
    const { rows, pairs } = await channels()
    expect(rows.map(({ key, adjusted }) => [key, adjusted?.value, adjusted?.coverage])).toEqual([
      ['sms', 90, 0.75],
      ['web', 72.5, 1]
    ])
    expect(pairs).toMatchObject([
      {
        a: 'sms',
        b: 'web',
        common: { share: 0.75, a: { value: 90 }, b: { value: 80 } },
        verdict: 'not-clear'
      }
    ])
  })

  it('counts an answer with several topics once, with others about the same ones', async () => {
    await shop.answer(
      ...satisfied(6, 10, { channel: 'web', topics: ['b', 'a'] }),
      ...satisfied(3, 10, { channel: 'sms', topics: ['a', 'b'] }),
      ...by('sms', 'a', 5, 10)
    )
    const { rows, pairs } = await channels()
    expect(rows.map(({ key, score, adjusted }) => [key, score.count, adjusted?.coverage])).toEqual([
      ['sms', 20, 1],
      ['web', 10, 20 / 30]
    ])
    expect(pairs[0]?.within?.value).toBeCloseTo(30, 9)
    const [filtered] = (await channels('topic=b&agent=&surface=widget')).rows
    expect(filtered).toMatchObject({ key: 'sms', score: { count: 10, value: 30 } })
    expect((await channels('topic=a&topic=b')).total.count).toBe(30)
  })

  it('compares nothing with five answers too few, nor with answers that came by no channel', async () => {
    await shop.answer(
      ...by('web', 'a', 8, 10),
      ...by('sms', 'a', 0, 4),
      ...by('', 'a', 10, 20),
      ...by('voice', 'z', 5, 9)
    )
    const { rows, pairs } = await channels()
    expect(rows.map(({ key }) => key)).toEqual(['', 'web', 'voice', 'sms'])
    expect(pairs.map(({ a, b, says }) => [a, b, says])).toEqual([
      ['web', 'voice', 'nothing-in-common'],
      ['web', 'sms', 'too-few'],
      ['voice', 'sms', 'too-few']
    ])
    expect(pairs[0]).toMatchObject({
      service: null,
      mix: null,
      why: 'none',
      sentence: expect.not.stringContaining('(service')
    })
    expect(pairs[1]?.sentence).toBe('There are too few answers to compare sms (4) with web (10).')
  })

  it('tells how many of those who were invited answered, by the channel that served them', async () => {
    const { invitation } = shop.database.tables
    const row = {
      ...untouched,
      siteId: 'sit_shop',
      surveyId: 'svy_shop',
      topics: '["Late delivery"]',
      agent: 'ana',
      team: '',
      locale: 'en',
      state: 'sent' as const,
      reusable: false,
      test: false,
      createdAt: Date.parse('2026-11-10T07:00:00Z')
    }
    const made = [
      ...Array.from({ length: 10 }, (_, index) => ({
        ...row,
        channel: 'phone',
        answeredAt: index < 4 ? 1 : null
      })),
      { ...row, channel: 'voice', state: 'suppressed' as const },
      { ...row, channel: 'voice', reusable: true },
      { ...row, channel: 'voice', test: true },
      // 20:00 UTC is the next day in Karachi.
      { ...row, channel: 'voice', createdAt: Date.parse('2026-11-30T20:00:00Z') },
      { ...row, channel: 'sms', topics: '[]', agent: 'ben' }
    ]
    await shop.database.handle
      .insert(invitation)
      .values(made.map((values, index) => ({ id: `inv_${index}`, ...values })))
    await shop.answer(...by('phone', 'late-delivery', 3, 5))
    const rate = async (query: string, key = 'voice') =>
      (await channels(`to=2026-11-30&${query}`)).rows.find((row) => row.key === key)?.responseRate
    expect(await rate('')).toMatchObject({ value: 40, part: 4, count: 10 })
    expect((await rate(''))?.lower).toBeCloseTo(16.81803, 4)
    const { rows, sendWeighted } = await channels('to=2026-11-30')
    expect(rows.map(({ key, bounds }) => [key, bounds])).toEqual([
      ['voice', { lower: 300 / 11, upper: 900 / 11 }],
      ['sms', { lower: 0, upper: 100 }]
    ])
    expect(sendWeighted).toMatchObject({ value: 60, coverage: 10 / 11 })
    expect(await rate('topic=late%20delivery&agent=ana&channel=phone')).toMatchObject({ count: 10 })
    expect(await rate('agent=ben')).toBeUndefined()
    expect(await rate('agent=ben', 'sms')).toMatchObject({ value: 0, lower: 0, count: 1 })
    expect(await rate('surface=widget')).toBeNull()
    expect((await rate('from=2026-11-29')) ?? null).toBeNull()
  })

  it('says what changed since the period before, also of a channel that has fallen silent', async () => {
    await shop.answer(
      ...by('web', 'a', 2, 20, { at: '2026-11-03T07:00:00Z' }),
      ...by('sms', 'a', 10, 20, { at: '2026-11-03T07:00:00Z' }),
      ...by('web', 'a', 18, 20, { at: '2026-11-10T07:00:00Z' })
    )
    const { rows } = await channels('from=2026-11-08&to=2026-11-14&compare=previous')
    expect(rows).toMatchObject([
      { key: 'web', previous: { value: 10 }, change: { value: 80, verdict: 'better' } },
      {
        key: 'sms',
        score: { count: 0 },
        adjusted: null,
        previous: { count: 20 },
        change: { verdict: 'not-clear' }
      }
    ])
  })

  it('shows an agent the channels of their own answers only', async () => {
    await shop.answer(...by('web', 'a', 3, 5, { agent: 'ana' }), ...by('sms', 'a', 3, 5, { agent: 'ben' }))
    expect((await channels('', 'ana')).rows.map(({ key }) => key)).toEqual(['web'])
  })
})
