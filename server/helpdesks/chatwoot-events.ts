import { z } from 'zod'
import type { ChannelEvent } from '../channels/channel'
import { idText, readJson } from '../channels/read-json'
import { resolutionName } from './generic'
import type { Asking } from './helpdesk'
import {
  channelNamed,
  fieldsOf,
  handlerOf,
  known,
  maybe,
  moment,
  ownFields,
  seenOf,
  someText,
  writtenText
} from './helpdesk'

type Settings = Asking & { account: string }

/** The names of Chatwoot's inboxes: app/models/channel/*.rb. */
const channels = {
  'Channel::WebWidget': 'web',
  'Channel::Whatsapp': 'whatsapp',
  'Channel::FacebookPage': 'messenger',
  'Channel::Instagram': 'instagram',
  'Channel::Telegram': 'telegram',
  'Channel::Line': 'line',
  'Channel::Email': 'email',
  'Channel::Sms': 'sms',
  'Channel::TwilioSms': 'sms',
  'Channel::TwitterProfile': 'x',
  'Channel::Tiktok': 'tiktok',
  'Channel::Voice': 'voice',
  'Channel::Api': 'api'
}

/** What a webhook of Chatwoot tells; of another account nothing. Times are ms since 1970. */
export function chatwootEvents(body: Uint8Array, settings: Settings, now: number): ChannelEvent[] {
  const sent = readJson(body)
  const account = accountOf.safeParse(sent).data?.account?.id
  if (account !== undefined && account !== settings.account) return []
  const status = resolved.safeParse(sent)
  if (status.success) return [resolvedEvent(status.data, settings, body, now)]
  const changed = otherStatus.safeParse(sent)
  if (changed.success) return [reopenedEvent(changed.data, settings, body, now)]
  const said = incoming.safeParse(sent)
  const text = said.success ? textEvent(said.data, settings) : []
  const chosen = updated.safeParse(sent)
  return [
    ...text,
    ...(chosen.success ? chosenEvent(chosen.data, settings) : []),
    ...seenEvents(sent, settings)
  ]
}

const accountOf = z.object({ account: maybe(z.object({ id: idText })) })

const conversation = z.object({
  id: idText,
  channel: maybe(someText),
  labels: z.array(z.string()).catch([]),
  can_reply: maybe(z.boolean()),
  contact_inbox: maybe(z.object({ source_id: maybe(someText) })),
  meta: z
    .object({
      sender: maybe(
        z.object({
          id: maybe(idText),
          identifier: maybe(someText),
          email: maybe(someText),
          phone_number: maybe(someText),
          custom_attributes: ownFields
        })
      ),
      assignee: maybe(
        z.object({ id: maybe(idText), name: maybe(someText), email: maybe(someText), type: maybe(someText) })
      ),
      assignee_type: maybe(someText),
      team: maybe(z.object({ name: maybe(someText) }))
    })
    .catch({}),
  additional_attributes: z
    .object({
      conversation_language: maybe(someText),
      browser_language: maybe(someText),
      type: maybe(someText)
    })
    .catch({}),
  custom_attributes: ownFields,
  created_at: maybe(moment),
  first_reply_created_at: z.union([z.null(), maybe(moment)]),
  updated_at: maybe(moment),
  // Of the last that happened in it; older versions say no other time.
  timestamp: maybe(moment)
})
type Conversation = z.output<typeof conversation>

const resolved = conversation.extend({
  event: z.literal('conversation_status_changed'),
  status: z.literal('resolved')
})
const otherStatus = conversation.extend({
  event: z.literal('conversation_status_changed'),
  status: z.enum(['open', 'pending', 'snoozed'])
})
const inConversation = z.object({
  id: idText,
  private: maybe(z.boolean()),
  conversation,
  created_at: maybe(moment)
})
const incoming = inConversation.extend({
  event: z.literal('message_created'),
  message_type: z.union([z.literal('incoming'), z.literal(0)]),
  content: writtenText
})
const updated = inConversation.extend({
  event: z.literal('message_updated'),
  content_attributes: z.object({ submitted_values: z.unknown() })
})

function resolvedEvent(of: Conversation, settings: Settings, body: Uint8Array, now: number): ChannelEvent {
  const resolution = resolutionOf(of, settings)
  const at = of.updated_at ?? of.timestamp
  if (at === undefined) {
    const named = resolutionName(of.id, undefined, body, now)
    return { kind: 'resolved', dedup: named.dedup, resolution: { ...resolution, ...named.resolution } }
  }
  return { kind: 'resolved', dedup: `resolved:${resolution.name}`, resolution, at }
}

function reopenedEvent(of: Conversation, settings: Settings, body: Uint8Array, now: number): ChannelEvent {
  const at = of.updated_at ?? of.timestamp
  const { dedup } = resolutionName(of.id, at, body, now)
  return {
    kind: 'seen',
    dedup: `reopened:${dedup}`,
    resolution: seenOf(resolutionOf(of, settings)),
    reopened: true,
    ...(at === undefined ? {} : { at })
  }
}

/** Every message says who has the conversation and what it is about, which its end may say no more. */
function seenEvents(sent: unknown, settings: Settings): ChannelEvent[] {
  const { data } = inConversation.extend({ event: z.literal('message_created') }).safeParse(sent)
  if (!data) return []
  const resolution = resolutionOf(data.conversation, settings)
  if (resolution.agent === undefined && resolution.team === undefined && resolution.topics.length === 0)
    return []
  const at = data.created_at ?? data.conversation.updated_at
  return [
    {
      kind: 'seen',
      dedup: `seen:${data.id}`,
      resolution: seenOf(resolution),
      ...(at === undefined ? {} : { at })
    }
  ]
}

function textEvent(
  { id, content, conversation: of, private: isPrivate, created_at: at }: z.output<typeof incoming>,
  settings: Settings
): ChannelEvent[] {
  if (isPrivate) return []
  const { customer, channel } = resolutionOf(of, settings)
  const more = { ...(channel === undefined ? {} : { channel }), ...(at === undefined ? {} : { at }) }
  return [
    {
      kind: 'text',
      dedup: `message:${id}`,
      sender: `${settings.account}/${of.id}`,
      text: content,
      customer,
      ...more
    }
  ]
}

/**
 * On the web widget, a press on options fills in the message that holds them, ours or another program's,
 * and so does Chatwoot's own survey.
 */
function chosenEvent(
  {
    id,
    conversation: of,
    created_at: askedAt,
    content_attributes: { submitted_values: values }
  }: z.output<typeof updated>,
  settings: Settings
): ChannelEvent[] {
  const sender = `${settings.account}/${of.id}`
  const own = z
    .object({ csat_survey_response: z.object({ rating: z.int(), feedback_message: maybe(writtenText) }) })
    .safeParse(values).data?.csat_survey_response
  if (own) {
    const { rating, feedback_message: comment } = own
    return [
      {
        kind: 'rated',
        dedup: `rated:${id}:${rating}:${comment ?? ''}`,
        sender,
        rating,
        ...(comment === undefined ? {} : { comment }),
        ...(askedAt === undefined ? {} : { askedAt }),
        resolution: resolutionOf(of, settings)
      }
    ]
  }
  const [option] = z.array(z.object({ value: idText })).safeParse(values).data ?? []
  return option
    ? [
        {
          kind: 'pressed',
          dedup: `chosen:${id}:${option.value}`,
          sender,
          payload: option.value,
          text: option.value,
          replyTo: id
        }
      ]
    : []
}

function resolutionOf(of: Conversation, settings: Settings) {
  const { sender, assignee, team } = of.meta
  const { first_reply_created_at: firstReplyAt } = of
  const isInHandsOfBot = isBot(assignee?.type) || isBot(of.meta.assignee_type)
  const handle = of.contact_inbox?.source_id
  const name =
    of.channel === 'Channel::TwilioSms' && handle?.startsWith('whatsapp:') ? 'whatsapp' : of.channel
  return known({
    conversation: `chatwoot-${settings.account}-${of.id}`,
    name: `${of.id}@${of.updated_at ?? of.timestamp ?? ''}`,
    channel: channelNamed(name, channels, settings),
    topics: of.labels,
    agent: assignee?.name ?? assignee?.email ?? assignee?.id,
    team: team?.name,
    customer: {
      id: sender?.identifier ?? (sender?.id && `chatwoot-${settings.account}-${sender.id}`),
      email: sender?.email,
      phone: sender?.phone_number,
      handle
    },
    locale: of.additional_attributes.conversation_language ?? of.additional_attributes.browser_language,
    reply: { to: `${settings.account}/${of.id}`, isOpen: of.can_reply ?? true },
    openedAt: of.created_at,
    firstResponseAt: firstReplyAt ?? undefined,
    resolvedAt: of.updated_at ?? of.timestamp,
    ...(of.additional_attributes.type === 'tweet' && { private: false }),
    // Replies of bots are no first reply to Chatwoot, and it names a bot only while the conversation is in its
    // hands.
    handledBy: handlerOf({
      human: firstReplyAt === undefined ? undefined : firstReplyAt !== null,
      bot: isInHandsOfBot || undefined
    }),
    bot: isInHandsOfBot ? assignee?.name : undefined,
    // The conversation’s win over its contact’s.
    attributes: fieldsOf(of.meta.sender?.custom_attributes, of.custom_attributes)
  })
}

/** `agent_bot` in the assignee, `AgentBot` beside it. */
function isBot(type: string | undefined): boolean {
  return /^agent_?bot$/i.test(type ?? '')
}
