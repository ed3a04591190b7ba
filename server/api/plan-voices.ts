import type { Context } from 'hono'
import { Hono } from 'hono'
import {
  ownPlansQuery,
  ownPlansView,
  ownPlanView,
  planVoiceInput,
  planVoicesView
} from '../contract/plan-voices'
import { body, query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { namingScope } from '../names/naming-scope'
import { listOwnPlans, openOwnPlan, readOwnPlan } from '../plans/own'
import { openPlan } from '../plans/plans'
import { readVoices, speakToPlan } from '../plans/voices'
import type { Services } from '../services'
import { openSurvey } from '../surveys/open-survey'
import { first } from './rights-first'

/** What agents see of the plans that they are in, and what they say to them. */
export const planVoicesApi = ({ database, now }: Pick<Services, 'database' | 'now'>) => {
  const openOwn = (c: Context<Env>) => openOwnPlan(database, c.get('caller'), c.req.param('id') ?? '', now())
  return new Hono<Env>()
    .get(
      '/training-plans/mine',
      describe(
        'The plans that the agent who asks is in, without what they changed and without anybody else',
        {
          200: ['the newest first', ownPlansView],
          404: ['no such survey']
        }
      ),
      query(ownPlansQuery),
      async (c) => {
        const caller = c.get('caller')
        const opened = await openSurvey(database, caller, c.req.valid('query').survey, 'scores:read')
        return c.json(await listOwnPlans(database, caller, opened, now()))
      }
    )
    .patch(
      '/training-plans/:id/voice',
      describe('Say as an agent that a plan was read, comment on it, or rate the coaching', {
        200: ['kept, and noted in the audit', ownPlanView],
        404: ['no such plan that the agent is in'],
        422: ['a rating before a session was held']
      }),
      first(openOwn),
      body(planVoiceInput),
      async (c) => {
        const own = await openOwn(c)
        await speakToPlan(database, own, c.req.valid('json'), { caller: c.get('caller'), now: now() })
        return c.json(await readOwnPlan(database, own, now()))
      }
    )
    .get(
      '/training-plans/:id/voices',
      describe('What those who are in a plan said to it', {
        200: ['who read it, what they wrote, and how the coaching was rated', planVoicesView],
        404: ['no such plan']
      }),
      async (c) => {
        const caller = c.get('caller')
        const there = await openPlan(database, caller, c.req.param('id'), namingScope(caller))
        return c.json(await readVoices(database, there, now()))
      }
    )
}
