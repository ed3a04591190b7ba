import { createHash } from 'node:crypto'
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
  VendorAnswer
} from './channel'
import { fitText, withLink } from './fit-text'
import { idText, itemsOf, readJson } from './read-json'
import { hmac, isSame } from './signatures'
import { keyRefused, laterBecauseOf, postJson, refused } from './vendor-answers'

const settings = z.strictObject({
  apiKey: z
    .string()
    .min(10, 'Copy the whole key.')
    .meta({ title: 'API key', description: 'In X’s developer portal under your app, Keys and tokens.' }),
  apiSecret: z.string().min(20, 'Copy the whole secret.').meta({
    title: 'API key secret',
    description: 'Shown once beside the API key. X signs its calls with it.'
  }),
  accessToken: z
    .string()
    .regex(/^\d+-\w+$/, 'It has digits, a hyphen, then letters.')
    .meta({
      title: 'Access token',
      description:
        'Made under Keys and tokens for the account that answers customers, with the permission for direct messages.'
    }),
  accessTokenSecret: z
    .string()
    .min(20, 'Copy the whole secret.')
    .meta({ title: 'Access token secret', description: 'Shown once beside the access token.' })
})
type Settings = z.infer<typeof settings>

/**
 * docs.x.com: at most 10,000 characters, and 200 messages in 15 minutes. There are no buttons: the survey
 * is a link.
 */
const limits = { perSecond: 200 / 900, text: 10_000 }

export const x: Channel<Settings> = {
  kind: 'x',
  label: 'x',
  settings,
  secrets: ['apiSecret', 'accessToken', 'accessTokenSecret'],
  steps: [
    'In X’s developer portal give your app the permission to read and write direct ' +
      'messages, then make its keys and the account’s tokens.',
    'Register {hook} as a webhook of the app, and subscribe the account to dm.received.'
  ],
  limits,
  render: ({ to, question, url, words }: Ask) => [
    directMessage(to, withLink(`${question}\n${words.reply}`, url, limits.text))
  ],
  sign,
  outcome,
  handshake,
  verify: ({ headers, body }, { apiSecret }) =>
    isSame(headers['x-twitter-webhooks-signature'], `sha256=${hmac('sha256', apiSecret, body, 'base64')}`),
  parse,
  thank: ({ to, text }: Thanks) => [directMessage(to, fitText(text, limits.text))],
  say: ({ to, text }) => directMessage(to, text)
}

/**
 * OAuth 1.0a (RFC 5849) with HMAC-SHA1: the account's token never ends, unlike OAuth 2's. A JSON body is
 * not part of what is signed.
 */
function sign(
  request: HttpRequest,
  { apiKey, apiSecret, accessToken, accessTokenSecret }: Settings,
  now: number
): HttpRequest {
  const fields = {
    oauth_consumer_key: apiKey,
    oauth_nonce: createHash('sha256')
      .update(`${now}\n${request.url}\n${request.body}`)
      .digest('hex')
      .slice(0, 32),
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: String(Math.floor(now / 1000)),
    oauth_token: accessToken,
    oauth_version: '1.0'
  }
  const parameters = Object.entries(fields)
    .map(([name, value]) => `${name}=${percent(value)}`)
    .join('&')
  const base = [request.method, request.url, parameters].map(percent).join('&')
  const oauth_signature = hmac('sha1', `${percent(apiSecret)}&${percent(accessTokenSecret)}`, base, 'base64')
  const authorization = Object.entries({ ...fields, oauth_signature })
    .map(([name, value]) => `${name}="${percent(value)}"`)
    .join(', ')
  return { ...request, headers: { ...request.headers, authorization: `OAuth ${authorization}` } }
}

/**
 * X asks every hour whether we know the secret. The same secret signs its calls, so that answering any text
 * at all would sign a forged call for whoever asks: only what can be a token is answered.
 */
function handshake({ method, query }: Inbound, { apiSecret }: Settings): Reply | undefined {
  const crcToken = query.get('crc_token')
  if (method !== 'GET' || crcToken === null) return undefined
  if (!/^[A-Za-z0-9+/=_-]{16,128}$/.test(crcToken)) return { status: 400, body: 'This is no crc_token.' }
  const response_token = `sha256=${hmac('sha256', apiSecret, crcToken, 'base64')}`
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ response_token })
  }
}

/** What 403 says where the app itself is in trouble; mostly it is about one person who takes no messages. */
const appsTrouble =
  /client-not-enrolled|client-forbidden|unsupported-authentication|app permissions|suspended/i

function outcome(answer: VendorAnswer): Outcome {
  const { status, body, headers } = answer
  const read = z
    .object({
      data: z.object({ dm_event_id: idText }).optional().catch(undefined),
      detail: z.string().optional()
    })
    .safeParse(readJson(body))
  const said = read.success ? read.data : undefined
  if (said?.data) return { state: 'sent', messageId: said.data.dm_event_id }
  const passing = laterBecauseOf(answer)
  const reason = said?.detail ?? `${status}: ${body}`
  if (status === 401 || (status === 403 && appsTrouble.test(body))) return keyRefused(reason)
  if (!passing) return refused(reason)
  const resetMs = Number(headers['x-rate-limit-reset']) * 1000 - Date.parse(headers['date'] ?? '')
  return passing.afterMs === undefined && resetMs > 0 ? { ...passing, afterMs: resetMs } : passing
}

const deliveredShape = z.object({
  direct_message_events: z.unknown().optional(),
  data: z
    .object({ event_type: z.string(), payload: z.object({ direct_message_events: z.unknown().optional() }) })
    .optional()
    .catch(undefined)
})
const messageShape = z.object({
  id: idText,
  created_timestamp: z.coerce.number(),
  message_create: z.object({ sender_id: idText, message_data: z.object({ text: z.string() }) })
})

/**
 * The Activity API wraps what the Account Activity API sends bare. What the account itself wrote comes back
 * too and is left out.
 */
function parse({ body }: Inbound, { accessToken }: Settings): ChannelEvent[] {
  const delivered = deliveredShape.safeParse(readJson(body))
  if (!delivered.success) return []
  const { data, direct_message_events } = delivered.data
  const received = data?.event_type === 'dm.received' ? data.payload.direct_message_events : undefined
  const [account] = accessToken.split('-')
  return itemsOf(received ?? direct_message_events, messageShape)
    .filter(({ message_create }) => message_create.sender_id !== account)
    .map(({ id, created_timestamp, message_create: { sender_id, message_data } }) => ({
      dedup: id,
      at: created_timestamp,
      kind: 'text',
      sender: sender_id,
      text: message_data.text
    }))
}

function directMessage(to: string, text: string): HttpRequest {
  return postJson(
    `https://api.x.com/2/dm_conversations/with/${encodeURIComponent(to)}/messages`,
    {},
    { text }
  )
}

/** RFC 5849, 3.6: everything but letters, digits, “-”, “.”, “_” and “~”. */
function percent(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`
  )
}
