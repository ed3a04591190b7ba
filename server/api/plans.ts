import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Caller } from '../access/permissions'
import { planInput, planPatch, plansQuery, plansView, planView } from '../contract/plans'
import { body, query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { namingScope } from '../names/naming-scope'
import type { Plan } from '../plans/plans'
import { changePlan, createPlan, listPlans, openPlan, planEtag, planViewer, removePlan } from '../plans/plans'
import type { Services } from '../services'
import type { OpenSurvey } from '../surveys/open-survey'
import { openSurvey } from '../surveys/open-survey'
import { first, somewhereFirst } from './rights-first'

/**
 * Trainings and other interventions, and what they changed. They name people, and so are for owners and
 * managers, as names are.
 */
export const plansApi = ({ database, now }: Services) => {
  const open = (caller: Caller, id: string) => openPlan(database, caller, id, namingScope(caller))
  const openFirst = first((c) => open(c.get('caller'), c.req.param('id') ?? ''))
  const viewOf = async (opened: OpenSurvey, plan: Plan) => (await planViewer(database, opened))(plan)
  const answer = async (c: Context<Env>, opened: OpenSurvey, plan: Plan) => {
    c.header('ETag', planEtag(plan))
    return viewOf(opened, plan)
  }
  return new Hono<Env>()
    .get(
      '/training-plans',
      describe('The trainings and other interventions of a survey', {
        200: ['the newest first', plansView],
        404: ['no such survey']
      }),
      query(plansQuery),
      async (c) => {
        const { survey, ...page } = c.req.valid('query')
        const caller = c.get('caller')
        return c.json(
          await listPlans(database, await openSurvey(database, caller, survey, namingScope(caller)), page)
        )
      }
    )
    .post(
      '/training-plans',
      describe('Plan a training, or another intervention', {
        201: ['planned', planView],
        404: ['no such survey'],
        422: ['days or people that do not fit together']
      }),
      somewhereFirst({ database }, namingScope),
      body(planInput),
      async (c) => {
        const input = c.req.valid('json')
        const caller = c.get('caller')
        const opened = await openSurvey(database, caller, input.survey, namingScope(caller))
        const plan = await createPlan(database, opened, input, { caller, now: now() })
        return c.json(await answer(c, opened, plan), 201)
      }
    )
    .get(
      '/training-plans/:id',
      describe('One plan', { 200: ['the plan', planView], 404: ['no such plan'] }),
      async (c) => {
        const { opened, plan } = await open(c.get('caller'), c.req.param('id'))
        return c.json(await answer(c, opened, plan), 200)
      }
    )
    .patch(
      '/training-plans/:id',
      describe('Change a plan', {
        200: ['changed, and noted in the audit', planView],
        404: ['no such plan'],
        412: ['somebody was faster'],
        422: ['days or people that do not fit together']
      }),
      openFirst,
      body(planPatch),
      async (c) => {
        const caller = c.get('caller')
        const there = await open(caller, c.req.param('id'))
        const plan = await changePlan(database, there, {
          caller,
          patch: c.req.valid('json'),
          ifMatch: c.req.header('if-match'),
          now: now()
        })
        return c.json(await answer(c, there.opened, plan), 200)
      }
    )
    .delete(
      '/training-plans/:id',
      describe('Delete a plan', { 204: ['deleted'], 404: ['no such plan'] }),
      async (c) => {
        const caller = c.get('caller')
        await removePlan(database, await open(caller, c.req.param('id')), { caller, now: now() })
        return c.body(null, 204)
      }
    )
}
