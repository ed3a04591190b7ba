import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../access/permissions'
import { recordAudit } from '../audit/log'
import { optOutInput, optOutView as optOutSchema, optOutsQuery, optOutsView } from '../contract/opt-outs'
import { body, query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { listOptOuts, optOutViewOf, removeOptOut } from '../opt-outs/list'
import { keepOptOut } from '../opt-outs/opt-outs'
import type { Services } from '../services'
import { somewhereFirst } from './rights-first'

export const optOutsApi = ({ database, now }: Services) =>
  new Hono<Env>()
    .get(
      '/opt-outs',
      describe('Who wants to be asked no more; with a customer or an address, whether they do', {
        200: ['newest first', optOutsView]
      }),
      query(optOutsQuery),
      async (c) => {
        const asked = c.req.valid('query')
        await permit(database, c.get('caller'), asked.site, 'admin')
        return c.json(await listOptOuts(database, asked))
      }
    )
    .post(
      '/opt-outs',
      describe('Ask somebody no more, on any channel', {
        201: ['kept, for the customer and for the address', z.object({ rows: z.array(optOutSchema) })]
      }),
      somewhereFirst({ database }, 'admin'),
      body(optOutInput),
      async (c) => {
        const { site, ...somebody } = c.req.valid('json')
        await permit(database, c.get('caller'), site, 'admin')
        const rows = await keepOptOut(database, { siteId: site, source: 'api', ...somebody }, now())
        const [first] = rows
        const masked = rows.map((row) => row.masked)
        if (first)
          await recordAudit(database.handle, database, {
            siteId: site,
            caller: c.get('caller'),
            action: 'opt-out-added',
            subject: first.id,
            detail: { masked },
            at: now()
          })
        return c.json({ rows: rows.map(optOutViewOf) }, 201)
      }
    )
    .delete(
      '/opt-outs/:id',
      describe('Ask somebody again who said so', { 204: ['taken back'], 404: ['no such opt-out'] }),
      async (c) => {
        await removeOptOut(database, c.get('caller'), c.req.param('id'), now())
        return c.body(null, 204)
      }
    )
