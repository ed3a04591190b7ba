import { Hono } from 'hono'
import { createKey, keyViews, listKeys, revokeKey } from '../accounts/api-keys'
import { keyInput, keysView, newKeyView, siteQuery } from '../contract/people'
import { body, query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { tellRights } from '../live'
import type { Services } from '../services'
import { somewhereFirst } from './rights-first'

export const keysApi = ({ database, people, log, now }: Services) =>
  new Hono<Env>()
    .get(
      '/keys',
      describe('The keys of a site, live ones first', { 200: ['without what was shown once', keysView] }),
      query(siteQuery),
      async (c) => {
        const rows = await listKeys(database, c.get('caller'), c.req.valid('query').site)
        return c.json({ rows: await keyViews(database, rows) })
      }
    )
    .post(
      '/keys',
      describe('Make a key', { 201: ['made; the key is shown this once', newKeyView] }),
      somewhereFirst({ database }, 'admin'),
      body(keyInput),
      async (c) => {
        const { row, key } = await createKey(database, c.get('caller'), c.req.valid('json'), now())
        const [view] = await keyViews(database, [row])
        return c.json({ ...view, key }, 201)
      }
    )
    .delete(
      '/keys/:id',
      describe('Revoke a key', {
        204: ['revoked, with all keys that it made, within ten seconds in every process'],
        404: ['no such key']
      }),
      async (c) => {
        await revokeKey(database, c.get('caller'), c.req.param('id'), now())
        people.forgetKeys()
        await tellRights(database, log)
        return c.body(null, 204)
      }
    )
