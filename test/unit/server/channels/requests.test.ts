import { describe, expect, it } from 'vitest'
import { channelOfKind } from '../../../../server/connectors/kinds.ts'
import type { Chat } from './chats'
import { ask, bodyOf, chats, hookUrl } from './chats'

const points = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({
    rating: from + index,
    label: from + index === from ? `${from} – No` : from + index === to ? `${to} – Yes` : String(from + index)
  }))
const sent = (chat: Chat, given: Parameters<Chat['render']>[0] = {}) => {
  const requests = chat.render(given)
  if (typeof requests === 'string') throw new Error(requests)
  return requests
}
const first = (chat: Chat, given: Parameters<Chat['render']>[0] = {}) => bodyOf(sent(chat, given)[0])

describe('WhatsApp', () => {
  it.each([
    [
      points(1, 3),
      {
        type: 'button',
        action: { buttons: [{ type: 'reply', reply: { id: `r.${ask.token}.1`, title: '1 – No' } }, {}, {}] }
      }
    ],
    [
      points(1, 5),
      {
        type: 'list',
        action: {
          button: 'Rate',
          sections: [{ rows: [{ id: `r.${ask.token}.1`, title: '1 – No' }, {}, {}, {}, {}] }]
        }
      }
    ],
    [points(1, 10), { type: 'list' }],
    [
      points(0, 10),
      {
        type: 'cta_url',
        action: { name: 'cta_url', parameters: { display_text: 'Open the survey', url: ask.url } }
      }
    ]
  ])('shows buttons, a list or a button to the page, by how many points there are', (given, interactive) => {
    expect(first(chats.whatsapp, { points: given })).toMatchObject({
      messaging_product: 'whatsapp',
      to: '15551234567',
      type: 'interactive',
      interactive,
      biz_opaque_callback_data: ask.idempotencyKey
    })
  })

  it('sends the template with the link’s token once the window is closed', () => {
    expect(first(chats.whatsapp, { windowOpen: false })).toMatchObject({
      type: 'template',
      template: {
        name: 'csat_v1',
        language: { code: 'en' },
        components: [
          { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: ask.token }] }
        ]
      }
    })
  })

  it('names someone without a phone number as the recipient, or the message would be dropped in silence', () => {
    const body = first(chats.whatsapp, { to: 'US.13491208655302741918' })
    expect([body['recipient'], body['to']]).toEqual(['US.13491208655302741918', undefined])
    expect(bodyOf(chats.whatsapp.thank({ to: 'US.1' })[0])).toMatchObject({
      recipient: 'US.1',
      type: 'text',
      text: { body: 'Thank you!' }
    })
  })
})

describe('Telegram', () => {
  it('gives each of five points a row, and eleven two rows of digits, with the link below', () => {
    const five = first(chats.telegram)['reply_markup'] as { inline_keyboard: object[][] } // as rendered
    expect(five.inline_keyboard.map((row) => row.length)).toEqual([1, 1, 1, 1, 1, 1])
    expect(five.inline_keyboard.at(-1)).toEqual([{ text: 'Open the survey', url: ask.url }])
    const eleven = first(chats.telegram, { points: points(0, 10) })
    expect((eleven['reply_markup'] as typeof five).inline_keyboard.map((row) => row.length)).toEqual([
      6, 5, 1
    ])
    expect(eleven['text']).toBe('How did we do?\n\n0 – No · 10 – Yes')
  })

  it('answers a press, takes the buttons away, and asks for a comment in words that stay', () => {
    const callback = { callbackQueryId: 'q1', chatId: '7', messageId: '12' }
    const methods = (askedForComment: boolean) =>
      chats.telegram
        .thank({ to: '7', callback, askedForComment })
        .map((request) => [request.url.split('/').at(-1), bodyOf(request)])
    expect(methods(false)).toEqual([
      ['answerCallbackQuery', { callback_query_id: 'q1', text: 'Thank you!' }],
      ['editMessageReplyMarkup', { chat_id: '7', message_id: 12, reply_markup: { inline_keyboard: [] } }]
    ])
    expect(methods(true).at(-1)).toEqual(['sendMessage', { chat_id: '7', text: 'Thank you!' }])
    expect(chats.telegram.thank({ to: '7' })).toHaveLength(1)
  })

  it('is told where to call, with the secret and the updates that are read', () => {
    expect(bodyOf(chats.telegram.connect(hookUrl))).toEqual({
      url: hookUrl,
      secret_token: 'a-secret-that-nobody-else-has',
      allowed_updates: ['message', 'callback_query', 'my_chat_member']
    })
  })
})

describe('LINE', () => {
  it('names a delivery the same at every attempt, by a UUID', () => {
    const key = (idempotencyKey: string) =>
      sent(chats.line, { idempotencyKey })[0]?.headers['x-line-retry-key']
    expect(key('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
    expect([key('a') === key('a'), key('a') === key('b')]).toEqual([true, false])
  })

  it('answers a press for nothing where it can, and writes anew where it cannot', () => {
    expect(chats.line.thank({ callback: { replyToken: 'rt' } })).toMatchObject([
      { url: 'https://api.line.me/v2/bot/message/reply' }
    ])
    expect(chats.line.thank({ to: 'U1' })).toMatchObject([{ url: 'https://api.line.me/v2/bot/message/push' }])
  })

  it('is told where to call', () => {
    expect(chats.line.connect(hookUrl)).toMatchObject({
      method: 'PUT',
      url: 'https://api.line.me/v2/bot/channel/webhook/endpoint',
      body: JSON.stringify({ endpoint: hookUrl })
    })
  })
})

describe('Messenger and Instagram', () => {
  it('offer every point of up to eleven as a quick reply, with the link in the text', () => {
    for (const chat of [chats.messenger, chats.instagram]) {
      expect(first(chat, { points: points(0, 10) })).toMatchObject({
        recipient: { id: ask.to },
        messaging_type: 'RESPONSE',
        message: {
          text: `How did we do?\n${ask.url}`,
          quick_replies: points(0, 10).map(({ label, rating }) => ({
            content_type: 'text',
            title: label,
            payload: `r.${ask.token}.${rating}`
          }))
        }
      })
    }
  })
})

describe('a channel whose window has closed', () => {
  it('says so, and sends nothing that the vendor would take for support', () => {
    for (const chat of [chats.messenger, chats.instagram, chats.wechat, chats.wechatMenu])
      expect(chat.render({ windowOpen: false })).toBe('window-closed')
  })
})

describe('WeChat', () => {
  it('sends the link, or a menu where the account may, and what comes back is the rating', () => {
    expect(first(chats.wechat)).toEqual({
      touser: ask.to,
      msgtype: 'text',
      text: { content: `How did we do?\n${ask.words.reply}\n${ask.url}` }
    })
    expect(first(chats.wechatMenu)).toMatchObject({
      msgtype: 'msgmenu',
      msgmenu: {
        head_content: 'How did we do?',
        list: [{ id: '1', content: '1 – Very bad' }, {}, {}, {}, { id: '5', content: '5 – Great' }],
        tail_content: ask.url
      }
    })
    expect(sent(chats.wechat)[0]?.url).toBe(
      'https://api.weixin.qq.com/cgi-bin/message/custom/send?access_token={access-token}'
    )
  })
})

describe('what a vendor answers', () => {
  const meta = (code: number, more: object = {}) =>
    JSON.stringify({ error: { message: 'm', type: 'OAuthException', code, ...more } })
  const date = 'Sat, 21 Nov 2026 12:00:00 GMT'
  const everywhere = Object.entries(chats).flatMap(
    ([kind]) =>
      [
        [kind, { status: 500, body: 'oops' }, { state: 'later' }],
        [
          kind,
          { status: 503, body: '', headers: { 'retry-after': '30' } },
          { state: 'later', afterMs: 30_000 }
        ],
        [
          kind,
          { status: 502, body: '<html>', headers: { 'retry-after': 'Sat, 21 Nov 2026 12:01:00 GMT', date } },
          { state: 'later', afterMs: 60_000 }
        ],
        [kind, { body: '' }, { state: 'later', reason: 'no answer in time' }],
        [kind, { status: 404, body: 'no such thing' }, { state: 'refused', reason: '404: no such thing' }],
        [kind, { status: 302, body: '' }, { state: 'refused' }]
      ] as const
  )

  it.each([
    ...everywhere,
    [
      'whatsapp',
      { status: 200, body: '{"messages":[{"id":"wamid.1"}]}' },
      { state: 'sent', messageId: 'wamid.1' }
    ],
    ['whatsapp', { status: 400, body: meta(131056) }, { state: 'later', reason: '131056: m' }],
    ['whatsapp', { status: 400, body: meta(130429) }, { state: 'later' }],
    [
      'whatsapp',
      { status: 400, body: meta(131047, { error_data: { details: 'More than 24 hours' } }) },
      { state: 'refused', reason: '131047: More than 24 hours' }
    ],
    ['whatsapp', { status: 401, body: meta(190) }, { state: 'key-refused', said: '190: m' }],
    ['whatsapp', { status: 400, body: meta(130429) }, { throttled: true }],
    ['whatsapp', { status: 403, body: meta(10) }, { state: 'key-refused' }],
    ['whatsapp', { status: 403, body: meta(131031) }, { state: 'key-refused' }],
    ['messenger', { status: 400, body: meta(190, { error_subcode: 463 }) }, { state: 'key-refused' }],
    ['messenger', { status: 403, body: meta(10, { error_subcode: 2018278 }) }, { state: 'refused' }],
    ['messenger', { status: 403, body: meta(200, { error_subcode: 1545041 }) }, { state: 'refused' }],
    ['instagram', { status: 403, body: meta(200) }, { state: 'key-refused' }],
    [
      'telegram',
      { status: 401, body: '{"ok":false,"error_code":401,"description":"Unauthorized"}' },
      { state: 'key-refused', said: 'Unauthorized' }
    ],
    [
      'telegram',
      { status: 404, body: '{"ok":false,"error_code":404,"description":"Not Found"}' },
      { state: 'key-refused' }
    ],
    [
      'telegram',
      { status: 400, body: '{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}' },
      { state: 'refused' }
    ],
    [
      'line',
      { status: 401, body: '{"message":"Authentication failed"}' },
      { state: 'key-refused', said: 'Authentication failed' }
    ],
    [
      'viber',
      { status: 200, body: '{"status":2,"status_message":"invalidAuthToken"}' },
      { state: 'key-refused' }
    ],
    ['viber', { status: 200, body: '{"status":12,"status_message":"tooManyRequests"}' }, { throttled: true }],
    [
      'wechat',
      { status: 200, body: '{"errcode":40125,"errmsg":"invalid appsecret"}' },
      { state: 'key-refused' }
    ],
    [
      'wechat',
      { status: 200, body: '{"errcode":45009,"errmsg":"reach max api daily quota limit"}' },
      { throttled: true }
    ],
    [
      'x',
      { status: 401, body: '{"title":"Unauthorized","detail":"Unauthorized","status":401}' },
      { state: 'key-refused' }
    ],
    [
      'x',
      { status: 403, body: '{"title":"Client Forbidden","reason":"client-not-enrolled","detail":"d"}' },
      { state: 'key-refused' }
    ],
    [
      'messenger',
      { status: 200, body: '{"recipient_id":"7","message_id":"m_1"}' },
      { state: 'sent', messageId: 'm_1' }
    ],
    ['messenger', { status: 400, body: meta(100, { is_transient: true }) }, { state: 'later' }],
    ['instagram', { status: 400, body: meta(613) }, { state: 'later' }],
    ['instagram', { status: 400, body: meta(551) }, { state: 'refused' }],
    [
      'telegram',
      { status: 200, body: '{"ok":true,"result":{"message_id":12}}' },
      { state: 'sent', messageId: '12' }
    ],
    ['telegram', { status: 200, body: '{"ok":true,"result":true}' }, { state: 'sent' }],
    [
      'telegram',
      {
        status: 400,
        body:
          '{"ok":false,"error_code":400,"description":"Bad Request: query is too old and ' +
          'response timeout expired or query ID is invalid"}'
      },
      { state: 'sent' }
    ],
    [
      'telegram',
      {
        status: 400,
        body: '{"ok":false,"error_code":400,"description":"Bad Request: message is not modified"}'
      },
      { state: 'sent' }
    ],
    [
      'telegram',
      {
        status: 429,
        body:
          '{"ok":false,"error_code":429,"description":"Too Many Requests: retry after ' +
          '7","parameters":{"retry_after":7}}'
      },
      { state: 'later', afterMs: 7_000 }
    ],
    [
      'telegram',
      {
        status: 403,
        body: '{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}'
      },
      { state: 'refused', reason: 'Forbidden: bot was blocked by the user' }
    ],
    [
      'line',
      { status: 200, body: '{"sentMessages":[{"id":"461230966842064897","quoteToken":"q"}]}' },
      { state: 'sent', messageId: '461230966842064897' }
    ],
    [
      'line',
      {
        status: 409,
        body: '{"message":"The retry key is already accepted"}',
        headers: { 'x-line-accepted-request-id': 'r' }
      },
      { state: 'sent' }
    ],
    ['line', { status: 409, body: '{"message":"conflict"}' }, { state: 'refused' }],
    [
      'line',
      { status: 429, body: '{"message":"The API rate limit has been exceeded. Try again later."}' },
      { state: 'later' }
    ],
    [
      'line',
      { status: 429, body: '{"message":"You have reached your monthly limit."}' },
      { state: 'refused', reason: 'You have reached your monthly limit.' }
    ],
    [
      'viber',
      { status: 200, body: '{"status":0,"status_message":"ok","message_token":4912661846655238145}' },
      { state: 'sent', messageId: '4912661846655238145' }
    ],
    [
      'viber',
      { status: 200, body: '{"status":12,"status_message":"Too many requests"}' },
      { state: 'later' }
    ],
    [
      'viber',
      { status: 200, body: '{"status":6,"status_message":"receiverNotSubscribed"}' },
      { state: 'refused', reason: '6: receiverNotSubscribed' }
    ],
    ['wechat', { status: 200, body: '{"errcode":0,"errmsg":"ok"}' }, { state: 'sent' }],
    ['wechat', { status: 200, body: '{"errcode":-1,"errmsg":"system error"}' }, { state: 'later' }],
    [
      'wechat',
      { status: 200, body: '{"errcode":45015,"errmsg":"response out of time limit"}' },
      { state: 'refused' }
    ],
    [
      'wechat',
      { status: 200, body: '{"errcode":42001,"errmsg":"access_token expired"}' },
      { state: 'later' }
    ],
    [
      'x',
      { status: 201, body: '{"data":{"dm_conversation_id":"1-2","dm_event_id":"1346889436626259968"}}' },
      { state: 'sent', messageId: '1346889436626259968' }
    ],
    [
      'x',
      {
        status: 403,
        body: '{"title":"Forbidden","detail":"You do not have permission to DM one or more participants.","status":403}'
      },
      { state: 'refused', reason: 'You do not have permission to DM one or more participants.' }
    ],
    [
      'x',
      { status: 429, body: '{}', headers: { 'x-rate-limit-reset': '1795262520', date } },
      { state: 'later', afterMs: 120_000 }
    ]
  ] as const)('%s: %j', (kind, answer, outcome) => {
    // a key, by the table above
    expect(chats[kind as keyof typeof chats].outcome(answer)).toMatchObject(outcome)
  })

  it.each([
    [
      'sms_twilio',
      { status: 401, body: '{"code":20003,"message":"Authenticate"}' },
      { state: 'key-refused', said: '20003 Authenticate' }
    ],
    [
      'sms_twilio',
      { status: 403, body: '{"code":20005,"message":"Account not active"}' },
      { state: 'key-refused' }
    ],
    [
      'sms_twilio',
      { status: 429, body: '{"code":20429,"message":"Too Many Requests"}' },
      { throttled: true }
    ],
    ['sms_twilio', { status: 400, body: '{"code":21211,"message":"Invalid To"}' }, { state: 'refused' }],
    ['sms_gateway', { status: 401, body: 'no' }, { state: 'key-refused' }],
    ['sms_gateway', { status: 403, body: 'no' }, { state: 'key-refused', unsure: true }],
    ['chatwoot', { status: 401, body: '{"error":"You need to sign in"}' }, { state: 'key-refused' }],
    ['zendesk', { status: 401, body: '{"error":"Couldn\'t authenticate you"}' }, { state: 'key-refused' }],
    [
      'intercom',
      { status: 401, body: '{"errors":[{"message":"Access Token Invalid"}]}' },
      { state: 'key-refused', said: 'Access Token Invalid' }
    ],
    [
      'freshdesk',
      { status: 403, body: '{"code":"access_denied","message":"no"}' },
      { state: 'key-refused', unsure: true }
    ],
    ['front', { status: 401, body: '{"_error":{"message":"Unauthorized"}}' }, { state: 'key-refused' }],
    [
      'email',
      { status: 535, body: '5.7.8 Authentication failed' },
      { state: 'key-refused', reason: 'sign-in-refused' }
    ],
    ['email', { status: 454, body: '4.7.0 Temporary authentication failure' }, { state: 'later' }]
  ] as const)('%s: %j', (kind, answer, outcome) => {
    expect(channelOfKind(kind)?.outcome({ headers: {}, ...answer })).toMatchObject(outcome)
  })
})
