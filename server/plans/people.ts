import { and, eq, exists, gte, inArray, ne, notInArray } from 'drizzle-orm'
import type { Database } from '../db/database'
import type { OpenSurvey } from '../surveys/open-survey'
import { restKey } from '../tags/keys'
import { rulesOf } from '../tags/rules'
import type { Plan } from './plans'

const dayMs = 86_400_000
/** Whoever had an answer of a team within so many days is of that team. */
const teamDays = 90

/**
 * Says by which keys agents are in a plan: those whom it names, and those of its teams as their answers tell.
 * `among` leaves all others out.
 */
export async function readPeople(
  database: Database,
  { survey, site }: Pick<OpenSurvey, 'survey' | 'site'>,
  plans: readonly Plan[],
  { now, among }: { now: number; among?: readonly string[] }
): Promise<(plan: Plan) => ReadonlySet<string>> {
  const rules = rulesOf(site)
  const teamsOf = ({ teams }: Plan) => teams.map((key) => rules.canonical('team', key))
  const teams = [...new Set(plans.flatMap(teamsOf))]
  const { tagSet, response } = database.tables
  const recent = database.handle
    .select({ id: response.id })
    .from(response)
    .where(
      and(
        eq(response.tagSetId, tagSet.id),
        gte(response.answeredAt, now - teamDays * dayMs),
        eq(response.surveyId, survey.id),
        eq(response.state, 'counted')
      )
    )
  const rows =
    teams.length === 0
      ? []
      : await database.handle
          .selectDistinct({ agent: tagSet.agent, team: tagSet.team })
          .from(tagSet)
          .where(
            and(
              eq(tagSet.siteId, site.id),
              inArray(tagSet.team, teams),
              among ? inArray(tagSet.agent, [...among]) : notInArray(tagSet.agent, ['', restKey]),
              ne(tagSet.handler, 'bot'),
              exists(recent)
            )
          )
  return (plan) => {
    const named = plan.agents.map((key) => rules.canonical('agent', key))
    const wanted = new Set(teamsOf(plan))
    const ofTeams = rows.flatMap(({ agent, team }) => (wanted.has(team) ? [agent] : []))
    return new Set([...named, ...ofTeams].filter((key) => among?.includes(key) ?? true))
  }
}
