import { Hono } from 'hono'
import { z } from 'zod'
import { problem } from '../contract/problem'
import { problemBody } from '../contract/terms'
import { body } from '../http/body'
import type { Env } from '../http/env'
import { undescribed } from '../http/openapi'
import { isFromElsewhere } from '../http/own-origin'
import type { ApiCall } from '../mcp/tool'
import { RefusedByApi } from '../mcp/tool'
import type { Services } from '../services'

type Answer = (request: Request, env: unknown) => Response | Promise<Response>

/**
 * Where assistants ask, by the Model Context Protocol (streamable HTTP, without sessions). It takes a key and
 * no cookie. Whatever a tool asks goes through the API with that key, so that an assistant learns no more
 * than a program with the same key.
 */
export const mcpRoutes = ({ people, config }: Pick<Services, 'people' | 'config'>, answer: Answer) =>
  new Hono<Env>()
    .post(
      '/mcp',
      undescribed,
      async (c, next) => {
        // A page of somebody else that reaches this server by its name must not speak to it.
        if (isFromElsewhere(c.req.raw, config.publicUrl)) throw problem('origin-foreign', config.publicUrl)
        const authorization = c.req.header('authorization')
        const headers = new Headers(authorization === undefined ? {} : { authorization })
        const caller = await people.callerOf(headers, c.get('address'))
        if (caller.kind !== 'key') {
          c.header('WWW-Authenticate', 'Bearer')
          throw problem('sign-in-needed')
        }
        c.set('caller', caller)
        await next()
      },
      body(z.unknown()),
      async (c) => {
        const ask = async ({ method = 'GET', path, query, body }: ApiCall) => {
          const headers = new Headers({ 'content-type': 'application/json' })
          for (const name of ['authorization', 'x-forwarded-for']) {
            const given = c.req.header(name)
            if (given !== undefined) headers.set(name, given)
          }
          const url = new URL(`/api/v1${path}?${query ?? ''}`, c.req.url)
          const asked = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
          const response = await answer(new Request(url, asked), c.env)
          const told: unknown = await response.json()
          if (!response.ok) throw new RefusedByApi(problemBody.parse(told).message)
          return told
        }
        const caller = c.get('caller')
        const scopes = new Set(caller.kind === 'key' ? caller.scopes : [])
        // Loaded with the first message: most servers are never asked by an assistant.
        const { answerMcp } = await import('../mcp/server')
        return answerMcp(c.req.raw, c.req.valid('json'), { scopes, ask })
      }
    )
    .all('/mcp', (c) => c.body(null, 405, { Allow: 'POST' }))
