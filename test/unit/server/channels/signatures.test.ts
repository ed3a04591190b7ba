import { existsSync, readFileSync } from 'node:fs'
import { validateSignature } from '@line/bot-sdk'
import fc from 'fast-check'
import { Bot, webhookCallback } from 'grammy'
import { describe, expect, it } from 'vitest'
import { line } from '../../../../server/channels/line'
import { chat, chats, now, posted, secret, wechatAccount, wechatEncrypted, wechatSha1 } from './chats'

const json = '{ "hello" : "Wörld 👋", "id":4912661846655238145 }'
const xml = wechatEncrypted(
  '<xml><FromUserName>o1</FromUserName><MsgType>text</MsgType><Content>5</Content></xml>'
)
const bodyFor = (kind: string) => (kind === 'wechat' ? xml : json)

describe.each(Object.entries(chats))('%s', (_, chat) => {
  const request = chat.signed(bodyFor(chat.kind))

  it('knows its vendor’s requests', () => {
    expect(chat.verify(request)).toBe(true)
  })

  it.each([
    ['without a signature', { ...request, headers: {}, query: new URLSearchParams() }],
    [
      'with an empty one',
      {
        ...request,
        headers: Object.fromEntries(Object.keys(request.headers).map((name) => [name, ''])),
        query: new URLSearchParams({ ...Object.fromEntries(request.query), msg_signature: '' })
      }
    ],
    [
      'with half of one',
      {
        ...request,
        headers: Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, value.slice(0, value.length / 2)])
        ),
        query: new URLSearchParams([...request.query].map(([name, value]) => [name, value.slice(0, 8)]))
      }
    ],
    [
      'with one of other letters',
      {
        ...request,
        headers: Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, swapped(value)])
        ),
        query: new URLSearchParams({ ...Object.fromEntries(request.query), msg_signature: 'F'.repeat(40) })
      }
    ]
  ])('takes nothing %s', (_, forged) => {
    expect(chat.verify(forged)).toBe(false)
  })

  // Telegram says who it is by a secret alone, which does not depend on what it sends.
  it.skipIf(chat.kind === 'telegram')(
    'takes no body but the one that was signed, not even the same JSON written anew',
    () => {
      const altered =
        chat.kind === 'wechat'
          ? xml.replace(/(CDATA\[)([A-Za-z0-9+/]{4})/g, '$1AAAA')
          : JSON.stringify(JSON.parse(json))
      expect(chat.verify({ ...request, body: new TextEncoder().encode(altered) })).toBe(false)
    }
  )
})

describe('Meta', () => {
  it('is known by a signature over the body with its letters escaped too, as it has documented', () => {
    // The escapes are lower-case hex of UTF-16 units.
    const escaped = '{"t":"\\u00e9\\ud83d\\udc4b"}'
    const signature = chats.messenger.signed(escaped).headers['x-hub-signature-256'] ?? ''
    expect(chats.messenger.verify(posted('{"t":"é👋"}', { 'x-hub-signature-256': signature }))).toBe(true)
    expect(chats.messenger.verify(posted('{"t":"è👋"}', { 'x-hub-signature-256': signature }))).toBe(false)
  })

  it('gets its challenge back for the right verify token only', () => {
    const query = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444' }
    for (const chat of [chats.whatsapp, chats.messenger, chats.instagram]) {
      expect(chat.handshake({ ...query, 'hub.verify_token': 'verify me' })).toMatchObject({
        status: 200,
        body: '1158201444'
      })
      expect(chat.handshake({ ...query, 'hub.verify_token': 'let me in' })?.status).toBe(403)
      expect(chat.handshake(query)?.status).toBe(403)
      expect(chat.handshake({})).toBeUndefined()
    }
  })
})

describe('X', () => {
  it('answers a crc_token, and signs nothing that could be a body', () => {
    const answer = chats.x.handshake({ crc_token: 'MzJhYmNkZWYtMDEyMy00NTY3' })
    expect(answer).toMatchObject({
      status: 200,
      body: expect.stringMatching(/^\{"response_token":"sha256=[A-Za-z0-9+/]{43}="\}$/)
    })
    for (const forged of [
      '{"data":{"event_type":"dm.received"}}',
      'short',
      'a'.repeat(129),
      'with space and more',
      ''
    ]) {
      expect(chats.x.handshake({ crc_token: forged })?.status, forged).toBe(400)
    }
  })

  it('signs by OAuth 1.0a what it sends, anew at every attempt', () => {
    const [message] = chats.x.render({ to: '99' })
    if (typeof message !== 'object') throw new Error('nothing to send')
    const { headers } = chats.x.sign(message)
    const fields = Object.fromEntries(
      [...(headers['authorization'] ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value = '']) => [
        name,
        decodeURIComponent(value)
      ])
    )
    expect(fields).toMatchObject({
      oauth_consumer_key: 'A'.repeat(40),
      oauth_token: `4711-${'A'.repeat(40)}`,
      oauth_timestamp: String(now / 1000),
      oauth_version: '1.0'
    })
    expect(fields['oauth_signature']).toMatch(/^[A-Za-z0-9+/]{27}=$/)
  })
})

describe('WeChat', () => {
  it('is known by the signature of the sample that it publishes, while it is fresh', () => {
    const sample =
      '<xml><ToUserName><![CDATA[gh_10f6c3c3ac5a]]></ToUserName><FromUserName><![CDATA[oyORnuP8q7ou2gfYjqLzSIWZf0rs]]></FromUserName><CreateTime>1409735668</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[abcdteT]]></Content><MsgId>6054768590064713728</MsgId><Encrypt><![CDATA[hyzAe4OzmOMbd6TvGdIOO6uBmdJoD0Fk53REIHvxYtJlE2B655HuD0m8KUePWB3+LrPXo87wzQ1QLvbeUgmBM4x6F8PGHQHFVAFmOD2LdJF9FrXpbUAh0B5GIItb52sn896wVsMSHGuPE328HnRGBcrS7C41IzDWyWNlZkyyXwon8T332jisa+h6tEDYsVticbSnyU8dKOIbgU6ux5VTjg3yt+WGzjlpKn6NPhRjpA912xMezR4kw6KWwMrCVKSVCZciVGCgavjIQ6X8tCOp3yZbGpy0VxpAe+77TszTfRd5RJSVO/HTnifJpXgCSUdUue1v6h0EIBYYI1BD1DlD+C0CR8e6OewpusjZ4uBl9FyJvnhvQl+q5rv1ixrcpCumEPo5MJSgM9ehVsNPfUM669WuMyVWQLCzpu9GhglF2PE=]]></Encrypt></xml>'
    const query = {
      timestamp: '1409735669',
      nonce: '1320562132',
      msg_signature: '5d197aaffba7e9b25a30732f161a50dee96bd5fa'
    }
    expect(chats.wechat.verifyAt(posted(sample, {}, query), 1_409_735_669_000)).toBe(true)
    expect(chats.wechat.verifyAt(posted(sample, {}, query), now)).toBe(false)
    expect(chats.wechat.parse(sample)).toEqual([
      {
        dedup: '6054768590064713728',
        at: 1_409_735_668_000,
        kind: 'text',
        sender: 'oyORnuP8q7ou2gfYjqLzSIWZf0rs',
        text: 'abcdteT'
      }
    ])
  })

  it('gets its echo back when it is WeChat who asks', () => {
    const query = { timestamp: '1', nonce: '2', echostr: '4711' }
    expect(
      chats.wechat.handshake({ ...query, signature: wechatSha1(wechatAccount.token, '1', '2') })
    ).toMatchObject({ status: 200, body: '4711' })
    expect(chats.wechat.handshake({ ...query, signature: wechatSha1('another', '1', '2') })?.status).toBe(403)
  })
})

describe('the vendors’ own libraries', () => {
  it('agree on LINE’s signatures of any body', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (body, forged) => {
        const { headers } = chats.line.signed(body)
        const signature = headers['x-line-signature'] ?? ''
        expect(chats.line.verify(posted(body, headers))).toBe(validateSignature(body, secret, signature))
        expect(chats.line.verify(posted(body + forged, headers))).toBe(
          validateSignature(body + forged, secret, signature)
        )
      })
    )
  })

  it('agree on Telegram’s secret', async () => {
    const bot = new Bot('42:AAAA', {
      botInfo: {
        id: 42,
        is_bot: true,
        first_name: 'Shop',
        username: 'shop_bot',
        can_join_groups: false,
        can_read_all_group_messages: false,
        supports_inline_queries: false,
        can_connect_to_business: false,
        has_main_web_app: false,
        has_topics_enabled: false,
        allows_users_to_create_topics: false,
        can_manage_bots: false,
        supports_join_request_queries: false
      }
    })
    const handle = webhookCallback(bot, 'std/http', { secretToken: 'a-secret-that-nobody-else-has' })
    for (const given of [
      'a-secret-that-nobody-else-has',
      'a-secret-that-nobody-else-haS',
      'a-secret',
      undefined
    ]) {
      const headers: Record<string, string> =
        given === undefined ? {} : { 'x-telegram-bot-api-secret-token': given }
      const theirs = await handle(
        new Request('http://shop.example/', { method: 'POST', headers, body: '{"update_id":1}' })
      )
      expect(chats.telegram.verify(posted('{"update_id":1}', headers)), given).toBe(theirs.status === 200)
    }
  })
})

const vectors = new URL('../../../../../shared/webhooks/signature_vectors.json', import.meta.url)
if (!existsSync(vectors))
  console.info(`The signature vectors are not at ${vectors.pathname}: their test is skipped.`)

it.skipIf(!existsSync(vectors))('agrees with every published vector of LINE’s', () => {
  // The file's shape is described in it.
  const all = JSON.parse(readFileSync(vectors, 'utf8')) as {
    scheme: string
    secret: string
    body: string
    signature: string
  }[]
  const ours = all.filter(({ scheme }) => scheme.startsWith('line'))
  expect(ours.length).toBeGreaterThan(0)
  for (const { secret: channelSecret, body, signature } of ours) {
    const settings = { accessToken: 'A'.repeat(40), channelSecret }
    const verify = (given: string) =>
      line.verify(posted(body, { 'x-line-signature': given }), settings, '', now)
    expect([verify(signature), verify(swapped(signature))]).toEqual([true, false])
  }
})

it('takes no settings that have no secret worth the name', () => {
  for (const channelSecret of ['', 'short'])
    expect(() => chat(line, { accessToken: 'A'.repeat(40), channelSecret }, posted)).toThrow()
})

function swapped(text: string): string {
  return [...text]
    .map((letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()))
    .join('')
}
