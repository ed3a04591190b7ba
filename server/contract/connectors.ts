import { z } from 'zod'
import { name, tag, text, webAddress } from './terms'

/** What a kind's own schema says of its settings is checked when they are merged with what is kept. */
const settings = z.record(z.string().max(60), z.unknown()).meta({ description: 'as the kind describes them; a secret that is left out stays as it is' })

export const deliveryStates = ['queued', 'sending', 'sent', 'delivered', 'failed', 'dead', 'cancelled'] as const
export const deliveryPurposes = ['ask', 'reminder', 'thanks'] as const

const vendorUrl = webAddress.nullable().meta({ description: 'where requests go instead of to the vendor’s own host: a proxy, or a server of your own that speaks its API' })

export const connectorInput = z.strictObject({ site: text(40), kind: text(40), name, settings, vendorUrl: vendorUrl.default(null) })
export const connectorPatch = z.strictObject({ name: name.optional(), settings: settings.optional(), vendorUrl: vendorUrl.optional() })
export const connectorView = z.object({
  id: z.string(),
  site: z.string(),
  kind: z.string(),
  channel: z.string().meta({ description: 'the canonical channel it carries; answers given through it have it as their “delivery”' }),
  name: z.string(),
  state: z.enum(['ready', 'locked']).meta({ description: 'locked: its secrets were kept under another HEARBACK_SECRET and have to be entered again' }),
  settings: z.record(z.string(), z.unknown()).meta({ description: 'without the secrets' }),
  secrets: z.record(z.string(), z.enum(['set', 'missing'])),
  vendorUrl: z.string().nullable(),
  hookUrl: z.string().nullable().meta({ description: 'what to give to the vendor as the address of our webhook' }),
  connects: z.boolean().meta({ description: 'whether its vendor can be told that address by POST /connectors/{id}/connect; saving tells no vendor anything' }),
  steps: z.array(z.string()).meta({ description: 'what to do at the vendor' }),
  createdAt: z.string(),
  updatedAt: z.string()
})
export const connectorsView = z.object({ rows: z.array(connectorView) })
export const kindView = z.object({
  kind: z.string(),
  channel: z.string(),
  settings: z.record(z.string(), z.unknown()).meta({ description: 'a JSON schema with a sentence for every field' }),
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
export const deliveriesView = z.object({ rows: z.array(deliveryView) })
export type ConnectorInput = z.infer<typeof connectorInput>
export type ConnectorPatch = z.infer<typeof connectorPatch>
export type ConnectorView = z.infer<typeof connectorView>
export type KindView = z.infer<typeof kindView>
export type DeliveryView = z.infer<typeof deliveryView>
