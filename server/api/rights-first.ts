import { createMiddleware } from 'hono/factory'
import { permitSomewhere } from '../access/somewhere'
import type { Scope } from '../contract/terms'
import { Problem } from '../problem'
import type { Env, Services } from '../services'

/**
 * Refuses who may nowhere do what a route is for, before a body of megabytes is read. Of somebody who signed in 64 kB are read all
 * the same, so that each item of a small batch gets its own refusal.
 */
export const rightsFirst = ({ database }: Pick<Services, 'database'>, scope: Scope) =>
  createMiddleware<Env>(async (c, next) => {
    try {
      await permitSomewhere(database, c.get('caller'), scope)
    } catch (error) {
      if (!(error instanceof Problem) || c.get('caller').kind !== 'person') throw error
      c.set('smallBodyOnly', error)
    }
    await next()
  })
