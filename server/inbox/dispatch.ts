import { and, eq, inArray } from 'drizzle-orm'
import type { ChannelEvent } from '../channels/channel'
import { threadOf, threadsOf } from '../delivery/deliveries'
import { withoutOurs } from '../write-back/own'
import { pressed, rated } from './answers'
import type { Happening, InboxServices } from './happening'
import { ratedInHelpdesk, resolved } from './helpdesk'
import { optedIn, optedOut, said } from './opt-outs'
import { seen } from './seen'
import { noteStatus } from './statuses'

type Handlers = {
  [Kind in ChannelEvent['kind']]: (services: InboxServices, happening: Happening<Kind>) => Promise<unknown>
}

const handlers: Handlers = {
  pressed,
  text: said,
  rated: (services, happening) =>
    happening.event.resolution
      ? ratedInHelpdesk(services, happening, happening.event.resolution)
      : rated(services, happening),
  status: noteStatus,
  resolved,
  seen,
  renamed,
  'opted-out': optedOut,
  'opted-in': optedIn
}

/** Does what follows from something that happened. Doing it twice does nothing more. */
export async function actOn<Kind extends ChannelEvent['kind']>(
  services: InboxServices,
  happening: Happening<Kind>
): Promise<void> {
  // The event's kind names its handler; TypeScript loses that link when both come from one variable.
  const handler = handlers[happening.event.kind] as (
    services: InboxServices,
    happening: Happening<Kind>
  ) => Promise<unknown>
  const event = await withoutOurs(services.database, happening.connector.row.id, happening.event)
  await handler(services, { ...happening, event })
}

/** Whoever has an open ask under the old name has it under the new one. */
async function renamed(
  {
    database: {
      handle,
      tables: { delivery }
    },
    config
  }: InboxServices,
  { connector: { row }, event }: Happening<'renamed'>
) {
  const thread = threadOf(config, row.id, event.newSender)
  await handle
    .update(delivery)
    .set({ thread })
    .where(
      and(eq(delivery.connectorId, row.id), inArray(delivery.thread, threadsOf(config, row.id, event.sender)))
    )
}
