import { and, between, desc, eq, isNotNull } from 'drizzle-orm'
import type { Database } from '../db/database'
import { tallied } from '../repeats'
import type { OpenSurvey } from '../survey-access'
import type { Filters } from './filters'
import type { Period } from './periods'
import { tagConditions } from './tag-conditions'

const dayMs = 86_400_000

/** An answer with what no tally knows of it. */
export type WholeAnswer = { version: number; rating: number; comment: string | null; answers: Record<string, unknown>; locale: string }

/**
 * The latest answers that count and have a comment, or answers to further questions; no more than `max` of them, so that a figure
 * costs the same however many there are. `complete` says whether these are all.
 */
export async function readLatest(database: Database, { survey, site }: OpenSurvey, having: 'comment' | 'answers', filters: Filters, period: Period, max: number): Promise<{ answers: WholeAnswer[]; complete: boolean }> {
  const { response, tagSet } = database.tables
  const rows = await database.handle
    .select({ version: response.version, rating: response.rating, comment: response.comment, answers: response.answers, locale: tagSet.locale })
    .from(response)
    .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
    .where(
      and(
        eq(response.surveyId, survey.id),
        isNotNull(response[having]),
        tallied(database),
        between(response.answeredOn, period.from, period.to),
        // A day wider because of time zones: this is what the index finds quickly.
        between(response.answeredAt, Date.parse(period.from) - dayMs, Date.parse(period.to) + 2 * dayMs),
        eq(tagSet.siteId, site.id),
        ...tagConditions(database, filters)
      )
    )
    .orderBy(desc(response.answeredAt), desc(response.id))
    .limit(max + 1)
  const answers = rows.slice(0, max).map((row) => ({ ...row, answers: row.answers === null ? {} : (JSON.parse(row.answers) as WholeAnswer['answers']) })) // written by storeAnswers only
  return { answers, complete: rows.length <= max }
}
