import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import twilio from 'twilio'
import { describe, expect, it } from 'vitest'
import type { Ask, Channel, Inbound } from '../../../../server/channels/channel'
import { smsGateway } from '../../../../server/channels/sms-gateway'
import { smsTwilio } from '../../../../server/channels/sms-twilio'
import { isFromTwilio } from '../../../../server/channels/twilio'

const hookUrl = 'https://surveys.example.com/hooks/con_1'
const now = Date.parse('2026-11-21T12:00:00Z')
const vectors = '../shared/webhooks/signature_vectors.json'

const ask: Ask = {
  token: 'aaaaaaaaaaaaaaaaaaaaaa',
  url: 'https://surveys.example.com/s/aaaaaaaaaaaaaaaaaaaaaa',
  to: '0300 1234567',
  siteName: 'Shop',
  locale: 'en',
  direction: 'ltr',
  question: 'How did we do?',
  points: [1, 2, 3, 4, 5].map((rating) => ({ rating, label: `${rating} – Point` })),
  words: { open: 'Open the survey', rate: 'Rate', reply: 'Please reply with 1 to 5' },
  windowOpen: true,
  hookUrl,
  idempotencyKey: 'key-1'
}

function posted(
  body: string,
  {
    headers = {},
    method = 'POST',
    search = ''
  }: { headers?: Record<string, string>; method?: string; search?: string } = {}
): Inbound {
  return {
    method,
    url: `/hooks/con_1${search}`,
    query: new URLSearchParams(search),
    headers,
    body: new TextEncoder().encode(body)
  }
}

function settingsOf<S>(channel: Channel<S>, given: Record<string, unknown>): S {
  return channel.settings.parse(given)
}

describe('Twilio', () => {
  const authToken = 'f'.repeat(32)
  const accountSid = `AC${'0'.repeat(32)}`
  const settings = settingsOf(smsTwilio, {
    accountSid,
    authToken,
    from: '+15005550006',
    country: 'PK',
    footer: 'Reply STOP to opt out.'
  })
  const signed = (fields: Record<string, string>, url = hookUrl) =>
    twilio.getExpectedTwilioSignature(authToken, url, fields)
  const said = (fields: Record<string, string>) =>
    smsTwilio.parse(posted(new URLSearchParams(fields).toString()), settings, now)

  it('sends one text to the number as the networks write it, and says where to report', () => {
    const sent = smsTwilio.render(ask, settings)
    const [request] = 'unsendable' in sent ? [] : sent
    if (request?.to !== 'http') throw new Error('no request')
    expect(request).toMatchObject({
      url: `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Messages.json`,
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` }
    })
    expect(Object.fromEntries(new URLSearchParams(request.body))).toEqual({
      To: '+923001234567',
      From: '+15005550006',
      Body: `Shop: How did we do?\nPlease reply with 1 to 5\nOpen the survey: ${ask.url}\nReply STOP to opt out.`,
      SmartEncoded: 'true',
      StatusCallback: hookUrl
    })
  })

  it('sends by a messaging service where it is given one, and nothing to what is no number', () => {
    const sent = smsTwilio.render(ask, { ...settings, from: `MG${'1'.repeat(32)}` })
    expect(JSON.stringify(sent)).toContain(`MessagingServiceSid=MG${'1'.repeat(32)}`)
    expect(smsTwilio.render({ ...ask, to: 'ana@example.com' }, settings)).toEqual({
      unsendable: 'address-wrong'
    })
  })

  it.each([
    [
      { status: 201, body: '{"sid":"SM1","status":"queued"}' },
      { state: 'sent', messageId: 'SM1' }
    ],
    [
      { status: 400, body: '{"code":21610,"message":"The recipient has opted out","status":400}' },
      { state: 'refused', reason: '21610 The recipient has opted out' }
    ],
    [
      { status: 429, body: '{"code":20429,"message":"Too many requests"}', headers: { 'retry-after': '7' } },
      { state: 'later', afterMs: 7000 }
    ],
    [{ status: 503, body: '<html>' }, { state: 'later' }],
    [{ body: '' }, { state: 'later' }]
  ])('reads %j', (answer, outcome) => {
    expect(smsTwilio.outcome({ headers: {}, ...answer })).toMatchObject(outcome)
  })

  it('believes what Twilio’s own library would believe, whatever was posted', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 30 })
    const fields = fc.dictionary(fc.stringMatching(/^[A-Z][A-Za-z]{1,12}$/), text, { maxKeys: 8 })
    const address = fc.constantFrom(
      hookUrl,
      `${hookUrl}?t=abc&x=1`,
      `${hookUrl}?note=a%20b`,
      'http://localhost:8080/hooks/con_1',
      'https://surveys.example.com:8443/hooks/con_1'
    )
    fc.assert(
      fc.property(fields, address, fc.boolean(), (given, url, isForged) => {
        const signature = isForged
          ? twilio.getExpectedTwilioSignature('another', url, given)
          : signed(given, url)
        const request = {
          ...posted(new URLSearchParams(given).toString(), { headers: { 'x-twilio-signature': signature } }),
          url,
          query: new URL(url).searchParams
        }
        expect(isFromTwilio(request, authToken, url.split('?')[0] ?? '')).toBe(
          twilio.validateRequest(authToken, signature, url, given)
        )
      }),
      { numRuns: 500 }
    )
  })

  it('refuses a request that was changed, signed by another, for another address, or not at all', () => {
    const fields = { MessageSid: 'SM1', From: '+923001234567', Body: '5' }
    const body = new URLSearchParams(fields).toString()
    const verified = (signature: string | undefined, text = body, address = hookUrl) =>
      smsTwilio.verify(
        posted(text, { headers: signature === undefined ? {} : { 'x-twilio-signature': signature } }),
        settings,
        address,
        now
      )
    expect(verified(signed(fields))).toBe(true)
    // The order in which a form was written again is not part of what is signed; a changed value is.
    expect(verified(signed(fields), 'Body=5&From=%2B923001234567&MessageSid=SM1')).toBe(true)
    expect([
      verified(undefined),
      verified(''),
      verified(signed(fields), body.replace('Body=5', 'Body=1')),
      verified(signed(fields).toLowerCase()),
      verified(signed(fields), body, 'http://10.0.0.7:3000/hooks/con_1')
    ]).toEqual([false, false, false, false, false])
  })

  it.skipIf(!existsSync(vectors))('agrees with the published signatures', () => {
    type Vector = {
      scheme: string
      secret: string
      url: string
      signature: string
      params?: Record<string, string>
      params_multi?: [string, string][]
      body?: string
    }
    const published = (JSON.parse(readFileSync(vectors, 'utf8')) as Vector[]).filter(({ scheme }) =>
      scheme.startsWith('twilio')
    )
    expect(published).toHaveLength(4)
    for (const { url, secret, signature, params = {}, params_multi, body } of published) {
      const request = {
        ...posted(body ?? new URLSearchParams(params_multi ?? params).toString(), {
          headers: { 'x-twilio-signature': signature }
        }),
        url,
        query: new URL(url).searchParams
      }
      expect(isFromTwilio(request, secret, url)).toBe(true)
      expect(isFromTwilio({ ...request, body: new TextEncoder().encode('{"a":1}') }, secret, url)).toBe(false)
    }
  })

  it.each([
    [
      { MessageSid: 'SM1', From: '+92300', Body: '5' },
      [{ dedup: 'SM1', kind: 'text', sender: '+92300', text: '5' }]
    ],
    [
      { MessageSid: 'SM1', From: '+92300', Body: 'Stop' },
      [{ dedup: 'SM1', kind: 'text', sender: '+92300', text: 'Stop' }]
    ],
    [
      { MessageSid: 'SM1', From: '+92300', Body: 'ya basta', OptOutType: 'STOP' },
      [{ dedup: 'SM1', kind: 'opted-out', sender: '+92300' }]
    ],
    [
      { MessageSid: 'SM1', From: '+92300', Body: 'otra vez', OptOutType: 'START' },
      [{ dedup: 'SM1', kind: 'opted-in', sender: '+92300' }]
    ],
    [
      { MessageSid: 'SM1', From: '+1', To: '+92300', MessageStatus: 'delivered' },
      [{ dedup: 'SM1:delivered', kind: 'status', messageId: 'SM1', status: 'delivered' }]
    ],
    [
      { MessageSid: 'SM1', MessageStatus: 'undelivered', ErrorCode: '30003' },
      [
        {
          dedup: 'SM1:undelivered',
          kind: 'status',
          messageId: 'SM1',
          status: 'failed',
          reason: 'error 30003'
        }
      ]
    ],
    [{ MessageSid: 'SM1', MessageStatus: 'sending' }, []],
    [{ CallSid: 'CA1' }, []]
  ])('reads %j', (fields, events) => {
    expect(said(fields)).toEqual(events)
  })

  it('answers with what Twilio takes for “nothing to say”', () => {
    const empty = new twilio.twiml.MessagingResponse().toString()
    expect(smsTwilio.accepted?.(posted(''), [], undefined, settings)).toMatchObject({
      status: 200,
      headers: { 'content-type': expect.stringContaining('text/xml') },
      body: empty.replace('<Response/>', '<Response></Response>')
    })
  })
})

describe('a gateway', () => {
  const common = {
    url: 'https://sms.example/send?ref={id}',
    headers: 'Authorization: Bearer abc\nX-App: Shop',
    secret: 'a long password',
    country: 'PK'
  }
  const json = settingsOf(smsGateway, common)

  it('fills in JSON and forms so that no text can break out of them', () => {
    const odd = { ...ask, question: 'A "quoted" {to} & 100% \\ question?' }
    const sent = smsGateway.render(odd, json)
    const [request] = 'unsendable' in sent ? [] : sent
    if (request?.to !== 'http') throw new Error('no request')
    expect(request).toMatchObject({
      url: 'https://sms.example/send?ref=key-1',
      headers: { 'content-type': 'application/json', authorization: 'Bearer abc', 'x-app': 'Shop' }
    })
    expect(JSON.parse(request.body)).toEqual({
      to: '+923001234567',
      text: `Shop: ${odd.question}\nPlease reply with 1 to 5\nOpen the survey: ${ask.url}`
    })
    const form = smsGateway.render(
      odd,
      settingsOf(smsGateway, { ...common, bodyTemplate: 'msisdn={to}&message={text}&from=Shop' })
    )
    const [second] = 'unsendable' in form ? [] : form
    if (second?.to !== 'http') throw new Error('no request')
    expect(Object.fromEntries(new URLSearchParams(second.body))).toMatchObject({
      msisdn: '+923001234567',
      from: 'Shop',
      message: expect.stringContaining(odd.question)
    })
  })

  it('puts everything into the address where the gateway takes a GET', () => {
    const sent = smsGateway.render(
      ask,
      settingsOf(smsGateway, { ...common, method: 'GET', url: 'https://sms.example/?to={to}&text={text}' })
    )
    const [request] = 'unsendable' in sent ? [] : sent
    if (request?.to !== 'http') throw new Error('no request')
    expect(request.body).toBe('')
    expect(new URL(request.url).searchParams.get('text')).toContain(ask.url)
  })

  it('refuses settings that could never work, in words', () => {
    const refused = (more: Record<string, unknown>) =>
      smsGateway.settings.safeParse({ ...common, ...more }).error?.issues[0]?.message
    expect(refused({ headers: 'no header' })).toContain('one header on each line')
    expect(refused({ headers: 'X-A: b\r\nX-B: c' })).toBeUndefined()
    expect(refused({ senderAt: 'from' })).toContain('JSON pointer')
    expect(refused({ country: 'XX' })).toContain('two capital letters')
    expect(refused({ secret: 'short' })).toBeDefined()
  })

  it('takes the secret from a header or the address, and nothing else', () => {
    const verified = (request: Inbound) => smsGateway.verify(request, json, hookUrl, now)
    expect(verified(posted('', { headers: { 'x-hearback-secret': 'a long password' } }))).toBe(true)
    expect(verified(posted('', { headers: { authorization: 'Bearer a long password' } }))).toBe(true)
    expect(verified(posted('', { search: '?secret=a+long+password' }))).toBe(true)
    expect(
      [
        posted(''),
        posted('', { search: '?secret=' }),
        posted('', { headers: { 'x-hearback-secret': 'a long passwore' } })
      ].map(verified)
    ).toEqual([false, false, false])
  })

  it.each([
    [
      posted('{"from":"0300-1234567","text":" 4 ","id":17}'),
      { kind: 'text', sender: '+923001234567', text: '4', dedup: '17' }
    ],
    [
      posted('from=%2B923001234567&text=stop&id=a', {
        headers: { 'content-type': 'application/x-www-form-urlencoded' }
      }),
      { kind: 'text', sender: '+923001234567', text: 'stop', dedup: 'a' }
    ],
    [
      posted('', { method: 'GET', search: '?from=12345&text=start&id=b' }),
      { kind: 'text', sender: '12345', text: 'start', dedup: 'b' }
    ]
  ])('reads a reply however it comes', (request, event) => {
    expect(smsGateway.parse(request, json, now)).toEqual([event])
  })

  it('makes nothing of what is no reply', () => {
    for (const body of [
      '',
      '[]',
      'null',
      '{"from":{"a":1},"text":"5"}',
      '{"text":"5"}',
      '{"__proto__":{"from":"1"}}',
      '\u0000'
    ]) {
      expect(smsGateway.parse(posted(body), json, now)).toEqual([])
    }
  })
})
