import type { WordsQuery, WordsView } from '../contract/figures-more'
import type { Database } from '../db/database'
import { markingWords } from '../statistics/words'
import type { OpenSurvey } from '../surveys/open-survey'
import { askedOf } from '../tallies/question'
import { readVersions, scorerOf } from '../tallies/scorer'
import { headOf } from './figures'
import { readLatestComments } from './latest-comments'

/**
 * The words that mark the comments of unsatisfied and of satisfied customers, in whatever languages they
 * write. Passives of NPS are neither.
 */
export async function readWords(
  database: Database,
  opened: OpenSurvey,
  query: WordsQuery,
  now: number
): Promise<WordsView> {
  const { period, by } = askedOf(opened, query, now)
  const [versions, { comments: read, complete }] = await Promise.all([
    readVersions(database, opened.survey.id),
    readLatestComments(database, opened, by().filters, period)
  ])
  const scorer = scorerOf(
    versions,
    opened,
    new Map(read.map(({ version, rating }) => [version, new Map([[rating, 1]])]))
  )
  const comments = read.flatMap(({ version, rating, comment, locale }) => {
    const isLow = scorer.isUnsatisfied(version, rating)
    return isLow || scorer.isSatisfied(version, rating) ? [{ text: comment ?? '', locale, isLow }] : []
  })
  const low = comments.filter(({ isLow }) => isLow).length
  return {
    ...headOf(scorer),
    period,
    read: { low, high: comments.length - low, complete },
    rows: markingWords(comments)
  }
}
