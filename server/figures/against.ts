import type { ScoresView } from '../contract/figures'
import type { Database } from '../db/database'
import type { OpenSurvey } from '../surveys/open-survey'
import { readGroups } from '../tallies/groups'
import type { Query } from '../tallies/question'
import { askedOf } from '../tallies/question'
import { readVersions, scorerOf } from '../tallies/scorer'

/**
 * Two views of a survey as one comparison, judged by the rule of every verdict: this view less the other.
 * Answers that belong to both are drawn twice, which makes the difference seem less clear than it is, never
 * clearer.
 */
export async function readAgainst(
  database: Database,
  opened: OpenSurvey,
  { here, there }: { here: Query; there: Query },
  now: number
): Promise<NonNullable<ScoresView['against']>> {
  const [asked, other] = [askedOf(opened, here, now), askedOf(opened, there, now)]
  const [versions, is, was] = await Promise.all([
    readVersions(database, opened.survey.id),
    readGroups(database, asked.by(), asked.period),
    readGroups(database, other.by(), other.period)
  ])
  const scorer = scorerOf(versions, opened, is.total)
  return { period: other.period, total: scorer.score(was.total), change: scorer.change(was.total, is.total) }
}
