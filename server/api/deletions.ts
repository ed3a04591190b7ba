import { Hono } from 'hono'
import { permit } from '../access/permissions'
import { accountDeletionView, deletionQuery, deletionView } from '../contract/deletions'
import { accountNamed, deleteAccount, whatAccountTakes } from '../erasure/account'
import { deleteSite, deleteSurvey, whatSiteTakes, whatSurveyTakes } from '../erasure/deletions'
import { query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import type { Services } from '../services'
import { siteById } from '../sites/sites'
import { openSurvey } from '../surveys/open-survey'

const gone: Parameters<typeof describe>[1] = {
  204: ['not there from now on; its rows are removed by and by'],
  404: ['no such thing'],
  422: ['“name” is another one']
}

/** Each says first what goes with it, and wants its name to be sure. */
export const deletionsApi = ({ database, publication, people, log, now }: Services) =>
  new Hono<Env>()
    .get(
      '/surveys/:id/deletion',
      describe('What deleting a survey takes along', {
        200: ['nothing is deleted', deletionView],
        404: ['no such survey']
      }),
      async (c) => {
        const { survey } = await openSurvey(database, c.get('caller'), c.req.param('id'), 'admin')
        return c.json(await whatSurveyTakes(database, survey))
      }
    )
    .delete(
      '/surveys/:id',
      describe('Delete a survey with its answers and invitations', gone),
      query(deletionQuery),
      async (c) => {
        const { survey } = await openSurvey(database, c.get('caller'), c.req.param('id'), 'admin')
        await deleteSurvey(database, survey, c.req.valid('query').name, {
          caller: c.get('caller'),
          now: now()
        })
        publication.forget()
        return c.body(null, 204)
      }
    )
    .get(
      '/sites/:id/deletion',
      describe('What deleting a site takes along', {
        200: ['nothing is deleted', deletionView],
        404: ['no such site']
      }),
      async (c) => {
        await permit(database, c.get('caller'), c.req.param('id'), 'admin')
        return c.json(await whatSiteTakes(database, await siteById(database, c.req.param('id'))))
      }
    )
    .delete(
      '/sites/:id',
      describe('Delete a site with all that there is of it', gone),
      query(deletionQuery),
      async (c) => {
        const caller = c.get('caller')
        await permit(database, caller, c.req.param('id'), 'admin')
        const site = await siteById(database, c.req.param('id'))
        await deleteSite(database, site, c.req.valid('query').name, now())
        publication.forget()
        people.forgetKeys()
        // Its audit trail goes with it, so that the log alone says who did it.
        log.warn(
          {
            site: site.id,
            by: caller.kind === 'person' ? caller.userId : caller.kind === 'key' ? caller.id : 'public'
          },
          'a site was deleted'
        )
        return c.body(null, 204)
      }
    )
    .get(
      '/people/:id/deletion',
      describe('What deleting an account takes along; your own is “me”', {
        200: ['nothing is deleted', accountDeletionView],
        404: ['no such account, or not yours']
      }),
      async (c) =>
        c.json(
          await whatAccountTakes(database, await accountNamed(database, c.get('caller'), c.req.param('id')))
        )
    )
    .delete(
      '/people/:id',
      describe('Delete your own account (“me”), or, as the operator, anybody’s', {
        ...gone,
        409: ['a site would have no owner']
      }),
      query(deletionQuery),
      async (c) => {
        const account = await accountNamed(database, c.get('caller'), c.req.param('id'))
        await deleteAccount(database, account, c.req.valid('query').name, {
          caller: c.get('caller'),
          now: now()
        })
        return c.body(null, 204)
      }
    )
