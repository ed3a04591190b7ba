import { describeRoute, resolver } from 'hono-openapi'
import type { z } from 'zod'
import { problemBody } from '../contract/terms'

type Outcomes = Record<number, [description: string, schema?: z.ZodType]>

/**
 * What OpenAPI says of a route: one sentence, and for each status what it means and what is in it. Failures need only
 * their sentence; their shape is the same everywhere.
 */
export function describe(summary: string, outcomes: Outcomes) {
  const responses = Object.entries(outcomes).map(([status, [description, schema]]) => {
    const shape = schema ?? (Number(status) >= 400 ? problemBody : undefined)
    return [status, shape ? { description, content: { 'application/json': { schema: resolver(shape) } } } : { description }]
  })
  return describeRoute({ summary, responses: Object.fromEntries(responses) })
}
