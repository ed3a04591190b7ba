import { Hono } from 'hono'
import {
  againstQuery,
  matrixQuery,
  matrixView,
  scoresQuery,
  scoresView,
  surveyScoresQuery,
  surveyScoresView
} from '../contract/figures'
import { goalsQuery, goalsView } from '../contract/goals'
import { readAgainst } from '../figures/against'
import { readScores } from '../figures/figures'
import { readGoals } from '../figures/goals'
import { readMatrix } from '../figures/matrix'
import { withSafeEnds } from '../figures/safe-ends'
import { readSurveyScores } from '../figures/surveys'
import { fits, query, queryOf } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import type { Services } from '../services'
import { openSurvey, openSurveys } from '../surveys/open-survey'

export const scoresApi = ({ database, now }: Pick<Services, 'database' | 'now'>) =>
  new Hono<Env>()
    .get(
      '/scores',
      describe('The score of a period (by default the last 28 days), whole and side by side', {
        200: [
          'rows by a dimension come worst first, those of agents and teams by how many answers ' +
            'they have, rows by time in order under the first day of their step',
          scoresView
        ],
        404: ['no such survey'],
        422: ['the period ends before it begins, or a parameter is unknown']
      }),
      query(scoresQuery),
      async (c) => {
        const asked = c.req.valid('query')
        const opened = await openSurvey(database, c.get('caller'), asked.survey, 'scores:read')
        const safe = await withSafeEnds(database, opened, asked, now())
        const scores = await readScores(database, opened, safe, now())
        if (asked.against === undefined) return c.json(scores)
        const other = { ...fits(againstQuery, queryOf(asked.against)), repeats: asked.repeats, of: asked.of }
        const against = await readAgainst(
          database,
          opened,
          { here: safe, there: await withSafeEnds(database, opened, other, now()) },
          now()
        )
        return c.json({ ...scores, against })
      }
    )
    .get(
      '/scores/goals',
      describe('The goals of a survey, and whether they are reached', {
        200: ['by their days', goalsView],
        404: ['no such survey']
      }),
      query(goalsQuery),
      async (c) => {
        const opened = await openSurvey(database, c.get('caller'), c.req.valid('query').survey, 'scores:read')
        return c.json(await readGoals(database, opened, now()))
      }
    )
    .get(
      '/scores/matrix',
      describe('The score of each pair of values, such as topics by channels', {
        200: [
          'pairs without answers are left out, unless they had some in the period before and that is asked for',
          matrixView
        ],
        404: ['no such survey'],
        422: ['rows and columns are the same, or a parameter is unknown']
      }),
      query(matrixQuery),
      async (c) => {
        const asked = c.req.valid('query')
        const opened = await openSurvey(database, c.get('caller'), asked.survey, 'scores:read')
        return c.json(
          await readMatrix(database, opened, await withSafeEnds(database, opened, asked, now()), now())
        )
      }
    )
    .get(
      '/scores/surveys',
      describe('The score of every survey that you may see, side by side', {
        200: [
          'what needs attention comes first: surveys that got worse, then the others by how many answers ' +
            'they have, then those that got better, then those with too few answers to show',
          surveyScoresView
        ],
        404: ['no such site'],
        422: ['the period ends before it begins, or a parameter is unknown']
      }),
      query(surveyScoresQuery),
      async (c) => {
        const asked = c.req.valid('query')
        const opened = await openSurveys(database, c.get('caller'), {
          siteId: asked.site,
          scope: 'scores:read'
        })
        return c.json(await readSurveyScores(database, opened, asked, now()))
      }
    )
