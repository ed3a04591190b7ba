import { Hono } from 'hono'
import { goalInput, goalView } from '../contract/goals'
import { createGoal, removeGoal } from '../goals/goals'
import { body } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { namingScope } from '../names/naming-scope'
import type { Services } from '../services'
import { openSurvey } from '../surveys/open-survey'
import { somewhereFirst } from './rights-first'

/** What a score is to be on a day. Whether it is, `GET /scores/goals` says. */
export const goalsApi = ({ database, now }: Services) =>
  new Hono<Env>()
    .post(
      '/goals',
      describe('Set a goal for a survey, or for a team', {
        201: ['set', goalView],
        404: ['no such survey'],
        422: ['the day is over, or no score can have the value']
      }),
      somewhereFirst({ database }, namingScope),
      body(goalInput),
      async (c) => {
        const input = c.req.valid('json')
        const caller = c.get('caller')
        const opened = await openSurvey(database, caller, input.survey, namingScope(caller))
        return c.json(await createGoal(database, opened, input, { caller, now: now() }), 201)
      }
    )
    .delete(
      '/goals/:id',
      describe('Take a goal out', { 204: ['gone'], 404: ['no such goal'] }),
      async (c) => {
        const caller = c.get('caller')
        await removeGoal(database, c.req.param('id'), namingScope(caller), { caller, now: now() })
        return c.body(null, 204)
      }
    )
