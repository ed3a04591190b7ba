import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../access/permissions'
import { recordAudit } from '../audit/log'
import { customerInput, erased, eraseInput } from '../contract/customers'
import { erasePerson, whatErasingTakes } from '../erasure/erase'
import { exportPerson } from '../erasure/export'
import { body } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import type { Services } from '../services'
import { somewhereFirst } from './rights-first'

/** A customer is named in the body, never in the address of a request: addresses end up in logs. */
export const customersApi = (services: Services) =>
  new Hono<Env>()
    .post(
      '/customers/erase',
      describe('Erase what is known of one customer; ratings, tags and times stay', {
        200: [
          'erased, or what erasing would take; that a customer wants to be asked no more stays known',
          erased
        ],
        404: ['no such site']
      }),
      somewhereFirst(services, 'admin'),
      body(eraseInput),
      async (c) => {
        const { site, customer, dryRun } = c.req.valid('json')
        await permit(services.database, c.get('caller'), site, 'admin')
        const sought = { siteId: site, who: customer }
        return c.json(
          dryRun
            ? await whatErasingTakes(services, sought)
            : await erasePerson(services, sought, c.get('caller'))
        )
      }
    )
    .post(
      '/customers/export',
      describe('All that is known of one customer', {
        200: ['as it is kept', z.record(z.string(), z.unknown())],
        404: ['no such site']
      }),
      somewhereFirst(services, 'admin'),
      body(customerInput),
      async (c) => {
        const { site, customer } = c.req.valid('json')
        const { database, now } = services
        await permit(database, c.get('caller'), site, 'admin')
        const known = await exportPerson(services, { siteId: site, who: customer })
        await recordAudit(database.handle, database, {
          siteId: site,
          caller: c.get('caller'),
          action: 'customer-exported',
          subject: site,
          at: now()
        })
        return c.json(known, 200, { 'Cache-Control': 'no-store' })
      }
    )
