import { createHmac } from 'node:crypto'
import twilio from 'twilio'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConnectorView } from '../../server/contract/connectors'
import type { ResponseView } from '../../server/contract/responses'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import type { Webhook } from '../support/fake-chatwoot'
import { accessToken, startFakeChatwoot, webhookSecret } from '../support/fake-chatwoot'
import type { FakeVendor } from '../support/fake-vendor'
import { startFakeVendor } from '../support/fake-vendor'
import { givenSurvey } from '../support/given'

const secret = 'a secret of the helpdesk'
let clock = Date.parse('2026-11-01T09:00:00Z')

onBothDatabases((fresh) => {
  let app: TestApp
  let chatwoot: Awaited<ReturnType<typeof startFakeChatwoot>>
  let gateway: FakeVendor
  let survey: string
  let site: string
  beforeEach(async () => {
    clock += 86_400_000
    chatwoot = await startFakeChatwoot(() => clock)
    gateway = await startFakeVendor(() => ({ status: 200, body: '{}' }))
    app = await startApp(fresh, { now: () => clock })
    const given = await givenSurvey(app)
    survey = given.survey.id
    site = given.site.id
  })
  afterEach(async () => {
    await app.close()
    await chatwoot.close()
    await gateway.close()
  })

  async function connected(kind: string, settings: Record<string, unknown>): Promise<string> {
    const made = await app.request('/api/v1/connectors', {
      key: testKey,
      body: { site, kind, name: `Our ${kind}`, settings }
    })
    expect(made.status, await made.clone().text()).toBe(201)
    return ((await made.json()) as ConnectorView).id
  }
  const withChatwoot = (more: Record<string, unknown> = {}) =>
    connected('chatwoot', {
      survey,
      baseUrl: chatwoot.url,
      account: '1',
      accessToken,
      secret: webhookSecret,
      ...more
    })
  const withSms = () => connected('sms_gateway', { url: `${gateway.url}/send`, secret })
  const told = (connector: string, { body, headers }: Webhook) =>
    app.app.request(`/hooks/${connector}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers }
    })
  const posted = (
    connector: string,
    body: unknown,
    headers: Record<string, string> = { 'x-hearback-secret': secret }
  ) => app.request(`/hooks/${connector}`, { body, headers })

  /** Everything that is due, as the jobs of a running server do it. */
  async function work() {
    clock += 1_000
    await app.services.inbox.work()
    clock += 1_000
    await app.services.outbox.work()
  }
  /** Chatwoot's webhooks arrive, and what they lead to happens, until nothing is left to say. */
  async function settle(connector: string) {
    for (let webhook = chatwoot.webhooks.shift(); webhook; webhook = chatwoot.webhooks.shift()) {
      expect((await told(connector, webhook)).status).toBe(200)
      await work()
      clock += 10_000
    }
  }
  const rows = <Name extends 'invitation' | 'conversation' | 'delivery'>(name: Name) =>
    app.services.database.handle.select().from(app.services.database.tables[name])
  const answers = async () =>
    (
      (await (await app.request(`/api/v1/responses?survey=${survey}`, { key: testKey })).json()) as {
        rows: ResponseView[]
      }
    ).rows

  // Another bot of the shop asked “Sales or support?” with options that were numbered, and the second one was
  // taken for two stars.
  it('takes what is pressed in its own options for a rating, and nothing pressed in another bot’s', async () => {
    const connector = await withChatwoot()
    chatwoot.resolve()
    await settle(connector)
    chatwoot.customerPresses(chatwoot.says('Sales or support?'), '2')
    await settle(connector)
    expect(await answers()).toEqual([])
    chatwoot.customerPresses(chatwoot.askId(), '4')
    await settle(connector)
    expect(await answers()).toMatchObject([{ rating: 4, agent: 'Ana' }])
  })

  // An agent asked “shall we cancel it?”, and the customer's “cancel” was a wish to be left alone by the
  // whole shop.
  it('leaves alone who says so to an agent, as the customer that they are everywhere, and takes ordinary replies for none', async () => {
    const connector = await withChatwoot()
    chatwoot.customerSays('Cancel')
    await settle(connector)
    const isOut = async () =>
      (
        await app.request('/api/v1/invitations', {
          key: testKey,
          body: { survey, channel: 'email', customer: 'k-1' }
        })
      ).json()
    expect(await isOut()).toMatchObject({ state: 'created' })
    chatwoot.customerSays('Unsubscribe')
    await settle(connector)
    expect(await isOut()).toMatchObject({ state: 'suppressed', reason: 'opted-out' })
    chatwoot.resolve()
    await settle(connector)
    expect(chatwoot.posts()).toEqual([])
  })

  it('asks in the conversation that Chatwoot resolved, and counts what the customer types with its channel, topics and agent', async () => {
    const connector = await withChatwoot()
    chatwoot.resolve()
    await settle(connector)
    expect(chatwoot.posts()).toMatchObject([
      {
        content_type: 'input_select',
        content: expect.stringContaining('How did we do?\nhttps://surveys.example.com/s/')
      }
    ])
    chatwoot.customerSays(chatwoot.posts()[0]?.content_attributes?.items?.[4]?.title ?? '')
    await settle(connector)
    const frozen = {
      channel: 'whatsapp',
      topics: ['billing', 'refund'],
      agent: 'Ana',
      team: 'tier-1',
      conversation: 'chatwoot-1-207',
      customer: 'k-1'
    }
    expect(await answers()).toMatchObject([
      { rating: 5, ...frozen, delivery: 'chatwoot', surface: 'chat_text', state: 'counted' }
    ])
    expect(chatwoot.posts()[1]).toMatchObject({ content: 'Thank you!', message_type: 'outgoing' })
  })

  it('leaves the conversation resolved after a rating, which is neither another contact nor another ask', async () => {
    const connector = await withChatwoot()
    chatwoot.resolve()
    await settle(connector)
    chatwoot.customerSays('5')
    await settle(connector)
    expect(chatwoot.conversation.status).toBe('resolved')
    expect((await rows('invitation')).map(({ state, stateReason }) => [state, stateReason])).toEqual(
      expect.arrayContaining([
        ['sent', null],
        ['suppressed', 'rating-reopened']
      ])
    )
    expect(await rows('conversation')).toMatchObject([{ contacts: 1 }])
    expect(chatwoot.posts()).toHaveLength(2)
  })

  it('asks after a low rating what went wrong, and keeps what the customer writes', async () => {
    const connector = await withChatwoot()
    chatwoot.resolve()
    await settle(connector)
    chatwoot.customerSays('1')
    await settle(connector)
    expect(chatwoot.conversation.status).toBe('open')
    chatwoot.customerSays('Nobody called me back')
    await settle(connector)
    expect(await answers()).toMatchObject([{ rating: 1, comment: 'Nobody called me back' }])
  })

  it('asks once for one resolution, however often and in whatever order it is reported', async () => {
    const connector = await withChatwoot()
    chatwoot.resolve()
    const [end] = chatwoot.webhooks
    if (!end) throw new Error('no webhook')
    for (let time = 0; time < 3; time += 1)
      await told(connector, { ...end, headers: { ...end.headers, 'x-chatwoot-delivery': String(time) } })
    await settle(connector)
    expect([chatwoot.posts().length, (await rows('invitation')).length]).toEqual([1, 1])
  })

  it('counts a contact for each time a conversation is resolved, and keeps what is known of it', async () => {
    const connector = await withChatwoot({ ask: 'link' })
    chatwoot.resolve()
    const openedAt = chatwoot.conversation.created_at * 1000
    await settle(connector)
    expect(await rows('conversation')).toMatchObject([
      {
        id: 'chatwoot-1-207',
        channel: 'whatsapp',
        agent: 'Ana',
        team: 'tier-1',
        topics: '["billing","refund"]',
        contacts: 1,
        openedAt,
        firstResponseAt: openedAt + 300_000,
        handleSeconds: null,
        holdSeconds: null
      }
    ])
    clock += 7_200_000
    chatwoot.customerSays('It broke again')
    chatwoot.resolve()
    await settle(connector)
    expect(await rows('conversation')).toMatchObject([{ contacts: 2 }])
    expect(await rows('invitation')).toHaveLength(2)
  })

  it('asks all the same when Chatwoot is in trouble, and takes two ratings that come shuffled by their own times', async () => {
    const connector = await withChatwoot()
    chatwoot.misbehave(
      { status: 500, body: '' },
      { status: 429, headers: { 'retry-after': '2' }, body: '{}' },
      'hang up'
    )
    chatwoot.resolve()
    await settle(connector)
    for (let time = 0; time < 4; time += 1) {
      clock += 3_600_000
      await work()
    }
    expect(await rows('delivery')).toMatchObject([{ state: 'sent', attempts: 4 }])
    chatwoot.customerSays('2')
    clock += 30_000
    chatwoot.customerSays('4')
    const webhooks = chatwoot.webhooks.splice(0)
    for (const webhook of [...webhooks.toReversed(), ...webhooks]) await told(connector, webhook)
    await work()
    await work()
    expect(await answers()).toMatchObject([{ rating: 4, channel: 'whatsapp', agent: 'Ana' }])
  })

  it('freezes the agent when it is resolved, whoever it is assigned to later', async () => {
    const connector = await withChatwoot()
    chatwoot.resolve()
    chatwoot.conversation.meta.assignee = null
    await settle(connector)
    chatwoot.customerSays('4')
    await settle(connector)
    expect(await answers()).toMatchObject([{ agent: 'Ana', rating: 4 }])
  })

  // The helpdesk unassigned the conversation as it resolved it, and the answer was nobody's.
  it('completes a resolution by who had the conversation before it, and not by who had an earlier one', async () => {
    const connector = await withChatwoot()
    chatwoot.customerSays('hello')
    await settle(connector)
    Object.assign(chatwoot.conversation.meta, { assignee: null, team: null })
    chatwoot.conversation.labels = []
    chatwoot.resolve()
    await settle(connector)
    const asked = async () =>
      (await rows('invitation')).map(({ agent, team, topics }) => [agent, team, topics]).sort()
    expect(await asked()).toEqual([['Ana', 'tier-1', '["Billing","refund"]']])
    clock += 7_200_000
    chatwoot.customerSays('It broke again')
    chatwoot.resolve()
    await settle(connector)
    expect(await asked()).toEqual([
      ['', '', '[]'],
      ['Ana', 'tier-1', '["Billing","refund"]']
    ])
  })

  // The survey came into the middle of a conversation that was open again, and a second one after it.
  it('does not ask about a conversation that is open again before its ask is due, and asks once when it is resolved again', async () => {
    const changed = await app.request(`/api/v1/surveys/${survey}`, {
      key: testKey,
      method: 'PATCH',
      body: { inviting: { delayMinutes: 30 } }
    })
    expect(changed.status, await changed.clone().text()).toBe(200)
    const connector = await withChatwoot()
    chatwoot.resolve()
    await settle(connector)
    clock += 60_000
    chatwoot.customerSays('Sorry, one more thing')
    await settle(connector)
    clock += 3_600_000
    await work()
    expect(chatwoot.posts()).toEqual([])
    chatwoot.resolve()
    await settle(connector)
    clock += 3_600_000
    await work()
    expect(chatwoot.posts()).toHaveLength(1)
    expect((await rows('invitation')).map(({ state, stateReason }) => [state, stateReason]).sort()).toEqual([
      ['sent', null],
      ['suppressed', 'conversation-reopened']
    ])
  })

  it('says why nobody was asked where the conversation takes no message any more', async () => {
    const connector = await withChatwoot()
    chatwoot.conversation.can_reply = false
    chatwoot.resolve()
    await settle(connector)
    expect(chatwoot.posts()).toEqual([])
    expect(await rows('invitation')).toMatchObject([
      { state: 'unsendable', stateReason: 'window-closed', channel: 'whatsapp', agent: 'Ana' }
    ])
  })

  it('refuses webhooks that Chatwoot did not sign', async () => {
    const connector = await withChatwoot()
    chatwoot.resolve()
    const [end] = chatwoot.webhooks
    if (!end) throw new Error('no webhook')
    expect((await told(connector, { ...end, headers: {} })).status).toBe(401)
    expect((await told(connector, { ...end, body: end.body.replace('Ana', 'Ben') })).status).toBe(401)
    expect(
      (await told(connector, { ...end, body: JSON.stringify(JSON.parse(end.body), null, 1) })).status
    ).toBe(401)
    await work()
    expect(await rows('invitation')).toEqual([])
  })

  it('keeps to the rules of the survey, like any other invitation', async () => {
    const connector = await withChatwoot()
    await app.request(`/api/v1/surveys/${survey}`, {
      method: 'PATCH',
      key: testKey,
      body: { inviting: { share: 0 } }
    })
    chatwoot.resolve()
    await settle(connector)
    expect(chatwoot.posts()).toEqual([])
    expect(await rows('invitation')).toMatchObject([{ state: 'suppressed', stateReason: expect.any(String) }])
  })

  it('keeps to the rules about the conversation itself, of which the helpdesk tells', async () => {
    const connector = await connected('helpdesk', { survey, secret, delivery: await withSms() })
    await app.request(`/api/v1/surveys/${survey}`, {
      method: 'PATCH',
      key: testKey,
      body: { inviting: { onlyPrivate: true, replyLengthMin: 5, handledBy: ['human', 'human-and-bot'] } }
    })
    const told: [Record<string, unknown>, string | null][] = [
      [{ private: false }, 'not-private'],
      [{ replyLength: 4 }, 'reply-too-short'],
      [{ handledBy: 'bot' }, 'other-handler'],
      [{ private: true, replyLength: 5, handledBy: 'human' }, null],
      [{}, null]
    ]
    for (const [index, [facts]] of told.entries())
      await posted(connector, {
        conversation: `c-${index}`,
        phone: `+9230012345${index}0`,
        resolvedAt: '2026-11-01T09:00:00Z',
        ...facts
      })
    await app.services.inbox.work()
    const reasons = new Map(
      (await rows('invitation')).map(({ conversation, stateReason }) => [conversation, stateReason])
    )
    expect(told.map((_, index) => reasons.get(`c-${index}`))).toEqual(told.map(([, reason]) => reason))
  })

  it('sends a text after a call that was resolved elsewhere, and counts the reply as voice', async () => {
    const sms = await withSms()
    const connector = await connected('helpdesk', {
      survey,
      secret,
      delivery: sms,
      channels: { 'Call Center': 'voice' }
    })
    const end = {
      conversation: 'c-1',
      channel: 'Call center',
      topics: 'billing, refund',
      agent: 'ben',
      email: 'c@example.com',
      phone: '+92 300 1234567',
      handleSeconds: 840,
      resolvedAt: '2026-11-01T09:00:00Z'
    }
    expect((await posted(connector, end, {})).status).toBe(401)
    for (let time = 0; time < 2; time += 1) expect((await posted(connector, end)).status).toBe(200)
    await work()
    expect(gateway.calls.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
      { to: '+923001234567', text: expect.stringContaining('https://surveys.example.com/s/') }
    ])
    await posted(sms, { from: '+923001234567', text: '4', id: 'm-1' })
    await work()
    expect(await answers()).toMatchObject([
      {
        rating: 4,
        channel: 'voice',
        delivery: 'sms',
        surface: 'chat_text',
        agent: 'ben',
        topics: ['billing', 'refund'],
        conversation: 'c-1'
      }
    ])
    expect(await rows('conversation')).toMatchObject([
      { handleSeconds: 840, contacts: 1, firstResponseAt: null }
    ])
  })

  /**
   * What a helpdesk without times repeated after a turn of the minute was another contact, and the customer
   * was asked once more.
   */
  it.each([
    ['a minute later', 61_000, 1],
    ['almost an hour later', 3_500_000, 1],
    ['in the afternoon', 4 * 3_600_000, 2]
  ])('takes a resolution that is told without a time, and once more %s', async (_, laterMs, resolutions) => {
    const connector = await connected('helpdesk', { survey, secret, delivery: await withSms() })
    for (const time of [1, 2, 2]) {
      await posted(connector, { conversation: 'c-1', channel: 'phone', phone: '+923001234567' })
      await work()
      if (time === 1) clock += laterMs
    }
    expect([
      await rows('conversation'),
      (await rows('invitation')).length,
      gateway.calls.length
    ]).toMatchObject([[{ contacts: resolutions }], resolutions, resolutions])
  })

  it('takes the keys pressed in a call for an answer about it', async () => {
    const authToken = 'f'.repeat(32)
    const connector = await connected('voice_twilio', { authToken })
    const invited = await app.request('/api/v1/invitations', {
      key: testKey,
      body: { survey, channel: 'voice', topics: ['billing'], agent: 'ana', conversation: 'c-1' }
    })
    const token = ((await invited.json()) as { url: string }).url.slice(-22)
    const call = (fields: Record<string, string>) => {
      const url = `https://surveys.example.com/hooks/${connector}?t=${token}`
      const headers = {
        'x-twilio-signature': twilio.getExpectedTwilioSignature(authToken, url, fields),
        'content-type': 'application/x-www-form-urlencoded'
      }
      return told(`${connector}?t=${token}`, { body: new URLSearchParams(fields).toString(), headers })
    }
    const started = { CallSid: 'CA1', From: '+923001234567' }
    expect(await (await call(started)).text()).toContain('<Say language="en-US">How did we do?')
    for (let time = 0; time < 2; time += 1)
      expect(await (await call({ ...started, Digits: '4' })).text()).toContain('Thank you!')
    await work()
    expect(await answers()).toMatchObject([
      {
        rating: 4,
        channel: 'voice',
        delivery: 'voice',
        surface: 'dtmf',
        agent: 'ana',
        topics: ['billing'],
        conversation: 'c-1'
      }
    ])
    expect((await call({ ...started, Digits: '4' })).headers.get('content-type')).toContain('text/xml')
  })

  it.each([
    [{ en: 'Salut – c’était comment?' }, { encoding: 'gsm-7', segments: 1, offending: [] }],
    [
      { en: 'Как всё прошло сегодня?' },
      { encoding: 'ucs-2', units: 76, segments: 2, offending: [...'Каквсёпрошлегдня'] }
    ]
  ])('says what the text for SMS costs, and why: %j', async (question, size) => {
    await app.request(`/api/v1/surveys/${survey}`, { method: 'PATCH', key: testKey, body: { question } })
    const invited = await app.request('/api/v1/invitations', {
      key: testKey,
      body: { survey, channel: 'sms', locale: 'en' }
    })
    expect(await invited.json()).toMatchObject({ smsSize: size })
  })

  it('asks nobody who has sent STOP', async () => {
    const sms = await connected('sms_gateway', { url: `${gateway.url}/send`, secret, country: 'PK' })
    const connector = await connected('helpdesk', { survey, secret, delivery: sms })
    await posted(sms, { from: '+923001234567', text: 'Stop', id: 'm-1' })
    await work()
    await posted(connector, { conversation: 'c-1', channel: 'phone', phone: '0300 1234567' })
    await posted(connector, { conversation: 'c-2', channel: 'phone', phone: '+923001234567' })
    await app.request('/api/v1/invitations', {
      key: testKey,
      body: { survey, channel: 'voice', delivery: sms, address: '0300-1234567' }
    })
    await work()
    expect(gateway.calls).toEqual([])
    expect((await rows('invitation')).map(({ state }) => state)).toEqual([
      'suppressed',
      'suppressed',
      'suppressed'
    ])
  })

  it('says which connector is missing instead of asking nobody in silence', async () => {
    const connector = await connected('helpdesk', { survey, secret, delivery: 'con_gone' })
    await posted(connector, { conversation: 'c-1' })
    await work()
    expect(await rows('invitation')).toMatchObject([
      { state: 'unsendable', stateReason: 'connector-missing' }
    ])
  })

  it('counts the helpdesk’s own ratings only where the owner said so', async () => {
    const item = {
      id: '1',
      channel: { current: 'whatsapp' },
      assignee: { name: 'Ana' },
      tags: { tags: [{ name: 'Billing' }] },
      conversation_rating: { rating: 2, remark: 'Slow' }
    }
    const body = JSON.stringify({ topic: 'conversation.rating.added', data: { item } })
    const webhook = {
      body,
      headers: { 'x-hub-signature': `sha1=${createHmac('sha1', secret).update(body).digest('hex')}` }
    }
    const silent = await connected('intercom', { survey, clientSecret: secret })
    const counting = await connected('intercom', { survey, clientSecret: secret, ratingsSurvey: survey })
    expect((await told(silent, webhook)).status).toBe(200)
    await work()
    expect(await answers()).toEqual([])
    for (let time = 0; time < 2; time += 1) await told(counting, webhook)
    await work()
    expect(await answers()).toMatchObject([
      {
        rating: 2,
        comment: 'Slow',
        channel: 'whatsapp',
        agent: 'Ana',
        topics: ['billing'],
        conversation: 'intercom-1',
        delivery: 'intercom'
      }
    ])
  })
})
