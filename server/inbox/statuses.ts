import { and, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { unsendableReason } from '../contract/unsendable'
import { run } from '../db/database'
import { keepRefusal } from '../delivery/refusal'
import { tellNews } from '../live'
import { storable } from '../text/storable-text'
import type { Happening, InboxServices } from './happening'
import { NotYet } from './happening'

const reasonLengthMax = 300
const nameLengthMax = 500

/** A carrier that was told to stop has been told by the customer, whom nobody asks again then. */
async function keepToldElsewhere(
  { database, now }: InboxServices,
  { connector, event }: Happening<'status'>
): Promise<void> {
  const { delivery, invitation } = database.tables
  if (!event.optedOut || event.messageId === undefined) return
  const isIt = and(
    eq(delivery.connectorId, connector.row.id),
    eq(delivery.messageId, storable(event.messageId, nameLengthMax))
  )
  const asked = database.handle
    .select({ invitation })
    .from(delivery)
    .innerJoin(invitation, eq(invitation.id, delivery.invitationId))
  const [found] = await asked.where(isIt).limit(1)
  if (found) await keepRefusal(database, found.invitation, now())
}

/**
 * The vendor says how far a message came. What is behind where it is already changes nothing: statuses come
 * in any order.
 */
export async function noteStatus(services: InboxServices, happening: Happening<'status'>): Promise<void> {
  const { database, log } = services
  const { connector, event, at } = happening
  const { delivery, invitation } = database.tables
  await database.atomically(function* (handle) {
    const isIt = or(
      event.messageId === undefined
        ? undefined
        : eq(delivery.messageId, storable(event.messageId, nameLengthMax)),
      // The key that we gave the vendor to name the message by.
      event.correlation === undefined
        ? undefined
        : eq(delivery.id, storable(event.correlation, nameLengthMax))
    )
    if (isIt === undefined) return
    const ours = handle
      .select()
      .from(delivery)
      .where(and(eq(delivery.connectorId, connector.row.id), isIt))
      .orderBy(desc(delivery.createdAt))
      .limit(1)
    const [row] = yield* run(database.locked(ours))
    // The vendor may be faster than its own answer to us.
    if (!row) throw new NotYet('no such message')
    const isAsk = (row.purpose === 'ask' || row.purpose === 'reminder') && row.invitationId !== null
    if (event.status === 'failed') {
      if (row.state === 'delivered') return
      const reason = storable(event.reason ?? 'not-delivered', reasonLengthMax)
      yield* run(handle.update(delivery).set({ state: 'failed', reason }).where(eq(delivery.id, row.id)))
      const isUnanswered = and(
        eq(invitation.id, row.invitationId ?? ''),
        inArray(invitation.state, ['created', 'sent']),
        isNull(invitation.answeredAt)
      )
      const unsendable = {
        state: 'unsendable' as const,
        stateReason: unsendableReason(reason) ?? 'not-delivered'
      }
      if (row.purpose === 'ask') yield* run(handle.update(invitation).set(unsendable).where(isUnanswered))
      return
    }
    const isThere = event.status !== 'sent'
    // A vendor whose answer to us was lost has the message all the same: it is neither to be sent again nor
    // given up.
    const isLost =
      row.state === 'sending' ||
      ((row.state === 'queued' || row.state === 'dead') && row.attempts > 0 && event.correlation === row.id)
    if (isLost || (isThere && row.state === 'sent')) {
      const named =
        event.messageId === undefined ? {} : { messageId: storable(event.messageId, nameLengthMax) }
      const reached = {
        state: isThere ? ('delivered' as const) : ('sent' as const),
        sentAt: row.sentAt ?? at,
        reason: null,
        ...(isLost && named)
      }
      yield* run(handle.update(delivery).set(reached).where(eq(delivery.id, row.id)))
    }
    if (isLost && row.purpose === 'ask') {
      const isOpen = and(
        eq(invitation.id, row.invitationId ?? ''),
        inArray(invitation.state, ['created', 'unsendable'])
      )
      const sent = {
        state: 'sent' as const,
        stateReason: null,
        sentAt: sql`coalesce(${invitation.sentAt}, ${at})`
      }
      yield* run(handle.update(invitation).set(sent).where(isOpen))
    }
    if (!isAsk || !isThere) return
    const opened =
      event.status === 'read' ? { openedAt: sql<number>`coalesce(${invitation.openedAt}, ${at})` } : {}
    const reached = { deliveredAt: sql<number>`coalesce(${invitation.deliveredAt}, ${at})`, ...opened }
    yield* run(
      handle
        .update(invitation)
        .set(reached)
        .where(eq(invitation.id, row.invitationId ?? ''))
    )
  })
  await keepToldElsewhere(services, happening)
  await tellNews(database, log, connector.row.siteId, { connector: connector.row.id })
}
