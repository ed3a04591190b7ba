import { Hono } from 'hono'
import { operatorName } from '../access/permissions'
import { noticesView } from '../contract/notices'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { weakRefusedFrom, weakVariables } from '../secrets/strength'
import type { Services } from '../services'

/**
 * What is to be mended about the server. Only whoever runs it is told, since nobody else could, and
 * somebody might use it.
 */
export const noticesApi = ({ database, config }: Pick<Services, 'database' | 'config'>) =>
  new Hono<Env>().get(
    '/notices',
    describe('What whoever runs the server should mend', {
      200: ['nothing for everybody else', noticesView]
    }),
    async (c) => {
      const isOperator = (await operatorName(database, c.get('caller'))) !== undefined
      const weak = isOperator ? weakVariables(config) : []
      return c.json({
        rows: weak.map((variable) => ({
          code: 'weak-secret' as const,
          variable,
          refusedFrom: weakRefusedFrom
        }))
      })
    }
  )
