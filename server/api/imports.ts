import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import { permit } from '../people/access'
import { importReport, importSource, importSources, mappingInput } from '../contract/imports'
import { limits } from '../contract/terms'
import { importById, listImports } from '../imports/kept'
import { importFile } from '../imports/run'
import { problem } from '../problem'
import type { Env, Services } from '../services'
import { openSurvey } from '../survey-access'
import { surveyById } from '../surveys'
import { describe } from './describe'
import { fits, query } from './parse'

const importQuery = z.strictObject({ dryRun: z.enum(['true', 'false']).default('false') })
const surveyQuery = z.strictObject({ survey: z.string().max(40) })
const form = z.strictObject({
  survey: z.string('must name a survey').min(1).max(40),
  source: z.union([importSource, z.literal('')], `must be one of ${importSources.join(', ')}`).optional(),
  mapping: z.union([z.string(), z.instanceof(File)]).optional(),
  file: z.instanceof(File, { error: 'must be a file' })
})

export const importsApi = ({ database, now }: Services) =>
  new Hono<Env>()
    .post(
      '/imports',
      describe('Import a file of CSV or JSON; the answer comes when it is done. Importing twice adds nothing', {
        200: ['what importing it would do', importReport],
        201: ['imported', importReport],
        413: ['the file is too large; the command line takes it'],
        415: ['not multipart/form-data'],
        422: ['the file cannot be read, or the mapping does not fit it']
      }),
      describeRoute({
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                required: ['survey', 'file'],
                properties: {
                  survey: { type: 'string' },
                  source: { type: 'string', enum: [...importSources], description: 'whose layout the file has; recognised where it is missing' },
                  mapping: { type: 'string', description: 'JSON: which column is what; proposed from the layout where it is missing' },
                  file: { type: 'string', format: 'binary' }
                }
              }
            }
          }
        }
      }),
      signedIn,
      bodyLimit({ maxSize: limits.importBytes, onError: tooLarge }),
      query(importQuery),
      async (c) => {
        const { survey: id, source, mapping, file } = fits(form, await formOf(c.req.raw))
        const { site } = await openSurvey(database, c.get('caller'), id, 'admin')
        const survey = await surveyById(database, id)
        const dryRun = c.req.valid('query').dryRun === 'true'
        const order = { file: { name: nameOf(file), bytes: file.size, open: () => file.stream() }, survey, site, source: source || undefined, mapping: await mappingOf(mapping), dryRun, caller: c.get('caller') }
        return c.json(await importFile(database, order, now), dryRun ? 200 : 201)
      }
    )
    .get('/imports', describe('The latest imports into a survey', { 200: ['newest first', z.object({ rows: z.array(importReport) })] }), query(surveyQuery), async (c) => {
      const { survey } = await openSurvey(database, c.get('caller'), c.req.valid('query').survey, 'admin')
      return c.json({ rows: await listImports(database, survey.id, now()) })
    })
    .get('/imports/:id', describe('How an import goes, or went', { 200: ['its report, without cells of the file', importReport], 404: ['no such import'] }), async (c) => {
      const { siteId, report } = await importById(database, c.req.param('id'), now())
      await permit(database, c.get('caller'), siteId, 'admin')
      return c.json(report)
    })

/** Nobody may make us read 64 MB who has not said who they are; and what is not a form is not read at all. */
const signedIn = createMiddleware<Env>(async (c, next) => {
  if (c.get('caller').kind === 'public') throw problem('sign-in-needed')
  if (!/^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '')) throw problem('content-type-wrong', 'multipart/form-data with “survey”, “mapping” and “file”')
  await next()
})

function tooLarge(): never {
  throw problem('too-large', `${limits.importBytes / 1024 / 1024} MB`)
}

async function formOf(request: Request): Promise<Record<string, unknown>> {
  try {
    return Object.fromEntries(await request.formData())
  } catch {
    throw problem('invalid', 'The body is not a whole multipart form; send “survey”, “mapping” and “file” in one.')
  }
}

async function mappingOf(part: string | File | undefined) {
  const text = part instanceof File ? await part.text() : part
  if (text === undefined || text.trim() === '') return undefined
  let mapping: unknown
  try {
    mapping = JSON.parse(text)
  } catch {
    throw problem('invalid', '“mapping” is not valid JSON; send an object such as {"rating": "CSAT Score"}.', 'mapping')
  }
  return fits(z.object({ mapping: mappingInput }), { mapping }).mapping
}

/** A name is for reading only; it may hold what databases do not keep. */
function nameOf({ name }: File) {
  return name.replaceAll('\0', '').toWellFormed().slice(0, limits.nameLength)
}
