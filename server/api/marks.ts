import { Hono } from 'hono'
import { hasScope } from '../access/permissions'
import { markInput, marksQuery, marksView, markView } from '../contract/marks'
import { problem } from '../contract/problem'
import { body, query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { createMark, listMarks, removeMark } from '../marks/marks'
import { namingScope } from '../names/naming-scope'
import type { Services } from '../services'
import { openSurvey } from '../surveys/open-survey'
import { somewhereFirst } from './rights-first'

/** Days on which something happened that may have moved a score. Whoever sees the score sees them. */
export const marksApi = ({ database, now }: Services) =>
  new Hono<Env>()
    .get(
      '/marks',
      describe('What happened meanwhile: the marks on the trends of a survey', {
        200: ['marks, and the training plans that the caller may see', marksView],
        404: ['no such survey'],
        422: ['the period ends before it begins']
      }),
      query(marksQuery),
      async (c) => {
        const { survey, from, to } = c.req.valid('query')
        const caller = c.get('caller')
        const opened = await openSurvey(database, caller, survey, 'scores:read')
        if (from > to) throw problem('invalid', `“from” (${from}) is after “to” (${to}); swap them.`, 'from')
        const seesPlans = hasScope(caller, opened.access, namingScope(caller))
        return c.json(await listMarks(database, opened, { from, to }, { seesPlans }))
      }
    )
    .post(
      '/marks',
      describe('Mark a day on which something happened', {
        201: ['marked', markView],
        404: ['no such survey'],
        422: ['the day or the name is missing, or the site has too many marks']
      }),
      somewhereFirst({ database }, namingScope),
      body(markInput),
      async (c) => {
        const input = c.req.valid('json')
        const caller = c.get('caller')
        const opened = await openSurvey(database, caller, input.survey, namingScope(caller))
        return c.json(await createMark(database, opened, input, { caller, now: now() }), 201)
      }
    )
    .delete(
      '/marks/:id',
      describe('Take a mark out', { 204: ['gone'], 404: ['no such mark'] }),
      async (c) => {
        const caller = c.get('caller')
        await removeMark(database, c.req.param('id'), namingScope(caller), { caller, now: now() })
        return c.body(null, 204)
      }
    )
