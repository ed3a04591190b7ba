import { and, desc, eq } from 'drizzle-orm'
import type { Connector } from '../connectors/settings'
import type { Database } from '../db/database'
import type { DeliveryRow, InvitationRow } from '../db/rows'
import { channelOf } from '../tags/channel-names'

/**
 * Whether the vendor still lets us write freely. Of a customer who never wrote to this connector we know
 * nothing; one whose conversation was on the very channel has most likely just written there, to the
 * helpdesk that serves it.
 */
export async function isWindowOpen(
  { tables: { inbound }, handle }: Database,
  { connectorId, thread }: Pick<DeliveryRow, 'connectorId' | 'thread'>,
  { connector: { channel }, invitation }: { connector: Connector; invitation: InvitationRow },
  now: number
): Promise<boolean> {
  if (channel.windowMs === undefined) return true
  const [last] = await handle
    .select({ at: inbound.receivedAt })
    .from(inbound)
    .where(and(eq(inbound.connectorId, connectorId), eq(inbound.thread, thread)))
    .orderBy(desc(inbound.receivedAt))
    .limit(1)
  return last
    ? now - last.at < channel.windowMs
    : channelOf(invitation.channel) === channel.label && now - invitation.createdAt < channel.windowMs
}
