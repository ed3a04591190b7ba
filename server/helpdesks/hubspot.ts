import { z } from 'zod'
import type { Inbound } from '../channels/channel'
import { readJson } from '../channels/read-json'
import { hmac, isSame } from '../channels/signatures'
import { textAt } from '../text/json-pointer'
import { listAt, resolutionName, whole } from './generic'
import type { Helpdesk } from './helpdesk'
import { askingFields, cannotPost, channelNamed, fieldsOf, known, moment, ownFields } from './helpdesk'
import { hubspotWriteBack } from './write-back/hubspot'

const settings = z.strictObject({
  ...askingFields,
  clientSecret: z.string().min(8).max(200).meta({
    title: 'Client secret',
    description:
      'Of your app, by which HubSpot signs what it sends: Settings → Integrations → your app → Auth.'
  }),
  accessToken: z.string().max(500).default('').meta({
    title: 'Access token',
    description:
      'Of a private app that may read and write tickets and contacts. Only needed to write answers back.'
  }),
  openStage: z.string().max(40).default('').meta({
    title: 'Open status',
    description: 'The internal id of the ticket status into which a ticket is opened again.'
  })
})
type Settings = z.output<typeof settings>

/** `source_type` of a ticket. */
const channels = {
  chat: 'web',
  email: 'email',
  form: 'web',
  phone: 'voice',
  facebook_messenger: 'messenger',
  whatsapp: 'whatsapp',
  sms: 'sms',
  instagram: 'instagram'
}

/** How long after it was signed a request is believed. */
const freshForMs = 5 * 60_000

/**
 * HubSpot, by the webhook of a ticket workflow. Its app webhooks say only that some ticket changed, so they
 * are not enough.
 * https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation
 */
export const hubspot: Helpdesk<Settings> = {
  kind: 'hubspot',
  label: 'hubspot',
  settings,
  secrets: ['clientSecret', 'accessToken'],
  steps: [
    'In HubSpot make a ticket workflow that starts when “Ticket status” becomes one of the closed ones.',
    'Add the action “Send a webhook”: POST to {hook}, authenticated by the request signature of your app.',
    'Choose “Customize request body” with these keys and properties: ticket = Ticket ID, ' +
      'source_type = Source, topics = Category, agent = Ticket owner, team = HubSpot team, ' +
      'email = Contact email, phone = Contact phone number, createdate = Create date, ' +
      'closed_date = Close date, time_to_first_agent_reply = Time to first agent email reply.',
    'Choose the connector that carries the survey: HubSpot takes no message from us.'
  ],
  limits: {},
  render: () => cannotPost,
  outcome: () => ({ state: 'refused', reason: cannotPost.unsendable }),
  verify: isFromHubspot,

  parse({ body }, settings, now) {
    const sent = readJson(body)
    const id = field(sent, 'ticket') ?? field(sent, 'hs_object_id') ?? field(sent, 'objectId')
    if (id === undefined) return []
    const time = (name: string) => moment.safeParse(field(sent, name)).data
    const [openedAt, resolvedAt, firstReplyAfterMs] = [
      time('createdate'),
      time('closed_date'),
      whole(field(sent, 'time_to_first_agent_reply'))
    ]
    const named = resolutionName(id, resolvedAt, body, now)
    return [
      {
        kind: 'resolved',
        dedup: named.dedup,
        resolution: known({
          conversation: `hubspot-${id}`,
          ...named.resolution,
          channel: channelNamed(field(sent, 'source_type'), channels, settings),
          topics: listAt(
            field(sent, 'topics') === undefined ? sent : { topics: field(sent, 'topics') },
            '/topics'
          ),
          agent: field(sent, 'agent') ?? field(sent, 'hubspot_owner_id'),
          team: field(sent, 'team') ?? field(sent, 'hubspot_team_id'),
          customer: { email: field(sent, 'email'), phone: field(sent, 'phone') },
          openedAt,
          firstResponseAt:
            openedAt !== undefined && firstReplyAfterMs !== undefined
              ? openedAt + firstReplyAfterMs
              : undefined,
          resolvedAt,
          attributes: fieldsOf(propertiesIn(sent), ownFields.parse(sent))
        })
      }
    ]
  },

  writeBack: hubspotWriteBack
}

/** As our recipe's body has it, or among the properties of the whole ticket, bare or as `{ value }`. */
function field(sent: unknown, name: string): string | undefined {
  return (
    textAt(sent, `/${name}`) ??
    textAt(sent, `/properties/${name}/value`) ??
    textAt(sent, `/properties/${name}`)
  )
}

/** The properties of the whole ticket, bare or as `{ value }`. */
function propertiesIn(sent: unknown): z.output<typeof ownFields> {
  const properties = z.object({ properties: ownFields }).safeParse(sent).data?.properties
  return (
    properties && Object.fromEntries(Object.keys(properties).map((name) => [name, valueIn(properties[name])]))
  )
}

function valueIn(property: unknown): unknown {
  const wrapped = z.object({ value: z.unknown() }).safeParse(property)
  return wrapped.success ? wrapped.data.value : property
}

/**
 * Version 3, over our public address and the time. Versions before hold no time and are hashes of secret
 * and body in a row.
 */
function isFromHubspot(
  { method, url, headers, body }: Inbound,
  { clientSecret }: Settings,
  publicUrl: string,
  now: number
): boolean {
  const called = new URL(publicUrl)
  called.search = new URL(url, publicUrl).search
  const sentAt = headers['x-hubspot-request-timestamp'] ?? ''
  const isFresh = Math.abs(now - Number(sentAt)) <= freshForMs
  const signed = method + decoded(called.href) + Buffer.from(body).toString() + sentAt
  return isFresh && isSame(headers['x-hubspot-signature-v3'], hmac('sha256', clientSecret, signed, 'base64'))
}

/** HubSpot signs the address with these characters written out, and no others. */
function decoded(address: string): string {
  return address.replace(/%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, (code) => decodeURIComponent(code))
}
