import type { Config } from '../config'
import type { Handle } from '../db/database'
import type { DeliveryRow } from '../db/rows'
import { newDelivery } from '../delivery/deliveries'
import type { ReplyContent } from '../delivery/reply'
import type { Replying, Way } from './way'

/** A message to a customer that is due at once, without what it says. */
export function replyMessage({ connector, to, invitation }: Way, ring: Config, now: number): DeliveryRow {
  return newDelivery({
    connector,
    invitation: { id: invitation?.id ?? null, address: to },
    purpose: 'reply',
    ring,
    dueAt: now,
    now
  })
}

/** Puts it into the outbox, in the commit that notes it; what it is about is sealed. */
export function* queueReply(
  handle: Handle,
  { database, sealing }: Pick<Replying, 'database' | 'sealing'>,
  message: DeliveryRow,
  content: ReplyContent
) {
  yield* database.insertRows(handle, {
    table: database.tables.delivery,
    rows: [{ ...message, content: sealing.seal(JSON.stringify(content), message.id) }],
    onConflict: ''
  })
}
