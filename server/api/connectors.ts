import { Hono } from 'hono'
import { permit } from '../access/permissions'
import { recordAudit } from '../audit/log'
import { connectVendor } from '../connectors/connect'
import {
  changeConnector,
  connectorsOf,
  createConnector,
  permittedConnector,
  refusalsOf,
  removeConnector,
  resumeConnector
} from '../connectors/connectors'
import { channelKinds } from '../connectors/kinds.ts'
import { connectorEtag, connectorViewOf, kindView } from '../connectors/view'
import {
  connectorInput,
  connectorPatch,
  connectorRefusalsView,
  connectorView as connectorSchema,
  connectorsView,
  deliveriesQuery,
  deliveriesView,
  deliveryView as deliverySchema,
  kindsView,
  sendAgainInput,
  sentAgainView,
  testSendInput
} from '../contract/connectors'
import { siteQuery } from '../contract/people'
import type { ConnectorRow } from '../db/rows'
import { deliveriesOf, deliveryViewOf, sendAgain, sendAllAgain } from '../delivery/deliveries'
import { body, query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { testSend } from '../inviting/test-send'
import type { Services } from '../services'
import { first, somewhereFirst } from './rights-first'

export const connectorsApi = (services: Services) => {
  const { database, sealing, config, outbox, now } = services
  const view = (row: ConnectorRow) => connectorViewOf(row, sealing, config.publicUrl)
  const theirsFirst = first((c) => permittedConnector(database, c.get('caller'), c.req.param('id') ?? ''))
  return new Hono<Env>()
    .get(
      '/connectors/kinds',
      describe('The kinds of connectors there are', { 200: ['with a schema of their settings', kindsView] }),
      async (c) => c.json({ rows: channelKinds.map(kindView) })
    )
    .get(
      '/connectors',
      describe('The connectors of a site', { 200: ['oldest first', connectorsView] }),
      query(siteQuery),
      async (c) => {
        const { site } = c.req.valid('query')
        await permit(database, c.get('caller'), site, 'admin')
        return c.json({ rows: (await connectorsOf(database, site)).map(view) })
      }
    )
    .post(
      '/connectors',
      describe('Make a connector', {
        201: ['made; its secrets are never shown again', connectorSchema],
        404: ['no such site']
      }),
      somewhereFirst(services, 'admin'),
      body(connectorInput),
      async (c) => {
        const row = await createConnector(services, c.get('caller'), c.req.valid('json'), now())
        return c.json(view(row), 201, { ETag: connectorEtag(row) })
      }
    )
    .get(
      '/connectors/:id',
      describe('One connector', {
        200: ['without its secrets', connectorSchema],
        404: ['no such connector']
      }),
      async (c) => {
        const { row } = await permittedConnector(database, c.get('caller'), c.req.param('id'))
        return c.json(view(row), 200, { ETag: connectorEtag(row) })
      }
    )
    .patch(
      '/connectors/:id',
      describe('Change a connector', {
        200: ['changed', connectorSchema],
        404: ['no such connector'],
        412: ['somebody was faster']
      }),
      theirsFirst,
      body(connectorPatch),
      async (c) => {
        const row = await changeConnector(services, c.req.param('id'), {
          caller: c.get('caller'),
          patch: c.req.valid('json'),
          ifMatch: c.req.header('if-match'),
          now: now()
        })
        outbox.wake()
        return c.json(view(row), 200, { ETag: connectorEtag(row) })
      }
    )
    .delete(
      '/connectors/:id',
      describe('Remove a connector', {
        204: ['removed; links that it sent keep working'],
        404: ['no such connector']
      }),
      async (c) => {
        await removeConnector(database, c.get('caller'), c.req.param('id'), now())
        return c.body(null, 204)
      }
    )
    .post(
      '/connectors/:id/test',
      describe('Send a survey that does not count to an address of yours', {
        200: ['what the vendor said', deliverySchema],
        404: ['no such connector']
      }),
      theirsFirst,
      body(testSendInput),
      async (c) => {
        const { row } = await permittedConnector(database, c.get('caller'), c.req.param('id'))
        return c.json(deliveryViewOf(await testSend(services, row, c.req.valid('json'), c.get('caller'))))
      }
    )
    .post(
      '/connectors/:id/connect',
      describe('Have the vendor call us, and nobody else any more', {
        204: ['it will'],
        404: ['no such connector'],
        409: ['the vendor refused, or is told by hand']
      }),
      async (c) => {
        const { row } = await permittedConnector(database, c.get('caller'), c.req.param('id'))
        await connectVendor(services, row, c.get('caller'))
        return c.body(null, 204)
      }
    )
    .post(
      '/connectors/:id/resume',
      describe('Let a paused connector go on', {
        200: ['it tries its messages now', connectorSchema],
        404: ['no such connector']
      }),
      async (c) => {
        const row = await resumeConnector(database, c.get('caller'), c.req.param('id'), now())
        outbox.wake()
        return c.json(view(row), 200, { ETag: connectorEtag(row) })
      }
    )
    .get(
      '/connectors/:id/refusals',
      describe('What came in under the address of a connector and was turned away', {
        200: ['the latest first, once for each reason', connectorRefusalsView],
        404: ['no such connector']
      }),
      async (c) => {
        const { row } = await permittedConnector(database, c.get('caller'), c.req.param('id'))
        return c.json({ rows: await refusalsOf(database, row.id) })
      }
    )
    .get(
      '/connectors/:id/deliveries',
      describe('The messages of a connector', {
        200: ['newest first, with what the vendor said', deliveriesView],
        404: ['no such connector']
      }),
      theirsFirst,
      query(deliveriesQuery),
      async (c) => {
        const { state, purpose, cursor } = c.req.valid('query')
        const states = state === undefined ? [] : [state].flat()
        const { rows, next } = await deliveriesOf(database, c.req.param('id'), { states, purpose, cursor })
        return c.json({ rows: rows.map(deliveryViewOf), next })
      }
    )
    .post(
      '/connectors/:id/deliveries/send',
      describe('Send again all messages that ended in a state', {
        200: ['they wait to be sent', sentAgainView],
        404: ['no such connector']
      }),
      theirsFirst,
      body(sendAgainInput),
      async (c) => {
        const caller = c.get('caller')
        const {
          row: { id, siteId, name }
        } = await permittedConnector(database, caller, c.req.param('id'))
        const { state } = c.req.valid('json')
        const count = await sendAllAgain(database, id, state, now())
        await recordAudit(database.handle, database, {
          siteId,
          caller,
          action: 'messages-sent-again',
          subject: id,
          detail: { name, state, count },
          at: now()
        })
        outbox.wake()
        return c.json({ count })
      }
    )
    .post(
      '/connectors/:id/deliveries/:delivery/send',
      describe('Send a message again that was given up', {
        200: ['waits to be sent', deliverySchema],
        404: ['no such message'],
        409: ['it was not given up']
      }),
      async (c) => {
        const { row } = await permittedConnector(database, c.get('caller'), c.req.param('id'))
        const again = await sendAgain(database, row.id, c.req.param('delivery'), now())
        outbox.wake()
        return c.json(deliveryViewOf(again))
      }
    )
}
