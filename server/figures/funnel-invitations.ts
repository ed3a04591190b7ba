import type { SQL } from 'drizzle-orm'
import { and, eq, gt, sql } from 'drizzle-orm'
import { dayIn } from '../days'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import { reached } from '../invitations/reached'
import type { SiteRow } from '../sites'
import type { InvitationTags } from './funnel-tags'

/** How far invitations came. `receipts`: of how many somebody says that they arrived. */
export const steps = ['invited', 'sent', 'receipts', 'delivered', 'opened', 'started', 'completed'] as const
export type Steps = Record<(typeof steps)[number], number>

export type OfSurvey = { surveyId: string; site: SiteRow }

/** Where the funnel counts an invitation: under the day on which it was made, by what became of it. */
export type Place = { day: string; state: string; reason: string; reached: Steps }

/** An invitation that is to be counted: where it was, if anywhere, and where it is now; tests and links for many are nowhere. */
export type Uncounted = { id: string; tags: InvitationTags; was: Place | undefined; is: Place | undefined }

/**
 * Some invitations of a survey to which something has happened since they were counted, held until the transaction ends. Those that
 * somebody else is changing at this moment are left for the next time, so that nobody waits for anybody.
 */
export function* takeUncounted(handle: Handle, database: Database, { surveyId, site: { timeZone } }: OfSurvey, round: number, max: number): Generator<PromiseLike<unknown>, Uncounted[], unknown> {
  const { invitation } = database.tables
  const come = reached(database.tables)
  const whether = (step: SQL) => sql<number>`case when ${step} then 1 else 0 end`
  const { id, channel, topics, agent, team, locale, delivery, state, test, reusable, createdAt, countedAs } = invitation
  const rows = yield* run(
    database.takenFree(
      handle
        .select({
          ...{ id, channel, topics, agent, team, locale, delivery, state, test, reusable, createdAt, countedAs },
          reason: invitation.stateReason,
          sent: whether(come.sent),
          receipts: whether(sql`${invitation.deliveredAt} is not null`),
          delivered: whether(come.delivered),
          opened: whether(come.opened),
          started: whether(come.started),
          completed: whether(come.completed)
        })
        .from(invitation)
        .where(and(eq(invitation.surveyId, surveyId), gt(invitation.changedAt, 0)))
        .limit(max)
    )
  )
  return rows.map(({ id, channel, topics, agent, team, locale, delivery, state, reason, test, reusable, createdAt, countedAs, ...far }) => ({
    id,
    tags: { channel, topic: topics, agent, team, locale, delivery: delivery ?? '' },
    was: countedAs === null ? undefined : placeFrom(countedAs, round),
    is: test || reusable ? undefined : { day: dayIn(timeZone, createdAt), state, reason: reason ?? '', reached: { invited: 1, ...far } }
  }))
}

/** Writes down where invitations are counted now, in this round of counting all of them. */
export function* noteCounted(handle: Handle, { tables: { invitation } }: Database, counted: readonly Uncounted[], round: number): Generator<PromiseLike<unknown>, void, unknown> {
  const places = counted.map(({ id, is }) => sql`(${id}, ${is ? textOf(is, round) : ''})`)
  const fresh = sql`(values ${sql.join(places, sql`, `)}) as fresh`
  // Both engines call the columns of a list of values so.
  yield* run(handle.update(invitation).set({ changedAt: 0, countedAs: sql`nullif(fresh.column2, '')` }).from(fresh).where(sql`${invitation.id} = fresh.column1`))
}

/** PostgreSQL gives sums as text. */
export function stepsFrom(row: Record<keyof Steps, number | string>): Steps {
  return Object.fromEntries(steps.map((step) => [step, Number(row[step])])) as Steps // the same keys
}

/** As it is kept on the invitation: short, since it is on every one of them. */
function textOf({ day, state, reason, reached }: Place, round: number): string {
  return [round, day, state, steps.map((step) => reached[step]).join(''), reason].join(' ')
}

/** What was counted in a round before counts nowhere any more. */
function placeFrom(text: string, round: number): Place | undefined {
  const [counted, day = '', state = '', far = '', ...reason] = text.split(' ')
  if (counted !== String(round)) return undefined
  return { day, state, reason: reason.join(' '), reached: Object.fromEntries(steps.map((step, index) => [step, Number(far[index])])) as Steps } // the same keys
}
