import type { SQL } from 'drizzle-orm'
import { and, count, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import type { FunnelDimension } from '../contract/funnel'
import { instantIn } from '../days'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import { reached } from '../invitations/reached'
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
export function* countInvitations(handle: Handle, { tables }: Database, { surveyId, site }: OfSurvey, dimensions: readonly FunnelDimension[], period: Period, agents?: readonly string[]): Generator<PromiseLike<unknown>, InvitationCount[], unknown> {
  const { invitation } = tables
  const columns: Record<FunnelDimension, SQL | typeof invitation.channel> = {
    channel: invitation.channel,
    topic: invitation.topics,
    agent: invitation.agent,
    team: invitation.team,
    locale: invitation.locale,
    delivery: sql`coalesce(${invitation.delivery}, '')`
  }
  const { state, stateReason, deliveredAt, answeredAt } = invitation
  const come = reached(tables)
  const sumOf = (step: SQL) => sql<number | string>`sum(case when ${step} then 1 else 0 end)`
  const counted = {
    state,
    reason: sql<string>`coalesce(${stateReason}, '')`,
    invited: count(),
    sent: sumOf(come.sent),
    receipts: count(deliveredAt),
    delivered: sumOf(come.delivered),
    opened: sumOf(come.opened),
    started: sumOf(come.started),
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
