import { Hono } from 'hono'
import { askForProof, endSession, proveAddress, readProfile } from '../accounts/profile'
import { profileView, proofInput } from '../contract/accounts'
import { problem } from '../contract/problem'
import { body } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { tellRights } from '../live'
import { mailLanguageOf } from '../mail/words'
import type { Services } from '../services'

export const profileApi = (services: Services) =>
  new Hono<Env>()
    .use('/me/*', async (c, next) => {
      if (c.get('caller').kind !== 'person') throw problem('sign-in-needed')
      await next()
    })
    .get(
      '/me/profile',
      describe('Your own account: how you sign in, where you are signed in, what happened', {
        200: ['you', profileView],
        401: ['nobody']
      }),
      async (c) => {
        c.header('Cache-Control', 'no-store')
        return c.json(await readProfile(services, c.get('caller'), c.req.raw.headers))
      }
    )
    .post(
      '/me/proof',
      describe('Mail yourself a link that proves your address', {
        204: ['on its way'],
        409: ['no mail server']
      }),
      async (c) => {
        await services.people.letters.in(mailLanguageOf(c.req.raw.headers), () =>
          askForProof(services, c.get('caller'), c.get('address'))
        )
        return c.body(null, 204)
      }
    )
    .post(
      '/me/address',
      describe('Prove your address by that link', {
        204: ['it is yours'],
        403: ['too old, or for another account']
      }),
      body(proofInput),
      async (c) => {
        await proveAddress(services, c.get('caller'), c.req.valid('json').token)
        return c.body(null, 204)
      }
    )
    .delete(
      '/me/sessions/:id',
      describe('End one of your sessions', { 204: ['ended'], 404: ['no such session of yours'] }),
      async (c) => {
        await endSession(services.database, c.get('caller'), c.req.param('id'), services.now())
        await tellRights(services.database, services.log)
        return c.body(null, 204)
      }
    )
