import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConversationInput } from '../../server/contract/conversations'
import type { BreachesView, KpisView } from '../../server/contract/figures-kpis'
import type { SiteView } from '../../server/contract/sites'
import { keepConversation } from '../../server/conversations/conversations'
import { onBothDatabases } from '../support/databases'
import type { Callers, Shop } from '../support/shop'
import { now, openShop } from '../support/shop'

const nineToFive = [{ from: '09:00', until: '17:00' }]
const weekdays = { mon: nineToFive, tue: nineToFive, wed: nineToFive, thu: nineToFive, fri: nineToFive }
const site = { week: weekdays, holidays: [{ date: '2026-11-09', name: 'Iqbal Day' }] }

onBothDatabases((fresh) => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop(fresh)
  })
  afterEach(() => shop.close())

  const change = (patch: object) =>
    shop.ask('/sites/sit_shop', 'owner', { method: 'PATCH', body: JSON.stringify(patch) })

  async function set(patch: object): Promise<SiteView> {
    const response = await change(patch)
    expect(response.status, await response.clone().text()).toBe(200)
    return (await response.json()) as SiteView
  }

  async function kpis(query = ''): Promise<KpisView> {
    return (await (await shop.ask(`/kpis?survey=svy_shop&${query}`)).json()) as KpisView
  }

  let count = 0
  const keep = (opened: string, answered: string, more: ConversationInput = {}) =>
    keepConversation(
      shop.database,
      { siteId: 'sit_shop', id: `c-${++count}` },
      { openedAt: opened, firstResponseAt: answered, ...more },
      now
    )
  /** How long the first response took, by the clock and within opening hours, in minutes. */
  const waits = ({ frt, open }: Pick<KpisView['total'], 'frt' | 'open'>) =>
    [frt, open.frt].map(({ median }) => (median === null ? null : median.value / 60))

  it('counts a first response within opening hours beside the clock: over a night, a weekend and a holiday', async () => {
    await set({ openingHours: { site } })
    // From Friday 16:30 in Karachi over the weekend and a holiday until Tuesday 09:20.
    await keep('2026-11-06T16:30:00+05:00', '2026-11-10T09:20:00+05:00')
    const { hasOpeningHours, total } = await kpis()
    expect(hasOpeningHours).toBe(true)
    expect(waits(total)).toEqual([88 * 60 + 50, 50])
  })

  it('is always open where nobody says any hours, and says so', async () => {
    await keep('2026-11-06T16:30:00+05:00', '2026-11-10T09:20:00+05:00')
    const { hasOpeningHours, total } = await kpis()
    expect(hasOpeningHours).toBe(false)
    expect(waits(total)).toEqual([88 * 60 + 50, 88 * 60 + 50])
    expect(total.open.frt).toEqual(total.frt)
  })

  it('takes the hours of a team before those of a channel, and those before those of the site', async () => {
    const nights = { mon: [{ from: '22:00', until: '02:00' }] }
    await set({
      openingHours: {
        site,
        channels: {
          'Phone call': { timeZone: 'Europe/Berlin', week: { mon: [{ from: '09:00', until: '10:00' }] } }
        },
        teams: { Night: { week: nights, holidays: [] } }
      }
    })
    // Monday is a holiday of the site, and of whatever says no holidays of its own.
    for (const [channel, team] of [
      ['web', 'day'],
      ['voice', 'day'],
      ['voice', 'Night']
    ] as const)
      await keep('2026-11-09T00:00:00+05:00', '2026-11-10T10:00:00+05:00', { channel, team })
    await keep('2026-11-16T00:00:00+05:00', '2026-11-17T00:00:00+05:00', { channel: 'voice', agent: 'late' })
    const openOf = async (query: string) => waits((await kpis(query)).total)[1]
    expect(await openOf('channel=web')).toBe(60)
    expect(await openOf('channel=voice&team=day')).toBe(0)
    expect(await openOf('team=Night')).toBe(240)
    expect(await openOf('agent=late')).toBe(60)
  })

  it('works figures out again when the hours, or what names mean, change', async () => {
    await keep('2026-11-10T08:00:00+05:00', '2026-11-10T12:00:00+05:00', { channel: 'sms' })
    const told = async () => waits((await kpis()).total)[1]
    expect(await told()).toBe(240)
    await set({ openingHours: { site } })
    expect(await told()).toBe(180)
    await set({
      openingHours: { site, channels: { whatsapp: { week: { tue: [{ from: '11:00', until: '17:00' }] } } } }
    })
    expect(await told()).toBe(180)
    const { site: table } = shop.database.tables
    await shop.database.handle
      .update(table)
      .set({ tagRules: JSON.stringify({ channel: { sms: { into: 'whatsapp' } } }) })
    expect(await told()).toBe(60)
    await keep('2026-11-10T08:00:00+05:00', '2026-11-10T11:30:00+05:00', { channel: 'sms' })
    expect(await told()).toBe(45)
    await set({ openingHours: {} })
    expect(await told()).toBe(225)
  })

  it('judges by the target of a name that was merged into another, unless that one has its own', async () => {
    const targetsBy = (team: object) => ({ targetsBy: { team, topic: {} } })
    await set(targetsBy({ 'Billing 2': { firstResponseSeconds: 60 } }))
    const { site: table } = shop.database.tables
    const merged = { team: { 'Billing 2': { into: 'Billing' } } }
    await shop.database.handle.update(table).set({ tagRules: JSON.stringify(merged) })
    await keep('2026-11-10T08:00:00+05:00', '2026-11-10T08:30:00+05:00', { team: 'Billing 2' })
    await keep('2026-11-10T08:00:00+05:00', '2026-11-10T08:30:00+05:00', { team: 'Billing' })
    const met = async () => (await kpis()).total.sla.firstResponse
    expect(await met()).toMatchObject({ part: 0, count: 2 })
    await set(
      targetsBy({ Billing: { firstResponseSeconds: 3_600 }, 'Billing 2': { firstResponseSeconds: 60 } })
    )
    expect(await met()).toMatchObject({ part: 2, count: 2 })
  })

  it('judges targets by both clocks, those of a topic before those of a team and of a channel', async () => {
    await set({
      openingHours: { site },
      targets: { web: { firstResponseSeconds: 3_600 } },
      targetsBy: {
        team: { 'tier-2': { firstResponseSeconds: 7_200, resolutionSeconds: 60 } },
        topic: { Refund: { firstResponseSeconds: 60 }, legal: { firstResponseSeconds: 86_400 } }
      }
    })
    // Each takes 16 hours of a night and half an hour of work.
    const overnight = (more: ConversationInput) =>
      keep('2026-11-10T17:00:00+05:00', '2026-11-11T09:30:00+05:00', { channel: 'web', ...more })
    await overnight({ agent: 'channel' })
    await overnight({ agent: 'team', team: 'tier-2' })
    await overnight({ agent: 'topic', team: 'tier-2', topics: ['legal'] })
    await overnight({ agent: 'soonest', topics: ['legal', 'refund'] })
    await overnight({ agent: 'none', channel: 'email' })
    const { total, rows } = await kpis('by=agent')
    const met = ({ sla, open }: Pick<KpisView['total'], 'sla' | 'open'>) =>
      [sla.firstResponse, open.sla.firstResponse].map((share) => share && [share.part, share.count])
    expect(Object.fromEntries(rows.map((row) => [row.key, met(row)]))).toEqual({
      channel: [
        [0, 1],
        [1, 1]
      ],
      team: [
        [0, 1],
        [1, 1]
      ],
      topic: [
        [1, 1],
        [1, 1]
      ],
      soonest: [
        [0, 1],
        [0, 1]
      ],
      none: [null, null]
    })
    expect(met(total)).toEqual([
      [1, 4],
      [3, 4]
    ])
    expect(total.sla.resolution).toMatchObject({ part: 0, count: 0 })
  })

  it('lists the conversations that missed their target by either clock, page by page, and an agent’s own to the agent', async () => {
    await set({
      openingHours: { site },
      conversationUrl: 'https://desk.example/{conversation}',
      targets: { web: { firstResponseSeconds: 3_600 } }
    })
    await keep('2026-11-10T16:30:00+05:00', '2026-11-11T09:30:00+05:00', { channel: 'web', agent: 'ben' })
    for (const agent of ['ana', 'ben', 'ana'])
      await keep('2026-11-11T09:00:00+05:00', '2026-11-11T12:00:00+05:00', { channel: 'web', agent })
    await keep('2026-11-12T09:00:00+05:00', '2026-11-12T09:01:00+05:00', { channel: 'web' })
    await keep('2026-11-12T09:00:00+05:00', '2026-11-12T12:00:00+05:00', { channel: 'email' })
    const list = async (query: string, as: Callers = 'reader') => {
      const response = await shop.ask(`/kpis/breaches?survey=svy_shop&${query}`, as)
      expect(response.status, await response.clone().text()).toBe(200)
      return (await response.json()) as BreachesView
    }
    const all = await list('clock=whole')
    expect([all.total, all.rows.length, all.next]).toEqual([4, 4, null])
    expect(all.rows.at(-1)).toEqual({
      id: `c-${count - 5}`,
      url: `https://desk.example/c-${count - 5}`,
      channel: 'web',
      agent: 'ben',
      team: '',
      topics: [],
      openedAt: '2026-11-10T11:30:00.000Z',
      targetSeconds: 3_600,
      seconds: 17 * 3_600,
      openSeconds: 3_600
    })
    const first = await list('limit=2')
    const second = await list(`limit=2&cursor=${first.next}`)
    expect([first.total, second.total, second.next]).toEqual([3, 3, null])
    expect([...first.rows, ...second.rows]).toEqual(all.rows.slice(0, 3))
    expect((await list('', 'ana')).rows.map(({ agent }) => agent)).toEqual(['ana', 'ana'])
    expect(await list('goal=resolution')).toMatchObject({ total: 0, rows: [] })
    expect((await shop.ask('/kpis/breaches?survey=svy_shop&cursor=x')).status).toBe(422)
  })

  it('keeps hours as they were said, by the names that count, and notes who changed them', async () => {
    const said = {
      site: { ...site, timeZone: 'Asia/Ulaanbaatar', holidays: [{ date: '2026-12-31', open: nineToFive }] },
      channels: { WhatsApp: { week: {} } },
      teams: { 'Tier  1': { week: { sun: [{ from: '22:00', until: '22:00' }] } } }
    }
    const { openingHours } = await set({ openingHours: said })
    expect(openingHours).toEqual({
      site: said.site,
      channels: { whatsapp: { week: {} } },
      teams: { 'Tier 1': said.teams['Tier  1'] }
    })
    const { rows } = (await (await shop.ask('/audit?site=sit_shop', 'owner')).json()) as {
      rows: { action: string; detail: object }[]
    }
    expect(rows[0]).toMatchObject({
      action: 'site-changed',
      detail: { to: { 'openingHours.site.timeZone': 'Asia/Ulaanbaatar' } }
    })
  })

  it('refuses hours that cannot be meant, and names the field', async () => {
    const day = (...open: object[]) => ({ openingHours: { site: { week: { mon: open } } } })
    const wrong: [object, string][] = [
      [day({ from: '9:00', until: '17:00' }), 'openingHours.site.week.mon.0.from'],
      [day({ from: '09:00', until: '24:30' }), 'openingHours.site.week.mon.0.until'],
      [
        day({ from: '09:00', until: '12:00' }, { from: '11:59', until: '13:00' }),
        'openingHours.site.week.mon'
      ],
      [
        day({ from: '22:00', until: '06:00' }, { from: '23:00', until: '23:30' }),
        'openingHours.site.week.mon'
      ],
      [{ openingHours: { site: { week: {}, timeZone: 'Mars/Base' } } }, 'openingHours.site.timeZone'],
      [
        { openingHours: { site: { week: {}, holidays: [{ date: '2026-02-30' }] } } },
        'openingHours.site.holidays.0.date'
      ],
      [
        { openingHours: { site: { week: {}, holidays: [{ date: '2026-02-03' }, { date: '2026-02-03' }] } } },
        'openingHours.site.holidays'
      ],
      [{ openingHours: { site: { week: { someday: [] } } } }, 'openingHours.site.week.someday']
    ]
    for (const [patch, field] of wrong) {
      const response = await change(patch)
      expect([response.status, ((await response.json()) as { field: string }).field]).toEqual([422, field])
    }
  })
})
