import type { Context, MiddlewareHandler } from 'hono'
import { resolver, uniqueSymbol } from 'hono-openapi'
import { z } from 'zod'
import type { Problem } from '../contract/problem'
import { problem } from '../contract/problem'
import { limits } from '../contract/terms'
import { parseStrangersJson } from '../text/json'
import type { Env } from './env'

type BodyOptions = {
  maxBytes?: number
  text?: boolean
  prepare?: (value: unknown, c: Context<Env>) => unknown
}

/**
 * Validates a JSON body: 413 above the limit, 415 for another type, 400 for what is not JSON, 422 for what
 * does not fit `schema`. With `text`, the same JSON may come as text/plain, which a page can send without a
 * preflight. `prepare` sees it first.
 */
export function body<Schema extends z.ZodType>(
  schema: Schema,
  { maxBytes = limits.bodyBytes, text = false, prepare = (value) => value }: BodyOptions = {}
) {
  const types = text ? ['application/json', 'text/plain'] : ['application/json']
  const middleware: MiddlewareHandler<
    Env,
    string,
    { in: { json: z.input<Schema> }; out: { json: z.output<Schema> } }
  > = async (c, next) => {
    const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
    if (!types.includes(type)) throw problem('content-type-wrong', types.join(' or '))
    const refusal = c.get('smallBodyOnly')
    const text = await readText(c, refusal ? Math.min(maxBytes, limits.bodyBytes) : maxBytes).catch(
      (error: unknown) => {
        throw refusal ?? error
      }
    )
    const parsed = fits(schema, prepare(parseJson(text), c))
    // Hono's own types want an object; a schema for a body is one by convention.
    c.req.addValidatedData('json', parsed as object)
    await next()
  }
  return Object.assign(middleware, { [uniqueSymbol]: { target: 'json' as const, ...resolver(schema) } })
}

/**
 * Validates the query string; a parameter that is given several times becomes an array. 422 for what does
 * not fit.
 */
export function query<Schema extends z.ZodType>(schema: Schema) {
  const middleware: MiddlewareHandler<
    Env,
    string,
    { in: { query: z.input<Schema> }; out: { query: z.output<Schema> } }
  > = async (c, next) => {
    c.req.addValidatedData('query', fits(schema, given(c.req.queries())) as object)
    await next()
  }
  return Object.assign(middleware, { [uniqueSymbol]: { target: 'query' as const, ...resolver(schema) } })
}

/** The parameters of a query that is written out, as `query` reads them. */
export function queryOf(text: string): Record<string, unknown> {
  const all = new URLSearchParams(text)
  return given(Object.fromEntries([...new Set(all.keys())].map((key) => [key, all.getAll(key)])))
}

/** Parameters that begin so are of one object: `attribute.plan=pro` is `{attribute: {plan: 'pro'}}`. */
const attributePrefix = 'attribute.'

function given(queries: Record<string, string[]>): Record<string, unknown> {
  const all = Object.entries(queries).map(
    ([key, values]) => [key, values.length === 1 ? values[0] : values] as const
  )
  const plain = all.filter(([key]) => !key.startsWith(attributePrefix))
  if (plain.length === all.length) return Object.fromEntries(all)
  const attribute = all
    .filter(([key]) => key.startsWith(attributePrefix))
    .map(([key, value]) => [key.slice(attributePrefix.length), value])
  return { ...Object.fromEntries(plain), attribute: Object.fromEntries(attribute) }
}

/**
 * The value, if it fits the schema; otherwise the problem `invalid` with the path of the first thing that
 * does not.
 */
export function fits<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = safely(schema, value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const path =
    issue?.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : (issue?.path ?? [])
  const what = path.length > 0 ? `“${path.join('.')}”` : 'The request'
  throw problem(
    'invalid',
    `${what} is wrong: ${issue?.message ?? 'it does not fit'}.`,
    path.join('.') || undefined
  )
}

/**
 * zod compares the `length` of whatever it is given, so an object whose length is no number makes it throw.
 */
function safely<Schema extends z.ZodType>(schema: Schema, value: unknown) {
  try {
    return schema.safeParse(value)
  } catch (error) {
    throw error instanceof TypeError
      ? problem('invalid', 'The request is wrong: it has an object where there should be text.')
      : error
  }
}

export async function readText(c: Context<Env>, maxBytes: number): Promise<string> {
  const bytes = await readBytes(c, maxBytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw problem('malformed-json')
  }
}

/** The body exactly as it was sent; `too-large` above the limit. */
export async function readBytes(c: Context<Env>, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () => problem('too-large', `${Math.round(maxBytes / 1024)} kB`)
  const length = c.req.header('content-length')
  if (Number(length ?? 0) > maxBytes) throw tooLarge()
  // A body cannot be longer than it says, and one that says it is read at a fraction of what a stream costs.
  return length === undefined
    ? readStream(c.req.raw.body, maxBytes, tooLarge)
    : new Uint8Array(await c.req.arrayBuffer())
}

async function readStream(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
  tooLarge: () => Problem
): Promise<Uint8Array> {
  const reader = body?.getReader()
  const chunks: Uint8Array[] = []
  let bytes = 0
  for (;;) {
    const chunk = await reader?.read()
    if (!chunk || chunk.done) return Buffer.concat(chunks)
    bytes += chunk.value.byteLength
    if (bytes > maxBytes) {
      await reader?.cancel()
      throw tooLarge()
    }
    chunks.push(chunk.value)
  }
}

/** The fields of a form, as a browser sends it without scripts. */
export async function readForm(c: Context<Env>, maxBytes: number): Promise<Record<string, string>> {
  if (!(c.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded')) {
    throw problem('content-type-wrong', 'application/x-www-form-urlencoded or application/json')
  }
  return Object.fromEntries(new URLSearchParams(await readText(c, maxBytes)))
}

/** Throws `malformed-json` for what is none, and `json-too-deep`. */
export function parseJson(text: string): unknown {
  try {
    return parseStrangersJson(text)
  } catch (error) {
    throw error instanceof SyntaxError ? problem('malformed-json') : error
  }
}
