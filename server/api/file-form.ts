import { createMiddleware } from 'hono/factory'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import { problem } from '../contract/problem'
import { limits } from '../contract/terms'
import { fits } from '../http/body'
import type { Env } from '../http/env'
import { parseStrangersJson } from '../text/json'
import type { UploadedFile, UploadedForm } from '../uploads/form'
import { withForm } from '../uploads/form'
import { fieldOf } from './form-field'

/**
 * A form whose file is not read yet, and the survey that it names in its beginning. `whole` reads the rest
 * onto disk and gives all parts to `use`; afterwards the file is gone.
 */
export type BegunForm = {
  survey: string
  whole<Used>(use: (form: UploadedForm) => Promise<Used>): Promise<Used>
}

/** A part of a form that is a file. */
export const filePart = z.custom<UploadedFile>((part) => typeof part === 'object', 'must be a file')

/**
 * Nobody may make us read megabytes who has not said who they are; and what is not a form is not read at
 * all.
 */
export const formOfSomebody = createMiddleware<Env>(async (c, next) => {
  if (c.get('caller').kind === 'public') throw problem('sign-in-needed')
  const isForm = /^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '')
  if (!isForm) throw problem('content-type-wrong', 'multipart/form-data with “survey”, “mapping” and “file”')
  await next()
})

/**
 * Describes a form with a file for a survey; `mapping` says what that part is for, and `more` what else it
 * has.
 */
export function describeForm(
  mapping: string,
  more: Record<string, { type: 'string'; enum?: string[]; description: string }> = {}
) {
  const survey = {
    type: 'string',
    description: 'before “file”: whether you may is looked at before the file is read'
  } as const
  const properties = {
    survey,
    ...more,
    mapping: { type: 'string', description: mapping },
    file: { type: 'string', format: 'binary' }
  } as const
  return describeRoute({
    requestBody: {
      required: true,
      content: {
        'multipart/form-data': { schema: { type: 'object', required: ['survey', 'file'], properties } }
      }
    }
  })
}

/** Reads a form as far as the part that names its survey, and no further than the first 64 kB. */
export async function beginForm(request: Request, maxBytes: number): Promise<BegunForm> {
  const tooLarge = problem('too-large', `${maxBytes / 1024 / 1024} MB`)
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge
  const type = request.headers.get('content-type') ?? ''
  const reader = request.body?.getReader()
  const read = async () => (await reader?.read()) ?? { done: true as const, value: undefined }
  const survey = z.string('must name a survey, and stand before the file').min(1).max(40)
  const { chunks, field, bytes } = await beginning(read, (text) => fieldOf(text, type, 'survey'))
  return {
    survey: fits(z.object({ survey }), { survey: field }).survey,
    whole: (use) => withForm(body(), type, use)
  }

  async function* body(): AsyncGenerator<Uint8Array> {
    try {
      for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) yield chunk
      let total = bytes
      for (let next = await read(); !next.done; next = await read()) {
        total += next.value.byteLength
        if (total > maxBytes) throw tooLarge
        yield next.value
      }
    } finally {
      // Without effect where all has been read.
      await reader?.cancel().catch(() => {})
    }
  }
}

/** Reads chunks until a field is found in them, at most as many bytes as the beginning of a form may have. */
async function beginning(
  read: () => Promise<{ done: boolean; value?: Uint8Array | undefined }>,
  find: (text: Buffer) => string | undefined
) {
  const chunks: Uint8Array[] = []
  let bytes = 0
  // It is looked for at every doubling only, so that many small chunks do not cost more than few large ones.
  let lookAt = 1
  for (;;) {
    const { done, value } = await read()
    if (value) chunks.push(value)
    bytes += value?.byteLength ?? 0
    const isEnough = done || bytes >= limits.bodyBytes
    if (!isEnough && bytes < lookAt) continue
    lookAt = bytes * 2
    const field = find(Buffer.concat(chunks))
    if (field !== undefined || isEnough) return { chunks, field, bytes }
  }
}

/**
 * The part of a form that says which column is what: JSON, as text or as a file. Nothing where it is left
 * out.
 */
export async function mappingIn<Schema extends z.ZodType>(
  part: string | UploadedFile | undefined,
  schema: Schema
): Promise<z.output<Schema> | undefined> {
  const length = typeof part === 'object' ? part.bytes : (part?.length ?? 0)
  if (length > limits.bodyBytes) throw problem('too-large', `${limits.bodyBytes / 1024} kB`)
  const text = typeof part === 'object' ? await textOf(part) : part
  if (text === undefined || text.trim() === '') return undefined
  let mapping: unknown
  try {
    mapping = parseStrangersJson(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw problem(
      'invalid',
      '“mapping” is not valid JSON; send an object such as {"channel": "Channel"}.',
      'mapping'
    )
  }
  // TypeScript cannot tell what an object of an unknown schema gives.
  return (fits(z.object({ mapping: schema }), { mapping }) as { mapping: z.output<Schema> }).mapping
}

async function textOf(file: UploadedFile): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of file.open()) chunks.push(chunk)
  return new TextDecoder().decode(Buffer.concat(chunks))
}

/** A name is for reading only; it may hold what databases do not keep. */
export function fileName({ name }: UploadedFile): string {
  return name.replaceAll('\0', '').toWellFormed().slice(0, limits.nameLength)
}
