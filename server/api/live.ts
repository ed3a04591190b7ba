import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { permit } from '../people/access'
import { siteQuery } from '../contract/people'
import { eventOf } from '../live'
import type { Env, Services } from '../services'
import { describe } from './describe'
import { query } from './parse'

export const liveApi = ({ database, live }: Pick<Services, 'database' | 'live'>) =>
  new Hono<Env>().get(
    '/live',
    describe('Server-sent events: `response` with `{survey, state}` whenever answers come in, `import` with `{import, state, rows}` as one goes on, `names` with `{names}` when some of that kind were changed, `delivery` with `{connector}` when its messages were sent or came further', { 200: ['text/event-stream'], 404: ['no such site'] }),
    query(siteQuery),
    async (c) => {
      const { site } = c.req.valid('query')
      await permit(database, c.get('caller'), site, 'scores:read')
      c.header('X-Accel-Buffering', 'no') // proxies would keep the events until there are enough of them
      return streamSSE(c, async (stream) => {
        const following = live.follow(site)
        stream.onAbort(following.end)
        await stream.write(': hello\n\n')
        for (let news = await following.next(); news; news = await following.next()) {
          if (news.length === 0) await stream.write(': still here\n\n')
          for (const one of news) await stream.writeSSE({ event: eventOf(one), data: JSON.stringify(one) })
        }
      })
    }
  )
