import { and, eq, inArray, ne } from 'drizzle-orm'
import { choicesOf, facetsOf, personCell } from '../columns/reading/facets'
import type { RatingOf } from '../contract/terms'
import type { Database } from '../db/database'
import type { ResponseRow, VersionRow } from '../db/rows'
import { conditionsOf } from '../responses/wanted'
import type { Repeats } from '../statistics/repeats'
import type { OpenSurvey } from '../surveys/open-survey'
import type { Filters } from '../tags/filters'
import { rulesOf } from '../tags/rules'
import type { Count } from '../tallies/counts'
import type { Period } from '../time/periods'

/** So many ids go into one question. */
const lotSize = 500

type Asked = {
  period: Period
  filters: Filters
  repeats?: Repeats | undefined
  of?: RatingOf | undefined
  versions: readonly VersionRow[]
}

/**
 * By agent the ratings, among those that a figure is made of, about which a dispute was upheld. One that was not
 * the agent's own is not among them any more.
 */
export async function countUpheld(
  database: Database,
  opened: OpenSurvey,
  { period, filters, repeats = 'latest', of, versions }: Asked
): Promise<Count[]> {
  const { dispute, response, tagSet } = database.tables
  const rules = rulesOf(opened.site)
  const upheld = await database.handle
    .selectDistinct({ id: dispute.responseId, agent: dispute.agent })
    .from(dispute)
    .where(
      and(eq(dispute.surveyId, opened.survey.id), eq(dispute.state, 'upheld'), ne(dispute.cause, 'not-mine'))
    )
  if (upheld.length === 0) return []
  const names = new Map<string, Set<string>>()
  for (const { id, agent } of upheld)
    names.set(id, new Set([...(names.get(id) ?? []), rules.canonical('agent', agent)]))
  const wanted = { period, filters, repeats, states: ['counted' as const] }
  const conditions = await conditionsOf(database, database.handle, opened, wanted)
  const ids = [...names.keys()]
  const counts: Count[] = []
  for (let start = 0; start < ids.length; start += lotSize) {
    const rows = await database.handle
      .select({ answer: response, agent: tagSet.agent })
      .from(response)
      .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
      .where(
        and(
          eq(response.surveyId, opened.survey.id),
          inArray(response.id, ids.slice(start, start + lotSize)),
          ...conditions
        )
      )
    for (const { answer, agent } of rows) {
      // Whoever was made its agent since has nothing to do with the dispute.
      if (!names.get(answer.id)?.has(agent)) continue
      const rating = ratingOf(answer, of, versions)
      if (rating !== undefined) counts.push({ keys: [agent], version: answer.version, rating, count: 1 })
    }
  }
  return counts
}

/** In steps, as the columns have it; nothing where the person was not rated. */
function ratingOf(
  { rating, version, answers, comment }: ResponseRow,
  of: RatingOf | undefined,
  versions: readonly VersionRow[]
): number | undefined {
  const meaning = versions.find((one) => one.version === version)
  if (of !== 'person') return rating
  if (!meaning) return undefined
  const said = answers === null ? {} : (JSON.parse(answers) as Record<string, unknown>)
  const cell = personCell(facetsOf(said, comment !== null, choicesOf(meaning)), meaning)
  return cell === 0 ? undefined : cell - 1
}
