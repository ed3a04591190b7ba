import { Hono } from 'hono'
import { z } from 'zod'
import { uploadMapping, uploadReport } from '../contract/invitation-upload'
import { problem } from '../contract/problem'
import { limits } from '../contract/terms'
import { fits, query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { uploadInvitations } from '../inviting/upload'
import type { Services } from '../services'
import { openSurvey } from '../surveys/open-survey'
import { beginForm, describeForm, fileName, filePart, formOfSomebody, mappingIn } from './file-form'
import { somewhereFirst } from './rights-first'

const uploadQuery = z.strictObject({ dryRun: z.enum(['true', 'false']).default('false') })
const form = z.strictObject({
  survey: z.string(),
  mapping: z.union([z.string(), filePart]).optional(),
  file: filePart
})

export const invitationUploadApi = (services: Services) =>
  new Hono<Env>().post(
    '/invitations/upload',
    describe('Make an invitation for each row of a CSV file; a row whose externalId is known makes none', {
      200: ['what it would make', uploadReport],
      201: ['made, with a result for each row', uploadReport],
      404: ['no such survey'],
      409: ['the survey is not live'],
      413: [`more than ${limits.uploadRows} rows, or too large`],
      422: ['the file cannot be read, or the mapping does not fit it']
    }),
    describeForm('JSON: which column is what; proposed from the names of the columns where it is missing'),
    formOfSomebody,
    somewhereFirst(services, 'invitations:write'),
    query(uploadQuery),
    async (c) => {
      const { database, publication, now } = services
      const { survey, whole } = await beginForm(c.req.raw, limits.batchBytes)
      await openSurvey(database, c.get('caller'), survey, 'invitations:write')
      const published = await publication.survey(survey)
      if (!published) throw problem('survey-unknown', survey, 'survey')
      if (published.row.state !== 'live') throw problem('survey-not-live', survey)
      const dryRun = c.req.valid('query').dryRun === 'true'
      return whole(async (parts) => {
        const { mapping, file } = fits(form, parts)
        const name = fileName(file)
        const upload = {
          file: { ...file, name },
          published,
          mapping: await mappingIn(mapping, uploadMapping),
          dryRun
        }
        const report = await uploadInvitations(database, upload, {
          ...services,
          now: now(),
          made: { caller: c.get('caller'), file: name }
        })
        return c.json(report, dryRun ? 200 : 201)
      })
    }
  )
