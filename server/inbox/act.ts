import { and, eq, inArray } from 'drizzle-orm'
import type { ChannelEvent } from '../channels/channel'
import type { Connector } from '../connectors'
import { threadOf, threadsOf } from '../deliveries'
import { ratedInHelpdesk, resolved } from '../helpdesk-events'
import type { Services } from '../services'
import { pressed, rated } from './answers'
import { optedIn, optedOut, said } from './opting'
import { seen } from './seen'
import { noteStatus } from './statuses'

export type InboxServices = Pick<
  Services,
  'database' | 'sealing' | 'config' | 'publication' | 'intake' | 'outbox' | 'metrics' | 'hearing' | 'log' | 'now' | 'steady'
>

/** Something that happened on a connector, when, and by which name it is known, the same however often it is dealt with. */
export type Happening<Kind extends ChannelEvent['kind']> = { connector: Connector; event: Extract<ChannelEvent, { kind: Kind }>; at: number; key: string }

/** Thrown for what makes no sense yet and may after something else has happened. */
export class NotYet extends Error {}

type Handlers = { [Kind in ChannelEvent['kind']]: (services: InboxServices, happening: Happening<Kind>) => Promise<unknown> }

const handlers: Handlers = {
  pressed,
  text: said,
  rated: (services, happening) => (happening.event.resolution ? ratedInHelpdesk(services, happening, happening.event.resolution) : rated(services, happening)),
  status: noteStatus,
  resolved,
  seen,
  renamed,
  'opted-out': optedOut,
  'opted-in': optedIn
}

/** Does what follows from something that happened. Doing it twice does nothing more. */
export async function actOn<Kind extends ChannelEvent['kind']>(services: InboxServices, happening: Happening<Kind>): Promise<void> {
  // The event's kind names its handler; TypeScript loses that link when both come from one variable.
  const handler = handlers[happening.event.kind] as (services: InboxServices, happening: Happening<Kind>) => Promise<unknown>
  await handler(services, happening)
}

/** Whoever has an open ask under the old name has it under the new one. */
async function renamed({ database: { handle, tables: { delivery } }, config }: InboxServices, { connector: { row }, event }: Happening<'renamed'>) {
  const thread = threadOf(config, row.id, event.newSender)
  await handle.update(delivery).set({ thread }).where(and(eq(delivery.connectorId, row.id), inArray(delivery.thread, threadsOf(config, row.id, event.sender))))
}
