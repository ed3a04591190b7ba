import { and, desc, eq, gte, inArray, isNull, lt, or } from 'drizzle-orm'
import type { Database } from '../db/database'
import { passingOver } from '../responses/by-tags'
import { catchUp } from '../search/filling'
import type { OpenSurvey } from '../surveys/open-survey'
import type { Filters } from '../tags/filters'
import { facetConditions } from '../tallies/facet-conditions'
import { tagConditions } from '../tallies/tag-conditions'
import { instantIn } from '../time/days'
import type { Period } from '../time/periods'
import { addDays } from '../time/periods'

/** Parting comments into words takes the longest; so many are enough to find what marks them. */
const commentsMax = 20_000

export type RatedComment = { version: number; rating: number; comment: string | null; locale: string }

/**
 * The latest comments of answers that count, at most 20,000. `complete` says whether these are all; not where
 * there are more, nor while comments of before an upgrade are still being brought in.
 */
export async function readLatestComments(
  database: Database,
  { survey, site }: OpenSurvey,
  filters: Filters,
  period: Period
): Promise<{ comments: RatedComment[]; complete: boolean }> {
  const isWhole = await catchUp(database)
  const {
    tables: { commentIndex, response, tagSet },
    handle
  } = database
  const conditions = tagConditions(database, filters)
  const tags = handle
    .select({ id: tagSet.id })
    .from(tagSet)
    .where(and(eq(tagSet.siteId, site.id), ...conditions))
  const [since, until] = [
    instantIn(site.timeZone, period.from),
    instantIn(site.timeZone, addDays(period.to, 1))
  ]
  const said = await facetConditions(database, survey.id, filters)
  const rows = await handle
    .select({
      version: response.version,
      rating: response.rating,
      comment: response.comment,
      locale: tagSet.locale
    })
    .from(commentIndex)
    // A cross join says which comes first, which SQLite guesses wrong.
    .crossJoin(response)
    .crossJoin(tagSet)
    .where(
      and(
        eq(commentIndex.surveyId, survey.id),
        and(gte(commentIndex.answeredAt, since), lt(commentIndex.answeredAt, until)),
        eq(commentIndex.state, 'counted'),
        or(isNull(commentIndex.repeated), eq(commentIndex.repeated, 'latest')),
        conditions.length === 0 ? undefined : inArray(passingOver(commentIndex.tagSetId), tags),
        and(eq(response.surveyId, commentIndex.surveyId), eq(response.id, commentIndex.id)),
        eq(tagSet.id, response.tagSetId),
        ...said
      )
    )
    .orderBy(desc(commentIndex.answeredAt), desc(commentIndex.id))
    .limit(commentsMax + 1)
  return { comments: rows.slice(0, commentsMax), complete: isWhole && rows.length <= commentsMax }
}
