import { z } from 'zod'
import { attributesDeclared } from './attributes'
import { openingHours, openingHoursView } from './opening-hours'
import { origin } from './origin'
import { claimedAgents, limits, locale, name, tag, timeZone, webAddress } from './terms'

/** With the id to be put in, so that an address of the helpdesk can be pasted with only that replaced. */
const conversationUrl = webAddress
  .refine(
    (url) => url.includes('{conversation}'),
    'must have {conversation} where the id of a conversation goes'
  )
  .meta({
    description:
      'where a conversation can be read, “{conversation}” standing for its id: ' +
      'https://desk.example/tickets/{conversation}'
  })
/** How soon a channel should have a first response and a resolution. */
const target = z.strictObject({
  firstResponseSeconds: z.int().min(1).max(limits.targetSeconds).optional(),
  resolutionSeconds: z.int().min(1).max(limits.targetSeconds).optional()
})
const targetsByKey = z
  .record(tag, target)
  .refine((all) => Object.keys(all).length <= limits.targets, `may hold ${limits.targets} at most`)
const targets = targetsByKey.meta({
  description: 'by channel: {"whatsapp":{"firstResponseSeconds":300}}'
})
const targetsBy = z
  .strictObject({
    team: targetsByKey.default({}),
    topic: targetsByKey.default({})
  })
  .meta({
    description:
      'by what else: a target of a topic counts before that of a team, that before that of the channel; ' +
      'of several topics the soonest'
  })
const newKeys = z
  .int()
  .min(0)
  .max(10_000)
  .meta({
    description:
      'how many new topics, agents and teams its pages may bring in a day; those beyond ' +
      'count as “~rest” until they are accepted'
  })
const claimed = z.enum(claimedAgents).meta({
  description:
    'what figures about people make of answers whose agent or team a page merely claims: ' +
    'count them, or leave them out; totals are the same. ' +
    'Where nobody says, they count until the first signed answer, and are left out from then on'
})
/** Names of agents, as they are sent. */
const bots = z.array(tag.min(1)).max(limits.bots).meta({
  description:
    'agents that are bots: their answers, past and coming, count as handled by that bot where nobody says who did'
})
export const siteInput = z.strictObject({
  name,
  origins: z.array(origin).max(50).default([]),
  timeZone: timeZone.default('UTC'),
  locale: locale.default('en'),
  conversationUrl: conversationUrl.nullable().default(null),
  targets: targets.default({}),
  targetsBy: targetsBy.prefault({}),
  openingHours: openingHours.prefault({}),
  newKeysPerDay: newKeys.optional(),
  claimedAgents: claimed.optional(),
  bots: bots.default([]),
  attributes: attributesDeclared.default([])
})
export const sitePatch = z.strictObject({
  name: name.optional(),
  origins: z.array(origin).max(50).optional(),
  timeZone: timeZone.optional(),
  locale: locale.optional(),
  conversationUrl: conversationUrl.nullable().optional(),
  targets: targets.optional(),
  targetsBy: targetsBy.optional(),
  openingHours: openingHours.optional(),
  newKeysPerDay: newKeys.optional(),
  claimedAgents: claimed.optional(),
  bots: bots.optional(),
  attributes: attributesDeclared.optional()
})
export const siteView = z.object({
  id: z.string(),
  key: z.string().meta({ description: 'names the site in its script tag' }),
  name: z.string(),
  origins: z.array(z.string()),
  timeZone: z.string(),
  locale: z.string(),
  conversationUrl: z.string().nullable(),
  targets: z.record(z.string(), target),
  targetsBy: z.object({ team: z.record(z.string(), target), topic: z.record(z.string(), target) }),
  openingHours: openingHoursView,
  newKeysPerDay: z.int(),
  claimedAgents: z.enum(claimedAgents),
  bots: z.array(z.string()),
  attributes: attributesDeclared,
  askAboutClaimed: z.boolean().meta({
    description:
      'whether a site from before there were signatures is still to say what claimed agents ' +
      'are; setting “claimedAgents” answers it'
  }),
  scriptTag: z.string(),
  secret: z.string().optional().meta({
    description:
      'signs customers for identify; told only to those who administer the site, one site at a time'
  }),
  createdAt: z.string()
})
export type Targets = z.infer<typeof targets>
export type TargetsBy = z.infer<typeof targetsBy>
export type SiteView = z.infer<typeof siteView>
