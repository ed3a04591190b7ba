import { Hono } from 'hono'
import type { Caller } from '../access/permissions'
import { agentsQuery, agentsView } from '../contract/figures-agents'
import { channelsQuery, channelsView } from '../contract/figures-channels'
import { handlersQuery, handlersView } from '../contract/figures-handlers'
import { breachesQuery, breachesView, kpisQuery, kpisView } from '../contract/figures-kpis'
import {
  controlQuery,
  controlView,
  driversQuery,
  driversView,
  waitingQuery,
  waitingView,
  wordsQuery,
  wordsView
} from '../contract/figures-more'
import { severityQuery, severityView } from '../contract/figures-severity'
import { topicsQuery, topicsView } from '../contract/figures-topics'
import type { Database } from '../db/database'
import { readAgents } from '../figures/agents'
import { readBreaches } from '../figures/breaches'
import { readChannels } from '../figures/channels'
import { readControl } from '../figures/control'
import { readDrivers } from '../figures/drivers'
import { readHandlers } from '../figures/handlers'
import { readKpis } from '../figures/kpis'
import { withSafeEnds } from '../figures/safe-ends'
import { readSeverity } from '../figures/severity'
import { readTopics } from '../figures/topics'
import { readWaiting } from '../figures/waiting'
import { readWords } from '../figures/words'
import { query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import type { Services } from '../services'
import type { OpenSurvey } from '../surveys/open-survey'
import { openSurvey } from '../surveys/open-survey'

const refusals = {
  404: ['no such survey'],
  422: ['the period ends before it begins, or a parameter is unknown']
} satisfies Record<number, [string]>

/**
 * Figures that are made of answers one by one, of which parts that hold few could be told by subtraction,
 * are for who may read answers.
 */
const singleAnswers = 'responses:read'

/** What a figure is asked with that is withheld where answers are few. */
type Withholdable = Parameters<typeof withSafeEnds>[2] & { survey: string }

/** Works out a figure of the answers to a survey that the caller may see. */
type Reader<Asked, View> = (
  database: Database,
  opened: OpenSurvey,
  asked: Asked,
  now: number
) => Promise<View>

export const figuresApi = ({ database, now }: Pick<Services, 'database' | 'now'>) => {
  /** For whoever may read scores: what could be told of few answers by subtraction is kept back. */
  async function ofMany<Asked extends Withholdable, View>(
    read: Reader<Asked, View>,
    caller: Caller,
    asked: Asked
  ): Promise<View> {
    const opened = await openSurvey(database, caller, asked.survey, 'scores:read')
    return read(database, opened, await withSafeEnds(database, opened, asked, now()), now())
  }

  async function ofSingle<Asked extends { survey: string }, View>(
    read: Reader<Asked, View>,
    caller: Caller,
    asked: Asked
  ): Promise<View> {
    return read(database, await openSurvey(database, caller, asked.survey, singleAnswers), asked, now())
  }

  return new Hono<Env>()
    .get(
      '/topics',
      describe('Low and high topics: each against all other answers', {
        200: ['those first that the whole would win most from', topicsView],
        ...refusals
      }),
      query(topicsQuery),
      async (c) => c.json(await ofMany(readTopics, c.get('caller'), c.req.valid('query')))
    )
    .get(
      '/channels',
      describe('Channels like for like: with the same mix of topics, and each two of them compared', {
        200: ['those with the most answers first', channelsView],
        ...refusals
      }),
      query(channelsQuery),
      async (c) => c.json(await ofMany(readChannels, c.get('caller'), c.req.valid('query')))
    )
    .get(
      '/agents',
      describe('Agents, fair to few answers and to what they are asked about', {
        200: ['the worst first, by the shrunken score', agentsView],
        ...refusals
      }),
      query(agentsQuery),
      async (c) => c.json(await ofMany(readAgents, c.get('caller'), c.req.valid('query')))
    )
    .get(
      '/handlers',
      describe('People and bots on the same questions, and which topics to give to a bot or take back', {
        200: ['people, a bot, and a bot and then a person', handlersView],
        ...refusals
      }),
      query(handlersQuery),
      async (c) => c.json(await ofSingle(readHandlers, c.get('caller'), c.req.valid('query')))
    )
    .get(
      '/severity',
      describe('What costs satisfied customers: topics and reasons by how often they come up and how bad', {
        200: ['those first that cost the most', severityView],
        ...refusals
      }),
      query(severityQuery),
      async (c) => c.json(await ofSingle(readSeverity, c.get('caller'), c.req.valid('query')))
    )
    .get(
      '/kpis',
      describe(
        'What service was like: times, first-contact resolution, targets met, of the conversations of a period',
        { 200: ['those with the most conversations first', kpisView], ...refusals }
      ),
      query(kpisQuery),
      async (c) => c.json(await ofMany(readKpis, c.get('caller'), c.req.valid('query')))
    )
    .get(
      '/kpis/breaches',
      describe('The conversations that missed their target, newest first', {
        200: ['a page of them', breachesView],
        ...refusals
      }),
      query(breachesQuery),
      async (c) => c.json(await ofSingle(readBreaches, c.get('caller'), c.req.valid('query')))
    )
    .get(
      '/scores/control',
      describe('The score step by step, with the limits within which chance alone moves it', {
        200: ['every step in order', controlView],
        ...refusals
      }),
      query(controlQuery),
      async (c) => c.json(await ofMany(readControl, c.get('caller'), c.req.valid('query')))
    )
    .get(
      '/scores/waiting',
      describe('The score by how long customers waited for the first response', {
        200: ['the shortest waits first', waitingView],
        ...refusals
      }),
      query(waitingQuery),
      async (c) => c.json(await ofSingle(readWaiting, c.get('caller'), c.req.valid('query')))
    )
    .get(
      '/drivers',
      describe('Which of the further questions that are rated move the rating of the whole', {
        200: ['the most important first', driversView],
        ...refusals
      }),
      query(driversQuery),
      async (c) => c.json(await ofSingle(readDrivers, c.get('caller'), c.req.valid('query')))
    )
    .get(
      '/words',
      describe('The words that mark the comments of unsatisfied and of satisfied customers', {
        200: ['the most telling first', wordsView],
        ...refusals
      }),
      query(wordsQuery),
      async (c) => c.json(await ofSingle(readWords, c.get('caller'), c.req.valid('query')))
    )
}
