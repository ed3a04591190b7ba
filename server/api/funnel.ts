import { Hono } from 'hono'
import { funnelQuery, funnelView } from '../contract/funnel'
import { withSafeEnds } from '../figures/safe-ends'
import { funnelOf } from '../funnel/funnel'
import { query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import type { Services } from '../services'
import { openSurvey } from '../surveys/open-survey'

export const funnelApi = ({ database, now }: Pick<Services, 'database' | 'now'>) =>
  new Hono<Env>().get(
    '/funnel',
    describe('What became of the invitations of a period: kept back, sent, opened, answered', {
      200: ['rows come with the most invited first; tests are left out', funnelView],
      404: ['no such survey'],
      422: ['the period ends before it begins, or a parameter is unknown']
    }),
    query(funnelQuery),
    async (c) => {
      const asked = c.req.valid('query')
      const opened = await openSurvey(database, c.get('caller'), asked.survey, 'scores:read')
      return c.json(
        await funnelOf(database, opened, await withSafeEnds(database, opened, asked, now()), now())
      )
    }
  )
