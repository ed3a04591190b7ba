import { z } from 'zod'
import type { ChannelEvent, Outgoing } from '../channels/channel'
import { outcomeOf } from '../channels/outcome'
import { idText, readJson } from '../channels/read-json'
import { hmac, isSame } from '../channels/signatures'
import { webAddress } from '../contract/terms'
import { trimmedAtEnd } from '../text/trim'
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
import { zendeskWriteBack } from './write-back/zendesk'

const settings = z.strictObject({
  ...askingFields,
  signingSecret: z.string().min(8).max(200).meta({
    title: 'Signing secret',
    description:
      'Of the webhook: Admin Center → Apps and integrations → Webhooks → your webhook → Show signing secret.'
  }),
  baseUrl: webAddress.meta({
    title: 'Address',
    description: 'Where your Zendesk is, such as https://shop.zendesk.com.'
  }),
  email: z
    .union([z.email(), z.literal('')])
    .default('')
    .meta({
      title: 'Agent',
      description:
        'E-mail address of the agent in whose name the survey is posted. Only needed where no ' +
        'other connector carries it.'
    }),
  apiToken: z.string().max(200).default('').meta({
    title: 'API token',
    description: 'Admin Center → Apps and integrations → Zendesk API. Only needed with the agent above.'
  })
})
type Settings = z.output<typeof settings>

/** `via` in events, and the names that the placeholder {{ticket.via}} writes for the same, in English. */
const channels = {
  web: 'web',
  'web form': 'web',
  'web widget': 'web',
  web_widget: 'web',
  web_service: 'api',
  'web service (api)': 'api',
  api: 'api',
  chat: 'web',
  'live chat': 'web',
  native_messaging: 'web',
  messaging: 'web',
  mobile: 'in_app',
  mobile_sdk: 'in_app',
  'mobile sdk': 'in_app',
  email: 'email',
  mail: 'email',
  voice: 'voice',
  'phone call (incoming)': 'voice',
  'phone call (outbound)': 'voice',
  voicemail: 'voice',
  sms: 'sms',
  text: 'sms',
  whatsapp: 'whatsapp',
  facebook: 'messenger',
  'facebook post': 'messenger',
  'facebook private message': 'messenger',
  'facebook messenger': 'messenger',
  instagram_dm: 'instagram',
  'instagram direct': 'instagram',
  twitter: 'x',
  'twitter dm': 'x',
  'twitter direct message': 'x',
  'x corp dm': 'x',
  line: 'line',
  telegram: 'telegram',
  viber: 'viber',
  wechat: 'wechat',
  apple_business_chat: 'apple_messages'
}

/** What everybody can read, as {{ticket.via}} writes it and as events name it by channel and relation. */
const publicVia =
  /^(facebook post|twitter( like| favorite)?|tweet|x corp post|(facebook:post|twitter:mention))$/i

/** What the trigger of our recipe sends: Zendesk fills in the placeholders. */
export const zendeskBody = {
  ticket: '{{ticket.id}}',
  via: '{{ticket.via}}',
  tags: '{{ticket.tags}}',
  agent: '{{ticket.assignee.name}}',
  group: '{{ticket.group.name}}',
  customer: {
    id: '{{ticket.requester.external_id}}',
    email: '{{ticket.requester.email}}',
    phone: '{{ticket.requester.phone}}'
  },
  createdAt: '{{ticket.created_at_with_timestamp}}',
  solvedAt: '{{ticket.updated_at_with_timestamp}}'
}

/** Zendesk: https://developer.zendesk.com/documentation/webhooks/ */
export const zendesk: Helpdesk<Settings> = {
  kind: 'zendesk',
  label: 'zendesk',
  settings,
  secrets: ['signingSecret', 'apiToken'],
  steps: [
    'In the Admin Center open Apps and integrations → Webhooks → Create webhook, choose ' +
      '“Trigger or automation”, and paste {hook} as the endpoint, with POST and JSON.',
    'Show its signing secret and enter it here.',
    'Under Objects and rules → Triggers make one with the condition “Ticket status changed ' +
      'to Solved” and the action “Notify active webhook”, with this body:',
    JSON.stringify(zendeskBody)
  ],
  limits: { perSecond: 5 },

  render: ({ to, question, url }, settings) =>
    settings.email && settings.apiToken ? [comment(to, `${question}\n${url}`, settings)] : cannotPost,

  outcome: (answer) =>
    outcomeOf(answer, (json) => {
      const { error, description } = answerBody.parse(json)
      return { reason: [error, description].filter(Boolean).join(': ') || undefined }
    }),

  verify({ headers, body }, { signingSecret }) {
    const signed = Buffer.concat([Buffer.from(headers['x-zendesk-webhook-signature-timestamp'] ?? ''), body])
    return isSame(headers['x-zendesk-webhook-signature'], hmac('sha256', signingSecret, signed, 'base64'))
  },

  parse({ body }, settings) {
    const sent = readJson(body)
    const told = trigger.safeParse(sent).data ?? ofEvent(sent)
    return told ? [resolvedEvent(told, settings)] : reopenedEvents(sent, settings)
  },

  say: ({ to, text }, settings) =>
    settings.email && settings.apiToken ? comment(to, text, settings) : cannotPost,

  writeBack: zendeskWriteBack
}

const answerBody = z.object({ error: maybe(z.string()), description: maybe(z.string()) }).catch({})

const trigger = z.object({
  ticket: idText,
  via: maybe(someText),
  relation: maybe(someText),
  // Zendesk writes tags with spaces between them; none has a space in it.
  tags: z
    .string()
    .transform((tags) => tags.split(' ').filter(Boolean))
    .catch([]),
  agent: maybe(someText),
  group: maybe(someText),
  customer: z.object({ id: maybe(someText), email: maybe(someText), phone: maybe(someText) }).catch({}),
  createdAt: maybe(moment),
  solvedAt: maybe(moment),
  attributes: ownFields
})
type Told = z.output<typeof trigger>

const statusChanged = z.object({
  type: z.literal('zen:event-type:ticket.status_changed'),
  time: moment,
  detail: z.object({
    id: idText,
    tags: z.array(z.string()).catch([]),
    via: maybe(z.object({ channel: someText, source: maybe(z.object({ rel: maybe(someText) })) })),
    assignee_id: maybe(idText),
    group_id: maybe(idText),
    requester_id: maybe(idText),
    created_at: maybe(moment)
  }),
  event: z.object({ current: z.string() })
})

/** The ready-made event, which names people by their ids only and says no custom field. Its status is in capitals. */
function ofEvent(sent: unknown): Told | undefined {
  const { data } = statusChanged.safeParse(sent)
  if (data?.event.current.toLowerCase() !== 'solved') return undefined
  const {
    id,
    tags,
    via,
    assignee_id: agent,
    group_id: group,
    requester_id: requester,
    created_at: createdAt
  } = data.detail
  return {
    ticket: id,
    via: via?.channel,
    relation: via?.source?.rel ?? 'unsaid',
    tags,
    agent,
    group,
    customer: { id: requester && `zendesk-${requester}` },
    createdAt,
    solvedAt: data.time,
    attributes: undefined
  }
}

/** The ready-made event says so, too, when a ticket is opened again. */
function reopenedEvents(sent: unknown, settings: Settings): ChannelEvent[] {
  const { data } = statusChanged.safeParse(sent)
  if (!data || !/^(?:new|open|pending|hold)$/i.test(data.event.current)) return []
  const { id, tags, assignee_id: agent, group_id: group } = data.detail
  const { resolution } = resolvedEvent(
    {
      ticket: id,
      via: undefined,
      relation: 'unsaid',
      tags,
      agent,
      group,
      customer: {},
      createdAt: undefined,
      solvedAt: data.time,
      attributes: undefined
    },
    settings
  )
  return [
    {
      kind: 'seen',
      reopened: true,
      dedup: `reopened:${resolution.name}`,
      at: data.time,
      resolution: seenOf(resolution)
    }
  ]
}

function resolvedEvent(
  { ticket, via, relation, tags, agent, group, customer, createdAt, solvedAt, attributes }: Told,
  settings: Settings
): Extract<ChannelEvent, { kind: 'resolved' }> {
  const name = `${ticket}@${solvedAt ?? ''}`
  return {
    kind: 'resolved',
    dedup: `resolved:${name}`,
    ...(solvedAt === undefined ? {} : { at: solvedAt }),
    resolution: known({
      conversation: `zendesk-${ticket}`,
      name,
      channel: channelNamed(via, channels, settings),
      topics: tags,
      agent,
      team: group,
      customer,
      locale: undefined,
      reply: { to: ticket, isOpen: true },
      openedAt: createdAt,
      resolvedAt: solvedAt,
      attributes,
      ...(publicVia.test(relation === undefined ? (via ?? '') : `${via}:${relation}`) && { private: false })
    })
  }
}

/** A public comment reaches the customer on the ticket's own channel and leaves its status as it is. */
function comment(to: string, body: string, { baseUrl, email, apiToken }: Settings): Outgoing {
  return {
    to: 'http',
    method: 'PUT',
    url: `${trimmedAtEnd(baseUrl, '/')}/api/v2/tickets/${encodeURIComponent(to)}.json`,
    headers: {
      authorization: `Basic ${Buffer.from(`${email}/token:${apiToken}`).toString('base64')}`,
      'content-type': 'application/json'
    },
    body: JSON.stringify({ ticket: { comment: { body, public: true } } })
  }
}
