import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ConnectorView, DeliveryView } from '../../server/contract/connectors'
import type { InvitationView } from '../../server/contract/invitations'
import type { ResponseView } from '../../server/contract/responses'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import type { Call, FakeVendor } from '../support/fake-vendor'
import { startFakeVendor } from '../support/fake-vendor'
import { givenSurvey } from '../support/given'
import { chats, now, wechatEncrypted } from '../unit/server/channels/chats'
import { refusalsOf } from '../unit/server/channels/vendor-limits'

/** What a customer does on a channel, as its vendor reports it; `id` is the vendor's name for it. */
type Vendor = {
  to: string
  /** A button with this payload is pressed; where there are no buttons, the digit is typed. */
  press?: (payload: string, id: string, at: number) => string
  text: (said: string, id: string, at: number) => string
  /** What the vendor answers to a message that it takes. */
  taken: (call: Call) => string
  delivered?: (messageId: string, at: number) => string
}

const seconds = (at: number) => String(Math.floor(at / 1000))
const whatsapp = (value: object) =>
  JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value: { messaging_product: 'whatsapp', ...value } }] }]
  })
const meta = (object: string) => (happening: object) =>
  JSON.stringify({ object, entry: [{ id: '1', messaging: [happening] }] })
const line = (id: string, at: number, more: object) =>
  JSON.stringify({
    destination: 'U0',
    events: [
      {
        mode: 'active',
        webhookEventId: id,
        timestamp: at,
        source: { type: 'user', userId: 'U1' },
        replyToken: `reply-${id}`,
        ...more
      }
    ]
  })
const viber = (id: string, at: number, more: string) =>
  `{"timestamp":${at},"message_token":49126618466552${id},${more}}`
const wechat = (id: string, at: number, content: string) =>
  wechatEncrypted(
    `<xml><FromUserName>o1</FromUserName><CreateTime>${seconds(at)}</CreateTime><MsgType>text</MsgType><MsgId>${id}</MsgId>${content}</xml>`
  )

function messaging(object: 'page' | 'instagram'): Vendor {
  const wrap = meta(object)
  return {
    to: '7',
    press: (payload, id, at) =>
      wrap({
        sender: { id: '7' },
        timestamp: at,
        message: { mid: `m-${id}`, text: 'x', quick_reply: { payload } }
      }),
    text: (said, id, at) =>
      wrap({ sender: { id: '7' }, timestamp: at, message: { mid: `m-${id}`, text: said } }),
    taken: () => '{"recipient_id":"7","message_id":"m-ask"}'
  }
}

const vendors: Record<keyof typeof chats, Vendor> = {
  whatsapp: {
    to: '+15551234567',
    press: (payload, id, at) =>
      whatsapp({
        messages: [
          {
            id,
            from: '15551234567',
            timestamp: seconds(at),
            type: 'interactive',
            interactive: { type: 'list_reply', list_reply: { id: payload, title: 'x' } }
          }
        ]
      }),
    text: (said, id, at) =>
      whatsapp({
        messages: [{ id, from: '15551234567', timestamp: seconds(at), type: 'text', text: { body: said } }]
      }),
    taken: () => '{"messaging_product":"whatsapp","messages":[{"id":"wamid.ask"}]}',
    delivered: (messageId, at) =>
      whatsapp({ statuses: [{ id: messageId, status: 'delivered', timestamp: seconds(at) }] })
  },
  messenger: messaging('page'),
  instagram: messaging('instagram'),
  telegram: {
    to: '4711',
    press: (data, id) =>
      JSON.stringify({
        update_id: id,
        callback_query: { id, from: { id: 4711 }, message: { message_id: 1, chat: { id: 4711 } }, data }
      }),
    text: (text, id, at) =>
      JSON.stringify({
        update_id: id,
        message: {
          message_id: 2,
          date: Number(seconds(at)),
          chat: { id: 4711, type: 'private' },
          from: { id: 4711 },
          text
        }
      }),
    taken: ({ path }) =>
      JSON.stringify({ ok: true, result: path.endsWith('/sendMessage') ? { message_id: 1 } : true })
  },
  line: {
    to: 'U1',
    press: (data, id, at) => line(id, at, { type: 'postback', postback: { data } }),
    text: (text, id, at) => line(id, at, { type: 'message', message: { type: 'text', text } }),
    taken: () => '{"sentMessages":[{"id":"461230966842064897"}]}'
  },
  viber: {
    to: '01234567890A=',
    press: (payload, id, at) =>
      viber(
        id,
        at,
        `"event":"message","sender":{"id":"01234567890A="},"message":{"type":"text","text":"${payload}"}`
      ),
    text: (said, id, at) =>
      viber(
        id,
        at,
        `"event":"message","sender":{"id":"01234567890A="},"message":{"type":"text","text":"${said}"}`
      ),
    taken: () => '{"status":0,"status_message":"ok","message_token":4912661846655238145}',
    delivered: (messageId, at) =>
      `{"event":"delivered","timestamp":${at},"message_token":${messageId},"user_id":"01234567890A="}`
  },
  wechat: {
    to: 'o1',
    text: (said, id, at) => wechat(id, at, `<Content>${said}</Content>`),
    taken: wechatTakes
  },
  wechatMenu: {
    to: 'o1',
    text: (said, id, at) => wechat(id, at, `<Content>x</Content><bizmsgmenuid>${said}</bizmsgmenuid>`),
    taken: wechatTakes
  },
  x: {
    to: '99',
    text: (text, id, at) =>
      JSON.stringify({
        data: {
          event_type: 'dm.received',
          event_uuid: id,
          payload: {
            direct_message_events: [
              {
                type: 'message_create',
                id,
                created_timestamp: String(at),
                message_create: { sender_id: '99', target: { recipient_id: '4711' }, message_data: { text } }
              }
            ]
          }
        }
      }),
    taken: () => '{"data":{"dm_conversation_id":"1","dm_event_id":"2"}}'
  }
}

function wechatTakes({ path, headers, body }: Call): string {
  if (path.includes('/stable_token'))
    return '{"access_token":"the-token-of-these-two-hours","expires_in":7200}'
  if (!path.includes('access_token=the-token-of-these-two-hours'))
    return `{"errcode":40001,"errmsg":"invalid credential ${headers.host} ${body.length}"}`
  return '{"errcode":0,"errmsg":"ok","msgid":1}'
}

/** A message and not a request for a token, an address or a mark of reading. */
const isAsk = ({ body }: Call) => /\/[sq]\/[\w-]{22}|r\.[\w-]{22}\.\d/.test(body)

onBothDatabases((fresh) => {
  let app: TestApp
  let clock = now
  beforeAll(async () => {
    app = await startApp(fresh, { now: () => clock })
  })
  afterAll(() => app.close())

  describe.each(Object.entries(vendors))('%s', (name, vendor) => {
    const chat = chats[name as keyof typeof chats] // the same keys
    let fake: FakeVendor
    let survey: string
    let connector: string
    let happened = 100
    beforeEach(async () => {
      clock = now
      fake = await startFakeVendor((call) => {
        const refusals = isAsk(call)
          ? refusalsOf(chat.kind, {
              to: 'http',
              url: call.path,
              method: 'POST',
              headers: call.headers,
              body: call.body
            })
          : []
        return refusals.length > 0
          ? { status: 400, body: JSON.stringify({ error: { message: refusals.join('; ') } }) }
          : { status: 200, body: vendor.taken(call) }
      })
      const given = await givenSurvey(app)
      survey = given.survey.id
      connector = (
        await made<ConnectorView>('/api/v1/connectors', {
          site: given.site.id,
          kind: chat.kind,
          name,
          vendorUrl: fake.url,
          settings: chat.given
        })
      ).id
    })
    afterEach(() => fake.close())

    async function made<T>(path: string, body: unknown): Promise<T> {
      const response = await app.request(path, { key: testKey, body })
      expect(response.status, await response.clone().text()).toBeLessThan(300)
      return (await response.json()) as T
    }
    const got = async <T>(path: string) => (await (await app.request(path, { key: testKey })).json()) as T
    const answers = async () =>
      (await got<{ rows: ResponseView[] }>(`/api/v1/responses?survey=${survey}`)).rows
    const asks = async () =>
      (await got<{ rows: DeliveryView[] }>(`/api/v1/connectors/${connector}/deliveries`)).rows.filter(
        ({ purpose }) => purpose === 'ask'
      )
    async function ask() {
      await made<InvitationView>('/api/v1/invitations', {
        survey,
        channel: chat.kind,
        topics: ['billing'],
        agent: 'ana',
        delivery: connector,
        address: vendor.to
      })
      await work()
    }
    /** Long enough for the slowest vendor's rate, and short enough for what is signed with the time. */
    async function work() {
      clock += 5_000
      await app.services.inbox.work()
      await app.services.outbox.work()
    }
    async function hook(body: string) {
      const { headers, query } = chat.signed(body)
      const answered = await app.app.request(`/hooks/${connector}?${query}`, {
        method: 'POST',
        body,
        headers: { ...headers }
      })
      expect(answered.status).toBe(200)
    }
    const rate = (rating: number, at = clock) => {
      const payload = new RegExp(`r\\.[\\w-]{22}\\.${rating}(?!\\d)`).exec(
        fake.calls.findLast(isAsk)?.body ?? ''
      )?.[0]
      const id = String(++happened)
      return vendor.press && payload ? vendor.press(payload, id, at) : vendor.text(String(rating), id, at)
    }

    it('asks within the vendor’s limits and takes the answer once, with its tags, however often it is delivered', async () => {
      await ask()
      expect(await asks()).toMatchObject([{ state: 'sent', attempts: 1 }])
      const five = rate(5)
      await hook(five)
      await hook(five)
      await work()
      await hook(five)
      await work()
      expect(await answers()).toMatchObject([
        {
          rating: 5,
          channel: chat.kind,
          delivery: chat.kind,
          topics: ['billing'],
          agent: 'ana',
          state: 'counted'
        }
      ])
      expect(await got(`/api/v1/scores?survey=${survey}`)).toMatchObject({ total: { count: 1 } })
    })

    it('asks what went wrong, and takes the next text for the comment', async () => {
      await ask()
      await hook(rate(1))
      await work()
      expect(fake.calls.at(-1)?.body).toContain('What went wrong?')
      if (name === 'wechatMenu') return
      await hook(vendor.text('Nobody called me back.', String(++happened), clock))
      await work()
      expect(await answers()).toMatchObject([{ rating: 1, comment: 'Nobody called me back.' }])
    })

    it('sends later what the vendor was too busy for, and again what it did not answer, but nothing that it took', async () => {
      fake.misbehave(
        { status: 429, headers: { 'retry-after': '30' }, body: '{}' },
        { status: 503, body: 'Service Unavailable' }
      )
      await ask()
      for (let step = 0; step < 20; step++) {
        clock += 20_000
        await work()
      }
      expect(await asks()).toMatchObject([{ state: 'sent' }])
      // Those that were turned away never reached the customer.
      expect(fake.calls.filter(isAsk).length).toBeLessThanOrEqual(3)
      expect(fake.calls.filter(isAsk).length).toBeGreaterThanOrEqual(1)
    })

    it.runIf(vendor.delivered)('notes how far a message came', async () => {
      await ask()
      const [sent] = await asks()
      await hook(vendor.delivered?.(sent?.messageId ?? '', clock) ?? '')
      await work()
      expect(await asks()).toMatchObject([{ state: 'delivered' }])
    })
  })
})
