import { Hono } from 'hono'
import { z } from 'zod'
import type { Caller } from '../access/permissions'
import { permit } from '../access/permissions'
import { conversationBatch, conversationId, conversationInput } from '../contract/conversations'
import { problem } from '../contract/problem'
import { limits } from '../contract/terms'
import { keepConversation, keepConversationInputs } from '../conversations/conversations'
import { body, fits } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import type { Services } from '../services'
import { listSites } from '../sites/sites'
import { rightsFirst, somewhereFirst } from './rights-first'

const conversationPath = z.object({ id: conversationId })

export function conversationsApi(services: Services) {
  const { database, now } = services

  /** Whose conversations they are; only callers who have several sites need say so. */
  async function permittedSite(caller: Caller, named: string | undefined): Promise<string> {
    const sites = await listSites(database, caller)
    const site = named ?? (sites.length === 1 ? sites[0]?.id : undefined)
    if (site === undefined)
      throw problem(
        'invalid',
        '“site” is missing: say which of your sites the conversation belongs to.',
        'site'
      )
    await permit(database, caller, site, 'conversations:write')
    if (!sites.some(({ id }) => id === site)) throw problem('site-unknown', site)
    return site
  }

  return new Hono<Env>()
    .put(
      '/conversations/:id',
      describe('Say what is known of a conversation; what is left out stays as it was', {
        204: ['kept'],
        404: ['no such site']
      }),
      somewhereFirst(services, 'conversations:write'),
      body(conversationInput),
      async (c) => {
        const input = c.req.valid('json')
        const site = await permittedSite(c.get('caller'), input.site)
        await keepConversation(
          database,
          { siteId: site, id: fits(conversationPath, { id: c.req.param('id') }).id },
          input,
          now()
        )
        return c.body(null, 204)
      }
    )
    .post(
      '/conversations/batch',
      describe('Say what is known of up to 1,000 conversations, all of it or nothing', {
        204: ['kept'],
        404: ['no such site']
      }),
      rightsFirst(services, 'conversations:write'),
      body(conversationBatch, { maxBytes: limits.batchBytes }),
      async (c) => {
        const { site: named, conversations } = c.req.valid('json')
        const site = await permittedSite(c.get('caller'), named)
        await keepConversationInputs(database, site, conversations, now())
        return c.body(null, 204)
      }
    )
}
