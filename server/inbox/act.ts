import { and, desc, eq } from 'drizzle-orm'
import type { ChannelEvent } from '../channels/channel'
import type { Connector } from '../connectors'
import { threadOf } from '../deliveries'
import { ratedInHelpdesk, resolved } from '../helpdesk-events'
import { keepOptOut, liftOptOut } from '../opt-outs'
import type { Services } from '../services'
import { pressed, rated, typed } from './answers'
import { noteStatus } from './statuses'

export type InboxServices = Pick<Services, 'database' | 'sealing' | 'config' | 'publication' | 'intake' | 'outbox' | 'metrics' | 'log' | 'now'>

/** Something that happened on a connector, when, and by which name it is known, the same however often it is dealt with. */
export type Happening<Kind extends ChannelEvent['kind']> = { connector: Connector; event: Extract<ChannelEvent, { kind: Kind }>; at: number; key: string }

/** Thrown for what makes no sense yet and may after something else has happened. */
export class NotYet extends Error {}

type Handlers = { [Kind in ChannelEvent['kind']]: (services: InboxServices, happening: Happening<Kind>) => Promise<unknown> }

const handlers: Handlers = {
  pressed,
  text: typed,
  rated: (services, happening) => (happening.event.resolution ? ratedInHelpdesk(services, happening, happening.event.resolution) : rated(services, happening)),
  status: noteStatus,
  resolved,
  renamed,
  'opted-out': async (services, { connector, event }) => keepOptOut(services.database, { ...(await whoIs(services, connector, event.sender)), source: 'stop' }, services.now()),
  'opted-in': async (services, { connector, event }) => liftOptOut(services.database, await whoIs(services, connector, event.sender))
}

/** Does what follows from something that happened. Doing it twice does nothing more. */
export async function actOn<Kind extends ChannelEvent['kind']>(services: InboxServices, happening: Happening<Kind>): Promise<void> {
  // The event's kind names its handler; TypeScript loses that link when both come from one variable.
  const handler = handlers[happening.event.kind] as (services: InboxServices, happening: Happening<Kind>) => Promise<unknown>
  await handler(services, happening)
}

/** The address of a sender, and the customer who was last asked there. */
async function whoIs({ database, config }: InboxServices, { row }: Connector, sender: string) {
  const { delivery, invitation } = database.tables
  const [found] = await database.handle
    .select({ customer: invitation.customer })
    .from(delivery)
    .innerJoin(invitation, eq(invitation.id, delivery.invitationId))
    .where(and(eq(delivery.connectorId, row.id), eq(delivery.thread, threadOf(config.secret, row.id, sender))))
    .orderBy(desc(delivery.createdAt))
    .limit(1)
  return { siteId: row.siteId, address: sender, ...(found?.customer != null && { customer: found.customer }) }
}

/** Whoever has an open ask under the old name has it under the new one. */
async function renamed({ database: { handle, tables: { delivery } }, config }: InboxServices, { connector: { row }, event }: Happening<'renamed'>) {
  const thread = threadOf(config.secret, row.id, event.newSender)
  await handle.update(delivery).set({ thread }).where(and(eq(delivery.connectorId, row.id), eq(delivery.thread, threadOf(config.secret, row.id, event.sender))))
}
