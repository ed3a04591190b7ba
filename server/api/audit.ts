import { Hono } from 'hono'
import { readAudit } from '../audit/trail'
import { auditQuery, auditView } from '../contract/audit'
import { query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import type { Services } from '../services'

export const auditApi = ({ database }: Pick<Services, 'database'>) =>
  new Hono<Env>().get(
    '/audit',
    describe('Who did what on a site, the latest first', {
      200: ['a page; `next` is the cursor of the one after', auditView],
      404: ['no such site'],
      422: ['the cursor is none of ours, or a parameter is unknown']
    }),
    query(auditQuery),
    async (c) => c.json(await readAudit(database, c.get('caller'), c.req.valid('query')))
  )
