import { z } from 'zod'
import type { HttpRequest } from '../channels/channel'
import { outcomeOf } from '../channels/outcome'
import { idText, readJson } from '../channels/read-json'
import { postJson } from '../channels/vendor-answers'
import { webAddress } from '../contract/terms'
import { trimmedAtEnd } from '../text/trim'
import { resolutionName } from './generic'
import type { Helpdesk } from './helpdesk'
import {
  askingFields,
  bringsSecret,
  cannotPost,
  channelNamed,
  known,
  maybe,
  moment,
  ownFields,
  seenOf,
  sharedSecret,
  someText
} from './helpdesk'
import { freshdeskWriteBack } from './write-back/freshdesk'

const settings = z.strictObject({
  ...askingFields,
  ...sharedSecret,
  baseUrl: webAddress.meta({
    title: 'Address',
    description: 'Where your Freshdesk is, such as https://shop.freshdesk.com.'
  }),
  apiKey: z.string().max(200).default('').meta({
    title: 'API key',
    description: 'Profile settings → View API key. Only needed where no other connector carries the survey.'
  })
})
type Settings = z.output<typeof settings>

/** `source` by its number, and as the placeholder {{ticket.source}} writes it. */
const channels = {
  '1': 'email',
  '2': 'web',
  '3': 'voice',
  '5': 'x',
  '6': 'messenger',
  '7': 'web',
  '9': 'web',
  '10': 'email',
  '13': 'whatsapp',
  email: 'email',
  portal: 'web',
  phone: 'voice',
  twitter: 'x',
  facebook: 'messenger',
  chat: 'web',
  'feedback widget': 'web',
  'outbound email': 'email',
  whatsapp: 'whatsapp'
}

/** What the automation of our recipe sends; Freshdesk’s own “Simple” content has the same names. */
export const freshdeskBody = {
  ticket_id: '{{ticket.id}}',
  ticket_status: '{{ticket.status}}',
  ticket_status_id: '{{ticket.status_id}}',
  ticket_source: '{{ticket.source}}',
  ticket_tags: '{{ticket.tags}}',
  ticket_agent_name: '{{ticket.agent.name}}',
  ticket_group_name: '{{ticket.group.name}}',
  ticket_requester_unique_external_id: '{{ticket.requester.unique_external_id}}',
  ticket_requester_email: '{{ticket.requester.email}}',
  ticket_requester_phone: '{{ticket.requester.phone}}'
}

/**
 * Freshdesk:
 * https://support.freshdesk.com/support/solutions/articles/132589-using-webhooks-in-automation-rules
 */
export const freshdesk: Helpdesk<Settings> = {
  kind: 'freshdesk',
  label: 'freshdesk',
  settings,
  secrets: ['secret', 'apiKey'],
  steps: [
    'In Freshdesk open Admin → Workflows → Automations → Ticket updates → New rule, with ' +
      'the event “Status is changed to Resolved”.',
    'As action choose “Trigger webhook”: POST to {hook}, with the custom header ' +
      '{"X-Hearback-Secret": "the secret that you entered here"}.',
    'Encoding JSON, content Advanced, and this body:',
    JSON.stringify(freshdeskBody)
  ],
  limits: { perSecond: 1 },

  render: ({ to, question, url }, settings) =>
    settings.apiKey ? [reply(to, `${question}\n${url}`, settings)] : cannotPost,

  outcome: (answer) =>
    outcomeOf(answer, (json) => {
      const { id, description } = z
        .object({ id: maybe(idText), description: maybe(z.string()) })
        .catch({})
        .parse(json)
      return { messageId: id, reason: description }
    }),

  provenByHead: true,
  verify: (request, { secret }) => bringsSecret(request, secret),

  parse({ body }, settings, now) {
    const { data: ticket } = sent.safeParse(readJson(body))
    if (!ticket) return []
    const { ticket_id: id, ticket_updated_at: resolvedAt } = ticket
    const named = resolutionName(id, resolvedAt, body, now)
    const isOpen = isOpenStatus(ticket.ticket_status_id ?? ticket.status_id ?? ticket.ticket_status ?? '')
    const resolution = known({
      conversation: `freshdesk-${id}`,
      ...named.resolution,
      channel: channelNamed(ticket.ticket_source, channels, settings),
      topics: ticket.ticket_tags,
      agent: ticket.ticket_agent_name,
      team: ticket.ticket_group_name,
      customer: {
        id: ticket.ticket_requester_unique_external_id,
        email: ticket.ticket_requester_email,
        phone: ticket.ticket_requester_phone
      },
      reply: { to: id, isOpen: true },
      resolvedAt,
      attributes: ticket.attributes
    })
    return isOpen
      ? [{ kind: 'seen', reopened: true, dedup: `reopened:${named.dedup}`, resolution: seenOf(resolution) }]
      : [{ kind: 'resolved', dedup: named.dedup, resolution }]
  },

  say: ({ to, text }, settings) => (settings.apiKey ? reply(to, text, settings) : cannotPost),

  writeBack: freshdeskWriteBack
}

/**
 * Names of “Open” and “Pending” in the languages of Freshdesk: {{ticket.status}} is translated, and its
 * number is not.
 */
const openNames = new Set(
  (
    'open|pending|offen|ausstehend|ouvert|en ' +
    'attente|abierto|pendiente|aberto|pendente|aperto|in attesa|in behandeling|in ' +
    'afwachting|открыт|открыто|в ' +
    'ожидании|відкрито|очікується|otwarte|oczekujące|otevřené|čekající|nyitott|függőben|öppen|väntande|åben|afventer|åpen|venter|avoin|odottaa|açık|beklemede|مفتوح|مفتوحة|معلق|معلقة|פתוח|ממתין|オープン|未対応|保留中|열림|보류 ' +
    '중|打开|待处理|開啟|待處理|เปิด|รอดำเนินการ|mở|đang chờ|terbuka|tertunda'
  ).split('|')
)

/**
 * The rule that calls us says when a ticket is resolved, so every status is an end but those that are known
 * to be none.
 */
function isOpenStatus(status: string): boolean {
  return /^[23]$/.test(status) || openNames.has(status.trim().toLowerCase())
}

const ticket = z.object({
  ticket_id: idText,
  ticket_status: maybe(idText),
  ticket_status_id: maybe(idText),
  status_id: maybe(idText),
  ticket_source: maybe(idText),
  ticket_tags: z
    .string()
    .transform((tags) =>
      tags
        .split(',')
        .map((tag) => tag.trim())
        .filter(Boolean)
    )
    .catch([]),
  ticket_agent_name: maybe(someText),
  ticket_group_name: maybe(someText),
  ticket_requester_unique_external_id: maybe(someText),
  ticket_requester_email: maybe(someText),
  ticket_requester_phone: maybe(someText),
  ticket_updated_at: maybe(moment),
  attributes: ownFields
})
/** “Simple” content puts everything one level deeper. */
const sent = z.union([
  z.object({ freshdesk_webhook: ticket }).transform(({ freshdesk_webhook }) => freshdesk_webhook),
  ticket
])

function reply(to: string, text: string, settings: Settings): HttpRequest {
  const body = text.split('\n').map(escapeHtml).join('<br>')
  return postJson(replyUrl(to, settings), headersOf(settings), { body })
}

function replyUrl(to: string, { baseUrl }: Settings): string {
  return `${trimmedAtEnd(baseUrl, '/')}/api/v2/tickets/${encodeURIComponent(to)}/reply`
}

/** The API key stands for the name; the password is not looked at. */
function headersOf({ apiKey }: Settings) {
  return { authorization: `Basic ${Buffer.from(`${apiKey}:X`).toString('base64')}` }
}

function escapeHtml(text: string): string {
  return text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
