import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'
import type { InvitationStep } from '../contract/invitations'
import type { Database } from './database'

/**
 * Whether an invitation came as far as a step of the funnel: one definition for what is counted and for the
 * list behind it. Whoever answered has opened, whoever opened was reached: a step holds when a later one
 * does.
 */
export function reached({ invitation }: Database['tables']): Record<InvitationStep, SQL> {
  const { state, sentAt, deliveredAt, openedAt, startedAt, answeredAt } = invitation
  const has = (...stamps: (typeof sentAt)[]) => sql`coalesce(${sql.join(stamps, sql`, `)}, 0) > 0`
  // A link that no message of ours carries was handed over, and is sent by whoever asked for it. What a
  // vendor took and gave up on later was sent.
  const isHandedOver = sql.raw(
    `(invitation.state = 'sent' or invitation.state = 'created' and not exists (select 1 ` +
      'from delivery where delivery.invitation_id = invitation.id))'
  )
  const sent = sql`(${has(sentAt, deliveredAt, openedAt, startedAt, answeredAt)} or ${isHandedOver})`
  return {
    waiting: sql`(${state} = 'created' and not ${sent})`,
    sent,
    delivered: has(deliveredAt, openedAt, startedAt, answeredAt),
    opened: has(openedAt, startedAt, answeredAt),
    started: has(startedAt, answeredAt),
    completed: sql`${answeredAt} is not null`
  }
}
