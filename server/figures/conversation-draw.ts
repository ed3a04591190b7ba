import type { SQL } from 'drizzle-orm'
import { and, count, eq, exists, gte, inArray, like, lt, or, sql } from 'drizzle-orm'
import type { Database } from '../db/database'
import { firstLots, lots } from '../lots'
import type { SiteRow } from '../sites'
import { rulesOf } from '../tag-rules'
import { plainSlugOf } from '../tags/names'
import { drawOf, isInLots, passingOver } from './draw'
import type { Filters } from './filters'
import { tagConditions } from './tag-conditions'

/** A stretch of time in epoch ms, `until` excluded. */
export type Instants = { from: number; until: number }

/** So many conversations say what a median is to within one part in a hundred. */
const limits = { most: 6_000, least: 600 }
/** So many lots tell about how many conversations there are in all. */
const lotsCounted = 16

/** `share`: of all that fit, 0 to 1. `count`: how many fit, where they were counted. */
export type DrawnConversations = { isDrawn: SQL | undefined; share: number; count?: number }

/** Which conversations are read of those that began in a stretch of time and fit the filters. */
export async function drawConversations(database: Database, site: SiteRow, filters: Filters, instants: Instants): Promise<DrawnConversations> {
  const { tables: { conversation, conversationTags }, handle } = database
  const isThen = and(gte(conversation.beganAt, instants.from), lt(conversation.beganAt, instants.until))
  const isOurs = and(eq(conversation.siteId, site.id), isThen)
  const conditions = await conditionsOf(database, site, filters)
  const tags = handle.select({ id: conversationTags.id }).from(conversationTags).where(and(eq(conversationTags.siteId, site.id), ...conditions))
  const [among, byTags] = conditions.length === 0 ? [] : [inArray(passingOver(conversation.tagsId), tags), inArray(conversation.tagsId, tags)]
  const answered = hasAnswer(database, site, filters)
  const [counted] = await handle
    .select({ all: count(), fit: among ? sql<number | string | null>`sum(case when ${among} then 1 else 0 end)` : count() })
    .from(conversation)
    .where(and(isOurs, inArray(conversation.lot, firstLots(lotsCounted))))
  const about = (number: number | string | null | undefined) => (Number(number ?? 0) * lots) / lotsCounted
  const all = about(counted?.all)
  const draw = drawOf({ all, fit: about(counted?.fit) }, limits)
  if (draw.by === 'lot') return { isDrawn: and(isOurs, isInLots(conversation.lot, draw), among, answered), share: draw.lots / lots }
  // Of few, the lots that were counted say too little.
  const [fitting] = await handle.select({ count: count() }).from(conversation).where(and(byTags, isThen))
  const fit = Number(fitting?.count ?? 0)
  const exact = { ...drawOf({ all, fit }, limits), by: 'tags' as const }
  return { isDrawn: and(byTags, isThen, isInLots(conversation.lot, exact), answered), share: exact.lots / lots, ...(!answered && { count: fit }) }
}

/** What the tags of a conversation must be. */
async function conditionsOf(database: Database, site: SiteRow, { channel, topic, agent, team }: Filters): Promise<SQL[]> {
  const { conversationTags } = database.tables
  const rules = rulesOf(site)
  // Which keys count under one from before symbols counted is told by those that there are.
  const there = rules.hasOlder && (channel || topic) ? await keysThere(database, site.id) : { channels: [], topics: [] }
  const channels = channel && [...channel, ...[...rules.all('channel').keys(), ...there.channels].filter((key) => channel.includes(rules.canonical('channel', key)))]
  const topics = topic && [...topic, ...[...rules.all('topic').keys(), ...there.topics].filter((key) => rules.lineage('topic', key).some((above) => topic.includes(above)))]
  return [
    channels && inArray(conversationTags.channel, channels),
    agent && inArray(conversationTags.agent, rules.withOtherNames('agent', agent)),
    team && inArray(conversationTags.team, rules.withOtherNames('team', team)),
    topics && or(...topics.map((key) => (key === '' ? eq(conversationTags.topics, '[]') : like(conversationTags.topics, `%${JSON.stringify(key)}%`))))
  ].flatMap((condition) => condition ?? [])
}

/** The channels and topics of a site's conversations that hold symbols. */
async function keysThere({ tables: { conversationTags }, handle }: Database, siteId: string): Promise<{ channels: string[]; topics: string[] }> {
  const rows = await handle.selectDistinct({ channel: conversationTags.channel, topics: conversationTags.topics }).from(conversationTags).where(eq(conversationTags.siteId, siteId))
  const withSymbols = (keys: readonly string[]) => [...new Set(keys)].filter((key) => plainSlugOf(key) !== key)
  const topics = rows.flatMap((row) => JSON.parse(row.topics) as string[]) // written by keepConversations only
  return { channels: withSymbols(rows.map((row) => row.channel)), topics: withSymbols(topics) }
}

function hasAnswer(database: Database, site: SiteRow, { locale, surface }: Filters): SQL | undefined {
  const { tables: { conversation, response, tagSet }, handle } = database
  if (!locale && !surface) return undefined
  const conditions = tagConditions(database, { ...(locale && { locale }), ...(surface && { surface }) })
  return exists(
    handle
      .select({ id: response.id })
      .from(response)
      .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
      .where(and(eq(response.siteId, site.id), eq(response.conversation, conversation.id), ...conditions))
  )
}
