import { Hono } from 'hono'
import { z } from 'zod'
import { conversationInput } from '../contract/conversations'
import { limits, text } from '../contract/terms'
import { keepConversation } from '../conversations'
import { permit } from '../people/access'
import { problem } from '../problem'
import type { Env, Services } from '../services'
import { listSites } from '../sites'
import { describe } from './describe'
import { body, fits } from './parse'

const conversationId = z.object({ id: text(limits.tagLength).min(1) })

export const conversationsApi = ({ database, now }: Services) =>
  new Hono<Env>().put(
    '/conversations/:id',
    describe('Say what is known of a conversation; what is left out stays as it was', { 204: ['kept'], 404: ['no such site'] }),
    body(conversationInput),
    async (c) => {
      const input = c.req.valid('json')
      const sites = await listSites(database, c.get('caller'))
      const site = input.site ?? (sites.length === 1 ? sites[0]?.id : undefined)
      if (site === undefined) throw problem('invalid', '“site” is missing: say which of your sites the conversation belongs to.', 'site')
      await permit(database, c.get('caller'), site, 'conversations:write')
      if (!sites.some(({ id }) => id === site)) throw problem('site-unknown', site)
      await keepConversation(database, site, fits(conversationId, { id: c.req.param('id') }).id, input, now())
      return c.body(null, 204)
    }
  )
