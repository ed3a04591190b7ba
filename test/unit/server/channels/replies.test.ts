import { describe, expect, it } from 'vitest'
import type { Outgoing, Saying, Unsendable } from '../../../../server/channels/channel'
import { channelKinds, channelOfKind } from '../../../../server/connectors/kinds'
import { chats, hookUrl } from './chats'

const helpdesk = { survey: 'svy_1' }
const secret = 'a secret that nobody else has'
const twilio = { accountSid: `AC${'0'.repeat(32)}`, authToken: '0'.repeat(32), from: '+15550001111' }
const given: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ...Object.fromEntries(Object.values(chats).map(({ kind, given }) => [kind, given])),
  email: { host: 'smtp.shop.example', port: 587, security: 'starttls', from: 'hello@shop.example' },
  sms_twilio: twilio,
  sms_gateway: { url: 'https://sms.example.com/send', secret },
  chatwoot: { ...helpdesk, baseUrl: 'https://desk.example.com', account: '1', accessToken: 'token', secret },
  zendesk: {
    ...helpdesk,
    baseUrl: 'https://shop.zendesk.com',
    signingSecret: secret,
    email: 'ana@shop.example',
    apiToken: 'token'
  },
  intercom: { ...helpdesk, clientSecret: secret, accessToken: 'token', admin: '25' },
  freshdesk: { ...helpdesk, baseUrl: 'https://shop.freshdesk.com', secret, apiKey: 'key' },
  front: { ...helpdesk, secret, apiToken: 'token' }
}
const saying: Saying = {
  to: '+15551234567',
  text: 'We are sorry.\n1 < 2 & done',
  siteName: 'Shop',
  locale: 'en',
  direction: 'ltr',
  question: 'How did we do?',
  askedBy: 'dlv_asked',
  hookUrl,
  idempotencyKey: 'dlv_said'
}

function said(kind: string, to: string, text = saying.text, without: readonly string[] = []) {
  const channel = channelOfKind(kind)
  const settings = Object.fromEntries(
    Object.entries(given[kind] ?? {}).filter(([name]) => !without.includes(name))
  )
  const request = channel?.say?.({ ...saying, to, text }, channel.settings.parse(settings))
  if (!request) throw new Error(`${kind} takes no text`)
  return request
}

/** What a request holds, however it is written. */
function bodyOf(request: Outgoing | Unsendable): unknown {
  if (!('to' in request) || request.to !== 'http') return request
  const body = typeof request.body === 'string' ? request.body : ''
  return body.startsWith('{') ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body))
}

describe('A reply in somebody’s own words', () => {
  it.each([
    ['whatsapp', '+15551234567', { to: '15551234567', type: 'text', text: { body: saying.text } }],
    ['messenger', '42', { recipient: { id: '42' }, message: { text: saying.text } }],
    ['instagram', '42', { recipient: { id: '42' }, message: { text: saying.text } }],
    ['telegram', '42', { chat_id: '42', text: saying.text }],
    ['line', 'U42', { to: 'U42', messages: [{ type: 'text', text: saying.text }] }],
    ['viber', 'v42', { receiver: 'v42', type: 'text', text: saying.text }],
    ['wechat', 'o42', { touser: 'o42', msgtype: 'text', text: { content: saying.text } }],
    ['sms_twilio', '+15551234567', { To: '+15551234567', Body: saying.text, StatusCallback: hookUrl }],
    ['sms_gateway', '+15551234567', { to: '+15551234567', text: saying.text }],
    ['chatwoot', '1/207', { message_type: 'outgoing', private: false, content: saying.text }],
    ['zendesk', '35436', { ticket: { comment: { body: saying.text, public: true } } }],
    ['intercom', '1373', { message_type: 'comment', type: 'admin', admin_id: '25', body: saying.text }],
    ['freshdesk', '12', { body: 'We are sorry.<br>1 &#60; 2 &#38; done' }],
    ['front', 'cnv_1', { text: saying.text, options: { archive: true } }]
  ])('goes whole through %s to the customer who was asked', (kind, to, body) => {
    expect(bodyOf(said(kind, to))).toMatchObject(body)
  })

  it('is a mail in the thread of the ask, and never anything but text', () => {
    expect(said('email', 'olga@example.com')).toMatchObject({
      to: 'smtp',
      mail: {
        to: 'olga@example.com',
        subject: 'Re: How did we do? – Shop',
        text: saying.text,
        html: expect.stringContaining('1 &#60; 2 &#38; done'),
        messageId: '<dlv_said@shop.example>',
        headers: { 'In-Reply-To': '<dlv_asked@shop.example>', References: '<dlv_asked@shop.example>' }
      }
    })
    expect(said('email', 'nobody')).toEqual({ unsendable: 'address-wrong' })
  })

  it('is refused where a channel would cut it, and where a helpdesk was given no key to write with', () => {
    expect(said('messenger', '42', 'x'.repeat(2_001))).toEqual({ unsendable: 'text-too-long' })
    expect(said('wechat', 'o42', 'ж'.repeat(1_025))).toEqual({ unsendable: 'text-too-long' })
    for (const [kind, key] of [
      ['zendesk', 'apiToken'],
      ['intercom', 'accessToken'],
      ['freshdesk', 'apiKey'],
      ['front', 'apiToken']
    ] as const)
      expect([kind, said(kind, '1', saying.text, [key])]).toEqual([
        kind,
        { unsendable: 'helpdesk-cannot-post' }
      ])
  })

  it('is possible through everything but calls, and helpdesks that take no text from us', () => {
    expect(channelKinds.filter(({ say }) => !say).map(({ kind }) => kind)).toEqual([
      'voice_twilio',
      'voice_pbx',
      'hubspot',
      'helpdesk',
      'calls_twilio'
    ])
  })
})
