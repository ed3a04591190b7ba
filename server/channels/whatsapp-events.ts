import { z } from 'zod'
import type { ChannelEvent } from './channel'
import { idText, itemsOf, readJson } from './read-json'

/** All that happened in one delivery: Meta puts several entries, changes and messages into one body. */
export function parseWhatsapp(body: Uint8Array): ChannelEvent[] {
  const delivered = z
    .object({ object: z.literal('whatsapp_business_account'), entry: z.unknown().optional() })
    .safeParse(readJson(body))
  if (!delivered.success) return []
  const changes = itemsOf(delivered.data.entry, entryShape).flatMap((entry) =>
    itemsOf(entry.changes, changeShape)
  )
  return changes.flatMap(({ field, value }) => {
    if (field === 'messages')
      return [
        ...itemsOf(value.messages, messageShape).flatMap(messageEvents),
        ...itemsOf(value.statuses, statusShape).flatMap(statusEvents)
      ]
    return field === 'user_preferences'
      ? itemsOf(value.user_preferences, preferenceShape).map(preferenceEvent)
      : []
  })
}

const entryShape = z.object({ changes: z.unknown().optional() })
const changeShape = z.object({
  field: z.string(),
  value: z.object({
    messages: z.unknown().optional(),
    statuses: z.unknown().optional(),
    user_preferences: z.unknown().optional()
  })
})

const reply = z.object({ id: z.string(), title: z.string() }).optional().catch(undefined)
const userId = z.string().optional().catch(undefined)

const messageShape = z.object({
  id: z.string(),
  from: z.string().optional(),
  from_user_id: userId,
  timestamp: z.coerce.number(),
  context: z.object({ id: z.string() }).optional().catch(undefined),
  text: z.object({ body: z.string() }).optional().catch(undefined),
  button: z.object({ payload: z.string(), text: z.string() }).optional().catch(undefined),
  interactive: z.object({ button_reply: reply, list_reply: reply }).optional().catch(undefined),
  system: z
    .object({ type: z.string(), wa_id: userId, user_id: userId, previous_user_id: userId })
    .optional()
    .catch(undefined)
})

/** People who took a username have no phone number here, only the id that this business knows them by. */
function messageEvents({
  id: dedup,
  from,
  from_user_id,
  timestamp,
  context,
  text,
  button,
  interactive,
  system
}: z.infer<typeof messageShape>): ChannelEvent[] {
  const at = timestamp * 1000
  if (system) return renamings(dedup, at, from, system)
  const sender = addressOf(from) ?? from_user_id
  if (sender === undefined) return []
  if (button) return [{ dedup, at, kind: 'pressed', sender, payload: button.payload, text: button.text }]
  const chosen = interactive?.list_reply ?? interactive?.button_reply
  if (chosen) return [{ dedup, at, kind: 'pressed', sender, payload: chosen.id, text: chosen.title }]
  return text
    ? [{ dedup, at, kind: 'text', sender, text: text.body, ...(context && { replyTo: context.id }) }]
    : []
}

/** A new phone number brings a new user id; either may be told alone. */
function renamings(
  dedup: string,
  at: number,
  from: string | undefined,
  { type, wa_id, user_id, previous_user_id }: NonNullable<z.infer<typeof messageShape>['system']>
): ChannelEvent[] {
  if (type !== 'user_changed_number' && type !== 'user_changed_user_id') return []
  const names = [
    [addressOf(from), addressOf(wa_id)],
    [previous_user_id, user_id]
  ] as const
  return names.flatMap(([sender, newSender], index) =>
    sender && newSender && sender !== newSender
      ? [{ dedup: `${dedup}:${index}`, at, kind: 'renamed', sender, newSender } as const]
      : []
  )
}

/**
 * `played` is a voice message heard; others than these (`deleted`, `warning`) tell nothing about a
 * delivery.
 */
const statuses = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  played: 'read',
  failed: 'failed'
} as const

const statusShape = z.object({
  id: z.string(),
  status: z.enum(Object.keys(statuses) as (keyof typeof statuses)[]), // keys of a literal
  timestamp: z.coerce.number(),
  biz_opaque_callback_data: z.string().optional().catch(undefined),
  errors: z.unknown().optional()
})
const errorShape = z.object({
  code: z.number(),
  title: z.string().optional(),
  error_data: z.object({ details: z.string() }).optional().catch(undefined)
})

function statusEvents({
  id,
  status,
  timestamp,
  biz_opaque_callback_data,
  errors
}: z.infer<typeof statusShape>): ChannelEvent[] {
  const [error] = itemsOf(errors, errorShape)
  return [
    {
      dedup: `${id}:${status}`,
      at: timestamp * 1000,
      kind: 'status',
      messageId: id,
      status: statuses[status],
      ...(biz_opaque_callback_data !== undefined && { correlation: biz_opaque_callback_data }),
      ...(error && { reason: `${error.code}: ${error.error_data?.details ?? error.title ?? ''}` })
    }
  ]
}

const preferenceShape = z.object({
  wa_id: idText,
  value: z.enum(['stop', 'resume', 'signup']),
  timestamp: z.number()
})

/** Who stops a business's marketing messages wants no surveys either. */
function preferenceEvent({ wa_id, value, timestamp }: z.infer<typeof preferenceShape>): ChannelEvent {
  return {
    dedup: `${wa_id}:${value}:${timestamp}`,
    at: timestamp * 1000,
    kind: value === 'stop' ? 'opted-out' : 'opted-in',
    sender: addressOf(wa_id) ?? wa_id
  }
}

/** WhatsApp writes phone numbers without the “+” that addresses start with everywhere else. */
function addressOf(waId: string | undefined): string | undefined {
  return waId && /^\d+$/.test(waId) ? `+${waId}` : waId
}
