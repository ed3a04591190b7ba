import { Hono } from 'hono'
import { permit } from '../access/permissions'
import { liftQuery, liftView } from '../contract/plans'
import { query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { namingScope } from '../names/naming-scope'
import { readLift } from '../plans/lift'
import { openPlan } from '../plans/plans'
import type { Services } from '../services'

/** What a plan changed is worked out like any other figure. */
export const liftApi = ({ database, now }: Pick<Services, 'database' | 'now'>) =>
  new Hono<Env>().get(
    '/training-plans/:id/lift',
    describe('What a plan changed beyond chance, and how many answers it takes to see that', {
      200: ['of the whole programme first', liftView],
      404: ['no such plan'],
      422: ['a baseline or days afterwards that do not fit the plan']
    }),
    query(liftQuery),
    async (c) => {
      const caller = c.get('caller')
      const there = await openPlan(database, caller, c.req.param('id'), namingScope(caller))
      // From lifts over days of one's choice the answers between could be told.
      await permit(database, caller, there.plan.siteId, 'responses:read')
      return c.json(await readLift(database, there, c.req.valid('query'), now()))
    }
  )
