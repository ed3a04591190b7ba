import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chats, posted, wechatEncrypted } from './chats'

const token = 'abcdefghijklmnopqrstuv'
const payload = `r.${token}.4`
const at = 1_772_998_024_000

const whatsapp = (...values: object[]) =>
  JSON.stringify({
    object: 'whatsapp_business_account',
    entry: values.map((value) => ({
      id: '1',
      changes: [{ field: 'messages', value: { messaging_product: 'whatsapp', ...value } }]
    }))
  })
const row = (id: string, from: string | undefined, rating: number) => ({
  id,
  ...(from && { from }),
  from_user_id: 'US.1',
  timestamp: '1772998024',
  type: 'interactive',
  interactive: { type: 'list_reply', list_reply: { id: `r.${token}.${rating}`, title: `${rating} – x` } }
})
const page = (...messaging: object[]) =>
  JSON.stringify({ object: 'page', entry: [{ id: '1', time: at, messaging }] })
const feedback = {
  sender: { id: '7' },
  timestamp: at,
  messaging_feedback: {
    feedback_screens: [
      {
        screen_id: 0,
        questions: {
          hauydmns8: { type: 'csat', payload: '4', follow_up: { type: 'free_form', payload: 'fine' } }
        }
      }
    ]
  }
}
const lineEvent = (more: object) => ({
  mode: 'active',
  webhookEventId: '01H',
  timestamp: at,
  source: { type: 'user', userId: 'U1' },
  deliveryContext: { isRedelivery: false },
  ...more
})
const dm = (id: string, sender_id: string) => ({
  type: 'message_create',
  id,
  created_timestamp: String(at),
  message_create: { sender_id, target: { recipient_id: '4711' }, message_data: { text: '5' } }
})
const wechatXml = (fields: string) =>
  wechatEncrypted(
    `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[o1]]></FromUserName><CreateTime>1772998024</CreateTime>${fields}</xml>`
  )

describe('what is in a request', () => {
  it.each([
    [
      'whatsapp',
      'several ratings in one body, in order',
      whatsapp(
        { messages: [row('w1', '15551', 5), row('w2', '15552', 4)] },
        { messages: [row('w3', '15553', 1)] }
      ),
      [
        { dedup: 'w1', at, kind: 'pressed', sender: '+15551', payload: `r.${token}.5`, text: '5 – x' },
        { dedup: 'w2', kind: 'pressed', sender: '+15552' },
        { dedup: 'w3', kind: 'pressed', sender: '+15553', payload: `r.${token}.1` }
      ]
    ],
    [
      'whatsapp',
      'a rating of someone without a phone number',
      whatsapp({ messages: [row('w1', undefined, 5)] }),
      [{ kind: 'pressed', sender: 'US.1' }]
    ],
    [
      'whatsapp',
      'a reply that quotes our question',
      whatsapp({
        messages: [
          {
            id: 'w1',
            from: '15551',
            timestamp: '1772998024',
            type: 'text',
            text: { body: '5' },
            context: { id: 'wamid.ask' }
          }
        ]
      }),
      [{ kind: 'text', text: '5', replyTo: 'wamid.ask' }]
    ],
    [
      'whatsapp',
      'a new phone number, which brings a new user id',
      whatsapp({
        messages: [
          {
            id: 'w1',
            from: '15551',
            timestamp: '1772998024',
            type: 'system',
            system: { type: 'user_changed_number', wa_id: '15559', previous_user_id: 'US.1', user_id: 'US.2' }
          }
        ]
      }),
      [
        { kind: 'renamed', sender: '+15551', newSender: '+15559' },
        { kind: 'renamed', sender: 'US.1', newSender: 'US.2' }
      ]
    ],
    [
      'whatsapp',
      'a message that could not be delivered, and which one',
      whatsapp({
        statuses: [
          {
            id: 'w1',
            status: 'failed',
            timestamp: '1772998024',
            biz_opaque_callback_data: 'dlv_1',
            errors: [{ code: 131047, title: 'Re-engagement message' }]
          }
        ]
      }),
      [
        {
          dedup: 'w1:failed',
          at,
          kind: 'status',
          messageId: 'w1',
          correlation: 'dlv_1',
          status: 'failed',
          reason: '131047: Re-engagement message'
        }
      ]
    ],
    [
      'whatsapp',
      'what is readable, beside what is not',
      whatsapp({
        messages: [
          { id: 7 },
          null,
          'x',
          row('w1', '15551', 3),
          { id: 'w2', from: '1', timestamp: 'x', type: 'text' }
        ],
        statuses: 'none'
      }),
      [{ dedup: 'w1', kind: 'pressed' }]
    ],
    [
      'messenger',
      'a quick reply and a text, without our own echo',
      page(
        { sender: { id: '7' }, timestamp: at, message: { mid: 'm1', text: '4', quick_reply: { payload } } },
        { sender: { id: '1' }, timestamp: at, message: { mid: 'm2', text: 'Hi', is_echo: true } },
        { sender: { id: 7 }, timestamp: at, message: { mid: 'm3', text: 'late', reply_to: { mid: 'm0' } } }
      ),
      [
        { dedup: 'm1', at, kind: 'pressed', sender: '7', payload, text: '4' },
        { dedup: 'm3', kind: 'text', sender: '7', text: 'late', replyTo: 'm0' }
      ]
    ],
    [
      'messenger',
      'nothing of a conversation that another app has',
      JSON.stringify({
        object: 'page',
        entry: [
          { id: '1', standby: [{ sender: { id: '7' }, timestamp: at, message: { mid: 'm1', text: '5' } }] }
        ]
      }),
      []
    ],
    [
      'messenger',
      'a rating that Facebook’s own survey collected',
      page(feedback),
      [{ kind: 'rated', sender: '7', rating: 4, comment: 'fine', question: 'hauydmns8', at }]
    ],
    [
      'messenger',
      'nothing that is Instagram’s',
      JSON.stringify({
        object: 'instagram',
        entry: [{ messaging: [{ sender: { id: '7' }, message: { mid: 'm', text: '5' } }] }]
      }),
      []
    ],
    [
      'telegram',
      'a press on a message too old to be shown',
      JSON.stringify({
        update_id: 9,
        callback_query: {
          id: '4382bfdwdsb323b2d9',
          from: { id: 5_000_000_007, is_bot: false, first_name: 'A' },
          chat_instance: '1',
          data: payload
        }
      }),
      [
        {
          dedup: '9',
          kind: 'pressed',
          sender: '5000000007',
          payload,
          callback: { callbackQueryId: '4382bfdwdsb323b2d9' }
        }
      ]
    ],
    [
      'telegram',
      'nothing that is said in a group',
      JSON.stringify({
        update_id: 9,
        message: {
          message_id: 1,
          date: 1_772_998_024,
          chat: { id: -100, type: 'supergroup' },
          from: { id: 7, is_bot: false },
          text: '5'
        }
      }),
      []
    ],
    [
      'telegram',
      'that the bot was blocked',
      JSON.stringify({
        update_id: 9,
        my_chat_member: {
          date: 1_772_998_024,
          chat: { id: 7, type: 'private' },
          from: { id: 7 },
          new_chat_member: { status: 'kicked' }
        }
      }),
      [{ dedup: '9', at, kind: 'opted-out', sender: '7' }]
    ],
    [
      'line',
      'a press, with what answers it for nothing',
      JSON.stringify({
        destination: 'U0',
        events: [lineEvent({ type: 'postback', replyToken: 'rt', postback: { data: payload } })]
      }),
      [{ dedup: '01H', at, kind: 'pressed', sender: 'U1', payload, callback: { replyToken: 'rt' } }]
    ],
    [
      'line',
      'nothing that is another system’s to answer, and nothing from a group',
      JSON.stringify({
        events: [
          lineEvent({ mode: 'standby', type: 'message', message: { type: 'text', text: '5' } }),
          lineEvent({
            type: 'message',
            source: { type: 'group', groupId: 'G', userId: 'U1' },
            message: { type: 'text', text: '5' }
          })
        ]
      }),
      []
    ],
    ['line', 'nothing in a test of the connection', JSON.stringify({ destination: 'U0', events: [] }), []],
    [
      'viber',
      'a press, whose name is a number that JavaScript would round',
      `{"event":"message","timestamp":${at},"message_token":4912661846655238145,"sender":{"id":"01234567890A="},"message":{"type":"text","text":"${payload}"}}`,
      [{ dedup: '4912661846655238145', at, kind: 'pressed', sender: '01234567890A=', payload }]
    ],
    [
      'viber',
      'a text',
      `{"event":"message","timestamp":${at},"message_token":1,"sender":{"id":"u"},"message":{"type":"text","text":"5"}}`,
      [{ dedup: '1', kind: 'text', text: '5' }]
    ],
    [
      'viber',
      'that a message was seen, and that somebody left',
      `{"event":"seen","timestamp":${at},"message_token":4912661846655238145,"user_id":"u"}`,
      [{ kind: 'status', status: 'read', messageId: '4912661846655238145' }]
    ],
    [
      'viber',
      'that somebody left',
      `{"event":"unsubscribed","timestamp":${at},"user_id":"u","message_token":4912661846655238145}`,
      [{ kind: 'opted-out', sender: 'u' }]
    ],
    [
      'viber',
      'nothing in the test of our address',
      `{"event":"webhook","timestamp":${at},"message_token":4912661846655238145}`,
      []
    ],
    [
      'wechat',
      'a row of a menu',
      wechatXml(
        '<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[非常满意]]></Content><MsgId>23456789012345678</MsgId><bizmsgmenuid>5</bizmsgmenuid>'
      ),
      [{ dedup: '23456789012345678', at, kind: 'text', sender: 'o1', text: '5' }]
    ],
    [
      'wechat',
      'a text with signs of XML in it',
      wechatXml('<MsgType>text</MsgType><Content>5 &lt; 6 &amp; so on</Content><MsgId>2</MsgId>'),
      [{ kind: 'text', text: '5 < 6 & so on' }]
    ],
    [
      'wechat',
      'that somebody left',
      wechatXml(
        '<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[unsubscribe]]></Event><EventKey></EventKey>'
      ),
      [{ dedup: 'o1:1772998024:unsubscribe', kind: 'opted-out', sender: 'o1' }]
    ],
    [
      'wechat',
      'nothing of a message with a DTD',
      wechatEncrypted(
        '<!DOCTYPE xml [<!ENTITY a SYSTEM ' +
          '"file:///etc/passwd">]><xml><FromUserName>o1</FromUserName><MsgType>text</MsgType><Content>&a;</Content></xml>'
      ),
      []
    ],
    [
      'wechat',
      'nothing of a message with an entity that it does not define',
      wechatXml('<MsgType>text</MsgType><Content>&a;</Content>'),
      []
    ],
    [
      'wechat',
      'nothing that is meant for another account',
      wechatEncrypted(
        '<xml><FromUserName>o1</FromUserName><MsgType>text</MsgType><Content>5</Content></xml>',
        { appId: 'wxanother', token: '', encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' }
      ),
      []
    ],
    [
      'wechat',
      'nothing that is not encrypted',
      '<xml><FromUserName>o1</FromUserName><MsgType>text</MsgType><Content>5</Content></xml>',
      []
    ],
    [
      'x',
      'a direct message, without what the account wrote itself',
      JSON.stringify({
        data: {
          event_type: 'dm.received',
          event_uuid: 'e',
          payload: { direct_message_events: [dm('1', '99'), dm('2', '4711')] }
        }
      }),
      [{ dedup: '1', at, kind: 'text', sender: '99', text: '5' }]
    ],
    [
      'x',
      'a direct message of the Account Activity API',
      JSON.stringify({ for_user_id: '4711', direct_message_events: [dm('1', '99')] }),
      [{ dedup: '1', kind: 'text', sender: '99' }]
    ]
  ] as const)('%s: %s', (kind, _, body, events) => {
    expect(chats[kind].parse(body)).toMatchObject(events)
  })

  it.each(Object.entries(chats))(
    '%s: nothing is thrown whatever is sent, and a second delivery has the same names',
    (_, chat) => {
      const bodies = [
        '',
        'null',
        '[]',
        '{}',
        '"x"',
        '{"entry":null,"events":{},"object":"page"}',
        '{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"messages":[[]]}}]}]}',
        '<xml>',
        '<xml></xml>',
        '\0',
        '['.repeat(100_000)
      ]
      for (const body of bodies) expect(chat.parse(body)).toEqual([])
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 300 }), (body) => {
          expect(chat.parse(body)).toEqual([])
        })
      )
      fc.assert(
        fc.property(fc.json(), (body) => {
          expect(chat.parse(body)).toEqual(chat.parse(body))
        })
      )
      expect(chat.verify(posted('\uFFFF', {}, { timestamp: 'x' }))).toBe(false)
    }
  )
})
