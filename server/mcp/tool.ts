import { z } from 'zod'
import type { Scope } from '../contract/terms'
import { day, text } from '../contract/terms'

/** What a tool asks of the API; the key of the caller goes with it, so a tool can do no more than the key. */
export type ApiCall = {
  method?: 'GET' | 'POST' | 'PATCH'
  path: string
  query?: URLSearchParams
  body?: unknown
}

/** The API refused, with a sentence that says what to do. */
export class RefusedByApi extends Error {}

/** Asks the API as the caller. Throws `RefusedByApi` where it refuses. */
export type Ask = (call: ApiCall) => Promise<unknown>

/** One thing that an assistant can do here. Its answer is lines of text, each complete in itself. */
export type Tool<Input extends z.ZodObject = z.ZodObject> = {
  name: string
  title: string
  description: string
  /** The scope without which a key is not shown the tool. */
  scope: Scope
  /** What it changes, if anything. */
  changes?: { destructive: boolean }
  input: Input
  run(input: z.output<Input>, ask: Ask): Promise<string[]>
}

/** Keeps the type of a tool's input beside its schema. */
export function tool<Input extends z.ZodObject>(one: Tool<Input>): Tool {
  return one as unknown as Tool // its input has been checked against its own schema before it runs
}

const values = z.array(text(200)).max(50).optional()
const filters = z
  .strictObject({
    channel: values,
    topic: values,
    agent: values,
    team: values,
    locale: values,
    surface: values,
    handler: values.describe('person, bot, bot-then-person'),
    bot: values,
    solved: values.describe('yes, not-yet, no'),
    reason: values,
    person: values,
    contact: values.describe('whether the customer may be contacted: yes, no'),
    commented: values.describe('yes, no'),
    attribute: z.record(text(60), z.array(text(200)).max(50)).optional()
  })
  .optional()
  .describe('only answers with one of these values each, by their keys; an empty text is “nothing said”')

/** What every figure can be asked with. */
export const figureInput = {
  survey: text(40).describe('the id of the survey, from list_surveys'),
  from: day.optional().describe('first day, such as 2026-10-01; the last 28 days where it is left out'),
  to: day.optional().describe('last day'),
  filters
}
export const compareInput = z
  .enum(['previous', 'last-year'])
  .optional()
  .describe('what stands beside the period: as many days before it, or the same days a year before')

/** The query of the API for a figure: its plain parameters, and each value of each filter. */
export function figureQueryOf(
  plain: Record<string, string | number | undefined>,
  chosen?: z.output<typeof filters>
): URLSearchParams {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(plain)) if (value !== undefined) query.set(name, String(value))
  const { attribute = {}, ...common } = chosen ?? {}
  const all = [
    ...Object.entries(common),
    ...Object.entries(attribute).map(([key, given]) => [`attribute.${key}`, given] as const)
  ]
  for (const [name, given] of all) for (const value of given ?? []) query.append(name, value)
  return query
}
