import { z } from 'zod'
import type { Ask, Channel, ChannelEvent, HttpRequest, Outcome, Thanks, VendorAnswer } from './channel'
import { fitText, withLink } from './fit-text'
import { endsOf, labelOf, payloadOf, readPayload, rowsOf } from './points'
import { idText, readJson } from './read-json'
import { hmac, isSame } from './signatures'
import { keyRefused, keyRefusedBy, laterBecauseOf, postJson, refused, throttled } from './vendor-answers'

const settings = z.strictObject({
  authToken: z.string().min(16, 'Copy the whole token.').meta({
    title: 'Authentication token',
    description:
      'In the Viber app: More, Settings, Bots, Edit info, “Your app key”. Viber signs its calls with it.'
  }),
  senderName: z.string().min(1).max(28, 'Viber shows at most 28 characters.').meta({
    title: 'Sender',
    description: 'The name that customers see above the question, at most 28 characters.'
  })
})
type Settings = z.infer<typeof settings>

/**
 * creators.viber.com: send_message (sender.name 28), text message (7000), keyboards (a grid of six columns;
 * a button's text 250).
 */
const limits = { perSecond: 50, text: 7000, senderName: 28, columns: 6, buttonText: 250 }
const labelledPointsMax = 5

const api = 'https://chatapi.viber.com/pa'

export const viber: Channel<Settings> = {
  kind: 'viber',
  label: 'viber',
  settings,
  secrets: ['authToken'],
  steps: [
    'Copy your bot’s token from the Viber app: More, Settings, Bots, Edit info.',
    'Saving tells Viber nothing, and customers answer through the link. For ratings in the ' +
      'chat let it call us, by the button below or by POST {connect}: Viber then sends ' +
      'everything to {hook} and to nobody else, so leave that out where your helpdesk has ' +
      'the bot.'
  ],
  limits,
  render,
  connect: ({ authToken }, hookUrl) =>
    postJson(`${api}/set_webhook`, authorized(authToken), {
      url: hookUrl,
      event_types: ['delivered', 'seen', 'failed', 'subscribed', 'unsubscribed']
    }),
  outcome,
  // The query holds it as well: a client of Viber's own reads it only there.
  verify: ({ headers, query, body }, { authToken }) =>
    isSame(headers['x-viber-content-signature'] ?? query.get('sig'), hmac('sha256', authToken, body, 'hex')),
  parse: ({ body }) => {
    const read = eventShape.safeParse(readJson(body))
    return read.success ? eventsOf(read.data) : []
  },
  thank: ({ to, text }: Thanks, settings) => [send(settings, to, { text: fitText(text, limits.text) })],
  say: ({ to, text }, settings) => send(settings, to, { text })
}

function render(ask: Ask, settings: Settings): HttpRequest[] {
  const isLabelled = ask.points.length <= labelledPointsMax
  const question = isLabelled ? ask.question : `${ask.question}\n${endsOf(ask.points)}`
  const Buttons = rowsOf(ask.points, isLabelled ? 1 : limits.columns).flatMap((row) =>
    row.map((point) => ({
      Columns: Math.floor(limits.columns / row.length),
      Rows: 1,
      ActionType: 'reply',
      ActionBody: payloadOf(ask.token, point.rating),
      Text: isLabelled ? labelOf(point, limits.buttonText) : String(point.rating),
      // Or the chat would show what the button carries.
      Silent: true
    }))
  )
  return [
    send(settings, ask.to, {
      text: withLink(question, ask.url, limits.text),
      keyboard: { Type: 'keyboard', DefaultHeight: false, Buttons }
    })
  ]
}

const tooManyRequests = 12
/**
 * Token wrong; account blocked, not found, suspended; no webhook is set, without which nothing may be sent;
 * not authorised; unpaid.
 */
const ownersTrouble = new Set([2, 7, 8, 9, 10, 15, 24])

/** Viber says everything with status 200, and what it means in the body. */
function outcome(answer: VendorAnswer): Outcome {
  const read = z
    .object({ status: z.number(), status_message: z.string().catch(''), message_token: idText.optional() })
    .safeParse(readJson(answer.body))
  if (!read.success)
    return laterBecauseOf(answer) ?? keyRefusedBy(answer) ?? refused(`${answer.status}: ${answer.body}`)
  const { status, status_message, message_token } = read.data
  if (status === 0) return { state: 'sent', ...(message_token !== undefined && { messageId: message_token }) }
  if (ownersTrouble.has(status)) return keyRefused(`${status}: ${status_message}`)
  return status === tooManyRequests
    ? throttled(answer, status_message)
    : refused(`${status}: ${status_message}`)
}

const statuses: Record<string, 'delivered' | 'read' | 'failed'> = {
  delivered: 'delivered',
  seen: 'read',
  failed: 'failed'
}

const eventShape = z.object({
  event: z.string(),
  timestamp: z.number(),
  message_token: idText,
  sender: z.object({ id: z.string() }).optional(),
  user: z.object({ id: z.string() }).optional().catch(undefined),
  user_id: z.string().optional(),
  desc: z.string().optional(),
  message: z.object({ type: z.string(), text: z.string() }).optional().catch(undefined)
})

function eventsOf({
  event,
  timestamp: at,
  message_token,
  sender,
  user,
  user_id,
  desc,
  message
}: z.infer<typeof eventShape>): ChannelEvent[] {
  if (event === 'message' && sender && message?.type === 'text') {
    const { text } = message
    const common = { dedup: message_token, at, sender: sender.id }
    // A press is a message with what the button carried for its text.
    return [
      readPayload(text) ? { ...common, kind: 'pressed', payload: text } : { ...common, kind: 'text', text }
    ]
  }
  const dedup = `${message_token}:${event}`
  const status = statuses[event]
  if (status)
    return [
      {
        dedup,
        at,
        kind: 'status',
        messageId: message_token,
        status,
        ...(desc !== undefined && { reason: desc })
      }
    ]
  if (event === 'subscribed' && user)
    return [{ dedup, at, kind: 'opted-in', sender: user.id, byBlocking: true }]
  return event === 'unsubscribed' && user_id !== undefined
    ? [{ dedup, at, kind: 'opted-out', sender: user_id, byBlocking: true }]
    : []
}

function send({ authToken, senderName }: Settings, receiver: string, message: object): HttpRequest {
  return postJson(`${api}/send_message`, authorized(authToken), {
    receiver,
    min_api_version: 3,
    type: 'text',
    sender: { name: senderName },
    ...message
  })
}

function authorized(authToken: string) {
  return { 'x-viber-auth-token': authToken }
}
