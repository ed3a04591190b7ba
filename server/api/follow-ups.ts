import type { Context } from 'hono'
import { Hono } from 'hono'
import { permit } from '../access/permissions'
import {
  followUpFiguresQuery,
  followUpFiguresView,
  followUpNote,
  followUpPatch,
  followUpReply,
  followUpRulesInput,
  followUpRulesView,
  followUpsQuery,
  followUpsView,
  followUpView,
  recoveryQuery,
  recoveryView,
  rulesPreviewView
} from '../contract/follow-ups'
import { changeFollowUp, followUpEtag, noteFollowUp } from '../follow-ups/change'
import { followUpFigures } from '../follow-ups/figures'
import { listFollowUps, openFollowUp, openSite, readFollowUp, requireWork } from '../follow-ups/find'
import { previewRules } from '../follow-ups/preview'
import { recoveryOf } from '../follow-ups/recovery'
import { changeRules, readRules, rulesEtag, viewRules } from '../follow-ups/rules'
import { body, query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { namingScope } from '../names/naming-scope'
import { reply, replyView, withDeliveries } from '../replies/reply'
import type { Services } from '../services'
import { siteById } from '../sites/sites'
import { first, onSiteFirst } from './rights-first'

/** Unhappy customers who are to hear back, and the rules by which that begins. */
export const followUpsApi = (
  services: Pick<Services, 'database' | 'sealing' | 'config' | 'publication' | 'outbox' | 'now'>
) => {
  const { database, now } = services
  const nameOf = (c: Context<Env>, name: string) => c.req.param(name) ?? ''
  const open = (c: Context<Env>) =>
    openFollowUp(database, c.get('caller'), { site: nameOf(c, 'site'), id: nameOf(c, 'id') })
  const workFirst = first(async (c) => requireWork(await open(c)))
  const answer = async (c: Context<Env>) => {
    const opened = await open(c)
    c.header('ETag', followUpEtag(opened.found.followUp))
    const view = await readFollowUp(database, opened, now())
    return {
      ...view,
      history: await withDeliveries(database, view.history),
      reply: view.mayChange ? await replyView(services, opened, now()) : null
    }
  }
  const rulesFirst = onSiteFirst({ database }, namingScope, (c) => c.req.param('site'))
  return new Hono<Env>()
    .get(
      '/sites/:site/follow-ups',
      describe('The follow-ups of a site: those of answers that the caller may see', {
        200: ['what is due first comes first', followUpsView],
        404: ['no such site']
      }),
      query(followUpsQuery),
      async (c) => {
        const opened = await openSite(database, c.get('caller'), c.req.param('site'))
        return c.json(await listFollowUps(database, opened, c.req.valid('query'), now()))
      }
    )
    .get(
      '/sites/:site/follow-ups/recovery',
      describe(
        'How many unhappy customers are satisfied after their follow-up was closed, when asked once more',
        {
          200: ['of the last 28 days where none are named', recoveryView],
          404: ['no such site']
        }
      ),
      query(recoveryQuery),
      async (c) => {
        const opened = await openSite(database, c.get('caller'), c.req.param('site'))
        return c.json(await recoveryOf(database, opened, c.req.valid('query'), now()))
      }
    )
    .get(
      '/sites/:site/follow-ups/:id',
      describe('One follow-up, with the answer, what else the customer answered, and what was done', {
        200: ['the follow-up', followUpView],
        404: ['no such follow-up']
      }),
      async (c) => c.json(await answer(c), 200)
    )
    .patch(
      '/sites/:site/follow-ups/:id',
      describe('Give a follow-up to somebody, bring it further, or close it', {
        200: ['changed, and noted in the audit', followUpView],
        404: ['no such follow-up'],
        412: ['somebody was faster'],
        422: ['it is to be closed without a root cause or what was done']
      }),
      workFirst,
      body(followUpPatch),
      async (c) => {
        await changeFollowUp(database, await open(c), {
          caller: c.get('caller'),
          patch: c.req.valid('json'),
          ifMatch: c.req.header('if-match'),
          now: now()
        })
        return c.json(await answer(c), 200)
      }
    )
    .post(
      '/sites/:site/follow-ups/:id/notes',
      describe('Write a note on a follow-up', {
        201: ['kept', followUpView],
        404: ['no such follow-up']
      }),
      workFirst,
      body(followUpNote),
      async (c) => {
        const { text } = c.req.valid('json')
        await noteFollowUp(database, await open(c), text, { caller: c.get('caller'), now: now() })
        return c.json(await answer(c), 201)
      }
    )
    .post(
      '/sites/:site/follow-ups/:id/replies',
      describe('Write to the customer: through what asked them, else by mail', {
        201: ['put into the outbox, and noted in the history and the audit', followUpView],
        404: ['no such follow-up'],
        409: ['there is no way to the customer; the message says why'],
        422: ['the channel does not take this text']
      }),
      workFirst,
      body(followUpReply),
      async (c) => {
        const { text } = c.req.valid('json')
        await reply(services, await open(c), text, { caller: c.get('caller'), now: now() })
        return c.json(await answer(c), 201)
      }
    )
    .get(
      '/sites/:site/follow-up-figures',
      describe('How many follow-ups were opened and closed, how soon, and where the roots lay', {
        200: ['of the last 28 days where none are named', followUpFiguresView],
        404: ['no such site']
      }),
      query(followUpFiguresQuery),
      async (c) => {
        const opened = await openSite(database, c.get('caller'), c.req.param('site'))
        return c.json(await followUpFigures(database, opened, c.req.valid('query'), now()))
      }
    )
    .get(
      '/sites/:site/follow-up-rules',
      describe('The rules by which answers become follow-ups', {
        200: ['in the order in which they are tried', followUpRulesView],
        404: ['no such site']
      }),
      rulesFirst,
      async (c) => {
        const site = c.req.param('site')
        const rules = await readRules(database, site)
        return c.json(await viewRules(database, site, rules), 200, { ETag: rulesEtag(rules) })
      }
    )
    .put(
      '/sites/:site/follow-up-rules',
      describe('Replace the rules; a new rule is about answers that are given from now on', {
        200: ['kept, and noted in the audit', followUpRulesView],
        404: ['no such site'],
        412: ['somebody was faster'],
        422: ['a rule names a member or a survey that the site does not have']
      }),
      rulesFirst,
      body(followUpRulesInput),
      async (c) => {
        const site = c.req.param('site')
        const rules = await changeRules(database, site, {
          caller: c.get('caller'),
          patch: c.req.valid('json'),
          ifMatch: c.req.header('if-match'),
          now: now()
        })
        return c.json(await viewRules(database, site, rules), 200, { ETag: rulesEtag(rules) })
      }
    )
    .post(
      '/sites/:site/follow-up-rules/preview',
      describe('How many answers of the last 30 days these rules would have opened a follow-up of', {
        200: ['counted, and nothing is kept', rulesPreviewView],
        404: ['no such site']
      }),
      rulesFirst,
      // By a rule of one's choice what single customers said could be told.
      first((c) => permit(database, c.get('caller'), nameOf(c, 'site'), 'responses:read')),
      body(followUpRulesInput),
      async (c) => {
        const site = await siteById(database, c.req.param('site'))
        return c.json(await previewRules(database, site, c.req.valid('json'), now()))
      }
    )
}
