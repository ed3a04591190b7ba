import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../people/access'
import { surveyInput, surveyPatch, surveyView as surveySchema } from '../contract/surveys'
import type { Env, Services } from '../services'
import { siteById } from '../sites'
import { openSurvey } from '../survey-access'
import { changeSurvey, createSurvey, etagOf, listSurveys, surveyById, surveyView } from '../surveys'
import { describe } from './describe'
import { body, query } from './parse'

const siteQuery = z.strictObject({ site: z.string() })

export const surveysApi = ({ database, publication, now }: Services) =>
  new Hono<Env>()
    .get('/surveys', describe('The surveys of a site', { 200: ['oldest first', z.object({ rows: z.array(surveySchema) })] }), query(siteQuery), async (c) => {
      const { site } = c.req.valid('query')
      await permit(database, c.get('caller'), site, 'scores:read')
      return c.json({ rows: (await listSurveys(database, site)).map(surveyView) })
    })
    .post('/surveys', describe('Make a survey', { 201: ['made', surveySchema], 404: ['no such site'] }), body(surveyInput), async (c) => {
      const input = c.req.valid('json')
      await permit(database, c.get('caller'), input.site, 'admin')
      await siteById(database, input.site)
      const survey = await createSurvey(database, input, now())
      publication.forget()
      return c.json(surveyView(survey), 201, { ETag: etagOf(survey.row) })
    })
    .get('/surveys/:id', describe('One survey', { 200: ['the survey', surveySchema], 404: ['no such survey'] }), async (c) => {
      await openSurvey(database, c.get('caller'), c.req.param('id'), 'scores:read')
      const survey = await surveyById(database, c.req.param('id'))
      return c.json(surveyView(survey), 200, { ETag: etagOf(survey.row) })
    })
    .patch('/surveys/:id', describe('Change a survey; past answers keep their meaning', { 200: ['changed', surveySchema], 412: ['somebody was faster'] }), body(surveyPatch), async (c) => {
      const { survey: row } = await openSurvey(database, c.get('caller'), c.req.param('id'), 'admin')
      const survey = await changeSurvey(database, row.id, c.req.valid('json'), c.req.header('if-match'), now())
      publication.forget()
      return c.json(surveyView(survey), 200, { ETag: etagOf(survey.row) })
    })
