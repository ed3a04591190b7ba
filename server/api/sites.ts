import type { Context } from 'hono'
import { Hono } from 'hono'
import { z } from 'zod'
import { mayCreateSite } from '../access/operator'
import { mayAdminister, permit } from '../access/permissions'
import { noteReading } from '../audit/readings'
import { problem } from '../contract/problem'
import { refusedOriginsView } from '../contract/refused-origins'
import { siteInput, sitePatch, siteView as siteSchema } from '../contract/sites'
import type { SiteRow } from '../db/rows'
import { body } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import type { Services } from '../services'
import { refusedOrigins } from '../sites/refused-origins'
import { changeSite, createSite, listSites, siteById, siteEtag, siteViewOf } from '../sites/sites'
import { first, onSiteFirst } from './rights-first'

export const sitesApi = ({ database, config, publication, now }: Services) => {
  const withSecret = (site: SiteRow) => ({ ...siteViewOf(site, config.publicUrl), secret: site.secret })

  async function mayMake(c: Context<Env>) {
    const caller = c.get('caller')
    if (caller.kind === 'public') throw problem('sign-in-needed')
    if (!(await mayCreateSite(database, caller))) throw problem('role-missing', 'owners')
  }

  return new Hono<Env>()
    .get(
      '/sites',
      describe('The sites you have to do with', {
        200: ['oldest first', z.object({ rows: z.array(siteSchema) })]
      }),
      async (c) => {
        const sites = await listSites(database, c.get('caller'))
        return c.json({ rows: sites.map((site) => siteViewOf(site, config.publicUrl)) })
      }
    )
    .post(
      '/sites',
      describe('Make a site', { 201: ['made', siteSchema], 403: ['not yours to do'] }),
      first(mayMake),
      body(siteInput),
      async (c) => {
        const site = await createSite(database, c.get('caller'), c.req.valid('json'), now())
        return c.json(withSecret(site), 201)
      }
    )
    .get(
      '/sites/:id',
      describe('One site', { 200: ['the site', siteSchema], 404: ['no such site'] }),
      async (c) => {
        const id = c.req.param('id')
        const access = await permit(database, c.get('caller'), id, 'scores:read')
        const site = await siteById(database, id)
        if (!mayAdminister(c.get('caller'), access))
          return c.json(siteViewOf(site, config.publicUrl), 200, { ETag: siteEtag(site) })
        await noteReading(database, {
          siteId: id,
          caller: c.get('caller'),
          action: 'site-secret-read',
          subject: id,
          at: now()
        })
        return c.json(withSecret(site), 200, { ETag: siteEtag(site) })
      }
    )
    .get(
      '/sites/:id/refused-origins',
      describe('Pages of which origins were refused in the last two weeks', {
        200: ['the latest first, without those that are allowed by now', refusedOriginsView],
        404: ['no such site']
      }),
      async (c) => {
        const id = c.req.param('id')
        await permit(database, c.get('caller'), id, 'admin')
        return c.json(await refusedOrigins(database, await siteById(database, id), now()))
      }
    )
    .patch(
      '/sites/:id',
      describe('Change a site', {
        200: ['changed, and noted in the audit', siteSchema],
        404: ['no such site'],
        412: ['somebody was faster']
      }),
      onSiteFirst({ database }, 'admin', (c) => c.req.param('id')),
      body(sitePatch),
      async (c) => {
        const site = await changeSite(database, c.req.param('id'), {
          caller: c.get('caller'),
          patch: c.req.valid('json'),
          ifMatch: c.req.header('if-match'),
          now: now()
        })
        publication.forget()
        return c.json(withSecret(site), 200, { ETag: siteEtag(site) })
      }
    )
}
