import type { WordsQuery, WordsView } from '../contract/figures-more'
import type { Database } from '../db/database'
import { markingWords } from '../scores/words'
import type { OpenSurvey } from '../survey-access'
import { askedOf } from './asked'
import { headOf } from './figures'
import { readLatest } from './latest-answers'
import { readVersions, scorerOf } from './meanings'

/** Parting comments into words takes the longest; so many are enough to find what marks them. */
const latest = { most: 3_000, least: 500 }

/** The words that mark the comments of unsatisfied and of satisfied customers, in whatever languages they write. Passives of NPS are neither. */
export async function readWords(database: Database, opened: OpenSurvey, query: WordsQuery, now: number): Promise<WordsView> {
  const { period, by } = askedOf(opened, query, now)
  const [versions, { answers, complete }] = await Promise.all([
    readVersions(database, opened.survey.id),
    readLatest(database, opened, 'comment', by(), period, latest)
  ])
  const scorer = scorerOf(versions, opened, new Map(answers.map(({ version, rating }) => [version, new Map([[rating, 1]])])))
  const comments = answers.flatMap(({ version, rating, comment, locale }) => {
    const isLow = scorer.isUnsatisfied(version, rating)
    return isLow || scorer.isSatisfied(version, rating) ? [{ text: comment ?? '', locale, isLow }] : []
  })
  const low = comments.filter(({ isLow }) => isLow).length
  return { ...headOf(scorer), period, read: { low, high: comments.length - low, complete }, rows: markingWords(comments) }
}
