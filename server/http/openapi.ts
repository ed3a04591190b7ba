import { describeRoute, resolver } from 'hono-openapi'
import type { z } from 'zod'
import { problemBody } from '../contract/terms'

type Outcomes = Record<number, [description: string, schema?: z.ZodType]>

/** What any route may answer besides its own outcomes. */
const usual: Outcomes = {
  400: ['it cannot be read'],
  401: ['sign in, or send a key'],
  403: ['not yours to do'],
  413: ['too large'],
  415: ['another content type is needed'],
  422: ['it can be read and does not fit; “field” says where'],
  429: ['too many; Retry-After says when to come back'],
  503: ['busy; Retry-After says when to come back']
}

/** For a route that speaks a protocol of its own, which OpenAPI cannot describe. */
export const undescribed = describeRoute({ hide: true })

/**
 * What OpenAPI says of a route: one sentence, and for each status what it means and what is in it. Failures
 * need only their sentence; their shape is the same everywhere.
 */
export function describe(summary: string, outcomes: Outcomes) {
  const responses = Object.entries({ ...usual, ...outcomes }).map(([status, [description, schema]]) => {
    const shape = schema ?? (Number(status) >= 400 ? problemBody : undefined)
    return [
      status,
      shape ? { description, content: { 'application/json': { schema: resolver(shape) } } } : { description }
    ]
  })
  return describeRoute({ summary, responses: Object.fromEntries(responses) })
}
