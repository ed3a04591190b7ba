import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Ask, Channel, ChannelEvent, HttpRequest, Outcome, Thanks, VendorAnswer } from './channel'
import { fitText, withLink } from './fit-text'
import { labelOf, payloadOf } from './points'
import { idText, itemsOf, readJson } from './read-json'
import { hmac, isSame } from './signatures'
import { keyRefusedBy, laterBecauseOf, postJson, refused } from './vendor-answers'

const settings = z.strictObject({
  accessToken: z.string().min(20, 'Copy the whole token.').meta({
    title: 'Channel access token',
    description: 'In the LINE Developers console under your channel, Messaging API: issue a long-lived one.'
  }),
  channelSecret: z.string().min(16, 'Copy the whole secret.').meta({
    title: 'Channel secret',
    description:
      'In the LINE Developers console under your channel, Basic settings. LINE signs its calls with it.'
  })
})
type Settings = z.infer<typeof settings>

/**
 * developers.line.biz, Messaging API reference: text message, quick reply, postback action. Lengths count
 * UTF-16 units.
 */
const limits = { perSecond: 100, text: 5000, quickReplies: 13, label: 20, data: 300, displayText: 300 }

const bot = 'https://api.line.me/v2/bot'

export const line: Channel<Settings> = {
  kind: 'line',
  label: 'line',
  settings,
  secrets: ['accessToken', 'channelSecret'],
  steps: [
    'In the LINE Developers console issue a long-lived channel access token and copy the channel secret.',
    'Saving tells LINE nothing, and customers answer through the link. For ratings in the ' +
      'chat let it call us, by the button below or by POST {connect}: LINE then sends ' +
      'everything to {hook} and to nobody else, so leave that out where your helpdesk has ' +
      'the channel.',
    'Having connected it, switch “Use webhook” on under Messaging API.'
  ],
  limits,
  render,
  connect: ({ accessToken }, hookUrl) => ({
    ...postJson(`${bot}/channel/webhook/endpoint`, bearer(accessToken), { endpoint: hookUrl }),
    method: 'PUT'
  }),
  outcome,
  verify: ({ headers, body }, { channelSecret }) =>
    isSame(headers['x-line-signature'], hmac('sha256', channelSecret, body, 'base64')),
  parse: ({ body }) => {
    const delivered = z.object({ events: z.unknown().optional() }).safeParse(readJson(body))
    return delivered.success ? itemsOf(delivered.data.events, eventShape).flatMap(eventsOf) : []
  },
  thank,
  say: ({ to, text, idempotencyKey }, { accessToken }) =>
    push(accessToken, idempotencyKey, to, [{ type: 'text', text }])
}

/** Quick replies show on phones only and are gone after the next message, so the link is in the text. */
function render(ask: Ask, { accessToken }: Settings): HttpRequest[] {
  const items = ask.points.map((point) => {
    const label = labelOf(point, limits.label)
    return {
      type: 'action',
      action: { type: 'postback', label, data: payloadOf(ask.token, point.rating), displayText: label }
    }
  })
  const text = withLink(ask.question, ask.url, limits.text)
  const message = {
    type: 'text',
    text,
    ...(items.length <= limits.quickReplies && { quickReply: { items } })
  }
  return [push(accessToken, ask.idempotencyKey, ask.to, [message])]
}

/** A second request with the same key sends nothing, so that a lost answer costs the customer no second message. */
function push(accessToken: string, key: string, to: string, messages: readonly object[]): HttpRequest {
  const headers = { ...bearer(accessToken), 'x-line-retry-key': uuidOf(key) }
  return postJson(`${bot}/message/push`, headers, { to, messages })
}

/** An answer to what the customer just did is free; a push may cost. */
function thank({ to, text, callback }: Thanks, { accessToken }: Settings): HttpRequest[] {
  const messages = [{ type: 'text', text: fitText(text, limits.text) }]
  const replyToken = callback?.['replyToken']
  return [
    replyToken === undefined
      ? postJson(`${bot}/message/push`, bearer(accessToken), { to, messages })
      : postJson(`${bot}/message/reply`, bearer(accessToken), { replyToken, messages })
  ]
}

function outcome(answer: VendorAnswer): Outcome {
  const { status, body, headers } = answer
  const read = z
    .object({ message: z.string().optional(), sentMessages: z.unknown().optional() })
    .safeParse(readJson(body))
  const said = read.success ? read.data : undefined
  // 409: the first request with this retry key was taken, and only its answer was lost.
  if (status === 200 || (status === 409 && headers['x-line-accepted-request-id'] !== undefined)) {
    const [sent] = itemsOf(said?.sentMessages, z.object({ id: idText }))
    return { state: 'sent', ...(sent && { messageId: sent.id }) }
  }
  // The month's quota comes as 429 as well, and no waiting that an outbox does outlasts it.
  if (status === 429 && said?.message?.includes('monthly limit')) return refused(said.message)
  return (
    laterBecauseOf(answer) ??
    keyRefusedBy(answer, said?.message) ??
    refused(said?.message ?? `${status}: ${body}`)
  )
}

const eventShape = z.object({
  type: z.string(),
  mode: z.literal('active'), // `standby`: another system answers this chat
  webhookEventId: z.string(),
  timestamp: z.number(),
  source: z.object({ type: z.literal('user'), userId: z.string() }),
  replyToken: z.string().optional(),
  postback: z.object({ data: z.string() }).optional().catch(undefined),
  message: z
    .object({ type: z.string(), text: z.string(), quotedMessageId: idText.optional() })
    .optional()
    .catch(undefined)
})

/** Only what people do alone with the account: what is said in a group or a room is said to the others. */
function eventsOf({
  type,
  webhookEventId: dedup,
  timestamp: at,
  source: { userId: sender },
  replyToken,
  postback,
  message
}: z.infer<typeof eventShape>): ChannelEvent[] {
  const callback = replyToken === undefined ? {} : { callback: { replyToken } }
  if (type === 'postback' && postback)
    return [{ dedup, at, kind: 'pressed', sender, payload: postback.data, ...callback }]
  if (type === 'message' && message?.type === 'text') {
    const { text, quotedMessageId } = message
    return [
      {
        dedup,
        at,
        kind: 'text',
        sender,
        text,
        ...(quotedMessageId !== undefined && { replyTo: quotedMessageId }),
        ...callback
      }
    ]
  }
  if (type === 'follow') return [{ dedup, at, kind: 'opted-in', sender, byBlocking: true }]
  return type === 'unfollow' ? [{ dedup, at, kind: 'opted-out', sender, byBlocking: true }] : []
}

function bearer(accessToken: string) {
  return { authorization: `Bearer ${accessToken}` }
}

/** LINE takes nothing but a UUID for a retry key. */
function uuidOf(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32)
  ].join('-')
}
