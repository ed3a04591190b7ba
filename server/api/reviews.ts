import { Hono } from 'hono'
import { reviewInput, reviewView, suspectsQuery, suspectsView } from '../contract/reviews'
import { body, query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { tellNews } from '../live'
import { reviewAll, undoReview } from '../responses/review'
import { readSuspects } from '../responses/suspects'
import type { Services } from '../services'
import { openSurvey } from '../surveys/open-survey'
import { somewhereFirst } from './rights-first'

/** What waits for a look, and one decision about many of them. */
export const reviewsApi = ({ database, log, now }: Pick<Services, 'database' | 'log' | 'now'>) =>
  new Hono<Env>()
    .get(
      '/suspects',
      describe('What waits for a look, by day and reason', {
        200: ['the latest first', suspectsView],
        404: ['no such survey']
      }),
      query(suspectsQuery),
      async (c) => {
        return c.json(
          await readSuspects(
            database,
            await openSurvey(database, c.get('caller'), c.req.valid('query').survey, 'responses:write')
          )
        )
      }
    )
    .post(
      '/reviews',
      describe('Restore or leave out all suspect answers that fit', {
        200: ['done, and noted in the audit; the id undoes it', reviewView],
        404: ['no such survey']
      }),
      somewhereFirst({ database }, 'responses:write'),
      body(reviewInput),
      async (c) => {
        const input = c.req.valid('json')
        const opened = await openSurvey(database, c.get('caller'), input.survey, 'responses:write')
        const review = await reviewAll(database, opened, input, { caller: c.get('caller'), now: now() })
        await tellNews(database, log, opened.site.id, { survey: opened.survey.id, state: input.state })
        return c.json(review)
      }
    )
    .post(
      '/reviews/:id/undo',
      describe('Make the answers of a review what they were before it', {
        200: ['done, and noted in the audit', reviewView],
        404: ['no such survey or review']
      }),
      query(suspectsQuery),
      async (c) => {
        const opened = await openSurvey(
          database,
          c.get('caller'),
          c.req.valid('query').survey,
          'responses:write'
        )
        const undone = await undoReview(database, opened, c.req.param('id'), {
          caller: c.get('caller'),
          now: now()
        })
        await tellNews(database, log, opened.site.id, { survey: opened.survey.id, state: 'suspect' })
        return c.json(undone)
      }
    )
