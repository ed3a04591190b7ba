import { and, eq, gte, lt, ne, or } from 'drizzle-orm'
import type { FollowUpFiguresQuery, FollowUpFiguresView } from '../contract/follow-ups'
import { natures } from '../contract/follow-ups'
import type { Database } from '../db/database'
import { isFew } from '../tallies/withheld'
import { dayIn, instantIn } from '../time/days'
import { addDays, periodOf } from '../time/periods'
import type { OpenSite } from './find'
import { conditionsFor } from './find'

const hourMs = 3_600_000

/** How many follow-ups were opened and closed in a period, how soon, and where the roots lay. */
export async function followUpFigures(
  database: Database,
  opened: OpenSite,
  { survey: surveyId, from, to, ...tags }: FollowUpFiguresQuery,
  now: number
): Promise<FollowUpFiguresView> {
  const { followUp, response, tagSet, survey } = database.tables
  const { timeZone } = opened.site
  const period = periodOf({ from, to }, dayIn(timeZone, now))
  const [start, end] = [instantIn(timeZone, period.from), instantIn(timeZone, addDays(period.to, 1))]
  const { state, ended, nature, severity, openedAt, closedAt, dueAt } = followUp
  const rows = await database.handle
    .select({ state, ended, nature, severity, openedAt, closedAt, dueAt })
    .from(followUp)
    .innerJoin(response, and(eq(response.surveyId, followUp.surveyId), eq(response.id, followUp.responseId)))
    .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
    .innerJoin(survey, eq(survey.id, followUp.surveyId))
    .where(
      conditionsFor(database, opened, tags, [
        surveyId === undefined ? undefined : eq(followUp.surveyId, surveyId),
        or(
          ne(state, 'closed'),
          and(gte(openedAt, start), lt(openedAt, end)),
          and(gte(closedAt, start), lt(closedAt, end))
        )
      ])
    )
  const isThen = (at: number | null): at is number => at !== null && at >= start && at < end
  const open = rows.filter((one) => one.state !== 'closed')
  const ends = rows.filter((one) => one.state === 'closed' && isThen(one.closedAt))
  const done = ends.filter((one) => one.ended === 'done')
  const hours = done.map((one) => ((one.closedAt ?? 0) - one.openedAt) / hourMs)
  return {
    period,
    opened: rows.filter((one) => isThen(one.openedAt)).length,
    closed: done.length,
    endedByThemselves: ends.length - done.length,
    late: done.filter((one) => (one.closedAt ?? 0) > one.dueAt).length,
    hoursToClose: isFew(done.length) ? null : medianOf(hours),
    waiting: open.length,
    overdue: open.filter((one) => one.dueAt <= now).length,
    causes: natures.flatMap((nature) => {
      const its = done.filter((one) => one.nature === nature)
      const graded = (severity: 'low' | 'medium' | 'high') =>
        its.filter((one) => one.severity === severity).length
      const severities = { low: graded('low'), medium: graded('medium'), high: graded('high') }
      return its.length > 0 ? [{ nature, count: its.length, severities }] : []
    })
  }
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [below, above] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return below === undefined || above === undefined ? null : (below + above) / 2
}
