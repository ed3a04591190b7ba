import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../people/access'
import { conversationInput } from '../contract/conversations'
import { limits } from '../contract/terms'
import { keepConversation } from '../conversations'
import { problem } from '../problem'
import type { Env, Services } from '../services'
import { siteById } from '../sites'
import { describe } from './describe'
import { body, fits, query } from './parse'

const conversationId = z.string().min(1).max(limits.tagLength).refine((id) => !id.includes('\0') && id.isWellFormed(), 'must be well-formed text')
const siteQuery = z.strictObject({ site: z.string().optional() })

export const conversationsApi = ({ database, now }: Services) =>
  new Hono<Env>().put(
    '/conversations/:id',
    describe('Say what is known of a conversation; a key of one site needs no “site”', { 204: ['kept'], 404: ['no such site'] }),
    query(siteQuery),
    body(conversationInput),
    async (c) => {
      const caller = c.get('caller')
      const site = c.req.valid('query').site ?? (caller.kind === 'key' ? caller.siteId : null)
      if (site === null) throw problem('invalid', '“site” is missing: say whose conversation this is, as ?site=….', 'site')
      await permit(database, caller, site, 'conversations:write')
      await siteById(database, site)
      await keepConversation(database, site, fits(conversationId, c.req.param('id')), c.req.valid('json'), now())
      return c.body(null, 204)
    }
  )
