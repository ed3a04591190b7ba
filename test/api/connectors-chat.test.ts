import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConnectorView, DeliveryView } from '../../server/contract/connectors'
import type { InvitationView, KeptInvitation } from '../../server/contract/invitations'
import type { ResponseView } from '../../server/contract/responses'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { botToken, startFakeTelegram, webhookSecret } from '../support/fake-telegram'
import { givenSurvey } from '../support/given'

const customer = '4711'
let clock = Date.parse('2026-11-01T09:00:00Z')

onBothDatabases((fresh) => {
  let app: TestApp
  let telegram: Awaited<ReturnType<typeof startFakeTelegram>>
  let survey: string
  let connector: string
  let updates = 0
  beforeEach(async () => {
    clock += 3_600_000
    telegram = await startFakeTelegram()
    app = await startApp(fresh, { now: () => clock })
    const given = await givenSurvey(app)
    survey = given.survey.id
    connector = (
      await made<ConnectorView>('/api/v1/connectors', {
        site: given.site.id,
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
  const answers = async () => (await got<{ rows: ResponseView[] }>(`/api/v1/responses?survey=${survey}`)).rows
  const deliveries = async () =>
    (await got<{ rows: DeliveryView[] }>(`/api/v1/connectors/${connector}/deliveries`)).rows.filter(
      ({ purpose }) => purpose === 'ask'
    )
  const invitation = (id: string) => got<KeptInvitation>(`/api/v1/invitations/${id}`)
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
  const press = (data: string, id = ++updates) => ({
    update_id: id,
    callback_query: {
      id: `press-${id}`,
      from: { id: Number(customer) },
      message: { message_id: 1, chat: { id: Number(customer) } },
      data
    }
  })
  const text = (said: string, id = ++updates) => ({
    update_id: id,
    message: {
      message_id: 100 + id,
      date: Math.floor(clock / 1000),
      chat: { id: Number(customer), type: 'private' },
      from: { id: Number(customer) },
      text: said
    }
  })
  const hook = (update: object, secret = webhookSecret, path = connector) =>
    app.request(`/hooks/${path}`, { body: update, headers: { 'x-telegram-bot-api-secret-token': secret } })

  it('asks in the chat, takes the press for a counted answer with its tags, and says thanks', async () => {
    await invited()
    await work()
    expect(telegram.sent('sendMessage')).toMatchObject([{ chat_id: customer, text: 'How did we do?' }])
    expect((await hook(press(telegram.payload(5)))).status).toBe(200)
    await work()
    expect(await answers()).toMatchObject([
      {
        rating: 5,
        channel: 'telegram',
        delivery: 'telegram',
        surface: 'chat_button',
        topics: ['billing'],
        agent: 'ana',
        customer: 'k-1',
        state: 'counted'
      }
    ])
    expect(telegram.sent('answerCallbackQuery')).toMatchObject([{ text: 'Thank you!' }])
    expect(await got(`/api/v1/scores?survey=${survey}`)).toMatchObject({ total: { count: 1, value: 100 } })
  })

  it('counts a press once that is delivered twice, and takes the last of presses that arrive shuffled', async () => {
    await invited()
    await work()
    const [early, late] = [text('2'), text('4')]
    late.message.date += 5
    clock += 10_000
    await hook(late)
    await work()
    for (const update of [early, late, early]) await hook(update)
    await work()
    expect(await answers()).toMatchObject([{ rating: 4 }])
    expect(await got(`/api/v1/scores?survey=${survey}`)).toMatchObject({ total: { count: 1 } })
  })

  it('lets a later press within the edit window change the rating, and none after it', async () => {
    await invited()
    await work()
    const [four, one] = [telegram.payload(4), telegram.payload(1)]
    await hook(press(four))
    await work()
    await hook(press(one))
    await work()
    expect(await answers()).toMatchObject([{ rating: 1 }])
    clock += 48 * 3_600_000
    await hook(press(four))
    await work()
    expect(await answers()).toMatchObject([{ rating: 1 }])
    expect(telegram.sent('answerCallbackQuery').at(-1)?.text).toMatch(/^Sorry/)
  })

  it('asks about a low rating, and takes the next text for the comment and no other', async () => {
    await invited()
    await work()
    await hook(press(telegram.payload(1)))
    await work()
    expect(telegram.sent('sendMessage').at(-1)?.text).toBe('Thank you! What went wrong?')
    await hook(text('Nobody called me back.'))
    await work()
    expect(telegram.sent('sendMessage').at(-1)?.text).toBe('Thank you. We will try to do better.')
    await hook(text('And another thing'))
    await work()
    expect(await answers()).toMatchObject([
      { rating: 1, comment: 'Nobody called me back.', surface: 'chat_button' }
    ])
  })

  it('reads a typed rating while there is an open ask, and nothing into anything else', async () => {
    await hook(text('5'))
    await work()
    await invited()
    await work()
    for (const said of ['call me at 5', '15', 'hello']) await hook(text(said))
    await work()
    expect(await answers()).toEqual([])
    await hook(text('٥'))
    await work()
    await hook(text('1 more thing'))
    await work()
    expect(await answers()).toMatchObject([{ rating: 5, surface: 'chat_text' }])
  })

  it('does not take a press for an ask that has expired, and says so', async () => {
    await invited({ expiresAt: new Date(clock + 60_000).toISOString() })
    await work()
    clock += 120_000
    await hook(press(telegram.payload(5)))
    await work()
    expect(await answers()).toEqual([])
    expect(telegram.sent('answerCallbackQuery')).toMatchObject([{ text: expect.stringMatching(/^Sorry/) }])
  })

  it('refuses what the vendor did not sign, and takes calmly what it does not understand', async () => {
    await invited()
    await work()
    const pressed = press(telegram.payload(5))
    expect((await hook(pressed, 'another_secret_entirely')).status).toBe(401)
    // An address that is nobody's reads like a wrong signature, so that ids cannot be tried out.
    expect((await hook(pressed, webhookSecret, 'con_unknown')).status).toBe(401)
    expect((await hook({ update_id: 1, something: 'new' })).status).toBe(200)
    expect((await hook(press('r.AAAAAAAAAAAAAAAAAAAAAA.5'))).status).toBe(200)
    expect((await hook(press(telegram.payload(5).replace(/5$/, '9')))).status).toBe(200)
    await work()
    expect(await answers()).toEqual([])
  })

  it('does not take another site’s ask for an answer to this one’s bot', async () => {
    await invited()
    await work()
    const other = await givenSurvey(app, {}, { name: 'Another shop' })
    const theirs = await made<ConnectorView>('/api/v1/connectors', {
      site: other.site.id,
      kind: 'telegram',
      name: 'Their bot',
      vendorUrl: telegram.url,
      settings: { botToken, webhookSecret }
    })
    expect((await hook(press(telegram.payload(5)), webhookSecret, theirs.id)).status).toBe(200)
    await work()
    expect(await answers()).toEqual([])
  })

  it('waits as long as the vendor says, for all of its messages', async () => {
    telegram.misbehave({
      status: 429,
      headers: { 'retry-after': '600' },
      body: JSON.stringify({
        ok: false,
        error_code: 429,
        description: 'Too Many Requests: retry after 600',
        parameters: { retry_after: 600 }
      })
    })
    await invited()
    await work()
    await invited({ address: '4712', customer: 'k-2' })
    await work(60_000)
    expect(telegram.sent('sendMessage')).toHaveLength(1)
    expect(await deliveries()).toMatchObject([
      { state: 'queued', attempts: 0 },
      { state: 'queued', attempts: 1 }
    ])
    await work(600_000)
    expect((await deliveries()).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })

  it('tries again after failures of the vendor, gives up in the end, and sends what was given up when it is told to', async () => {
    telegram.misbehave(
      { status: 500, body: 'oops' },
      'hang up',
      ...Array.from({ length: 7 }, () => ({ status: 502, body: '<html>Bad gateway</html>' }))
    )
    const { id } = await invited()
    for (let hour = 0; hour < 12; hour++) await work(6 * 3_600_000)
    const [dead] = await deliveries()
    expect(dead).toMatchObject({ state: 'dead', attempts: 9, answer: expect.stringContaining('502') })
    expect(telegram.sent('sendMessage')).toHaveLength(9)
    expect(await invitation(id)).toMatchObject({ state: 'unsendable', reason: 'given-up' })
    expect(
      (
        await app.request(`/api/v1/connectors/${connector}/deliveries/${dead?.id}/send`, {
          key: testKey,
          method: 'POST'
        })
      ).status
    ).toBe(200)
    await work()
    expect(await deliveries()).toMatchObject([{ state: 'sent', invitation: id }])
    expect(
      (
        await app.request(`/api/v1/connectors/${connector}/deliveries/${dead?.id}/send`, {
          key: testKey,
          method: 'POST'
        })
      ).status
    ).toBe(409)
  })

  it('groups what vendors refuse under one reason, and keeps their own words with the message', async () => {
    const description = 'Forbidden: bot was blocked by the user 4711'
    telegram.misbehave({ status: 403, body: JSON.stringify({ ok: false, error_code: 403, description }) })
    const { id } = await invited()
    await work()
    expect(await deliveries()).toMatchObject([{ state: 'failed', reason: description }])
    expect(await invitation(id)).toMatchObject({ state: 'unsendable', reason: 'vendor-refused' })
  })

  it('asks nobody who blocked the bot, by whatever channel, until they let it in again', async () => {
    await invited()
    await work()
    const member = (status: string) => ({
      update_id: ++updates,
      my_chat_member: {
        date: Math.floor(clock / 1000),
        chat: { id: Number(customer), type: 'private' },
        from: { id: Number(customer) },
        new_chat_member: { status }
      }
    })
    await hook(member('kicked'))
    await work()
    expect(await invited()).toMatchObject({ state: 'suppressed' })
    await hook(member('member'))
    await work()
    expect(await invited()).toMatchObject({ state: 'created' })
  })

  /**
   * Thanks that waited for a busy vendor were still sent to somebody who had asked meanwhile to be left
   * alone.
   */
  it('does not thank whoever has asked meanwhile to be left alone', async () => {
    await invited()
    await work()
    telegram.misbehave({ status: 503, body: '' })
    await hook(text('5'))
    await work()
    const calls = telegram.calls.length
    const { siteId } =
      (await app.services.database.handle.select().from(app.services.database.tables.invitation))[0] ?? {}
    await app.request('/api/v1/opt-outs', { key: testKey, body: { site: siteId, address: customer } })
    await work(60_000)
    expect(telegram.calls).toHaveLength(calls)
    expect(
      (await app.services.database.handle.select().from(app.services.database.tables.delivery)).filter(
        ({ purpose }) => purpose === 'thanks'
      )
    ).toMatchObject([{ state: 'cancelled', reason: 'opted-out' }])
  })

  it('does not send what was answered, revoked or opted out of meanwhile', async () => {
    const { url } = await invited()
    await app.request(new URL(url).pathname, { body: { rating: 4 } })
    await work()
    expect(telegram.sent('sendMessage')).toEqual([])
    expect(await deliveries()).toMatchObject([{ state: 'cancelled', reason: 'answered' }])
  })
})
