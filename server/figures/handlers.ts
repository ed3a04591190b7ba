import type { HandlersQuery, HandlersView } from '../contract/figures-handlers'
import { whoHandled } from '../contract/terms'
import type { Database } from '../db/database'
import { adviseTopics, peopleAndBots } from '../statistics/handlers'
import type { Pair } from '../statistics/like-for-like'
import type { OpenSurvey } from '../surveys/open-survey'
import { restKey } from '../tags/keys'
import { readLabels } from '../tags/labels'
import type { Count } from '../tallies/counts'
import { countSum, readCounts } from '../tallies/counts'
import { groupedBy, inOrder, readGroups } from '../tallies/groups'
import { askedOf } from '../tallies/question'
import { answerCount, withRest } from '../tallies/rest'
import { readVersions, scorerOf, talliesOf } from '../tallies/scorer'
import { sayingOf } from './channel-sentence'
import { headOf } from './figures'
import { cellsOf } from './strata'

/** So many topics, those with the most answers, are told of. */
const topicsMost = 200

/**
 * People and bots as they stand and on the same topics in the same channel, and topic by topic, with which
 * topics to give to a bot and which to take back. Answers of which nobody knows who handled them have a row
 * and are compared with nobody.
 */
export async function readHandlers(
  database: Database,
  opened: OpenSurvey,
  query: HandlersQuery,
  now: number
): Promise<HandlersView> {
  const { survey, site } = opened
  const { period, by } = askedOf(opened, query, now)
  const [versions, topicLabel, botLabel, counts, byTopic, bots] = await Promise.all([
    readVersions(database, survey.id),
    readLabels(database, site.id, 'topic'),
    readLabels(database, site.id, 'bot'),
    readCounts(database, by('handler', 'channel', 'topics'), period),
    readCounts(database, by('topic', 'handler', 'channel'), period),
    readGroups(database, by('bot'), period)
  ])
  withRest([bots])
  const scorer = scorerOf(versions, opened, talliesOf(counts))
  const total = scorer.score(talliesOf(counts))
  const shareOf = (count: number) => (total.count === 0 ? 0 : count / total.count)
  const cells = cellsOf(scorer, counts, ([group = '', channel = '', topics = '']) => ({
    group,
    stratum: JSON.stringify([channel, topics])
  }))
  const { rows, ...pairs } = peopleAndBots(scorer.meaning, cells)
  const scoreBy = (...handlers: readonly string[]) =>
    scorer.score(talliesOf(counts.filter(({ keys: [handler = ''] }) => handlers.includes(handler))))
  const pairOf = (pair: Pair | null, ...others: readonly string[]) => {
    const score = scoreBy(...others)
    return pair && { ...pair, score, says: sayingOf(pair, { score: scoreBy('person') }, { score }) }
  }
  const byHandler = ([, group = '', stratum = '']: readonly string[]) => ({ group, stratum })
  const topics = [
    ...groupedBy(
      byTopic.filter(({ keys: [, handler] }) => handler !== ''),
      0
    )
  ]
    .filter(([key]) => key !== '' && key !== restKey)
    .sort(([a, ofA], [b, ofB]) => countSum(ofB) - countSum(ofA) || inOrder(a, b))
    .slice(0, topicsMost)
    .map(([key, its]) => ({ key, cells: cellsOf(scorer, its, byHandler) }))
  return {
    ...headOf(scorer),
    period,
    total,
    told: shareOf(countSum(counts.filter(isTold))),
    rows: ([...whoHandled, ''] as const).flatMap((key) => {
      const row = rows.find((one) => one.key === key)
      if (!row) return []
      const score = scoreBy(key)
      return [{ key, score, share: shareOf(score.count), adjusted: row.adjusted }]
    }),
    bots: [...bots.rows]
      .filter(([key]) => key !== '')
      .sort(([a, ofA], [b, ofB]) => answerCount(ofB) - answerCount(ofA) || inOrder(a, b))
      .map(([key, tallies]) => {
        const score = scorer.score(tallies)
        return { key, label: botLabel(key), score, share: shareOf(score.count) }
      }),
    pairs: {
      bot: pairOf(pairs.bot, 'bot'),
      begun: pairOf(pairs.begun, 'bot', 'bot-then-person'),
      handOver: pairOf(pairs.handOver, 'bot-then-person')
    },
    topics: adviseTopics(scorer.meaning, topics).map((topic) => ({ ...topic, label: topicLabel(topic.key) }))
  }
}

function isTold({ keys: [handler] }: Count): boolean {
  return handler !== ''
}
