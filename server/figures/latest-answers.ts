import { and, desc, eq, gte, inArray, isNotNull, lt, sql } from 'drizzle-orm'
import { instantIn } from '../days'
import type { Database } from '../db/database'
import { counting } from '../repeats'
import type { OpenSurvey } from '../survey-access'
import type { Limits } from './draw'
import { latestOf, passingOver } from './draw'
import { addDays } from './periods'
import type { Period } from './periods'
import { tagConditions } from './tag-conditions'
import type { Breakdown } from './counts'
import { countFitting } from './counts'

export type WholeAnswer = { version: number; rating: number; comment: string | null; answers: Record<string, unknown>; locale: string }

/**
 * The latest answers that count and have a comment, or answers to further questions: `most` of all that there are and of any part of
 * them as large a part, but no fewer than `least`, so that a figure costs the same however many there are. `complete` says whether
 * these are all.
 */
export async function readLatest(database: Database, { survey, site }: OpenSurvey, having: 'comment' | 'answers', asked: Breakdown, period: Period, limits: Limits): Promise<{ answers: WholeAnswer[]; complete: boolean }> {
  const { tables: { response, tagSet }, handle } = database
  const { count, by } = latestOf(await countFitting(database, asked, period), limits)
  const conditions = tagConditions(database, asked.filters)
  const tags = handle.select({ id: tagSet.id }).from(tagSet).where(and(eq(tagSet.siteId, site.id), ...conditions))
  const isSaid = and(isNotNull(response[having]), counting(database))
  const [since, until] = [instantIn(site.timeZone, period.from), instantIn(site.timeZone, addDays(period.to, 1))]
  const isThen = and(gte(response.answeredAt, since), lt(response.answeredAt, until))
  const latest = [desc(response.answeredAt), desc(response.id)]
  const found = by === 'time'
    ? and(isSaid, isThen, conditions.length === 0 ? undefined : inArray(passingOver(response.tagSetId), tags))
    : inArray(
        response.id,
        handle
          .select({ id: response.id })
          .from(response)
          .where(and(inArray(response.tagSetId, tags), eq(passingOver(response.surveyId), survey.id), isSaid, isThen))
          .orderBy(...latest)
          .limit(count + 1)
      )
  // A cross join says which comes first, which SQLite guesses wrong.
  const rows = await handle
    .select({ version: response.version, rating: response.rating, comment: response.comment, answers: response.answers, locale: tagSet.locale })
    .from(response)
    .crossJoin(tagSet)
    .where(and(eq(response.surveyId, survey.id), found, eq(tagSet.id, response.tagSetId)))
    // By tags it is known by then which they are, and no index is to be gone through for the sake of their order.
    .orderBy(...(by === 'time' ? latest : [sql`${response.answeredAt} + 0 desc`, desc(response.id)]))
    .limit(count + 1)
  const answers = rows.slice(0, count).map((row) => ({ ...row, answers: row.answers === null ? {} : (JSON.parse(row.answers) as WholeAnswer['answers']) })) // written by storeAnswers only
  return { answers, complete: rows.length <= count }
}
