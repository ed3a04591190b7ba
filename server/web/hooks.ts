import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Inbound, Reply } from '../channels/channel'
import { connectorById } from '../connectors/connectors'
import { usable } from '../connectors/settings'
import { hookUrlOf } from '../connectors/view'
import type { RefusalReason } from '../contract/connectors'
import { Problem, problem } from '../contract/problem'
import { readBytes } from '../http/body'
import type { Env } from '../http/env'
import { openAsk } from '../inbox/open-ask'
import { keepInbound } from '../inbox/receive'
import type { Services } from '../services'

/** Vendors batch what happened while they could not reach us. */
const hookBytesMax = 1024 * 1024

/**
 * What channels and helpdesks send us. It is checked over its raw bytes and on the disk before the vendor
 * is answered, and dealt with afterwards. What we do not understand is answered with 200: a refusal would
 * only make the vendor repeat it and, after a while, call no more.
 */
export const hookRoutes = (services: Services) =>
  new Hono<Env>().on(['GET', 'POST'], '/hooks/:connector', async (c) => {
    const { database, sealing, config, inbox, hearing, now } = services
    const row = await connectorById(database, c.req.param('connector'))
    // One that is not there and one whose secret is unknown are answered alike, so that ids cannot be probed.
    const connector = row && usable(row, sealing)
    if (!connector) {
      if (row) hearing.refused(row.id, 'locked')
      throw problem('hook-signature-wrong')
    }
    const turnedAway = (reason: RefusalReason) => {
      hearing.refused(row.id, reason)
      return problem('hook-signature-wrong')
    }
    const { channel, settings } = connector
    const hookUrl = hookUrlOf(row, config.publicUrl)
    const head = headOf(c, hookUrl)
    if (channel.provenByHead && !channel.verify(head, settings, hookUrl, now()))
      throw turnedAway('signature-wrong')
    const request = {
      ...head,
      body: await readBytes(c, hookBytesMax).catch((error: unknown) => {
        if (error instanceof Problem && error.code === 'too-large') hearing.refused(row.id, 'too-large')
        throw error
      })
    }
    const greeting = channel.handshake?.(request, settings)
    if (greeting) {
      if (greeting.status < 300) hearing.heard(row.id)
      else hearing.refused(row.id, 'signature-wrong')
      return answered(greeting)
    }
    if (!channel.verify(request, settings, hookUrl, now())) throw turnedAway('signature-wrong')
    hearing.heard(row.id)
    const events = channel.parse(request, settings, now())
    await keepInbound(services, connector, events)
    if (events.length > 0) inbox.wake()
    const token = channel.asks?.(request)
    const ask = token === undefined ? undefined : await openAsk(services, connector, token)
    return answered(channel.accepted?.(request, events, ask, settings) ?? { status: 200, body: '' })
  })

function headOf(c: Context<Env>, hookUrl: string): Inbound {
  const { search, searchParams } = new URL(c.req.url)
  return {
    method: c.req.method,
    url: `${hookUrl}${search}`,
    query: searchParams,
    headers: c.req.header(),
    body: new Uint8Array()
  }
}

function answered({ status, headers = {}, body }: Reply): Response {
  return new Response(body, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', ...headers }
  })
}
