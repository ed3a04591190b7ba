import { Hono } from 'hono'
import { isSetUpNeeded, setUp } from '../accounts/set-up'
import { personView, setUpInput, setUpView } from '../contract/people'
import { problem } from '../contract/problem'
import { body } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import type { Services } from '../services'
import { fromOf, giveCookies } from './auth'
import { first } from './rights-first'

export const setUpApi = ({ database, config, people }: Services) => {
  const stillNeeded = async () => {
    if (!(await isSetUpNeeded(database))) throw problem('set-up-done')
  }
  return new Hono<Env>()
    .get(
      '/set-up',
      describe('Whether the first account is still to be made', { 200: ['needed or not', setUpView] }),
      async (c) => c.json({ needed: await isSetUpNeeded(database) })
    )
    .post(
      '/set-up',
      describe('Make the first owner’s account and sign in', {
        201: ['made', personView],
        403: ['the link is wrong or was used']
      }),
      first(stillNeeded),
      body(setUpInput),
      async (c) => {
        const { name, email, password, token } = c.req.valid('json')
        await setUp(database, config, people, { token, name, email, password })
        const {
          cookies: [session = '']
        } = await people.openSession({ email, password }, fromOf(c))
        giveCookies(c, [session])
        return c.json({ name, email }, 201)
      }
    )
}
