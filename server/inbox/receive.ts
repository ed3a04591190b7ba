import type { ChannelEvent } from '../channels/channel'
import type { Config } from '../config'
import type { Connector } from '../connectors/settings'
import type { Database } from '../db/database'
import { threadOf } from '../delivery/deliveries'
import { hashOf } from '../secrets/ids'
import type { Sealing } from '../secrets/sealing'

/** More cannot honestly be in one request. */
const eventsMax = 1_000

/** Puts what happened on the disk, each thing once however often it is told. */
export async function keepInbound(
  {
    database,
    sealing,
    config,
    now
  }: { database: Database; sealing: Sealing; config: Config; now: () => number },
  { row: { id } }: Connector,
  events: readonly ChannelEvent[]
): Promise<void> {
  if (events.length === 0) return
  const at = now()
  const rows = events.slice(0, eventsMax).map((event, position) => {
    const dedup = hashOf(event.dedup)
    return {
      connectorId: id,
      dedup,
      thread: threadOf(config, id, aboutWhom(event)),
      event: sealing.seal(JSON.stringify(event), `${id} ${dedup}`),
      // A vendor's clock may be ahead of ours; nothing happens after it was told.
      happenedAt: Math.min(event.at ?? at, at),
      receivedAt: at,
      position,
      attempts: 0,
      dueAt: at,
      processedAt: null,
      error: null
    }
  })
  await database.atomically((handle) =>
    database.insertRows(handle, {
      table: database.tables.inbound,
      rows,
      onConflict: 'on conflict do nothing'
    })
  )
}

/** What happened to one of these is dealt with in order: a person, a message, a conversation. */
function aboutWhom(event: ChannelEvent): string {
  if ('sender' in event) return event.sender
  return event.kind === 'status'
    ? `message ${event.messageId ?? event.correlation ?? ''}`
    : `conversation ${event.resolution.conversation}`
}
