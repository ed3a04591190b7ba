import type { SQL } from 'drizzle-orm'
import { and, count, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import type { FunnelDimension } from '../contract/funnel'
import { instantIn } from '../days'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { SiteRow } from '../sites'
import type { Period } from './periods'
import { addDays } from './periods'

/** How far invitations came. `receipts`: of how many somebody says that they arrived. */
export const steps = ['invited', 'sent', 'receipts', 'delivered', 'opened', 'started', 'completed'] as const
export type Steps = Record<(typeof steps)[number], number>

/** How far so many invitations with the same tags came; `kept` are the tags that were asked for, as they are frozen on them. */
export type InvitationCount = Steps & { kept: Partial<Record<FunnelDimension, string>>; state: string; reason: string }

export type OfSurvey = { surveyId: string; site: SiteRow }

/**
 * What became of the invitations of some days, counted by the database for each combination of `dimensions`. Whoever answered has
 * opened, whoever opened was reached: a step counts when a later one does. Tests and links for many are left out.
 */
export function* countInvitations(handle: Handle, { tables: { invitation } }: Database, { surveyId, site }: OfSurvey, dimensions: readonly FunnelDimension[], period: Period, agents?: readonly string[]): Generator<PromiseLike<unknown>, InvitationCount[], unknown> {
  const columns: Record<FunnelDimension, SQL | typeof invitation.channel> = {
    channel: invitation.channel,
    topic: invitation.topics,
    agent: invitation.agent,
    team: invitation.team,
    locale: invitation.locale,
    delivery: sql`coalesce(${invitation.delivery}, '')`
  }
  const { state, stateReason, sentAt, deliveredAt, openedAt, startedAt, answeredAt } = invitation
  // A link that no message of ours carries was handed over, and is sent by whoever asked for it.
  const isSent = sql.raw(`(invitation.state = 'sent' or invitation.state = 'created' and not exists (select 1 from delivery where delivery.invitation_id = invitation.id))`)
  const reached = (...signs: SQL[]) => sql<number | string>`sum(case when ${sql.join(signs, sql` or `)} then 1 else 0 end)`
  const has = (...stamps: (typeof sentAt)[]) => sql`coalesce(${sql.join(stamps, sql`, `)}, 0) > 0`
  const counted = {
    state,
    reason: sql<string>`coalesce(${stateReason}, '')`,
    invited: count(),
    // What a vendor took and gave up on later was sent, and has not arrived.
    sent: reached(has(sentAt, deliveredAt, openedAt, startedAt, answeredAt), isSent),
    receipts: count(deliveredAt),
    delivered: reached(has(deliveredAt, openedAt, startedAt, answeredAt)),
    opened: reached(has(openedAt, startedAt, answeredAt)),
    started: reached(has(startedAt, answeredAt)),
    completed: count(answeredAt)
  }
  const asked = Object.fromEntries(dimensions.map((dimension) => [dimension, columns[dimension]])) as Record<FunnelDimension, typeof invitation.channel>
  const rows = yield* run(
    handle
      .select({ ...counted, ...asked })
      .from(invitation)
      .where(
        and(
          eq(invitation.surveyId, surveyId),
          gte(invitation.createdAt, instantIn(site.timeZone, period.from)),
          lt(invitation.createdAt, instantIn(site.timeZone, addDays(period.to, 1))),
          eq(invitation.test, false),
          eq(invitation.reusable, false),
          agents && inArray(invitation.agent, [...agents]),
          // These tell nothing new, but stand in the index by agent.
          agents && !agents.includes('') ? and(eq(invitation.siteId, site.id), sql`${invitation.agent} <> ''`) : undefined
        )
      )
      .groupBy(state, stateReason, ...dimensions.map((dimension) => columns[dimension]))
  )
  return rows.map((row) => ({
    ...stepsFrom(row),
    state: row.state,
    reason: row.reason,
    kept: Object.fromEntries(dimensions.map((dimension) => [dimension, row[dimension]]))
  }))
}

/** PostgreSQL gives sums as text. */
export function stepsFrom(row: Record<keyof Steps, number | string>): Steps {
  return Object.fromEntries(steps.map((step) => [step, Number(row[step])])) as Steps // the same keys
}
