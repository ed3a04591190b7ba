import { z } from 'zod'
import { name, tag, text, webAddress } from './terms'

/** What a kind's own schema says of its settings is checked when they are merged with what is kept. */
const settings = z
  .record(z.string().max(60), z.unknown())
  .meta({ description: 'as the kind describes them; a secret that is left out stays as it is' })

export const deliveryStates = [
  'queued',
  'sending',
  'sent',
  'delivered',
  'failed',
  'dead',
  'cancelled'
] as const
export const deliveryPurposes = ['ask', 'reminder', 'thanks', 'write-back', 'reply'] as const

const vendorUrl = webAddress.nullable().meta({
  description:
    'where requests go instead of to the vendor’s own host: a proxy, or a server of your own that speaks its API'
})

const perSecond = z.number().min(0.05).max(1_000).nullable().meta({
  description: 'messages a second; null: as many as are usual for its kind'
})

/** What comes in under the address of a connector and is turned away, and why. */
const refusalReasons = ['signature-wrong', 'locked', 'sender-unknown', 'too-large'] as const
export type RefusalReason = (typeof refusalReasons)[number]
const pauseReasons = ['key-refused', 'sign-in-refused', 'connector-locked'] as const
export type PauseReason = (typeof pauseReasons)[number]

export const connectorInput = z.strictObject({
  site: text(40),
  kind: text(40),
  name,
  settings,
  vendorUrl: vendorUrl.default(null),
  perSecond: perSecond.default(null)
})
export const connectorPatch = z.strictObject({
  name: name.optional(),
  settings: settings.optional(),
  vendorUrl: vendorUrl.optional(),
  perSecond: perSecond.optional()
})
export const connectorView = z.object({
  id: z.string(),
  site: z.string(),
  kind: z.string(),
  channel: z.string().meta({
    description: 'the canonical channel it carries; answers given through it have it as their “delivery”'
  }),
  name: z.string(),
  state: z.enum(['ready', 'paused', 'locked']).meta({
    description:
      'paused: its vendor refuses the key, so its messages wait; locked: its secrets were kept under another ' +
      'HEARBACK_SECRET and have to be entered again'
  }),
  paused: z
    .object({ since: z.string(), reason: z.enum(pauseReasons), nextTryAt: z.string() })
    .nullable()
    .meta({
      description:
        'new settings end it, POST /connectors/{id}/resume does, and so does the single message that is tried at ' +
        '`nextTryAt`, if the vendor takes it'
    }),
  perSecond,
  usualPerSecond: z.number().meta({ description: 'what is usual for its kind' }),
  nowPerSecond: z
    .number()
    .meta({ description: 'how fast it sends: less than its rate while the vendor takes less' }),
  heardAt: z.string().nullable().meta({ description: 'when its vendor called us last' }),
  takenAt: z.string().nullable().meta({ description: 'when its vendor took a message last' }),
  settings: z.record(z.string(), z.unknown()).meta({ description: 'without the secrets' }),
  secrets: z.record(z.string(), z.enum(['set', 'missing'])),
  vendorUrl: z.string().nullable(),
  hookUrl: z
    .string()
    .nullable()
    .meta({ description: 'what to give to the vendor as the address of our webhook' }),
  connects: z.boolean().meta({
    description:
      'whether its vendor can be told that address by POST /connectors/{id}/connect; saving tells no vendor anything'
  }),
  steps: z.array(z.string()).meta({ description: 'what to do at the vendor' }),
  createdAt: z.string(),
  updatedAt: z.string()
})
export const connectorsView = z.object({ rows: z.array(connectorView) })
const kindView = z.object({
  kind: z.string(),
  channel: z.string(),
  settings: z
    .record(z.string(), z.unknown())
    .meta({ description: 'a JSON schema with a sentence for every field' }),
  secrets: z.array(z.string()),
  limits: z.record(z.string(), z.number())
})
export const kindsView = z.object({ rows: z.array(kindView) })
export const testSendInput = z.strictObject({
  to: tag.min(1).meta({ description: 'an address of your own on this channel' }),
  survey: text(40).optional().meta({ description: 'the first live survey of the site where it is left out' }),
  locale: z.string().max(35).optional()
})
export const deliveryView = z.object({
  id: z.string(),
  invitation: z.string().nullable(),
  purpose: z.enum(deliveryPurposes),
  state: z.enum(deliveryStates),
  attempts: z.int(),
  dueAt: z.string().nullable().meta({ description: 'when it is tried next' }),
  reason: z.string().nullable(),
  answer: z.string().nullable().meta({ description: 'the beginning of what the vendor answered last' }),
  messageId: z.string().nullable(),
  createdAt: z.string(),
  sentAt: z.string().nullable()
})
const deliveryState = z.enum(deliveryStates)
export const deliveriesQuery = z.strictObject({
  state: z
    .union([deliveryState, z.array(deliveryState).max(deliveryStates.length)])
    .optional()
    .meta({
      description: 'any of these; repeatable'
    }),
  purpose: z.enum(deliveryPurposes).optional(),
  cursor: z.string().max(200).optional().meta({ description: '`next` of the page before' })
})
export const deliveriesView = z.object({ rows: z.array(deliveryView), next: z.string().nullable() })
export const endedStates = ['failed', 'dead'] as const
export const sendAgainInput = z.strictObject({
  state: z
    .enum(endedStates)
    .meta({ description: 'failed: the vendor refused it; dead: it was tried for too long' })
})
export const sentAgainView = z.object({
  count: z.int().meta({ description: 'how many messages wait to be sent again' })
})
const connectorRefusalView = z.object({
  reason: z.enum(refusalReasons),
  count: z.int(),
  firstAt: z.string(),
  lastAt: z.string()
})
export const connectorRefusalsView = z.object({ rows: z.array(connectorRefusalView) })
export type ConnectorRefusalView = z.infer<typeof connectorRefusalView>
export type DeliveriesView = z.infer<typeof deliveriesView>
export type ConnectorInput = z.infer<typeof connectorInput>
export type ConnectorPatch = z.infer<typeof connectorPatch>
export type ConnectorView = z.infer<typeof connectorView>
export type KindView = z.infer<typeof kindView>
export type DeliveryView = z.infer<typeof deliveryView>
