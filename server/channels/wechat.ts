import { z } from 'zod'
import type {
  Ask,
  Channel,
  ChannelEvent,
  HttpRequest,
  Inbound,
  Outcome,
  Reply,
  Thanks,
  Unsendable,
  VendorAnswer
} from './channel'
import { accessTokenHere } from './channel'
import { fitsWhole, fitText, withLink } from './fit-text'
import { labelOf } from './points'
import { idText, readJson } from './read-json'
import { readXml } from './read-xml'
import { isSame } from './signatures'
import {
  keyRefused,
  keyRefusedBy,
  later,
  laterBecauseOf,
  postJson,
  refused,
  throttled
} from './vendor-answers'
import { decrypted, wechatSignature } from './wechat-cipher'

const settings = z.strictObject({
  appId: z
    .string()
    .regex(/^wx\w{8,}$/, 'It begins with wx.')
    .meta({
      title: 'AppID',
      description: 'On mp.weixin.qq.com under Settings and development, Basic configuration.'
    }),
  appSecret: z.string().min(16, 'Copy the whole secret.').meta({
    title: 'AppSecret',
    description: 'On the same page. Add this server’s address to the account’s IP whitelist there as well.'
  }),
  token: z
    .string()
    .regex(/^[A-Za-z0-9]{3,32}$/, 'Take 3 to 32 letters and digits.')
    .meta({
      title: 'Token',
      description: 'Any letters and digits; the same as under Server configuration at WeChat.'
    }),
  encodingAesKey: z
    .string()
    .regex(/^[A-Za-z0-9]{43}$/, 'It has 43 letters and digits.')
    .meta({
      title: 'EncodingAESKey',
      description:
        'As under Server configuration, where the mode has to be “safe mode”: in the others ' +
        'WeChat’s signature leaves out what a message says.'
    }),
  menu: z.boolean().default(false).meta({
    title: 'Points as a menu',
    description: 'Only verified service accounts may send menus; all others send the link alone.'
  })
})
type Settings = z.infer<typeof settings>

/**
 * developers.weixin.qq.com, sendCustomMessage. It states no lengths; these are the shortest that its users
 * report.
 */
const limits = { perSecond: 10, textBytes: 2048, menuRows: 10, menuRow: 40, messagesAfterOneOfTheirs: 5 }

const api = 'https://api.weixin.qq.com/cgi-bin'

/**
 * How far WeChat's clock and ours may differ, either way. Who replays a call within it repeats a message
 * that is kept already.
 */
const freshMs = 5 * 60_000

export const wechat: Channel<Settings> = {
  kind: 'wechat',
  label: 'wechat',
  settings,
  secrets: ['appSecret', 'token', 'encodingAesKey'],
  steps: [
    'On mp.weixin.qq.com under Basic configuration paste {hook} as the server address, ' +
      'with the token and the EncodingAESKey from here, in safe mode.',
    'Add the address of this server to the IP whitelist on the same page.'
  ],
  limits,
  windowMs: 48 * 60 * 60_000,
  render,
  access: {
    // Asked again while a token holds, this gives the same one, and two of them hold while one follows the
    // other.
    request: ({ appId, appSecret }) =>
      postJson(
        `${api}/stable_token`,
        {},
        { grant_type: 'client_credential', appid: appId, secret: appSecret }
      ),
    read: ({ body }) => {
      const read = z
        .object({ access_token: z.string().min(1), expires_in: z.number().positive() })
        .safeParse(readJson(body))
      return read.success ? { token: read.data.access_token, forMs: read.data.expires_in * 1000 } : undefined
    },
    // What says of a message that its token was replaced says here that the secret is wrong.
    outcome: (answer) => {
      const said = saidIn(answer)
      return said?.errcode === 40001 ? keyRefused(`${said.errcode}: ${said.errmsg}`) : outcome(answer)
    }
  },
  outcome,
  handshake,
  verify: ({ query, body }, { token }, _publicUrl, now) => {
    const [timestamp, nonce, encrypted] = [
      query.get('timestamp') ?? '',
      query.get('nonce') ?? '',
      encryptedIn(body)
    ]
    const isFresh = Math.abs(now - Number(timestamp) * 1000) <= freshMs
    return (
      isFresh &&
      encrypted !== undefined &&
      isSame(query.get('msg_signature'), wechatSignature(token, timestamp, nonce, encrypted))
    )
  },
  parse,
  accepted: () => ({ status: 200, headers: { 'content-type': 'text/plain' }, body: 'success' }),
  thank: ({ to, text }: Thanks) => [
    send(to, { msgtype: 'text', text: { content: fitText(text, limits.textBytes, 'bytes') } })
  ],
  say: ({ to, text }) =>
    fitsWhole(text, limits.textBytes, 'bytes')
      ? send(to, { msgtype: 'text', text: { content: text } })
      : { unsendable: 'text-too-long' }
}

function render(ask: Ask, { menu }: Settings): HttpRequest[] | Unsendable {
  if (!ask.windowOpen) return { unsendable: 'window-closed' }
  if (!menu || ask.points.length > limits.menuRows) {
    return [
      send(ask.to, {
        msgtype: 'text',
        text: { content: withLink(`${ask.question}\n${ask.words.reply}`, ask.url, limits.textBytes, 'bytes') }
      })
    ]
  }
  // Of a row's id only digits come back, so it is the rating alone, and the ask is the one that this person
  // has open.
  const list = ask.points.map((point) => ({
    id: String(point.rating),
    content: labelOf(point, limits.menuRow)
  }))
  return [
    send(ask.to, {
      msgtype: 'msgmenu',
      msgmenu: { head_content: fitText(ask.question, limits.textBytes, 'bytes'), list, tail_content: ask.url }
    })
  ]
}

/** -1: WeChat is busy; the others: the access token has just been replaced. */
const passing = new Set([-1, 40001, 40014, 42001])
/** Too many calls, in a day and in a minute. */
const tooFast = new Set([45009, 45011])
/** AppID or secret wrong or missing; our address is not on the whitelist; the account may not do this. */
const ownersTrouble = new Set([40013, 40125, 40164, 41002, 41004, 48001, 48004, 50001])

const saidShape = z.object({
  errcode: z.number(),
  errmsg: z.string().catch(''),
  msgid: idText.optional().catch(undefined)
})

function saidIn({ body }: VendorAnswer) {
  return saidShape.safeParse(readJson(body)).data
}

/** WeChat says everything with status 200, and what it means in the body. */
function outcome(answer: VendorAnswer): Outcome {
  const said = saidIn(answer)
  if (!said)
    return laterBecauseOf(answer) ?? keyRefusedBy(answer) ?? refused(`${answer.status}: ${answer.body}`)
  const { errcode, errmsg, msgid } = said
  if (errcode === 0) return { state: 'sent', ...(msgid !== undefined && { messageId: msgid }) }
  if (ownersTrouble.has(errcode)) return keyRefused(`${errcode}: ${errmsg}`)
  if (tooFast.has(errcode)) return throttled(answer, `${errcode}: ${errmsg}`)
  return passing.has(errcode) ? later(answer, `${errcode}: ${errmsg}`) : refused(`${errcode}: ${errmsg}`)
}

function handshake({ method, query }: Inbound, { token }: Settings): Reply | undefined {
  const echo = query.get('echostr')
  if (method !== 'GET' || echo === null) return undefined
  const isTheirs = isSame(
    query.get('signature'),
    wechatSignature(token, query.get('timestamp') ?? '', query.get('nonce') ?? '')
  )
  return isTheirs
    ? { status: 200, headers: { 'content-type': 'text/plain' }, body: echo }
    : { status: 403, body: 'The token is not the one in the settings.' }
}

function parse({ body }: Inbound, { encodingAesKey, appId }: Settings): ChannelEvent[] {
  const encrypted = encryptedIn(body)
  const message = encrypted === undefined ? undefined : decrypted(encrypted, encodingAesKey, appId)
  const fields = message === undefined ? undefined : readXml(message)
  const sender = fields?.get('FromUserName')
  if (!fields || !sender) return []
  const createdAt = Number(fields.get('CreateTime')) * 1000
  const when = Number.isSafeInteger(createdAt) ? { at: createdAt } : {}
  const event = fields.get('Event')
  const dedup = fields.get('MsgId') ?? `${sender}:${fields.get('CreateTime')}:${event}`
  const text = fields.get('bizmsgmenuid') ?? fields.get('Content')
  if (fields.get('MsgType') === 'text' && text !== undefined)
    return [{ dedup, ...when, kind: 'text', sender, text }]
  if (event === 'subscribe') return [{ dedup, ...when, kind: 'opted-in', sender, byBlocking: true }]
  return event === 'unsubscribe' ? [{ dedup, ...when, kind: 'opted-out', sender, byBlocking: true }] : []
}

function encryptedIn(body: Uint8Array): string | undefined {
  return readXml(Buffer.from(body).toString('utf8'))?.get('Encrypt')
}

function send(touser: string, message: object): HttpRequest {
  return postJson(`${api}/message/custom/send?access_token=${accessTokenHere}`, {}, { touser, ...message })
}
