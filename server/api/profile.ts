import { Hono } from 'hono'
import { endSession, readProfile } from '../accounts/profile'
import { profileView } from '../contract/accounts'
import type { Env, Services } from '../services'
import { describe } from './describe'

export const profileApi = (services: Services) =>
  new Hono<Env>()
    .get('/me/profile', describe('Your own account: how you sign in, where you are signed in, what happened', { 200: ['you', profileView], 401: ['nobody'] }), async (c) => {
      c.header('Cache-Control', 'no-store')
      return c.json(await readProfile(services, c.get('caller'), c.req.raw.headers))
    })
    .delete('/me/sessions/:id', describe('End one of your sessions', { 204: ['ended'], 404: ['no such session of yours'] }), async (c) => {
      await endSession(services.database, c.get('caller'), c.req.param('id'), services.now())
      return c.body(null, 204)
    })
