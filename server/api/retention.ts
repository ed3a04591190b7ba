import { Hono } from 'hono'
import { permit } from '../access/permissions'
import { retentionInput, retentionQuery, retentionView } from '../contract/retention'
import { body, query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { changeRetention, viewRetention } from '../retention/retention'
import type { Services } from '../services'
import { siteById } from '../sites/sites'
import { onSiteFirst } from './rights-first'

export const retentionApi = ({ database, now }: Pick<Services, 'database' | 'now'>) =>
  new Hono<Env>()
    .get(
      '/sites/:id/retention',
      describe('How long a site keeps what it knows of customers, and what that empties today', {
        200: ['with days in the address, what these would empty', retentionView],
        404: ['no such site']
      }),
      query(retentionQuery),
      async (c) => {
        const id = c.req.param('id')
        await permit(database, c.get('caller'), id, 'admin')
        const asked = Object.fromEntries(
          Object.entries(c.req.valid('query')).filter(([, days]) => days !== undefined)
        )
        return c.json(await viewRetention(database, await siteById(database, id), asked, now()))
      }
    )
    .patch(
      '/sites/:id/retention',
      describe('Keep something for so many days only; what is older is emptied from now on every day', {
        200: ['set, and noted in the audit', retentionView],
        404: ['no such site']
      }),
      onSiteFirst({ database }, 'admin', (c) => c.req.param('id')),
      body(retentionInput),
      async (c) => {
        const site = await changeRetention(database, c.req.param('id'), {
          caller: c.get('caller'),
          patch: c.req.valid('json'),
          now: now()
        })
        return c.json(await viewRetention(database, site, {}, now()))
      }
    )
