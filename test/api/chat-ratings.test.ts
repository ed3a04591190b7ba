import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConnectorView, DeliveryView } from '../../server/contract/connectors'
import type { InvitationView } from '../../server/contract/invitations'
import type { OptOutsView } from '../../server/contract/opt-outs'
import type { ResponseView } from '../../server/contract/responses'
import { isOptedOut, keepOptOut } from '../../server/opt-outs/opt-outs'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { botToken, startFakeTelegram, webhookSecret } from '../support/fake-telegram'
import { givenSurvey } from '../support/given'

const customer = '4711'
const hourMs = 3_600_000
let clock = Date.parse('2026-11-01T09:00:00Z')

onBothDatabases((fresh) => {
  let app: TestApp
  let telegram: Awaited<ReturnType<typeof startFakeTelegram>>
  let survey: string
  let site: string
  let connector: string
  let updates = 0
  beforeEach(async () => {
    clock += hourMs
    telegram = await startFakeTelegram()
    app = await startApp(fresh, { now: () => clock })
    const given = await givenSurvey(app)
    survey = given.survey.id
    site = given.site.id
    connector = (
      await made<ConnectorView>('/api/v1/connectors', {
        site,
        kind: 'telegram',
        name: 'Our bot',
        vendorUrl: telegram.url,
        settings: { botToken, webhookSecret }
      })
    ).id
  })
  afterEach(async () => {
    await app.close()
    await telegram.close()
  })

  async function made<T>(path: string, body: unknown): Promise<T> {
    const response = await app.request(path, { key: testKey, body })
    expect(response.status, await response.clone().text()).toBeLessThan(300)
    return (await response.json()) as T
  }
  const got = async <T>(path: string) => (await (await app.request(path, { key: testKey })).json()) as T
  const answers = async () =>
    (await got<{ rows: ResponseView[] }>(`/api/v1/responses?survey=${survey}`)).rows.map(
      ({ rating, agent, comment }) => [agent, rating, comment]
    )
  const optedOut = async () =>
    (await got<OptOutsView>(`/api/v1/opt-outs?site=${site}`)).rows
      .map(({ kind, source }) => [kind, source])
      .sort()
  const invited = (more: Record<string, unknown> = {}) =>
    made<InvitationView>('/api/v1/invitations', {
      survey,
      channel: 'telegram',
      topics: ['billing'],
      agent: 'ana',
      customer: 'k-1',
      delivery: connector,
      address: customer,
      ...more
    })

  /** Everything that is due, as the jobs of a running server do it. */
  async function work(ms = 1_000) {
    clock += ms
    await app.services.inbox.work()
    clock += ms
    await app.services.outbox.work()
  }
  const hook = (update: object) =>
    app.request(`/hooks/${connector}`, {
      body: { update_id: ++updates, ...update },
      headers: { 'x-telegram-bot-api-secret-token': webhookSecret }
    })
  const from = { id: Number(customer) }
  const chat = { ...from, type: 'private' }
  async function said(text: string, quoted?: number) {
    await hook({
      message: {
        message_id: 100 + updates,
        date: Math.floor(clock / 1000),
        chat,
        from,
        text,
        ...(quoted && { reply_to_message: { message_id: quoted } })
      }
    })
    await work()
  }
  async function member(status: 'kicked' | 'member') {
    await hook({
      my_chat_member: { date: Math.floor(clock / 1000), chat, from, new_chat_member: { status } }
    })
    await work()
  }
  /** Two asks that nobody has answered, of bob days before ana's. Telegram names them 1 and 2. */
  async function askedTwice() {
    await invited({ agent: 'bob' })
    await work()
    clock += 48 * hourMs
    await invited()
    await work()
  }

  // STOP was read by the two SMS connectors only: typed anywhere else it was nothing, or became the comment
  // on a low rating.
  it('takes a typed STOP for a wish to be left alone, on this channel and all others, also where a comment is waited for', async () => {
    await invited()
    await work()
    await said('1')
    await said('Stop!')
    expect([await answers(), await optedOut()]).toEqual([
      [['ana', 1, null]],
      [
        ['address', 'stop'],
        ['customer', 'stop']
      ]
    ])
    expect(await made('/api/v1/invitations', { survey, channel: 'email', customer: 'k-1' })).toMatchObject({
      state: 'suppressed',
      reason: 'opted-out'
    })
    await said('START')
    expect(await optedOut()).toEqual([])
  })

  // Whoever let a bot in again, or typed START to it, was asked again by mail, from which they had
  // unsubscribed.
  it.each(['unblocking', 'START'])(
    'does not take %s for consent to what somebody has unsubscribed from',
    async (what) => {
      await invited()
      await work()
      const { database } = app.services
      await said('STOP')
      await keepOptOut(
        database,
        { siteId: site, customer: 'k-1', address: 'k@example.com', source: 'unsubscribe' },
        clock
      )
      if (what === 'START') await said('START')
      else await member('member')
      expect(await optedOut()).toEqual([
        ['address', 'unsubscribe'],
        ['customer', 'unsubscribe']
      ])
    }
  )

  it('takes letting a bot in again for no more than the end of the block', async () => {
    const { database } = app.services
    await invited()
    await work()
    await member('kicked')
    expect(await optedOut()).toEqual([
      ['address', 'blocked'],
      ['customer', 'blocked']
    ])
    await member('member')
    expect(await optedOut()).toEqual([])
    await said('STOP')
    await member('kicked')
    await member('member')
    // “/start” is what Telegram sends when a bot is opened.
    await said('/start')
    expect(await isOptedOut(database, { siteId: site, customer: 'k-1' })).toBe(true)
  })

  // The second number that somebody typed went to the ask before, as a rating of another agent.
  it('takes a number for what was asked last, another one minutes later for its correction, and a later one for nothing', async () => {
    await askedTwice()
    for (const number of ['2', '5', '4']) await said(number)
    expect(await answers()).toEqual([['ana', 4, null]])
    clock += 10 * 60_000
    await said('1')
    expect(await answers()).toEqual([['ana', 4, null]])
  })

  it('takes a number for an older ask where its message is quoted', async () => {
    await askedTwice()
    await said('4', 1)
    expect(await answers()).toEqual([['bob', 4, null]])
    // Something that an agent wrote.
    await said('3', 99)
    expect(await answers()).toEqual([['bob', 4, null]])
    await said('5')
    expect(await answers()).toEqual([
      ['ana', 5, null],
      ['bob', 4, null]
    ])
  })

  // “2”, typed to the shop half a year after an ask that nobody had answered, was a rating.
  it('takes a number for an answer within three days, a quoted ask and a link longer', async () => {
    const { url } = await invited()
    await work()
    clock += 73 * hourMs
    await said('2')
    expect(await answers()).toEqual([])
    await said('3', 1)
    expect(await answers()).toEqual([['ana', 3, null]])
    expect((await app.request(new URL(url).pathname, { body: { rating: 4 } })).status).toBe(200)
  })

  // “2 because nobody answered” was no answer, and nobody heard of it.
  it('takes the words beside a number for the comment, while one thing is asked', async () => {
    await invited()
    await work()
    await said('2 because nobody answered my calls')
    await said('5 thanks')
    expect(await answers()).toEqual([['ana', 2, 'because nobody answered my calls']])
  })

  it('reads a bare number only where two things are asked', async () => {
    await askedTwice()
    await said('2 because nobody answered my calls')
    expect(await answers()).toEqual([])
    await said('2')
    expect(await answers()).toEqual([['ana', 2, null]])
  })

  it('says once what to reply, keeps what was written where the manager sees it, and makes it the comment of the rating that follows', async () => {
    await invited()
    await work()
    const texts = () =>
      telegram
        .sent('sendMessage')
        .map(({ text = '' }) => text)
        .filter((text) => text.includes('reply with'))
    const kept = async () =>
      (
        await got<{ rows: { reply: string }[] }>(`/api/v1/invitations?survey=${survey}&replied=true`)
      ).rows.map(({ reply }) => reply)
    await said('it was terrible')
    await said('call me at 5')
    expect([await answers(), texts(), await kept()]).toEqual([
      [],
      ['Please reply with 1 to 5; 5 is best.'],
      ['it was terrible\ncall me at 5']
    ])
    await said('1')
    expect([await answers(), texts().length, await kept()]).toEqual([
      [['ana', 1, 'it was terrible\ncall me at 5']],
      1,
      []
    ])
  })

  // Customers who could not be asked were reminded of it all the same.
  it('reminds nobody who was not asked', async () => {
    telegram.misbehave({
      status: 403,
      body: '{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}'
    })
    await invited({ remindAfterHours: 24 })
    await work()
    clock += 25 * hourMs
    await work()
    const { rows } = await got<{ rows: DeliveryView[] }>(`/api/v1/connectors/${connector}/deliveries`)
    expect(
      rows.map(({ purpose, state, reason }) => [purpose, state, purpose === 'reminder' && reason]).sort()
    ).toEqual([
      ['ask', 'failed', false],
      ['reminder', 'cancelled', 'not-asked']
    ])
    expect(telegram.sent('sendMessage')).toHaveLength(1)
  })
})
