import { z } from 'zod'
import type { ChannelEvent, Outgoing } from '../channels/channel'
import { outcomeOf } from '../channels/outcome'
import { idText, readJson } from '../channels/read-json'
import { hmac, isSame } from '../channels/signatures'
import { postJson } from '../channels/vendor-answers'
import type { Helpdesk } from './helpdesk'
import {
  askingFields,
  cannotPost,
  channelNamed,
  fieldsOf,
  handlerOf,
  known,
  maybe,
  moment,
  ownFields,
  ownRatings,
  seenOf,
  someText,
  writtenText
} from './helpdesk'
import { intercomWriteBack } from './write-back/intercom'

const settings = z.strictObject({
  ...askingFields,
  clientSecret: z.string().min(8).max(200).meta({
    title: 'Client secret',
    description: 'Of your app: Developer Hub → your app → Basic information.'
  }),
  accessToken: z.string().max(500).default('').meta({
    title: 'Access token',
    description:
      'Of your app: Developer Hub → Authentication. Only needed where no other connector carries the survey.'
  }),
  admin: z.string().max(40).default('').meta({
    title: 'Teammate',
    description:
      'The id of the teammate in whose name the survey is posted. Only needed with the access token.'
  }),
  region: z
    .enum(['us', 'eu', 'au'])
    .default('us')
    .meta({ title: 'Region', description: 'Where your workspace is hosted.' }),
  ...ownRatings
})
type Settings = z.output<typeof settings>

const hosts = {
  us: 'https://api.intercom.io',
  eu: 'https://api.eu.intercom.io',
  au: 'https://api.au.intercom.io'
}

/** Intercom calls its own chat “messenger” or “conversation”. */
const channels = {
  messenger: 'web',
  conversation: 'web',
  chat: 'web',
  inapp: 'web',
  ios: 'in_app',
  android: 'in_app',
  push: 'in_app',
  email: 'email',
  phone_call: 'voice',
  phone_switch: 'voice',
  sms: 'sms',
  whatsapp: 'whatsapp',
  facebook: 'messenger',
  instagram: 'instagram',
  twitter: 'x',
  api: 'api'
}

/** Intercom: https://developers.intercom.com/docs/references/webhooks/webhook-models */
export const intercom: Helpdesk<Settings> = {
  kind: 'intercom',
  label: 'intercom',
  settings,
  secrets: ['clientSecret', 'accessToken'],
  steps: [
    'In Intercom’s Developer Hub open your app → Configure → Webhooks and paste {hook} as the endpoint.',
    'Subscribe to conversation.admin.closed and conversation.user.replied, and to ' +
      'conversation.rating.added if Intercom’s own ratings are to be counted too.',
    'Enter the client secret of the app here.'
  ],
  limits: { perSecond: 5 },

  render: ({ to, question, url, words }, settings) =>
    settings.accessToken && settings.admin
      ? [reply(to, `${question}\n${words.reply}\n${url}`, settings)]
      : cannotPost,

  outcome: (answer) =>
    outcomeOf(answer, (json) => {
      const { id, errors } = answerBody.parse(json)
      return { messageId: id, reason: errors?.[0]?.message }
    }),

  // Intercom asks with HEAD whether there is somebody.
  handshake: ({ method }) => (method === 'HEAD' ? { status: 200, body: '' } : undefined),

  verify: ({ headers, body }, { clientSecret }) =>
    isSame(headers['x-hub-signature'], `sha1=${hmac('sha1', clientSecret, body, 'hex')}`),

  parse({ body }, settings) {
    const { data } = notification.safeParse(readJson(body))
    return data ? (readers[data.topic]?.(data.data.item, settings, data.created_at) ?? []) : []
  },

  thank: ({ to, text }, settings) => [reply(to, text, settings)],

  say: ({ to, text }, settings) =>
    settings.accessToken && settings.admin ? reply(to, text, settings) : cannotPost,

  writeBack: intercomWriteBack
}

const answerBody = z
  .object({ id: maybe(idText), errors: maybe(z.array(z.object({ message: maybe(z.string()) }))) })
  .catch({})
const person = z.object({
  id: maybe(idText),
  user_id: maybe(someText),
  external_id: maybe(someText),
  name: maybe(someText),
  email: maybe(someText),
  phone: maybe(someText),
  custom_attributes: ownFields
})
const author = person.extend({ type: maybe(someText) })
const seconds = maybe(z.number().min(0).transform(Math.round))

/**
 * Both shapes that there are: until API 2.0 `user` and `assignee`, since then `contacts` and numbers of
 * teammates.
 */
const item = z.object({
  id: idText,
  created_at: maybe(moment),
  updated_at: maybe(moment),
  user: maybe(person),
  contacts: z
    .object({ contacts: z.array(person) })
    .transform(({ contacts }) => contacts)
    .catch([]),
  assignee: maybe(person),
  admin_assignee_id: maybe(idText),
  team_assignee_id: maybe(idText),
  teammates: z
    .object({ admins: z.array(person) })
    .transform(({ admins }) => admins)
    .catch([]),
  source: maybe(z.object({ type: maybe(someText), body: maybe(writtenText), author: maybe(author) })),
  ai_agent_participated: maybe(z.boolean()),
  custom_attributes: ownFields,
  channel: maybe(z.object({ initial: maybe(someText), current: maybe(someText) })),
  tags: z
    .object({ tags: z.array(z.object({ name: someText })) })
    .transform(({ tags }) => tags.map(({ name }) => name))
    .catch([]),
  statistics: z
    .object({
      time_to_admin_reply: seconds,
      first_admin_reply_at: maybe(moment),
      handling_time: seconds,
      adjusted_handling_time: seconds,
      count_reopens: seconds,
      count_conversation_parts: seconds
    })
    .catch({}),
  conversation_rating: maybe(
    z.object({
      rating: z.int(),
      remark: maybe(writtenText),
      created_at: maybe(moment),
      teammate: maybe(person)
    })
  ),
  conversation_parts: z
    .object({
      conversation_parts: z.array(
        z.object({ id: idText, body: maybe(writtenText), created_at: maybe(moment), author: maybe(author) })
      )
    })
    .transform(({ conversation_parts: parts }) => parts)
    .catch([])
})
type Item = z.output<typeof item>

const notification = z.object({ topic: z.string(), created_at: maybe(moment), data: z.object({ item }) })

/** What each topic that we know says; all others say nothing to us. */
const readers: Record<string, (item: Item, settings: Settings, at: number | undefined) => ChannelEvent[]> = {
  'conversation.admin.closed'(item, settings, at) {
    const resolution = resolutionOf(item, settings)
    return [
      {
        kind: 'resolved',
        dedup: `resolved:${resolution.name}`,
        ...(at === undefined ? {} : { at }),
        resolution
      }
    ]
  },
  'conversation.user.replied'(item, settings) {
    const { customer, channel } = resolutionOf(item, settings)
    const known = {
      kind: 'text' as const,
      sender: item.id,
      customer,
      ...(channel === undefined ? {} : { channel })
    }
    const texts = item.conversation_parts.flatMap(({ id: part, body, created_at: at }) =>
      body === undefined
        ? []
        : [{ ...known, dedup: `part:${part}`, text: plainText(body), ...(at === undefined ? {} : { at }) }]
    )
    // What a customer writes opens the conversation again.
    return [...texts, ...seenEvents(item, settings, true)]
  },
  'conversation.admin.opened': (item, settings) => seenEvents(item, settings, true),
  'conversation.admin.replied': (item, settings) => seenEvents(item, settings),
  'conversation.admin.assigned': (item, settings) => seenEvents(item, settings),
  'conversation.user.created': (item, settings) => seenEvents(item, settings),
  'conversation.rating.added'(item, settings, at) {
    const rated = item.conversation_rating
    if (!rated) return []
    const { rating, remark, teammate, created_at: askedAt } = rated
    const agent = teammate && (named(teammate.id, item) ?? teammate.name ?? teammate.id)
    return [
      {
        kind: 'rated',
        dedup: `rated:${item.id}:${rating}:${remark ?? ''}`,
        sender: item.id,
        rating,
        ...(remark && { comment: remark }),
        ...(agent && { agent }),
        ...(askedAt === undefined ? {} : { askedAt }),
        ...(at === undefined ? {} : { at }),
        resolution: resolutionOf(item, settings)
      }
    ]
  }
}

/** Which says who has the conversation, and with `reopened` that it is open again. */
function seenEvents(item: Item, settings: Settings, reopened = false): ChannelEvent[] {
  const resolution = resolutionOf(item, settings)
  const at = item.updated_at
  return [
    {
      kind: 'seen',
      dedup: `seen:${resolution.name}`,
      resolution: seenOf(resolution),
      ...(reopened && { reopened }),
      ...(at === undefined ? {} : { at })
    }
  ]
}

/** A teammate's name, where the conversation says it. */
function named(id: string | undefined, { assignee, teammates }: Item): string | undefined {
  return [...teammates, ...(assignee ? [assignee] : [])].find((one) => one.id === id)?.name
}

function resolutionOf(item: Item, settings: Settings) {
  const { id, statistics, created_at: openedAt, updated_at: resolvedAt, source, channel } = item
  const customer = item.contacts[0] ?? item.user ?? source?.author
  const agent = item.assignee ?? item.teammates.find((admin) => admin.id === item.admin_assignee_id)
  const firstReplyAfter = statistics.time_to_admin_reply
  return known({
    conversation: `intercom-${id}`,
    name: `${id}@${resolvedAt ?? ''}`,
    channel: channelNamed(
      channel?.current ?? channel?.initial ?? source?.type ?? 'conversation',
      channels,
      settings
    ),
    topics: item.tags,
    agent: agent?.name ?? agent?.email ?? agent?.id ?? item.admin_assignee_id,
    team: item.team_assignee_id,
    customer: {
      id: customer?.external_id ?? customer?.user_id ?? (customer?.id && `intercom-${customer.id}`),
      email: customer?.email,
      phone: customer?.phone
    },
    reply: { to: id, isOpen: true },
    openedAt,
    firstResponseAt:
      statistics.first_admin_reply_at ??
      (openedAt !== undefined && firstReplyAfter !== undefined
        ? openedAt + firstReplyAfter * 1000
        : undefined),
    resolvedAt,
    // The adjusted time leaves out the pauses in which nobody worked on it.
    handleSeconds: statistics.adjusted_handling_time ?? statistics.handling_time,
    reopens: statistics.count_reopens,
    replyLength: replyLengthOf(item),
    bot: item.ai_agent_participated ? 'Fin' : undefined,
    handledBy: handlerOf({
      human: statistics.first_admin_reply_at !== undefined || firstReplyAfter !== undefined,
      bot: item.ai_agent_participated
    }),
    // The conversation’s win over its contact’s.
    attributes: fieldsOf(customer?.custom_attributes, item.custom_attributes)
  })
}

/**
 * Notifications mostly bring the last part only; what a customer wrote is counted where all parts are
 * there.
 */
function replyLengthOf({
  source,
  conversation_parts: parts,
  statistics: { count_conversation_parts: count }
}: Item): number | undefined {
  if (source?.body === undefined || count === undefined || parts.length < count) return undefined
  const theirs = [source, ...parts].filter(({ author }) => /^(user|lead|contact)$/.test(author?.type ?? ''))
  return theirs.reduce((length, { body }) => length + plainText(body ?? '').length, 0)
}

/** Intercom writes what a customer types as HTML. */
function plainText(html: string): string {
  const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" }
  return withoutTags(html)
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => signs[name] ?? ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function withoutTags(html: string): string {
  const kept: string[] = []
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf('<', at)
    const close = open < 0 ? -1 : html.indexOf('>', open)
    kept.push(html.slice(at, close < 0 ? undefined : open))
    at = close < 0 ? html.length : close + 1
  }
  return kept.join(' ')
}

function reply(to: string, body: string, { region, accessToken, admin }: Settings): Outgoing {
  const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' }
  return postJson(`${hosts[region]}/conversations/${encodeURIComponent(to)}/reply`, headers, {
    message_type: 'comment',
    type: 'admin',
    admin_id: admin,
    body
  })
}
