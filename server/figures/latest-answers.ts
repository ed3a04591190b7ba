import { and, between, desc, eq, isNotNull } from 'drizzle-orm'
import type { Database } from '../db/database'
import { tallied } from '../repeats'
import type { OpenSurvey } from '../survey-access'
import type { Period } from './periods'
import { tagConditions } from './tag-conditions'
import type { Breakdown } from './tally-reader'
import { readCounts } from './tally-reader'

const dayMs = 86_400_000
/** So many answers are read by their tags faster than they are found among all the others by their time. */
const fewAnswers = 20_000

/** An answer with what no tally knows of it. */
export type WholeAnswer = { version: number; rating: number; comment: string | null; answers: Record<string, unknown>; locale: string }

/**
 * The latest answers that count and have a comment, or answers to further questions; no more than `max` of them, so that a figure
 * costs the same however many there are. `complete` says whether these are all.
 */
export async function readLatest(database: Database, { survey, site }: OpenSurvey, having: 'comment' | 'answers', asked: Breakdown, period: Period, max: number): Promise<{ answers: WholeAnswer[]; complete: boolean }> {
  const { response, tagSet } = database.tables
  const isFiltered = Object.keys(asked.filters).length > 0
  const fitting = isFiltered ? await readCounts(database, asked, period) : []
  const areFew = isFiltered && fitting.reduce((sum, { count }) => sum + count, 0) <= fewAnswers
  // A cross join says which comes first: of few answers their tags, of many their time, which SQLite guesses wrong.
  const fields = { version: response.version, rating: response.rating, comment: response.comment, answers: response.answers, locale: tagSet.locale }
  const joined = areFew ? database.handle.select(fields).from(tagSet).crossJoin(response) : database.handle.select(fields).from(response).crossJoin(tagSet)
  const rows = await joined
    .where(
      and(
        eq(tagSet.id, response.tagSetId),
        eq(response.surveyId, survey.id),
        isNotNull(response[having]),
        tallied(database),
        between(response.answeredOn, period.from, period.to),
        // A day wider because of time zones: this is what the index finds quickly.
        between(response.answeredAt, Date.parse(period.from) - dayMs, Date.parse(period.to) + 2 * dayMs),
        eq(tagSet.siteId, site.id),
        ...tagConditions(database, asked.filters)
      )
    )
    .orderBy(desc(response.answeredAt), desc(response.id))
    .limit(max + 1)
  const answers = rows.slice(0, max).map((row) => ({ ...row, answers: row.answers === null ? {} : (JSON.parse(row.answers) as WholeAnswer['answers']) })) // written by storeAnswers only
  return { answers, complete: rows.length <= max }
}
