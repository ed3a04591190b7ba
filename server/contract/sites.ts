import { z } from 'zod'
import { locale, name, origin, timeZone, webAddress } from './terms'

/** With the id to be put in, so that an address of the helpdesk can be pasted with only that replaced. */
const conversationUrl = webAddress.refine((url) => url.includes('{conversation}'), 'must have {conversation} where the id of a conversation goes')
  .meta({ description: 'where a conversation can be read, “{conversation}” standing for its id: https://desk.example/tickets/{conversation}' })
export const siteInput = z.strictObject({
  name,
  origins: z.array(origin).max(50).default([]),
  timeZone: timeZone.default('UTC'),
  locale: locale.default('en'),
  conversationUrl: conversationUrl.nullable().default(null)
})
export const sitePatch = z.strictObject({
  name: name.optional(),
  origins: z.array(origin).max(50).optional(),
  timeZone: timeZone.optional(),
  locale: locale.optional(),
  conversationUrl: conversationUrl.nullable().optional()
})
export const siteView = z.object({
  id: z.string(),
  key: z.string().meta({ description: 'names the site in its script tag' }),
  name: z.string(),
  origins: z.array(z.string()),
  timeZone: z.string(),
  locale: z.string(),
  conversationUrl: z.string().nullable(),
  scriptTag: z.string(),
  createdAt: z.string()
})
export type SiteView = z.infer<typeof siteView>
