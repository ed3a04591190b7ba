import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ShopWithAlerts } from '../support/alerts'
import { hourMs, morning, startShopWithAlerts } from '../support/alerts'
import { onBothDatabases } from '../support/databases'

onBothDatabases((fresh) => {
  let shop: ShopWithAlerts
  beforeEach(async () => {
    shop = await startShopWithAlerts(fresh)
  })
  afterEach(() => shop.close())

  /** So many customers are asked on a Monday, and a part of them answers. */
  async function asked(monday: string, count: number, answer: number) {
    shop.clock.at = Date.parse(`${monday}T06:00:00Z`)
    for (let index = 0; index < count; index += 1) {
      const { url } = await shop.made<{ url: string }>('/invitations', {
        survey: shop.survey,
        channel: 'web'
      })
      if (index >= answer) continue
      const sent = await shop.app.request(new URL(url).pathname, { body: { rating: 5 } })
      expect(sent.status, await sent.clone().text()).toBeLessThan(300)
    }
  }
  /** So many conversations of a day, a part of them with a first response within a minute. */
  async function served(day: string, part: number, count: number) {
    const conversations = Array.from({ length: count }, (_, index) => ({
      id: `${day}-${index}`,
      channel: 'chat',
      agent: 'bo',
      openedAt: `${day}T08:00:00Z`,
      firstResponseAt: `${day}T08:0${index < part ? 0 : 5}:30Z`
    }))
    const sent = await shop.send('POST', '/conversations/batch', { site: shop.site, conversations })
    expect(sent.status, await sent.clone().text()).toBeLessThan(300)
  }

  it('tells of a week in which fewer asks were answered than chance explains, once, when all could answer', async () => {
    for (const [monday, answered] of [
      ['2026-10-26', 20],
      ['2026-11-02', 20],
      ['2026-11-09', 5],
      ['2026-11-16', 0]
    ] as const)
      await asked(monday, 40, answered)
    shop.clock.at = morning
    await shop.alerted(['response-rate-worse'], { target: 'mail', member: 'me' }, {}, shop.mona)
    await shop.alerted(['response-rate-worse'], shop.inChat())
    await shop.passes()
    expect([shop.mail.mails, shop.chatted()]).toEqual([[], []])
    shop.clock.at += 3 * 24 * hourMs
    await shop.passes()
    await shop.passes()
    expect(shop.mail.mails.map(({ subject }) => subject)).toEqual([
      'Fewer customers of Shop answer “After a chat”'
    ])
    const [{ text = '' } = {}] = shop.mail.mails
    expect(text).toMatch(
      /Of 40 asks of “After a chat” in Nov 9\D+15, 2026, 5 were answered: 12\.5 % \(95 % interval 5\.5 % to 26\.1 %\)/
    )
    expect(text).toMatch(/By chance alone it does not fall below 15\.0 %/)
    expect(text).toContain('/response?from=2026-11-09&to=2026-11-15')
    // Who reads no answers is told of days from which no few of them could be worked out.
    expect(shop.chatted()).toHaveLength(1)
    expect(shop.chatted()[0]).toMatch(/Of 40 asks of “After a chat” in Nov 3\D+15, 2026, 5 were answered/)
    // The week after was as bad: that is the same thing.
    shop.clock.at += 7 * 24 * hourMs
    await shop.passes()
    expect(shop.mail.mails).toHaveLength(1)
  })

  it('says nothing of a week in which as many asks were answered as by chance', async () => {
    for (const [monday, answered] of [
      ['2026-11-02', 15],
      ['2026-11-09', 11]
    ] as const)
      await asked(monday, 30, answered)
    shop.clock.at = morning
    await shop.alerted(['response-rate-worse'], shop.inChat())
    shop.clock.at += 3 * 24 * hourMs
    await shop.passes()
    expect(shop.chatted()).toEqual([])
  })

  it('tells of a week in which clearly fewer conversations were within target than the goal, once', async () => {
    const targets = { chat: { firstResponseSeconds: 60, resolutionSeconds: 3600 } }
    expect((await shop.send('PATCH', `/sites/${shop.site}`, { targets })).status).toBe(200)
    const to = { target: 'mail', member: 'me' }
    await shop.alerted(['target-missed'], to, { serviceLevel: 90 }, shop.mona)
    await shop.alerted(['target-missed'], shop.inChat(), { serviceLevel: 50 })
    // So few within target may be chance before, and are none of it this week.
    await served('2026-11-10', 34, 40)
    await served('2026-11-17', 28, 40)
    await shop.passes()
    expect(shop.mail.mails).toEqual([])
    shop.clock.at += 3 * 24 * hourMs
    await shop.passes()
    await shop.passes()
    expect(shop.mail.mails.map(({ subject }) => subject)).toEqual(['Shop responds too late'])
    const [{ text = '' } = {}] = shop.mail.mails
    expect(text).toMatch(
      /Of 40 conversations of Nov 16\D+22, 2026 that have a target, 28 had their first response within it: 70\.0 %/
    )
    expect(text).toMatch(/\(95 % interval 54\.6 % to 81\.9 %\)\. The goal is 90\.0 %\./)
    expect(text).toContain(`/sites/${shop.site}/surveys/${shop.survey}/service?from=2026-11-16&to=2026-11-22`)
    expect(shop.chatted()).toEqual([])
    await served('2026-11-24', 10, 40)
    shop.clock.at += 7 * 24 * hourMs
    await shop.passes()
    expect(shop.mail.mails).toHaveLength(1)
    expect(shop.chatted()).toHaveLength(1)
  })

  it('tells nobody of conversations that they may not see, and changes the goal', async () => {
    await shop.send('PATCH', `/sites/${shop.site}`, { targets: { chat: { firstResponseSeconds: 60 } } })
    const to = { target: 'mail', member: 'me' }
    const { id } = await shop.alerted(['target-missed'], to, {}, shop.ana)
    expect((await shop.listed(shop.ana)).rows[0]?.serviceLevel).toBe(80)
    expect((await shop.send('PATCH', `/alerts/${id}`, { serviceLevel: 101 }, shop.ana)).status).toBe(422)
    expect((await shop.send('PATCH', `/alerts/${id}`, { serviceLevel: 95 }, shop.ana)).status).toBe(200)
    await served('2026-11-17', 0, 40)
    shop.clock.at += 3 * 24 * hourMs
    await shop.passes()
    expect(shop.mail.mails).toEqual([])
    expect((await shop.listed(shop.ana)).rows[0]?.serviceLevel).toBe(95)
  })
})
