import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import { limits } from '../contract/terms'
import { problem } from '../problem'
import type { Env } from '../services'
import { fits } from './parse'

/** Nobody may make us read megabytes who has not said who they are; and what is not a form is not read at all. */
export const formOfSomebody = createMiddleware<Env>(async (c, next) => {
  if (c.get('caller').kind === 'public') throw problem('sign-in-needed')
  const isForm = /^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '')
  if (!isForm) throw problem('content-type-wrong', 'multipart/form-data with “survey”, “mapping” and “file”')
  await next()
})

/** Describes a form with a file for a survey; `mapping` says what that part is for, and `more` what else it has. */
export function describeForm(mapping: string, more: Record<string, { type: 'string'; enum: string[]; description: string }> = {}) {
  const properties = { survey: { type: 'string' }, ...more, mapping: { type: 'string', description: mapping }, file: { type: 'string', format: 'binary' } } as const
  return describeRoute({ requestBody: { required: true, content: { 'multipart/form-data': { schema: { type: 'object', required: ['survey', 'file'], properties } } } } })
}

export function formLimit(maxSize: number) {
  return bodyLimit({
    maxSize,
    onError() {
      throw problem('too-large', `${maxSize / 1024 / 1024} MB`)
    }
  })
}

export async function formOf(request: Request): Promise<Record<string, unknown>> {
  try {
    return Object.fromEntries(await request.formData())
  } catch {
    throw problem('invalid', 'The body is not a whole multipart form; send “survey”, “mapping” and “file” in one.')
  }
}

/** The part of a form that says which column is what: JSON, as text or as a file. Nothing where it is left out. */
export async function mappingIn<Schema extends z.ZodType>(part: string | File | undefined, schema: Schema): Promise<z.output<Schema> | undefined> {
  const text = part instanceof File ? await part.text() : part
  if (text === undefined || text.trim() === '') return undefined
  let mapping: unknown
  try {
    mapping = JSON.parse(text)
  } catch {
    throw problem('invalid', '“mapping” is not valid JSON; send an object such as {"channel": "Channel"}.', 'mapping')
  }
  // TypeScript cannot tell what an object of an unknown schema gives.
  return (fits(z.object({ mapping: schema }), { mapping }) as { mapping: z.output<Schema> }).mapping
}

/** A name is for reading only; it may hold what databases do not keep. */
export function fileName({ name }: File): string {
  return name.replaceAll('\0', '').toWellFormed().slice(0, limits.nameLength)
}
