import { count, eq } from 'drizzle-orm'
import type { Act } from '../access/act'
import { actorOf, recordAudit } from '../audit/log'
import type { GoalInput, GoalView } from '../contract/goals'
import { problem } from '../contract/problem'
import type { SurveyView } from '../contract/surveys'
import type { Scope } from '../contract/terms'
import { limits } from '../contract/terms'
import type { Database } from '../db/database'
import { run } from '../db/database'
import type { GoalRow } from '../db/rows'
import { newId } from '../secrets/ids'
import { unitOf } from '../statistics/score'
import type { OpenSurvey } from '../surveys/open-survey'
import { openSurveyOf } from '../surveys/open-survey'
import { surveyById } from '../surveys/surveys'
import { surveyViewOf } from '../surveys/view'
import { keyIn } from '../tags/filters'
import { readLabels } from '../tags/labels'
import { rulesOf } from '../tags/rules'
import { dayIn } from '../time/days'

/** Throws `invalid` for a day that is over, a value that no score can have, and one goal too many. */
export async function createGoal(
  database: Database,
  { survey, site }: Pick<OpenSurvey, 'survey' | 'site'>,
  { team, value, due }: GoalInput,
  { caller, now }: Act
): Promise<GoalView> {
  const { goal } = database.tables
  const today = dayIn(site.timeZone, now)
  if (due < today) throw problem('invalid', `“due” (${due}) is over; name a day to come.`, 'due')
  const { from, to } = rangeOf(surveyViewOf(await surveyById(database, survey.id)))
  if (value < from || value > to)
    throw problem('invalid', `“value” (${value}) is no score of this survey: ${from} to ${to}.`, 'value')
  const row: GoalRow = {
    id: newId('gol'),
    siteId: site.id,
    surveyId: survey.id,
    team: team === null ? '' : keyIn(rulesOf(site), 'team', team),
    hundredths: Math.round(value * 100),
    due,
    setOn: today,
    setBy: actorOf(caller),
    createdAt: now
  }
  await database.atomically(function* (handle) {
    const [kept] = yield* run(
      handle.select({ goals: count() }).from(goal).where(eq(goal.surveyId, survey.id))
    )
    if (Number(kept?.goals ?? 0) >= limits.goalsPerSurvey)
      throw problem(
        'invalid',
        `A survey has at most ${limits.goalsPerSurvey} goals; take out old ones first.`,
        'due'
      )
    yield* run(handle.insert(goal).values(row))
    yield* run(
      recordAudit(handle, database, {
        siteId: site.id,
        caller,
        action: 'goal-set',
        subject: row.id,
        detail: { survey: survey.id, team: row.team, value, due },
        at: now
      })
    )
  })
  const labelOf = await readLabels(database, site.id, 'team')
  return {
    id: row.id,
    survey: survey.id,
    team: row.team ? { key: row.team, label: labelOf(row.team) } : null,
    value: row.hundredths / 100,
    due,
    setOn: today
  }
}

/**
 * Takes a goal out for whoever has the scope on its site. Throws `not-found` for goals of other tenants too,
 * so that their ids cannot be probed.
 */
export async function removeGoal(
  database: Database,
  id: string,
  scope: Scope,
  { caller, now }: Act
): Promise<void> {
  const { goal } = database.tables
  const [row] = await database.handle.select().from(goal).where(eq(goal.id, id))
  if (!row) throw problem('not-found')
  await openSurveyOf(database, caller, row, scope)
  await database.atomically(function* (handle) {
    yield* run(handle.delete(goal).where(eq(goal.id, id)))
    yield* run(
      recordAudit(handle, database, {
        siteId: row.siteId,
        caller,
        action: 'goal-removed',
        subject: id,
        detail: { survey: row.surveyId, team: row.team, value: row.hundredths / 100, due: row.due },
        at: now
      })
    )
  })
}

/** Between which values the score of a survey lies. */
function rangeOf({ metric, scale }: Pick<SurveyView, 'metric' | 'scale'>): { from: number; to: number } {
  const unit = unitOf({ metric })
  if (unit === 'mean') return { from: scale.min, to: scale.max }
  return { from: unit === 'points' ? -100 : 0, to: 100 }
}
