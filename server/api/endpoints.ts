import type { Context } from 'hono'
import { Hono } from 'hono'
import { permit } from '../access/permissions'
import { recordAudit } from '../audit/log'
import {
  endpointDeliveriesQuery,
  endpointDeliveriesView,
  endpointDeliveryView,
  endpointInput,
  endpointPatch,
  endpointView as endpointSchema,
  endpointSecretView,
  endpointsView,
  madeEndpointView,
  replayedView,
  replayInput
} from '../contract/endpoints'
import { siteQuery } from '../contract/people'
import { endpointDeliveries, replayOne, replaySince, sendTest } from '../endpoints/deliveries'
import {
  changeEndpoint,
  createEndpoint,
  endpointEtag,
  endpointsOf,
  endpointViewOf,
  permittedEndpoint,
  removeEndpoint,
  rotateSecret
} from '../endpoints/endpoints'
import { body, query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import type { Services } from '../services'
import { first, somewhereFirst } from './rights-first'

/** Addresses of a site's own that are told what happened; what is sent stands under `webhooks` in OpenAPI. */
export const endpointsApi = (services: Pick<Services, 'database' | 'metrics' | 'now'>) => {
  const { database, now } = services
  const open = (c: Context<Env>) => permittedEndpoint(database, c.get('caller'), c.req.param('id') ?? '')
  const act = (c: Context<Env>) => ({ caller: c.get('caller'), now: now() })
  const theirsFirst = first(open)
  return new Hono<Env>()
    .get(
      '/endpoints',
      describe('The endpoints of a site', { 200: ['oldest first', endpointsView] }),
      query(siteQuery),
      async (c) => {
        const { site } = c.req.valid('query')
        await permit(database, c.get('caller'), site, 'admin')
        return c.json({ rows: await endpointsOf(database, site) })
      }
    )
    .post(
      '/endpoints',
      describe('Have an address told what happens', {
        201: ['made; its secret is never shown again', madeEndpointView],
        404: ['no such site'],
        422: ['the address is private, or no https']
      }),
      somewhereFirst(services, 'admin'),
      body(endpointInput),
      async (c) => {
        const row = await createEndpoint(database, c.req.valid('json'), act(c))
        const view = { ...(await endpointViewOf(database, row)), secret: row.secret }
        return c.json(view, 201, { ETag: endpointEtag(row) })
      }
    )
    .get(
      '/endpoints/:id',
      describe('One endpoint', { 200: ['without its secret', endpointSchema], 404: ['no such endpoint'] }),
      async (c) => {
        const row = await open(c)
        return c.json(await endpointViewOf(database, row), 200, { ETag: endpointEtag(row) })
      }
    )
    .patch(
      '/endpoints/:id',
      describe('Change an endpoint, pause it, or let it go on', {
        200: ['changed', endpointSchema],
        404: ['no such endpoint'],
        412: ['somebody was faster'],
        422: ['the address is private, or no https']
      }),
      theirsFirst,
      body(endpointPatch),
      async (c) => {
        const row = await changeEndpoint(database, c.req.param('id'), {
          ...act(c),
          patch: c.req.valid('json'),
          ifMatch: c.req.header('if-match')
        })
        return c.json(await endpointViewOf(database, row), 200, { ETag: endpointEtag(row) })
      }
    )
    .delete(
      '/endpoints/:id',
      describe('Remove an endpoint with its log', { 204: ['removed'], 404: ['no such endpoint'] }),
      async (c) => {
        await removeEndpoint(database, c.req.param('id'), act(c))
        return c.body(null, 204)
      }
    )
    .post(
      '/endpoints/:id/secret',
      describe('Make a new secret; the one before signs, too, for a day', {
        200: ['shown this once', endpointSecretView],
        404: ['no such endpoint']
      }),
      async (c) => {
        const { secret, formerUntil } = await rotateSecret(database, c.req.param('id'), act(c))
        return c.json({ secret, formerSecretUntil: new Date(formerUntil ?? 0).toISOString() })
      }
    )
    .post(
      '/endpoints/:id/test',
      describe('Send an event that means nothing, once and at once', {
        200: ['what the endpoint answered', endpointDeliveryView],
        404: ['no such endpoint']
      }),
      async (c) => c.json(await sendTest(services, await open(c)))
    )
    .get(
      '/endpoints/:id/deliveries',
      describe('What an endpoint was told in the last 30 days, and is to be told', {
        200: ['the latest first, with what it answered', endpointDeliveriesView],
        404: ['no such endpoint']
      }),
      theirsFirst,
      query(endpointDeliveriesQuery),
      async (c) => c.json(await endpointDeliveries(database, c.req.param('id'), c.req.valid('query')))
    )
    .post(
      '/endpoints/:id/deliveries/:delivery/replay',
      describe('Send a delivery once more, under the same webhook-id', {
        200: ['it waits to be sent; one that waits already goes on waiting', endpointDeliveryView],
        404: ['no such delivery']
      }),
      async (c) => {
        const { id } = await open(c)
        return c.json(await replayOne(database, id, { id: c.req.param('delivery'), now: now() }))
      }
    )
    .post(
      '/endpoints/:id/replay',
      describe('Send everything once more that happened since, each under its webhook-id', {
        200: ['they wait to be sent', replayedView],
        404: ['no such endpoint']
      }),
      theirsFirst,
      body(replayInput),
      async (c) => {
        const { id, siteId, name } = await open(c)
        const input = c.req.valid('json')
        const count = await replaySince(database, id, input, now())
        await recordAudit(database.handle, database, {
          siteId,
          caller: c.get('caller'),
          action: 'endpoint-replayed',
          subject: id,
          detail: { name, since: input.since, count },
          at: now()
        })
        return c.json({ count })
      }
    )
}
