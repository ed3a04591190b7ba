import type { Context } from 'hono'
import { Hono } from 'hono'
import { permitSomewhere } from '../access/somewhere'
import { disputeDecision, disputeInput, disputesQuery, disputesView, disputeView } from '../contract/disputes'
import { problem } from '../contract/problem'
import { decideDispute, raiseDispute, requireJudge, requireRaiser, withdrawDispute } from '../disputes/change'
import { listDisputes, openDispute, readDispute } from '../disputes/find'
import { body, query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { tellAnswers } from '../live'
import type { Services } from '../services'
import { openSurvey } from '../surveys/open-survey'
import { first } from './rights-first'

/** Ratings that somebody holds to be no measure of the agent, and what a second person decides. */
export const disputesApi = ({ database, log, now }: Pick<Services, 'database' | 'log' | 'now'>) => {
  const open = (c: Context<Env>) => openDispute(database, c.get('caller'), c.req.param('id') ?? '')
  const inPerson = first(async (c) => {
    await permitSomewhere(database, c.get('caller'), 'responses:read')
    if (c.get('caller').kind !== 'person') throw problem('role-missing', 'people who signed in')
  })
  const act = (c: Context<Env>) => ({ caller: c.get('caller'), now: now() })
  return new Hono<Env>()
    .get(
      '/disputes',
      describe('The disputes of a site: agents see their own, leads those about answers to their teams', {
        200: ['the latest first', disputesView],
        404: ['no such site']
      }),
      query(disputesQuery),
      async (c) => c.json(await listDisputes(database, c.get('caller'), c.req.valid('query')))
    )
    .post(
      '/disputes',
      describe('Say of a rating that it is no measure of the agent; nothing changes until it is decided', {
        201: ['raised, and noted in the audit', disputeView],
        404: ['no such survey or answer'],
        409: ['the answer is disputed already'],
        422: ['the answer names no agent, or does not count']
      }),
      inPerson,
      body(disputeInput),
      async (c) => {
        const input = c.req.valid('json')
        const opened = await openSurvey(database, c.get('caller'), input.survey, 'responses:read')
        const id = await raiseDispute(database, opened, input, act(c))
        return c.json(await readDispute(database, c.get('caller'), id), 201)
      }
    )
    .post(
      '/disputes/:id/decision',
      describe('Uphold or refuse a dispute; whoever raised it and whoever is the agent may not', {
        200: ['decided, and noted in the audit', disputeView],
        404: ['no such dispute'],
        409: ['it is not open any more']
      }),
      first(async (c) => requireJudge(await open(c))),
      body(disputeDecision),
      async (c) => {
        const opened = await open(c)
        await decideDispute(database, opened, c.req.valid('json'), act(c))
        const { tags, survey } = opened.found
        const whose = ['', tags.agent].map((agent) => ({ agent, team: tags.team }))
        const news = { site: opened.site.id, survey: survey.id, state: opened.found.answer.state }
        await tellAnswers(database, log, news, whose)
        return c.json(await readDispute(database, c.get('caller'), opened.found.dispute.id))
      }
    )
    .post(
      '/disputes/:id/withdrawal',
      describe('Take a dispute back', {
        200: ['taken back, and noted in the audit', disputeView],
        404: ['no such dispute'],
        409: ['it is not open any more']
      }),
      first(async (c) => requireRaiser(await open(c))),
      async (c) => {
        await withdrawDispute(database, await open(c), act(c))
        return c.json(await readDispute(database, c.get('caller'), c.req.param('id')))
      }
    )
}
