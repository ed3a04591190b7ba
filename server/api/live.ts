import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Caller, Only } from '../access/permissions'
import { permit } from '../access/permissions'
import { isStillAllowed } from '../access/still-allowed'
import { actorOf } from '../audit/log'
import { siteQuery } from '../contract/people'
import type { Database } from '../db/database'
import { query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { eventOf } from '../live'
import type { Services } from '../services'
import { siteById } from '../sites/sites'
import { everyOwnKey } from '../tags/filters'
import { rulesOf } from '../tags/rules'

export const liveApi = ({ database, live, now }: Pick<Services, 'database' | 'live' | 'now'>) =>
  new Hono<Env>().get(
    '/live',
    describe(
      'Server-sent events: `response` with `{survey, state}` whenever answers come in, `import` ' +
        'with `{import, state, rows}` as one goes on, `progress` with `{watch, at, done, total}` of ' +
        'an import or a dry run that was sent with this `watch`, `names` with `{names}` when some of ' +
        'that kind were changed, `delivery` with `{connector}` when its messages, or what an endpoint ' +
        'of this id is told, were sent or came further',
      { 200: ['text/event-stream; agents and leads hear of their own answers'], 404: ['no such site'] }
    ),
    query(siteQuery),
    async (c) => {
      const { site } = c.req.valid('query')
      const caller = c.get('caller')
      const access = await permit(database, caller, site, 'scores:read')
      const following = live.follow(site, {
        name: actorOf(caller),
        right: JSON.stringify([actorOf(caller), sessionOf(caller), access]),
        only: access.only && (await wholeOnly(database, site, access.only)),
        isAllowed: () => isStillAllowed(database, caller, { siteId: site, access }, now())
      })
      c.header('X-Accel-Buffering', 'no') // proxies would keep the events until there are enough of them
      return streamSSE(c, async (stream) => {
        stream.onAbort(following.end)
        await stream.write(': hello\n\n')
        for (let news = await following.next(); news; news = await following.next()) {
          if (news.length === 0) await stream.write(': still here\n\n')
          for (const one of news) await stream.writeSSE({ event: eventOf(one), data: JSON.stringify(one) })
        }
        // Somebody who has too many pages open would otherwise have them push each other out every few seconds.
        if (following.isDisplaced()) await stream.write(`retry: ${displacedMs}\n\n`)
      })
    }
  )

const displacedMs = 60_000

/** Whose answers somebody hears of, by every name that they come under. */
async function wholeOnly(database: Database, siteId: string, only: Only): Promise<Only> {
  return { dimension: only.dimension, keys: everyOwnKey(rulesOf(await siteById(database, siteId)), only) }
}

/** Each session of a person ends by itself. */
function sessionOf(caller: Caller): string {
  return caller.kind === 'person' ? (caller.session ?? '') : ''
}
