import { afterEach, beforeEach, expect, it } from 'vitest'
import { columnsOf } from '../../server/columns/columns'
import type { ChannelsView } from '../../server/contract/figures-channels'
import type { FunnelView } from '../../server/contract/funnel'
import type { InvitationRow } from '../../server/db/rows'
import { noteVisit, untouched } from '../../server/invitations/invitation'
import { onBothDatabases } from '../support/databases'
import type { Callers, Shop } from '../support/shop'
import { now, openShop } from '../support/shop'

const hourMs = 3_600_000
/** How far an invitation came, as the stamps that each step leaves. */
const far = {
  made: {},
  sent: { state: 'sent', sentAt: now },
  delivered: { state: 'sent', sentAt: now, deliveredAt: now },
  opened: { state: 'sent', sentAt: now, deliveredAt: now, openedAt: now },
  started: { state: 'sent', sentAt: now, deliveredAt: now, openedAt: now, startedAt: now },
  completed: { state: 'sent', sentAt: now, deliveredAt: now, openedAt: now, startedAt: now, answeredAt: now }
} satisfies Record<string, Partial<InvitationRow>>

onBothDatabases((fresh) => {
  let shop: Shop
  let made: number
  beforeEach(async () => {
    made = 0
    shop = await openShop(fresh)
  })
  afterEach(() => shop.close())

  async function invite(
    count: number,
    {
      topics = [],
      at = '2026-11-19T09:00:00Z',
      ...row
    }: Partial<Omit<InvitationRow, 'topics'>> & { topics?: string[]; at?: string } = {}
  ) {
    const rows = Array.from({ length: count }, () => ({
      ...untouched,
      id: `inv_${++made}`,
      siteId: 'sit_shop',
      surveyId: 'svy_shop',
      channel: 'whatsapp',
      agent: '',
      team: '',
      locale: 'en',
      state: 'created' as const,
      createdAt: Date.parse(at),
      topics: JSON.stringify(topics),
      ...row
    }))
    await shop.database.atomically((handle) =>
      shop.database.insertRows(handle, { table: shop.database.tables.invitation, rows, onConflict: '' })
    )
    return rows.map(({ id }) => id)
  }
  async function funnel(query = '', as?: Callers): Promise<FunnelView> {
    const response = await shop.ask(`/funnel?survey=svy_shop&${query}`, as)
    expect(response.status, await response.clone().text()).toBe(200)
    return (await response.json()) as FunnelView
  }
  const invited = ({ rows }: FunnelView) =>
    Object.fromEntries(rows.map(({ key, steps }) => [key, steps.invited]))

  it('follows invitations from being made to being answered, with the rates and their intervals', async () => {
    await invite(60, far.sent)
    await invite(330, far.delivered)
    await invite(320, far.opened)
    await invite(40, far.started)
    await invite(250, far.completed)
    const { total } = await funnel()
    expect(total).toMatchObject({
      invited: 1000,
      suppressed: 0,
      unsendable: 0,
      waiting: 0,
      sent: 1000,
      delivered: 940,
      opened: 610,
      started: 290,
      completed: 250
    })
    // Wilson, by another implementation.
    expect(total.rates.completedOfSent).toMatchObject({
      part: 250,
      count: 1000,
      value: 25,
      lower: expect.closeTo(22.41530989836914, 9),
      upper: expect.closeTo(27.776028025908616, 9)
    })
    expect([total.rates.completedOfDelivered.value, total.rates.completedOfStarted.value]).toEqual([
      expect.closeTo(26.595744680851062, 9),
      expect.closeTo(86.20689655172414, 9)
    ])
  })

  it('is without invitations a funnel of nothing', async () => {
    const none = { value: null, lower: null, upper: null, part: 0, count: 0 }
    expect(await funnel('by=channel&compare=previous')).toMatchObject({
      period: { from: '2026-10-24', to: '2026-11-20' },
      previousPeriod: { from: '2026-09-26', to: '2026-10-23' },
      total: { invited: 0, sent: 0, delivered: 0, rates: { completedOfSent: none } },
      change: { value: null, verdict: 'not-clear' },
      rows: [],
      placements: []
    })
  })

  it('leaves none where a surface is asked for, since nobody knows where an invitation would have been answered', async () => {
    await invite(3, far.completed)
    expect(await funnel('by=channel&surface=page&compare=previous')).toMatchObject({
      total: { invited: 0, rates: { completedOfSent: { value: null, count: 0 } } },
      rows: [],
      placements: []
    })
  })

  it('says why invitations were kept back or could not be sent, the most frequent first', async () => {
    await invite(2, { state: 'suppressed', stateReason: 'quiet-period' })
    await invite(3, { state: 'suppressed', stateReason: 'opted-out' })
    await invite(1, { state: 'unsendable', stateReason: 'window-closed' })
    // Its link was given to the customer by other means.
    await invite(1, { ...far.completed, state: 'unsendable', stateReason: 'no-address' })
    const { total } = await funnel()
    expect(total).toMatchObject({
      invited: 7,
      suppressed: 5,
      suppressedBy: { 'opted-out': 3, 'quiet-period': 2 },
      unsendable: 1,
      unsendableBy: { 'window-closed': 1 },
      sent: 1,
      completed: 1,
      waiting: 0
    })
    expect(Object.keys(total.suppressedBy)).toEqual(['opted-out', 'quiet-period'])
  })

  it('takes a link that it handed over for sent, and one that waits in the outbox for waiting', async () => {
    await invite(2, far.made)
    const [queued = ''] = await invite(1, { delivery: 'email' })
    const { connector, delivery } = shop.database.tables
    await shop.database.handle.insert(connector).values({
      id: 'con_1',
      siteId: 'sit_shop',
      kind: 'email',
      name: 'E-mail',
      settings: '{}',
      secrets: '',
      clearAt: 0,
      createdAt: 1,
      updatedAt: 1
    })
    await shop.database.handle.insert(delivery).values({
      id: 'dlv_1',
      siteId: 'sit_shop',
      connectorId: 'con_1',
      invitationId: queued,
      purpose: 'ask',
      thread: '',
      state: 'queued',
      attempts: 0,
      stepsDone: 0,
      dueAt: now,
      createdAt: now
    })
    expect((await funnel()).total).toMatchObject({ invited: 3, sent: 2, waiting: 1, delivered: null })
    expect(
      (await funnel('by=delivery')).rows.map(({ key, steps }) => [key, steps.sent, steps.waiting])
    ).toEqual([
      ['', 2, 0],
      ['email', 0, 1]
    ])
  })

  it('counts every step before one that was seen, and no deliveries where nobody tells of them', async () => {
    await invite(1, { state: 'sent', answeredAt: now, channel: 'sms' })
    await invite(4, { ...far.sent, channel: 'sms' })
    await invite(1, { state: 'sent', deliveredAt: now, channel: 'web' })
    const { rows } = await funnel('by=channel')
    expect(
      rows.map(({ key, steps: { sent, delivered, opened, started, completed } }) => [
        key,
        sent,
        delivered,
        opened,
        started,
        completed
      ])
    ).toEqual([
      ['sms', 5, null, 1, 1, 1],
      ['web', 1, 1, 0, 0, 0]
    ])
  })

  it('puts values side by side as they are sent: aliases, capitals, several topics', async () => {
    await invite(2, {
      channel: 'WhatsApp',
      topics: ['Billing', 'Refund'],
      agent: 'ana',
      team: 'tier-1',
      locale: 'ur'
    })
    await invite(3, { channel: 'whats-app', topics: ['billing'] })
    await invite(1, { channel: 'phone', delivery: 'SMS' })
    expect(
      (await funnel('by=channel')).rows.map(({ key, label, steps }) => [key, label, steps.invited])
    ).toEqual([
      ['whatsapp', 'WhatsApp', 5],
      ['voice', 'phone', 1]
    ])
    const topics = await funnel('by=topic')
    expect([invited(topics), topics.total.invited]).toEqual([{ billing: 5, refund: 2, '': 1 }, 6])
    expect([
      invited(await funnel('by=agent')),
      invited(await funnel('by=team')),
      invited(await funnel('by=locale')),
      invited(await funnel('by=delivery'))
    ]).toEqual([
      { '': 4, ana: 2 },
      { '': 4, 'tier-1': 2 },
      { en: 4, ur: 2 },
      { '': 5, sms: 1 }
    ])
  })

  it.each([
    ['channel=Phone', 1],
    ['channel=whatsapp&channel=voice', 6],
    ['topic=Refund', 2],
    ['topic=', 1],
    ['agent=ana', 2],
    ['agent=', 4],
    ['agent=ana&topic=Billing&channel=WhatsApp&locale=ur', 2],
    ['team=tier-2', 0],
    ['delivery=sms', 1],
    ['delivery=', 5]
  ])('counts only %s', async (query, expected) => {
    await invite(2, {
      channel: 'WhatsApp',
      topics: ['Billing', 'Refund'],
      agent: 'ana',
      team: 'tier-1',
      locale: 'ur'
    })
    await invite(3, { channel: 'whatsapp', topics: ['billing'] })
    await invite(1, { channel: 'phone', delivery: 'SMS' })
    expect([
      (await funnel(query)).total.invited,
      (await funnel(`${query}&by=channel`)).total.invited
    ]).toEqual([expected, expected])
  })

  it('counts tags as the ones that a manager said they are, and as /channels does', async () => {
    const rules = {
      channel: { 'wa-business': { into: 'whatsapp' } },
      topic: { invoice: { into: 'billing' }, refund: { under: 'billing' } }
    }
    await shop.database.handle.update(shop.database.tables.site).set({ tagRules: JSON.stringify(rules) })
    await invite(4, { ...far.completed, channel: 'WA business', topics: ['Refund'] })
    await invite(3, { ...far.sent, channel: 'WhatsApp', topics: ['Invoice', 'Login'] })
    // What a vendor took and gave up on later was sent and has not arrived; it is no second case of what could
    // not be sent.
    await invite(2, { ...far.sent, channel: 'WhatsApp', state: 'unsendable', stateReason: 'failed' })
    await invite(1, { state: 'unsendable', stateReason: 'no-address', channel: 'sms' })
    await invite(1, { state: 'sent', channel: 'sms' })
    const { connector, delivery } = shop.database.tables
    const [waiting = ''] = await invite(1, { channel: 'sms' })
    await shop.database.handle.insert(connector).values({
      id: 'con_1',
      siteId: 'sit_shop',
      kind: 'email',
      name: 'E-mail',
      settings: '{}',
      secrets: '',
      clearAt: 0,
      createdAt: 1,
      updatedAt: 1
    })
    await shop.database.handle.insert(delivery).values({
      id: 'dlv_1',
      siteId: 'sit_shop',
      connectorId: 'con_1',
      invitationId: waiting,
      purpose: 'ask',
      thread: '',
      state: 'queued',
      attempts: 0,
      stepsDone: 0,
      dueAt: now,
      createdAt: now
    })
    const { rows, total } = await funnel('by=channel')
    expect(
      rows.map(({ key, steps: { invited, sent, unsendable, waiting, completed } }) => [
        key,
        invited,
        sent,
        unsendable,
        waiting,
        completed
      ])
    ).toEqual([
      ['whatsapp', 9, 9, 0, 0, 4],
      ['sms', 3, 1, 1, 1, 0]
    ])
    expect(total).toMatchObject({ invited: 12, sent: 10, unsendable: 1, waiting: 1, delivered: 4 })
    expect(invited(await funnel('by=topic'))).toEqual({ billing: 7, refund: 4, login: 3, '': 5 })
    expect(invited(await funnel('by=topic&topic=billing'))).toEqual({ billing: 7 })
    expect((await funnel('topic=invoice&channel=wa-business')).total.invited).toBe(7)
    for (const query of [
      '',
      'topic=billing',
      'channel=whatsapp',
      'topic=login&locale=en',
      'agent=nobody',
      'topic='
    ]) {
      const funnelled = Object.fromEntries(
        (await funnel(`by=channel&${query}`)).rows
          .filter(({ steps }) => steps.sent > 0)
          .map(({ key, steps }) => [key, steps.rates.completedOfSent])
      )
      const view = (await (await shop.ask(`/channels?survey=svy_shop&${query}`)).json()) as ChannelsView
      expect([
        query,
        Object.fromEntries(view.rows.map(({ key, responseRate }) => [key, responseRate]))
      ]).toEqual([query, funnelled])
    }
  })

  it('counts by the day of the site on which an invitation was made', async () => {
    // Midnight in Karachi is 19:00 UTC.
    await invite(1, { at: '2026-11-18T18:59:59.999Z' })
    await invite(2, { at: '2026-11-18T19:00:00Z' })
    await invite(4, { at: '2026-11-19T18:59:59.999Z' })
    await invite(8, { at: '2026-11-19T19:00:00Z' })
    expect((await funnel('from=2026-11-19&to=2026-11-19')).total.invited).toBe(6)
  })

  it('compares the response rate with the period before, and keeps a row that fell silent', async () => {
    await invite(100, { ...far.completed, at: '2026-11-15T09:00:00Z', channel: 'sms' })
    await invite(100, { ...far.sent, at: '2026-11-15T09:00:00Z', channel: 'sms' })
    await invite(60, far.completed)
    await invite(140, far.sent)
    const view = await funnel('from=2026-11-17&to=2026-11-20&compare=previous&by=channel')
    // z = 0.2 / √(0.4 · 0.6 · 2 / 200) = 4.0825, two-sided.
    expect(view.change).toMatchObject({
      value: -20,
      verdict: 'worse',
      p: expect.closeTo(4.455709060404e-5, 12)
    })
    expect(view.previous).toMatchObject({ sent: 200, completed: 100 })
    expect(view.rows.map(({ key, steps, previous }) => [key, steps.sent, previous?.sent])).toEqual([
      ['whatsapp', 200, 0],
      ['sms', 0, 200]
    ])
  })

  it('sees whatever has happened since it was asked before, in months long gone as well', async () => {
    const { database } = shop
    const [first = '', second = ''] = await invite(3, {
      ...far.sent,
      at: '2026-08-14T09:00:00Z',
      agent: 'ana'
    })
    const [nearly = ''] = await invite(1, { ...far.sent, at: '2026-08-31T20:00:00Z', channel: 'sms' })
    const year = 'from=2025-12-10&to=2026-11-20'
    const asked = [
      year,
      `${year}&by=channel`,
      `${year}&by=agent&channel=whatsapp`,
      `${year}&by=topic`,
      'from=2026-08-01&to=2026-08-31',
      'from=2026-08-14&to=2026-09-01&by=locale&compare=previous',
      `${year}&agent=ana&team=&locale=en`
    ]
    const views = async () => Promise.all(asked.map((query) => funnel(query)))
    const total = async (query: string) => (await funnel(query)).total
    const happenings: [() => Promise<unknown>, Partial<FunnelView['total']>][] = [
      [async () => undefined, { invited: 4, sent: 4, opened: 0 }],
      // it reads no more than the id
      [() => noteVisit(database, { id: first } as InvitationRow, 'opened', now), { opened: 1, started: 0 }],
      [() => shop.answer({ id: second, invitationId: second }), { opened: 2, started: 1, completed: 1 }],
      [
        () => shop.answer({ id: nearly, invitationId: nearly, at: '2026-09-01T09:00:00Z' }),
        { opened: 3, completed: 2 }
      ],
      [
        () => invite(2, { ...far.delivered, at: '2026-08-20T09:00:00Z' }),
        { invited: 6, sent: 6, completed: 2 }
      ],
      [
        () => database.handle.update(database.tables.site).set({ timeZone: 'America/New_York' }),
        { invited: 6, completed: 2 }
      ]
    ]
    for (const [happen, expected] of happenings) {
      await happen()
      expect(await total(year)).toMatchObject(expected)
      const kept = await views()
      columnsOf(database).forget()
      expect(kept).toEqual(await views())
    }
    // In New York it was still August.
    expect((await total('from=2026-08-01&to=2026-08-31')).invited).toBe(6)
  })

  it('leaves out tests, and counts links for many apart, by their answers', async () => {
    await invite(3, { test: true, ...far.completed })
    const [poster = ''] = await invite(1, {
      reusable: true,
      name: 'Till 4',
      place: 'Lahore',
      openings: 7,
      channel: 'in_person'
    })
    await invite(1, { reusable: true, name: 'Help', channel: 'web', at: '2025-01-01T00:00:00Z' })
    await shop.answer(
      { invitationId: poster },
      { invitationId: poster },
      { invitationId: poster, state: 'suspect' }
    )
    const view = await funnel()
    expect(view.total.invited).toBe(0)
    expect(view.placements).toEqual([
      { id: poster, name: 'Till 4', place: 'Lahore', opened: 7, completed: 2 },
      { id: expect.any(String), name: 'Help', place: null, opened: 0, completed: 0 }
    ])
    expect((await funnel('channel=web')).placements.map(({ name }) => name)).toEqual(['Help'])
  })

  it('shows agents their own invitations only, and others nothing', async () => {
    await invite(2, { agent: 'ana' })
    await invite(3, { agent: 'ben', at: new Date(now - hourMs).toISOString() })
    expect([
      invited(await funnel('by=agent', 'ana')),
      (await funnel('', 'nobodys-agent')).total.invited,
      (await funnel()).total.invited
    ]).toEqual([{ ana: 2 }, 0, 5])
    expect([
      (await shop.ask('/funnel?survey=svy_shop', 'stranger')).status,
      (await shop.ask('/funnel?survey=svy_shop', 'public')).status,
      (await shop.ask('/funnel?survey=svy_shop', 'writer')).status
    ]).toEqual([404, 401, 403])
  })
})
