import twilio from 'twilio'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ConnectorView } from '../../server/contract/connectors'
import type { InvitationView } from '../../server/contract/invitations'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { accessToken, startFakeChatwoot, webhookSecret } from '../support/fake-chatwoot'
import type { FakeVendor } from '../support/fake-vendor'
import { startFakeVendor } from '../support/fake-vendor'
import { givenSurvey } from '../support/given'

const account = { accountSid: `AC${'1'.repeat(32)}`, authToken: 'f'.repeat(32) }
let clock = Date.parse('2026-11-01T09:00:00Z')

onBothDatabases((fresh) => {
  let app: TestApp
  let gateway: FakeVendor
  let chatwoot: Awaited<ReturnType<typeof startFakeChatwoot>>
  let survey: string
  let sms: string
  let helpdesk: string
  let messages = 0
  let customers = 0

  beforeAll(async () => {
    gateway = await startFakeVendor(() => ({
      status: 201,
      body: JSON.stringify({ sid: `SM${++messages}`, status: 'queued' })
    }))
    chatwoot = await startFakeChatwoot(() => clock)
    app = await startApp(fresh, { now: () => clock })
    const given = await givenSurvey(app)
    survey = given.survey.id
    const connect = async (kind: string, more: Record<string, unknown>) => {
      const made = await app.request('/api/v1/connectors', {
        key: testKey,
        body: { site: given.site.id, kind, name: kind, ...more }
      })
      expect(made.status, await made.clone().text()).toBe(201)
      return ((await made.json()) as ConnectorView).id
    }
    sms = await connect('sms_twilio', {
      vendorUrl: gateway.url,
      settings: { ...account, from: '+15550001111' }
    })
    helpdesk = await connect('chatwoot', {
      settings: { survey, baseUrl: chatwoot.url, account: '1', accessToken, secret: webhookSecret }
    })
  })
  afterAll(async () => {
    await app.close()
    await gateway.close()
    await chatwoot.close()
  })

  async function work() {
    clock += 5_000
    await app.services.inbox.work()
    await app.services.outbox.work()
  }
  const someone = () => ({
    customer: `someone-${++customers}`,
    address: `+1415555${String(2_000 + customers)}`
  })
  async function asked(whom: { customer: string; address?: string }, delivery: string | undefined = sms) {
    const carried = whom.address && delivery ? { delivery, address: whom.address } : {}
    const made = await app.request('/api/v1/invitations', {
      key: testKey,
      body: { survey, channel: 'sms', customer: whom.customer, ...carried }
    })
    return (await made.json()) as InvitationView
  }
  async function twilioSays(fields: Record<string, string>) {
    const headers = {
      'x-twilio-signature': twilio.getExpectedTwilioSignature(
        account.authToken,
        `https://surveys.example.com/hooks/${sms}`,
        fields
      )
    }
    const body = new URLSearchParams(fields).toString()
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' }
    expect((await app.app.request(`/hooks/${sms}`, { method: 'POST', body, headers: form })).status).toBe(200)
    await work()
  }
  const texted = (from: string, text: string) =>
    twilioSays({ MessageSid: `IN${++messages}`, From: from, To: '+15550001111', Body: text })

  it.each([
    'Please stop texting me.',
    'İPTAL',
    'διακοπή',
    '🛑',
    'Hören Sie auf, mir Nachrichten zu schicken'
  ])('asks nobody again who wrote “%s”, by any channel', async (text) => {
    const whom = someone()
    expect(await asked(whom)).toMatchObject({ state: 'created' })
    await work()
    await texted(whom.address, text)
    expect(await asked({ customer: whom.customer })).toMatchObject({
      state: 'suppressed',
      reason: 'opted-out'
    })
  })

  it('asks again who wrote that they want to be asked', async () => {
    const whom = someone()
    await asked(whom)
    await work()
    await texted(whom.address, 'STOP')
    expect(await asked(whom)).toMatchObject({ state: 'suppressed' })
    await texted(whom.address, 'You can text me again')
    expect(await asked(whom)).toMatchObject({ state: 'created' })
  })

  it('keeps the comment in which somebody also asks to be left alone', async () => {
    const whom = someone()
    await asked(whom)
    await work()
    await texted(whom.address, '2')
    await texted(whom.address, 'Nobody called me back. Stop texting me.')
    const rows = await app.services.database.handle.select().from(app.services.database.tables.response)
    expect(rows.at(-1)).toMatchObject({ rating: 2, comment: 'Nobody called me back. Stop texting me.' })
    expect(await asked(whom)).toMatchObject({ state: 'suppressed', reason: 'opted-out' })
  })

  // Twilio kept to a STOP that it had heard itself, and we went on trying with every conversation.
  it.each([
    [
      'in its answer to the message',
      (): void =>
        gateway.misbehave({
          status: 400,
          body: '{"code":21610,"message":"Unsubscribed recipient","status":400}'
        }),
      async () => {}
    ],
    [
      'when it reports the message',
      () => {},
      (): Promise<void> =>
        twilioSays({
          MessageSid: `SM${messages}`,
          MessageStatus: 'undelivered',
          ErrorCode: '21610',
          To: '+1',
          From: '+1'
        })
    ]
  ] as const)(
    'asks nobody again of whom Twilio says %s that they have opted out there',
    async (_, before, after) => {
      const whom = someone()
      before()
      await asked(whom)
      await work()
      await after()
      expect(await asked(whom)).toMatchObject({ state: 'suppressed', reason: 'opted-out' })
      expect(await asked({ customer: whom.customer })).toMatchObject({
        state: 'suppressed',
        reason: 'opted-out'
      })
    }
  )

  it('takes a carrier’s word for a wish in a helpdesk’s conversation by SMS, and for part of the talk in its others', async () => {
    const isLeftAlone = async (): Promise<boolean> =>
      (await asked({ customer: 'k-1' }, undefined)).state === 'suppressed'
    async function say(channel: string, text: string) {
      chatwoot.conversation.channel = channel
      chatwoot.customerSays(text)
      for (let webhook = chatwoot.webhooks.shift(); webhook; webhook = chatwoot.webhooks.shift()) {
        const headers = { 'content-type': 'application/json', ...webhook.headers }
        await app.app.request(`/hooks/${helpdesk}`, { method: 'POST', body: webhook.body, headers })
        await work()
      }
    }
    await say('Channel::Whatsapp', 'END')
    expect(await isLeftAlone()).toBe(false)
    await say('Channel::Sms', 'END')
    expect(await isLeftAlone()).toBe(true)
  })
})
