import type { SurveyScoresQuery, SurveyScoresView } from '../contract/figures'
import type { Database } from '../db/database'
import { judgedChanges } from '../statistics/change'
import type { OpenSurvey } from '../surveys/open-survey'
import { inOrder } from '../tallies/groups'
import { readScores } from './figures'
import { withSafeEnds } from './safe-ends'

type Row = SurveyScoresView['rows'][number]

/** So many surveys are read at most, the newest: more than that nobody reads on one page. */
const surveysMost = 100

/**
 * The score of each of these surveys, each over its own site's days and with the answers that the caller may
 * see of it. The changes are judged as one family, and what needs attention comes first.
 */
export async function readSurveyScores(
  database: Database,
  opened: readonly OpenSurvey[],
  { site: _site, ...query }: SurveyScoresQuery,
  now: number
): Promise<SurveyScoresView> {
  const rows: Row[] = []
  for (const one of opened.slice(0, surveysMost)) {
    const asked = await withSafeEnds(database, one, { ...query, survey: one.survey.id }, now)
    const { total, previous, change, metric, scale, satisfiedFrom, direction, period, previousPeriod } =
      await readScores(database, one, asked, now)
    rows.push({
      site: { id: one.site.id, name: one.site.name },
      survey: { id: one.survey.id, name: one.survey.name },
      ...{ metric, scale, satisfiedFrom, direction, period },
      ...(previousPeriod && { previousPeriod }),
      total,
      ...(previous && { previous }),
      ...(change && { change })
    })
  }
  const leftOut = opened.length - surveysMost
  return { rows: judgedTogether(rows).sort(mostUrgentFirst), ...(leftOut > 0 && { leftOut }) }
}

function judgedTogether(rows: readonly Row[]): Row[] {
  const compared = rows.filter(({ change }) => change !== undefined)
  const changes = judgedChanges(
    compared.flatMap(({ change, total, previous, direction }) =>
      change
        ? [
            {
              difference: change,
              isShown: total.state !== 'hidden' && previous?.state !== 'hidden',
              direction:
                total.unit === 'mean' && direction === 'lower-is-better' ? (-1 as const) : (1 as const)
            }
          ]
        : []
    )
  )
  const judged = new Map(compared.map((row, index) => [row, changes[index]]))
  return rows.map((row) => {
    const change = judged.get(row)
    return change ? { ...row, change } : row
  })
}

function mostUrgentFirst(a: Row, b: Row): number {
  return urgencyOf(a) - urgencyOf(b) || b.total.count - a.total.count || inOrder(a.survey.id, b.survey.id)
}

function urgencyOf({ total, change }: Row): number {
  if (total.state === 'hidden') return 3
  return { worse: 0, 'not-clear': 1, better: 2 }[change?.verdict ?? 'not-clear']
}
