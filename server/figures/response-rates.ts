import { and, eq, gte, inArray, lt, notInArray, sql } from 'drizzle-orm'
import { channelOf, slugOf } from '../channel-names'
import { instantIn } from '../days'
import type { Database } from '../db/database'
import type { Proportion } from '../scores/proportions'
import type { SiteRow } from '../sites'
import type { TagRules } from '../tag-rules'
import { rulesOf } from '../tag-rules'
import { addDays } from './periods'
import type { Period } from './periods'
import type { Filters } from './filters'

/**
 * How many of the invitations of a period were answered, by channel. Whatever was made and not held back counts as sent; links for
 * many people and tests do not. Nobody knows where an invitation would have been answered, so a filter by surface leaves none.
 */
export async function readResponseRates(database: Database, site: SiteRow, surveyId: string, filters: Filters, { from, to }: Period): Promise<Map<string, Proportion>> {
  const { invitation } = database.tables
  const { surface, channel, topic } = filters
  if (surface) return new Map()
  const plain = (['agent', 'team', 'locale'] as const).flatMap((dimension) => {
    const wanted = filters[dimension]
    return wanted ? [inArray(invitation[dimension], [...wanted])] : []
  })
  const rows = await database.handle
    .select({ channel: invitation.channel, topics: topic ? sql<string>`${invitation.topics}` : sql<string>`'[]'`, count: sql<number | string>`count(*)`, part: sql<number | string>`count(${invitation.answeredAt})` })
    .from(invitation)
    .where(
      and(
        eq(invitation.surveyId, surveyId),
        gte(invitation.createdAt, instantIn(site.timeZone, from)),
        lt(invitation.createdAt, instantIn(site.timeZone, addDays(to, 1))),
        notInArray(invitation.state, ['suppressed', 'unsendable']),
        eq(invitation.reusable, false),
        eq(invitation.test, false),
        ...plain
      )
    )
    .groupBy(invitation.channel, ...(topic ? [invitation.topics] : []))
  const rules = rulesOf(site)
  const rates = new Map<string, Proportion>()
  for (const { topics, ...row } of rows) {
    const key = rules.canonical('channel', channelOf(row.channel))
    if (channel && !channel.includes(key)) continue
    if (topic && !isAbout(rules, topics, topic)) continue
    const known = rates.get(key) ?? { part: 0, count: 0 }
    rates.set(key, { part: known.part + Number(row.part), count: known.count + Number(row.count) })
  }
  return rates
}

function isAbout(rules: TagRules, topics: string, wanted: readonly string[]): boolean {
  const counted = rules.countedTopics((JSON.parse(topics) as string[]).map(slugOf)) // written by createInvitation only
  return counted.length > 0 ? counted.some((topic) => wanted.includes(topic)) : wanted.includes('')
}
