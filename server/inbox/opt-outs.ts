import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Resolution } from '../channels/channel'
import type { Connector } from '../connectors/settings'
import { threadsOf } from '../delivery/deliveries'
import { isHelpdesk } from '../helpdesks/helpdesk'
import { keepOptOut, liftOptOut } from '../opt-outs/opt-outs'
import { wishIn } from '../opt-outs/wish'
import { channelOf } from '../tags/channel-names'
import { typed } from './answers'
import type { Happening, InboxServices } from './happening'
import { customerNamed } from './helpdesk'

/**
 * A text may be a wish to be left alone, or to be asked again, on whatever channel; anything else that it
 * says may be an answer. In a helpdesk “cancel” is said to an agent and is about an order, but where its
 * conversation is by SMS, the words that carriers have taught people mean what they mean everywhere.
 */
export async function said(services: InboxServices, happening: Happening<'text'>): Promise<void> {
  const { connector, event } = happening
  const toAgent = isHelpdesk(connector.settings) && channelOf(event.channel ?? '') !== 'sms'
  const found = wishIn(event.text, { toAgent })
  if (!found) return typed(services, happening)
  const whom = await whoIs(services, connector, event)
  if (found.wish === 'in') await liftOptOut(services.database, { ...whom, by: 'word' })
  else await keepOptOut(services.database, { ...whom, source: 'stop' }, services.now())
  if (!found.isAll) await typed(services, happening)
}

/** The vendor says that somebody wants to be left alone, or has blocked us. */
export async function optedOut(
  services: InboxServices,
  { connector, event }: Happening<'opted-out'>
): Promise<void> {
  await keepOptOut(
    services.database,
    { ...(await whoIs(services, connector, event)), source: event.byBlocking ? 'blocked' : 'stop' },
    services.now()
  )
}

/** The vendor says that somebody wants to be asked again, or has let us in again. */
export async function optedIn(
  services: InboxServices,
  { connector, event }: Happening<'opted-in'>
): Promise<void> {
  await liftOptOut(services.database, {
    ...(await whoIs(services, connector, event)),
    by: event.byBlocking ? 'unblocking' : 'word'
  })
}

/** The address of a sender, and the customer who was last asked there, or who a helpdesk says that it is. */
async function whoIs(
  { database, config }: InboxServices,
  { row }: Connector,
  { sender, customer }: { sender: string; customer?: Resolution['customer'] }
) {
  const { delivery, invitation } = database.tables
  const [asked] = await database.handle
    .select({ customer: invitation.customer })
    .from(delivery)
    .innerJoin(invitation, eq(invitation.id, delivery.invitationId))
    .where(and(eq(delivery.connectorId, row.id), inArray(delivery.thread, threadsOf(config, row.id, sender))))
    .orderBy(desc(delivery.createdAt))
    .limit(1)
  const name = asked?.customer ?? (customer && customerNamed(customer))
  return { siteId: row.siteId, address: sender, ...(name && { customer: name }) }
}
