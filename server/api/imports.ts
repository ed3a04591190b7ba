import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../access/permissions'
import { encodingName, encodings } from '../contract/encodings'
import { importReport, importSource, importSources, mappingInput } from '../contract/imports'
import { limits } from '../contract/terms'
import { fits, query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { importFile } from '../imports/import-file'
import { importById, listImports } from '../imports/import-runs'
import { progressTeller } from '../imports/progress'
import type { Services } from '../services'
import { openSurvey } from '../surveys/open-survey'
import { surveyById } from '../surveys/surveys'
import { beginForm, describeForm, fileName, filePart, formOfSomebody, mappingIn } from './file-form'
import { somewhereFirst } from './rights-first'

const importQuery = z.strictObject({ dryRun: z.enum(['true', 'false']).default('false') })
const surveyQuery = z.strictObject({ survey: z.string().max(40) })
const form = z.strictObject({
  survey: z.string(),
  source: z.union([importSource, z.literal('')], `must be one of ${importSources.join(', ')}`).optional(),
  mapping: z.union([z.string(), filePart]).optional(),
  encoding: z.union([encodingName, z.literal('')], `must be one of ${encodings.join(', ')}`).optional(),
  watch: z
    .string()
    .regex(/^[\w-]{1,40}$/, 'must be letters, digits, “_” and “-”, at most 40')
    .optional(),
  file: filePart
})

export const importsApi = ({ database, log, now }: Services) =>
  new Hono<Env>()
    .post(
      '/imports',
      describe(
        'Import a file of CSV or JSON; the answer comes when it is done. Importing twice adds nothing',
        {
          200: ['what importing it would do', importReport],
          201: ['imported', importReport],
          413: ['the file is too large; the command line takes it'],
          415: ['not multipart/form-data'],
          422: ['the file cannot be read, or the mapping does not fit it']
        }
      ),
      describeForm('JSON: which column is what; proposed from the layout where it is missing', {
        source: {
          type: 'string',
          enum: [...importSources],
          description: 'whose layout the file has; recognised where it is missing'
        },
        encoding: {
          type: 'string',
          enum: [...encodings],
          description: 'how its letters are written, as in the mapping; guessed from them where it is missing'
        },
        watch: {
          type: 'string',
          description: 'a name of your own: the live events `progress` say under it how far this is'
        }
      }),
      formOfSomebody,
      somewhereFirst({ database }, 'admin'),
      query(importQuery),
      async (c) => {
        const begun = await beginForm(c.req.raw, limits.importBytes)
        const { site } = await openSurvey(database, c.get('caller'), begun.survey, 'admin')
        const survey = await surveyById(database, begun.survey)
        const dryRun = c.req.valid('query').dryRun === 'true'
        return begun.whole(async (parts) => {
          const { source, mapping: described, encoding, watch, file } = fits(form, parts)
          const tell = watch === undefined ? undefined : progressTeller(database, log, site.id, watch)
          const mapping = await mappingIn(described, mappingInput)
          const sent = {
            file: { ...file, name: fileName(file) },
            source: source || undefined,
            mapping,
            encoding: encoding || undefined
          }
          const report = await importFile(
            database,
            { ...sent, survey, site, dryRun, caller: c.get('caller'), log },
            now,
            tell
          )
          return c.json(report, dryRun ? 200 : 201)
        })
      }
    )
    .get(
      '/imports',
      describe('The latest imports into a survey', {
        200: ['newest first', z.object({ rows: z.array(importReport) })]
      }),
      query(surveyQuery),
      async (c) => {
        const { survey } = await openSurvey(database, c.get('caller'), c.req.valid('query').survey, 'admin')
        return c.json({ rows: await listImports(database, survey.id, now()) })
      }
    )
    .get(
      '/imports/:id',
      describe('How an import goes, or went', {
        200: ['its report, without cells of the file', importReport],
        404: ['no such import']
      }),
      async (c) => {
        const { siteId, report } = await importById(database, c.req.param('id'), now())
        await permit(database, c.get('caller'), siteId, 'admin')
        return c.json(report)
      }
    )
