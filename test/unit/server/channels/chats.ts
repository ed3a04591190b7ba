import { createCipheriv, createHash, createHmac } from 'node:crypto'
import type {
  Ask,
  Channel,
  ChannelEvent,
  HttpRequest,
  Inbound,
  Outcome,
  Outgoing,
  Reply,
  Thanks,
  VendorAnswer
} from '../../../../server/channels/channel'
import { instagram } from '../../../../server/channels/instagram'
import { line } from '../../../../server/channels/line'
import { messenger } from '../../../../server/channels/messenger'
import { telegram } from '../../../../server/channels/telegram'
import { viber } from '../../../../server/channels/viber'
import { wechat } from '../../../../server/channels/wechat'
import { whatsapp } from '../../../../server/channels/whatsapp'
import { x } from '../../../../server/channels/x'

export const now = Date.parse('2026-11-21T12:00:00Z')
const seconds = String(now / 1000)

/** A connector with its settings filled in, and its vendor's way to sign a request. */
export type Chat = {
  kind: string
  /** As an owner fills them in. */
  given: Readonly<Record<string, unknown>>
  limits: Readonly<Record<string, number>>
  render(ask: Partial<Ask>): HttpRequest[] | string
  thank(thanks: Partial<Thanks>): HttpRequest[]
  outcome(answer: Partial<VendorAnswer>): Outcome
  handshake(query: Record<string, string>): Reply | undefined
  verify(request: Inbound): boolean
  verifyAt(request: Inbound, at: number): boolean
  parse(body: string | Uint8Array): readonly ChannelEvent[]
  connect(hookUrl: string): HttpRequest | undefined
  sign(request: HttpRequest): HttpRequest
  /** A request as the vendor sends it. */
  signed(body: string | Uint8Array): Inbound
}

export const ask: Ask = {
  token: 'abcdefghijklmnopqrstuv',
  url: 'https://surveys.example.com/s/abcdefghijklmnopqrstuv',
  to: '+15551234567',
  siteName: 'Shop',
  locale: 'en',
  direction: 'ltr',
  question: 'How did we do?',
  points: ['Very bad', 'Bad', 'OK', 'Good', 'Great'].map((label, index) => ({
    rating: index + 1,
    label: `${index + 1} – ${label}`
  })),
  words: { open: 'Open the survey', rate: 'Rate', reply: 'Please reply with 1 to 5' },
  windowOpen: true,
  idempotencyKey: 'dlv_0123456789abcdef'
}

export const hookUrl = 'https://surveys.example.com/hooks/con_1'
export const secret = 'a secret that nobody else has'
const long = 'A'.repeat(40)
const hmacOf = (algorithm: string, body: string | Uint8Array, encoding: 'hex' | 'base64') =>
  createHmac(algorithm, secret).update(body).digest(encoding)
const meta = { appSecret: secret, verifyToken: 'verify me' }
const metaSigned = (body: string | Uint8Array) =>
  posted(body, { 'x-hub-signature-256': `sha256=${hmacOf('sha256', body, 'hex')}` })

/** As in the sample code that WeChat publishes. */
export const wechatAccount = {
  appId: 'wx2c2769f8efd9abc2',
  token: 'spamtest',
  encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
}

export const chats = {
  whatsapp: chat(
    whatsapp,
    {
      phoneNumberId: '1122334455667',
      accessToken: long,
      templateName: 'csat_v1',
      templateLanguage: 'en',
      ...meta
    },
    metaSigned
  ),
  messenger: chat(messenger, { pageToken: long, ...meta }, metaSigned),
  instagram: chat(instagram, { accountId: '17841400000000000', accessToken: long, ...meta }, metaSigned),
  telegram: chat(
    telegram,
    { botToken: `42:${long}`, webhookSecret: 'a-secret-that-nobody-else-has' },
    (body) => posted(body, { 'x-telegram-bot-api-secret-token': 'a-secret-that-nobody-else-has' })
  ),
  line: chat(line, { accessToken: long, channelSecret: secret }, (body) =>
    posted(body, { 'x-line-signature': hmacOf('sha256', body, 'base64') })
  ),
  viber: chat(viber, { authToken: secret, senderName: 'Shop' }, (body) =>
    posted(body, { 'x-viber-content-signature': hmacOf('sha256', body, 'hex') })
  ),
  wechat: chat(wechat, { ...wechatAccount, appSecret: long }, wechatSigned),
  wechatMenu: chat(wechat, { ...wechatAccount, appSecret: long, menu: true }, wechatSigned),
  x: chat(
    x,
    { apiKey: long, apiSecret: secret, accessToken: `4711-${long}`, accessTokenSecret: long },
    (body) => posted(body, { 'x-twitter-webhooks-signature': `sha256=${hmacOf('sha256', body, 'base64')}` })
  )
}

export function chat<S>(
  channel: Channel<S>,
  given: Record<string, unknown>,
  signed: (body: string | Uint8Array) => Inbound
): Chat {
  const settings = channel.settings.parse(given)
  return {
    kind: channel.kind,
    given,
    limits: channel.limits,
    render: (part) => {
      const rendered = channel.render({ ...ask, ...part }, settings)
      return 'unsendable' in rendered ? rendered.unsendable : overHttp(rendered)
    },
    thank: (part) =>
      overHttp(
        channel.thank?.(
          { to: ask.to, text: 'Thank you!', askedForComment: false, url: ask.url, ...part },
          settings
        ) ?? []
      ),
    outcome: (answer) => channel.outcome({ headers: {}, body: '', ...answer }),
    handshake: (query) =>
      channel.handshake?.({ ...posted(''), method: 'GET', query: new URLSearchParams(query) }, settings),
    verify: (request) => channel.verify(request, settings, hookUrl, now),
    verifyAt: (request, at) => channel.verify(request, settings, hookUrl, at),
    parse: (body) => channel.parse(posted(body), settings, now),
    connect: (hookUrl) => channel.connect?.(settings, hookUrl),
    sign: (request) => channel.sign?.(request, settings, now) ?? request,
    signed
  }
}

export function posted(
  body: string | Uint8Array,
  headers: Record<string, string> = {},
  query: Record<string, string> = {}
): Inbound {
  return {
    method: 'POST',
    url: '/hooks/con_1',
    query: new URLSearchParams(query),
    headers,
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body
  }
}

/** A message in WeChat's “safe mode”. */
export function wechatEncrypted(message: string, { appId, encodingAesKey } = wechatAccount): string {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  const text = Buffer.from(message)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  const plain = Buffer.concat([Buffer.alloc(16, 'r'), length, text, Buffer.from(appId)])
  const padding = 32 - (plain.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const encrypted = Buffer.concat([
    cipher.update(Buffer.concat([plain, Buffer.alloc(padding, padding)])),
    cipher.final()
  ]).toString('base64')
  return `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`
}

function wechatSigned(body: string | Uint8Array): Inbound {
  const [, encrypted = ''] = /<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(Buffer.from(body).toString()) ?? []
  return posted(
    body,
    {},
    {
      timestamp: seconds,
      nonce: '99',
      msg_signature: wechatSha1(wechatAccount.token, seconds, '99', encrypted)
    }
  )
}

export function wechatSha1(...parts: string[]): string {
  return createHash('sha1').update(parts.sort().join('')).digest('hex')
}

export function bodyOf(request: HttpRequest | undefined): Record<string, unknown> {
  return JSON.parse(request?.body ?? '{}') as Record<string, unknown> // our own JSON, read key by key
}

function overHttp(requests: readonly Outgoing[]): HttpRequest[] {
  return requests.flatMap((request) => (request.to === 'http' ? [request] : []))
}
