import { createMiddleware } from 'hono/factory'
import { permitSomewhere } from '../access/somewhere'
import type { Scope } from '../contract/terms'
import type { Env, Services } from '../services'

/** Refuses who may nowhere do what a route is for, before a body of megabytes is read. */
export const rightsFirst = ({ database }: Pick<Services, 'database'>, scope: Scope) =>
  createMiddleware<Env>(async (c, next) => {
    await permitSomewhere(database, c.get('caller'), scope)
    await next()
  })
