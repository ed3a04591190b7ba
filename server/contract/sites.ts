import { z } from 'zod'
import { locale, name, origin, timeZone } from './terms'

export const siteInput = z.strictObject({
  name,
  origins: z.array(origin).max(50).default([]),
  timeZone: timeZone.default('UTC'),
  locale: locale.default('en')
})
export const sitePatch = z.strictObject({
  name: name.optional(),
  origins: z.array(origin).max(50).optional(),
  timeZone: timeZone.optional(),
  locale: locale.optional()
})
export const siteView = z.object({
  id: z.string(),
  key: z.string().meta({ description: 'names the site in its script tag' }),
  name: z.string(),
  origins: z.array(z.string()),
  timeZone: z.string(),
  locale: z.string(),
  scriptTag: z.string(),
  secret: z.string().optional().meta({ description: 'signs customers for identify; told only to those who administer the site, one site at a time' }),
  createdAt: z.string()
})
export type SiteView = z.infer<typeof siteView>
