import { and, count, eq, isNotNull, ne, or, sql } from 'drizzle-orm'
import type { SurveyScoresView } from '../contract/figures'
import type { TopicsView } from '../contract/figures-topics'
import type { Database } from '../db/database'
import type { AlertRow } from '../db/rows'
import type { DigestDetail } from './detail'
import type { Told } from './payload'
import type { ReadFigure } from './reading'
import type { Where } from './telling'
import { daysOf, scoreNumbers, signedOf } from './telling'
import { alertWords } from './words'

/** A digest is read in a minute: so many surveys, topics of so many of them, and so many topics. */
const surveysMost = 10
const surveysWithTopics = 3
const lowTopicsMost = 3
const highTopicsMost = 2

type Topic = TopicsView['rows'][number] & { survey: string }

/**
 * What a digest says: each survey with its change, what to work on, what went well, and who waits. Surveys come
 * as they need attention, and only what is clear is called better, worse, low or high.
 */
export async function digestOf(
  database: Database,
  alert: AlertRow,
  { kind, from, to }: DigestDetail,
  { readFigure, where }: { readFigure: ReadFigure; where: Where }
): Promise<Told> {
  const words = alertWords[where.language]
  const whole = new Intl.NumberFormat(where.language)
  const asked = { site: alert.siteId, from, to, compare: 'previous' }
  const scores = await readFigure<SurveyScoresView>(alert, '/scores/surveys', asked)
  const surveys = (scores?.rows ?? []).filter(
    ({ survey, total }) => total.count > 0 && (alert.surveyId === null || survey.id === alert.surveyId)
  )
  const topics: Topic[] = []
  for (const { survey } of surveys.slice(0, surveysWithTopics)) {
    const view = await readFigure<TopicsView>(alert, '/topics', { survey: survey.id, from, to })
    topics.push(...(view?.rows ?? []).map((row) => ({ ...row, survey: survey.name })))
  }
  const low = topics.filter(({ flag }) => flag === 'low').sort((a, b) => b.lost - a.lost)
  const high = topics.filter(({ flag }) => flag === 'high').sort((a, b) => b.score.count - a.score.count)
  const ofTopic = ({ label, survey, score, lost }: Topic) => ({
    topic: label,
    survey,
    score: scoreNumbers(where.language, score.unit)(score.value),
    count: whole.format(score.count),
    customers: whole.format(Math.round(lost))
  })
  const waiting = await waitingOf(database, alert)
  const left = surveys.length - surveysMost
  return {
    subject: words.digest.subject[kind]({
      site: where.site.name,
      days: daysOf({ from, to }, where.language)
    }),
    lines: [
      ...(surveys.length === 0 ? [words.digest.nothing] : []),
      ...surveys.slice(0, surveysMost).map((row) => surveyLine(row, where)),
      ...(left > 0 ? [words.digest.more(whole.format(left))] : []),
      ...low.slice(0, lowTopicsMost).map((topic) => words.digest.workOn(ofTopic(topic))),
      ...high.slice(0, highTopicsMost).map((topic) => words.digest.wellDone(ofTopic(topic))),
      ...(waiting.open > 0
        ? [
            words.digest.waiting[alert.member === null ? 'all' : 'yours'](
              whole.format(waiting.open),
              whole.format(waiting.overdue)
            )
          ]
        : [])
    ],
    link: { label: words.button, url: `${where.publicUrl}/surveys` }
  }
}

function surveyLine({ survey, total, change }: SurveyScoresView['rows'][number], where: Where): string {
  const { digest } = alertWords[where.language]
  const answers = new Intl.NumberFormat(where.language).format(total.count)
  if (total.value === null || total.state === 'hidden') return digest.few(survey.name, answers)
  const number = scoreNumbers(where.language, total.unit)
  const line = digest.survey({
    survey: survey.name,
    score: number(total.value),
    lower: number(total.lower),
    upper: number(total.upper),
    count: answers
  })
  if (change?.value === undefined || change.value === null) return line
  return `${line} ${digest.change[change.verdict](signedOf(where.language, total.unit)(change.value))}`
}

/** Follow-ups that are not closed: those of the reader, or all of the site where a chat is told. */
async function waitingOf(
  { handle, tables: { followUp } }: Database,
  { siteId, surveyId, member }: AlertRow
): Promise<{ open: number; overdue: number }> {
  const [found] = await handle
    .select({
      open: count(),
      overdue: sql<number | string>`count(case when ${isNotNull(followUp.overdueAt)} then 1 end)`
    })
    .from(followUp)
    .where(
      and(
        eq(followUp.siteId, siteId),
        ne(followUp.state, 'closed'),
        surveyId === null ? undefined : eq(followUp.surveyId, surveyId),
        member === null ? undefined : or(eq(followUp.owner, member), eq(followUp.escalatedTo, member))
      )
    )
  return { open: Number(found?.open ?? 0), overdue: Number(found?.overdue ?? 0) }
}
