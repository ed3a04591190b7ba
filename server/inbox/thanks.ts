import type { Thanks } from '../channels/channel'
import type { Connector } from '../connectors/settings'
import type { InvitationRow } from '../db/rows'
import { newDelivery } from '../delivery/deliveries'
import { hashOf } from '../secrets/ids'
import type { InboxServices } from './happening'

/**
 * Puts words for a customer into the outbox. `key` names what they answer, so that they are said once
 * however often it is dealt with.
 */
export async function queueThanks(
  { database, sealing, config, outbox, now }: InboxServices,
  connector: Connector,
  invitation: InvitationRow,
  { thanks, key }: { thanks: Thanks; key: string }
): Promise<void> {
  if (!connector.channel.thank) return
  const id = `dlv_${hashOf(`${connector.row.id} ${key}`).slice(0, 22)}`
  const at = now()
  const row = {
    ...newDelivery({
      connector,
      invitation: { id: invitation.id, address: thanks.to },
      purpose: 'thanks',
      ring: config,
      dueAt: at,
      now: at
    }),
    id,
    content: sealing.seal(JSON.stringify(thanks), id)
  }
  await database.atomically((handle) =>
    database.insertRows(handle, {
      table: database.tables.delivery,
      rows: [row],
      onConflict: 'on conflict do nothing'
    })
  )
  outbox.wake()
}
