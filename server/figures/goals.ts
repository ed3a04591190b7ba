import { asc, eq } from 'drizzle-orm'
import type { GoalsView } from '../contract/goals'
import { goalDays } from '../contract/goals'
import { limits } from '../contract/terms'
import type { Database } from '../db/database'
import { judgedChanges } from '../statistics/change'
import { judgeGoal } from '../statistics/goal'
import type { OpenSurvey } from '../surveys/open-survey'
import { rulesOf } from '../tags/rules'
import { readVersions, scorerOf } from '../tallies/scorer'
import { dayIn } from '../time/days'
import { addDays } from '../time/periods'
import { readAgainst } from './against'
import { headOf, readScores } from './figures'
import { readDimensionLabels } from './labels'
import { withSafeEnds } from './safe-ends'

/**
 * The goals of a survey by their days, with the score of the days up to each, what changed since it was set,
 * and whether it is reached. What changed is judged for all of them as one family. Whoever sees the answers to
 * some teams only is shown their goals.
 */
export async function readGoals(database: Database, opened: OpenSurvey, now: number): Promise<GoalsView> {
  const { survey, site } = opened
  const { goal } = database.tables
  const [kept, labelOf, versions] = await Promise.all([
    database.handle
      .select()
      .from(goal)
      .where(eq(goal.surveyId, survey.id))
      .orderBy(asc(goal.due), asc(goal.id))
      .limit(limits.goalsPerSurvey),
    readDimensionLabels(database, opened, 'team'),
    readVersions(database, survey.id)
  ])
  const { metric, scale, direction } = headOf(scorerOf(versions, opened, new Map()))
  const today = dayIn(site.timeZone, now)
  const rules = rulesOf(site)
  const read = []
  const { only } = opened.access
  const isSeen = (team: string) => !only || (only.dimension === 'team' && only.keys.includes(team))
  for (const { id, team: key, hundredths, due, setOn } of kept) {
    const team = key && rules.canonical('team', key)
    if (!isSeen(team)) continue
    const value = hundredths / 100
    const until = (day: string) => ({
      survey: survey.id,
      from: addDays(day, 1 - goalDays),
      to: day,
      ...(team && { team: [team] })
    })
    const here = await withSafeEnds(database, opened, until(due < today ? due : today), now)
    const there = await withSafeEnds(database, opened, until(addDays(setOn, -1)), now)
    const { total: score, period } = await readScores(database, opened, here, now)
    const against = await readAgainst(database, opened, { here, there }, now)
    read.push({
      row: {
        ...{ id, survey: survey.id, team: team ? { key: team, label: labelOf(team) } : null },
        ...{ value, due, setOn, period, score, before: against.period }
      },
      difference: against.change,
      isShown: score.state !== 'hidden' && against.total.state !== 'hidden',
      direction: score.unit === 'mean' && direction === 'lower-is-better' ? (-1 as const) : (1 as const)
    })
  }
  const changes = judgedChanges(read)
  const rows = read.flatMap(({ row, direction: way }, place) => {
    const change = changes[place]
    if (!change) return []
    const { score, value, due } = row
    const verdict = judgeGoal({ score, verdict: change.verdict, value, direction: way, isOver: due < today })
    return [{ ...row, change, verdict }]
  })
  return { metric, scale, direction, rows }
}
