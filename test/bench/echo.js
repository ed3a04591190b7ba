import { serve } from '@hono/node-server'
import { Hono } from 'hono'

/*
 * What the same body costs where nothing is kept: the least that an answer over HTTP can cost with this
 * framework.
 */
const app = new Hono().post('/api/v1/responses', async (c) => c.json(await c.req.json(), 201))
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send({ port }))
