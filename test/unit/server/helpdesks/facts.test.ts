import { expect, it } from 'vitest'
import type { Inbound, Resolution } from '../../../../server/channels/channel'
import { channelOfKind } from '../../../../server/connectors/kinds.ts'

const secret = 'a secret of the helpdesk'
const settings: Record<string, Record<string, unknown>> = {
  chatwoot: { survey: 'svy_1', account: '1', accessToken: 'token', secret },
  zendesk: { survey: 'svy_1', baseUrl: 'https://shop.zendesk.com', signingSecret: secret },
  intercom: { survey: 'svy_1', clientSecret: secret },
  front: { survey: 'svy_1', secret },
  helpdesk: { survey: 'svy_1', secret }
}

const chatwoot = (more: object) => ({
  event: 'conversation_status_changed',
  status: 'resolved',
  id: 207,
  channel: 'Channel::TwitterProfile',
  meta: {},
  ...more
})
const zendesk = (via: string) => ({ ticket: '1', via, tags: '' })
const zendeskEvent = (via: object) => ({
  type: 'zen:event-type:ticket.status_changed',
  time: '2025-11-21T11:00:00Z',
  detail: { id: '1', via },
  event: { current: 'SOLVED' }
})
const intercom = (item: object) => ({
  topic: 'conversation.admin.closed',
  data: { item: { id: '1373', ...item } }
})
const front = (type: string) => ({
  id: 'evt_1',
  type: 'archive',
  conversation: { id: 'cnv_1', status: 'archived', last_message: { type } }
})
const said = (body: string, type: string, id = '1') => ({ id, body, author: { type } })
const letters = (parts: object[], count: number, body: string | null = '<p>Where is it?</p>') =>
  intercom({
    source: { type: 'conversation', ...said(body ?? '', 'user') },
    statistics: { count_conversation_parts: count },
    conversation_parts: { conversation_parts: parts }
  })

type Facts = Pick<Resolution, 'private' | 'replyLength' | 'handledBy'>
const cases: [what: string, kind: string, body: unknown, facts: Facts][] = [
  ['a tweet', 'chatwoot', chatwoot({ additional_attributes: { type: 'tweet' } }), { private: false }],
  ['a message on X', 'chatwoot', chatwoot({ additional_attributes: { type: 'direct_message' } }), {}],
  [
    'a bot that resolved what nobody else had answered',
    'chatwoot',
    chatwoot({ meta: { assignee: { id: 3, type: 'agent_bot' } }, first_reply_created_at: null }),
    { handledBy: 'bot' }
  ],
  [
    'a bot that took over from a person',
    'chatwoot',
    chatwoot({ meta: { assignee_type: 'AgentBot' }, first_reply_created_at: '2025-11-21T10:05:00.000Z' }),
    { handledBy: 'human-and-bot' }
  ],
  [
    'a person, of whom it does not say whether a bot came before',
    'chatwoot',
    chatwoot({
      meta: { assignee: { id: 1, type: 'user' } },
      first_reply_created_at: '2025-11-21T10:05:00.000Z'
    }),
    {}
  ],
  ['a post that a page was answered under', 'zendesk', zendesk('Facebook Post'), { private: false }],
  ['a public mention', 'zendesk', zendesk('Twitter'), { private: false }],
  ['a direct message', 'zendesk', zendesk('Twitter DM'), {}],
  [
    'a public mention in an event',
    'zendesk',
    zendeskEvent({ channel: 'twitter', source: { rel: 'mention' } }),
    { private: false }
  ],
  [
    'a direct message in an event',
    'zendesk',
    zendeskEvent({ channel: 'twitter', source: { rel: 'direct_message' } }),
    {}
  ],
  ['an event that does not say which', 'zendesk', zendeskEvent({ channel: 'twitter' }), {}],
  [
    'a person',
    'intercom',
    intercom({ ai_agent_participated: false, statistics: { first_admin_reply_at: 1763722800 } }),
    { handledBy: 'human' }
  ],
  [
    'a person after an AI agent',
    'intercom',
    intercom({ ai_agent_participated: true, statistics: { time_to_admin_reply: 300 } }),
    { handledBy: 'human-and-bot' }
  ],
  [
    'an AI agent alone',
    'intercom',
    intercom({ ai_agent_participated: true, statistics: { first_admin_reply_at: null } }),
    { handledBy: 'bot' }
  ],
  [
    'an old account that says nothing of AI agents',
    'intercom',
    intercom({ statistics: { time_to_admin_reply: 300 } }),
    {}
  ],
  [
    'all that the customer wrote',
    'intercom',
    letters([said('<p>At 5 &amp; 6</p>', 'admin', '2'), said('<b>OK</b>', 'user', '3')], 2),
    { replyLength: 'Where is it?OK'.length }
  ],
  ['the last part of many', 'intercom', letters([said('OK', 'user', '3')], 7), {}],
  ['a tweet', 'front', front('tweet'), { private: false }],
  ['an e-mail', 'front', front('email'), {}],
  [
    'whatever is told',
    'helpdesk',
    { conversation: 'c-1', private: false, replyLength: '12', handledBy: 'Human-and-bot' },
    { private: false, replyLength: 12, handledBy: 'human-and-bot' }
  ],
  [
    'what makes no sense',
    'helpdesk',
    { conversation: 'c-1', private: 'constructor', replyLength: 'long', handledBy: 'dog' },
    {}
  ]
]

it.each(cases)('is told of %s by %s, and nothing that is not said', (_what, kind, body, facts) => {
  const channel = channelOfKind(kind)
  const request: Inbound = {
    method: 'POST',
    url: 'https://surveys.example.com/hooks/con_1',
    query: new URLSearchParams(),
    headers: {},
    body: new TextEncoder().encode(JSON.stringify(body))
  }
  const [event] =
    channel?.parse(request, channel.settings.parse(settings[kind]), Date.parse('2026-11-21T12:00:00Z')) ?? []
  if (event?.kind !== 'resolved') throw new Error('nothing was resolved')
  const { private: isPrivate, replyLength, handledBy } = event.resolution
  expect({ private: isPrivate, replyLength, handledBy }).toEqual(facts)
})
