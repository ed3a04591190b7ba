import { Hono } from 'hono'
import { z } from 'zod'
import { mayReview, permit } from '../access/permissions'
import {
  listedSurveyView,
  previewInput,
  previewView,
  surveyInput,
  surveyPatch,
  surveyView as surveySchema,
  versionView as versionSchema
} from '../contract/surveys'
import { body, query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { previewOf } from '../presentation/preview'
import { readHeld } from '../responses/held'
import type { Services } from '../services'
import { siteById } from '../sites/sites'
import { openSurvey } from '../surveys/open-survey'
import {
  changeSurvey,
  createSurvey,
  listSurveys,
  surveyById,
  surveyEtag,
  versionsOf
} from '../surveys/surveys'
import { surveyViewOf, versionViewOf } from '../surveys/view'
import { onSurveyFirst, somewhereFirst } from './rights-first'

const siteQuery = z.strictObject({ site: z.string() })

export const surveysApi = ({ database, publication, now }: Services) =>
  new Hono<Env>()
    .get(
      '/surveys',
      describe('The surveys of a site', {
        200: ['oldest first', z.object({ rows: z.array(listedSurveyView) })]
      }),
      query(siteQuery),
      async (c) => {
        const { site } = c.req.valid('query')
        const access = await permit(database, c.get('caller'), site, 'scores:read')
        const surveys = await listSurveys(database, site)
        const held = mayReview(c.get('caller'), access)
          ? await readHeld(database, await siteById(database, site), now())
          : new Map<string, string>()
        return c.json({
          rows: surveys.map((survey) => {
            const heldOn = held.get(survey.row.id)
            return { ...surveyViewOf(survey), ...(heldOn !== undefined && { heldOn }) }
          })
        })
      }
    )
    .post(
      '/surveys',
      describe('Make a survey', { 201: ['made', surveySchema], 404: ['no such site'] }),
      somewhereFirst({ database }, 'admin'),
      body(surveyInput),
      async (c) => {
        const input = c.req.valid('json')
        const caller = c.get('caller')
        await permit(database, caller, input.site, 'admin')
        await siteById(database, input.site)
        const survey = await createSurvey(database, caller, input, now())
        publication.forget()
        return c.json(surveyViewOf(survey), 201, { ETag: surveyEtag(survey.row) })
      }
    )
    .post(
      '/surveys/preview',
      describe('How a survey would look; nothing is kept', {
        200: ['in one language', previewView],
        404: ['no such site']
      }),
      somewhereFirst({ database }, 'scores:read'),
      body(previewInput),
      async (c) => {
        const input = c.req.valid('json')
        await permit(database, c.get('caller'), input.survey.site, 'scores:read')
        return c.json(previewOf(input, await siteById(database, input.survey.site), now()))
      }
    )
    .get(
      '/surveys/:id/versions',
      describe('What a survey has meant so far', {
        200: ['newest first', z.object({ rows: z.array(versionSchema) })],
        404: ['no such survey']
      }),
      async (c) => {
        const { survey } = await openSurvey(database, c.get('caller'), c.req.param('id'), 'scores:read')
        return c.json({ rows: (await versionsOf(database, survey.id)).map(versionViewOf) })
      }
    )
    .get(
      '/surveys/:id',
      describe('One survey', { 200: ['the survey', surveySchema], 404: ['no such survey'] }),
      async (c) => {
        await openSurvey(database, c.get('caller'), c.req.param('id'), 'scores:read')
        const survey = await surveyById(database, c.req.param('id'))
        return c.json(surveyViewOf(survey), 200, { ETag: surveyEtag(survey.row) })
      }
    )
    .patch(
      '/surveys/:id',
      describe('Change a survey; past answers keep their meaning', {
        200: ['changed, and noted in the audit', surveySchema],
        412: ['somebody was faster']
      }),
      onSurveyFirst({ database }, 'admin', (c) => c.req.param('id')),
      body(surveyPatch),
      async (c) => {
        const survey = await changeSurvey(database, c.req.param('id'), {
          caller: c.get('caller'),
          patch: c.req.valid('json'),
          ifMatch: c.req.header('if-match'),
          now: now()
        })
        publication.forget()
        return c.json(surveyViewOf(survey), 200, { ETag: surveyEtag(survey.row) })
      }
    )
