import { z } from 'zod'
import type { ChannelEvent, HttpRequest } from '../channels/channel'
import { outcomeOf } from '../channels/outcome'
import { idText, readJson } from '../channels/read-json'
import { hmac, isSame } from '../channels/signatures'
import { postJson } from '../channels/vendor-answers'
import type { Helpdesk } from './helpdesk'
import {
  askingFields,
  cannotPost,
  channelNamed,
  known,
  maybe,
  moment,
  ownFields,
  seenOf,
  someText
} from './helpdesk'
import { frontWriteBack } from './write-back/front'

const settings = z.strictObject({
  ...askingFields,
  secret: z.string().min(8).max(200).meta({
    title: 'Secret',
    description:
      'The API secret of your company (for a rule), or the signing key of your app (for an application webhook).'
  }),
  apiToken: z.string().max(2000).default('').meta({
    title: 'API token',
    description:
      'Settings → Developers → API tokens. Only needed where no other connector carries the survey.'
  })
})
type Settings = z.output<typeof settings>

/** The types of Front's messages and channels. */
const channels = {
  email: 'email',
  smtp: 'email',
  imap: 'email',
  gmail: 'email',
  office365: 'email',
  tweet: 'x',
  twitter: 'x',
  twitter_dm: 'x',
  sms: 'sms',
  twilio: 'sms',
  twilio_whatsapp: 'whatsapp',
  whatsapp: 'whatsapp',
  facebook: 'messenger',
  instagram: 'instagram',
  intercom: 'web',
  front_chat: 'web',
  chat: 'web',
  form: 'web',
  call: 'voice',
  'phone-call': 'voice',
  phone_call: 'voice',
  voice: 'voice',
  custom: 'api'
}
/** What archives or resolves a conversation. */
const closing = new Set([
  'archive',
  'conversation_archived',
  'ticket_status_update',
  'conversation_ticket_status_updated'
])

/** What opens one again; a change of a ticket's status may be either. */
const reopening = new Set([
  'reopen',
  'conversation_reopened',
  'restore',
  'conversation_restored',
  'reminder',
  'ticket_status_update',
  'conversation_ticket_status_updated'
])

/** Front: https://dev.frontapp.com/docs/rule-webhooks and /docs/application-webhooks */
export const front: Helpdesk<Settings> = {
  kind: 'front',
  label: 'front',
  settings,
  secrets: ['secret', 'apiToken'],
  steps: [
    'In Front open Settings → Company → Rules and make one: when a conversation is ' +
      'archived or reopened, then send to a webhook.',
    'Paste {hook} as its address and let it send the full event.',
    'Enter the API secret (Settings → Developers) here.'
  ],
  limits: { perSecond: 1 },

  render: ({ to, question, url }, { apiToken }) =>
    apiToken ? [message(to, `${question}\n${url}`, apiToken)] : cannotPost,

  outcome: (answer) =>
    outcomeOf(answer, (json) => {
      const {
        id,
        message_uid: uid,
        _error: error
      } = z
        .object({
          id: maybe(idText),
          message_uid: maybe(idText),
          _error: maybe(z.object({ message: maybe(z.string()) }))
        })
        .catch({})
        .parse(json)
      return { messageId: id ?? uid, reason: error?.message }
    }),

  handshake({ headers }) {
    const challenge = headers['x-front-challenge']
    return challenge !== undefined && /^[\w.~+/=-]{1,256}$/.test(challenge)
      ? { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ challenge }) }
      : undefined
  },

  /** Application webhooks sign the time too; rules sign the body alone. */
  verify({ headers, body }, { secret }) {
    const sentAt = headers['x-front-request-timestamp']
    const signed =
      sentAt === undefined
        ? hmac('sha1', secret, body, 'base64')
        : hmac('sha256', secret, Buffer.concat([Buffer.from(`${sentAt}:`), body]), 'base64')
    return isSame(headers['x-front-signature'], signed)
  },

  parse({ body }, settings) {
    const { data: event } = sent.safeParse(readJson(body))
    if (!event) return []
    const isOver = /^(archived|resolved)$/.test(
      event.conversation.status_category ?? event.conversation.status ?? ''
    )
    if (isOver) return closing.has(event.type) ? [resolvedEvent(event, settings)] : []
    return reopening.has(event.type) ? [reopenedEvent(event, settings)] : []
  },

  say: ({ to, text }, { apiToken }) => (apiToken ? message(to, text, apiToken) : cannotPost),

  writeBack: frontWriteBack
}

/** Archived again at once: a message of ours must not bring the conversation back. */
function message(to: string, body: string, apiToken: string): HttpRequest {
  return postJson(
    `https://api2.frontapp.com/conversations/${encodeURIComponent(to)}/messages`,
    { authorization: `Bearer ${apiToken}` },
    { body, text: body, options: { archive: true } }
  )
}

const event = z.object({
  id: idText,
  type: z.string(),
  emitted_at: maybe(moment),
  conversation: z.object({
    id: idText,
    status: maybe(someText),
    status_category: maybe(someText),
    created_at: maybe(moment),
    assignee: maybe(
      z.object({
        id: maybe(idText),
        email: maybe(someText),
        username: maybe(someText),
        first_name: maybe(someText),
        last_name: maybe(someText)
      })
    ),
    recipient: maybe(z.object({ handle: maybe(someText) })),
    last_message: maybe(z.object({ type: maybe(someText) })),
    custom_fields: ownFields,
    tags: z
      .array(z.object({ name: someText }))
      .transform((tags) => tags.map(({ name }) => name))
      .catch([])
  })
})
/** Application webhooks wrap the event. */
const sent = z.union([z.object({ payload: event }).transform(({ payload }) => payload), event])

/** That it is open again, and who has it now. */
function reopenedEvent(of: z.output<typeof event>, settings: Settings): ChannelEvent {
  const { resolution } = resolvedEvent(of, settings)
  const at = of.emitted_at === undefined ? {} : { at: of.emitted_at }
  return { kind: 'seen', reopened: true, dedup: `reopened:${of.id}`, ...at, resolution: seenOf(resolution) }
}

type Resolved = Extract<ChannelEvent, { kind: 'resolved' }>

function resolvedEvent(
  { id, emitted_at: resolvedAt, conversation }: z.output<typeof event>,
  settings: Settings
): Resolved {
  const { assignee, recipient } = conversation
  const agent = [assignee?.first_name, assignee?.last_name].filter(Boolean).join(' ')
  const handle = recipient?.handle
  return {
    kind: 'resolved',
    dedup: `resolved:${id}`,
    ...(resolvedAt === undefined ? {} : { at: resolvedAt }),
    resolution: known({
      conversation: `front-${conversation.id}`,
      name: `${conversation.id}@${id}`,
      channel: channelNamed(conversation.last_message?.type, channels, settings),
      topics: conversation.tags,
      agent: agent || assignee?.email || assignee?.username || assignee?.id,
      customer: {
        handle,
        email: handle?.includes('@') ? handle : undefined,
        phone: handle !== undefined && /^\+?\d[\d ()-]{5,}$/.test(handle) ? handle : undefined
      },
      reply: { to: conversation.id, isOpen: true },
      openedAt: conversation.created_at,
      resolvedAt,
      attributes: conversation.custom_fields,
      ...(/^(tweet|twitter)$/.test(conversation.last_message?.type ?? '') && { private: false })
    })
  }
}
