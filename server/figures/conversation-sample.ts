import type { SQL } from 'drizzle-orm'
import { and, eq, gte, inArray, like, lt, or, sql } from 'drizzle-orm'
import { lots } from '../conversations'
import type { Database } from '../db/database'
import type { SiteRow } from '../sites'
import { rulesOf } from '../tag-rules'
import type { Filters } from './filters'
import { tagConditions } from './tag-conditions'

/** A conversation as the figures need it; times in milliseconds, what is not known is null. */
export type SeenConversation = {
  channel: string
  agent: string
  team: string
  topics: string[]
  customer: string | null
  at: number
  firstResponseMs: number | null
  resolutionMs: number | null
  handleSeconds: number | null
  holdSeconds: number | null
  resolvedOnFirstContact: boolean | null
}

/** `share` of all of them, 0 to 1: a customer's are all in or all out. `size`: about how many there are. */
export type ConversationSample = { conversations: SeenConversation[]; share: number; size: number }

/** So many conversations say what a median is to within one part in a hundred. */
const sampleMax = 10_000
/** So many lots tell about how many conversations there are in all. */
export const lotsCounted = 16

/**
 * The conversations of a stretch of time (epoch ms, `until` excluded) that fit the filters: all of them, or a fair sample where there
 * are very many, so that a figure costs the same however many there are. A filter by language or surface asks for the
 * conversations that have such an answer, since a conversation by itself has neither.
 */
export async function sampleConversations(database: Database, site: SiteRow, filters: Filters, from: number, until: number): Promise<ConversationSample> {
  const { tables: { conversation }, handle } = database
  const at = openedAt(database)
  const wanted = [eq(conversation.siteId, site.id), gte(at, from), lt(at, until), ...conditions(database, site, filters)]
  const [counted] = await handle.select({ count: sql<number | string>`count(*)` }).from(conversation).where(and(...wanted, inArray(conversation.lot, upTo(lotsCounted))))
  const estimate = (Number(counted?.count ?? 0) * lots) / lotsCounted
  const drawn = estimate <= sampleMax ? lots : Math.max(lotsCounted, Math.floor((lots * sampleMax) / estimate))
  const rows = await handle
    .select({
      channel: conversation.channel,
      agent: conversation.agent,
      team: conversation.team,
      topics: conversation.topics,
      customer: conversation.customer,
      at,
      firstResponseMs: sql<number | string | null>`${conversation.firstResponseAt} - ${conversation.openedAt}`,
      resolutionMs: sql<number | string | null>`${conversation.resolvedAt} - ${conversation.openedAt}`,
      handleSeconds: conversation.handleSeconds,
      holdSeconds: conversation.holdSeconds,
      resolvedOnFirstContact: conversation.resolvedOnFirstContact
    })
    .from(conversation)
    .where(and(...wanted, drawn < lots ? inArray(conversation.lot, upTo(drawn)) : undefined))
  const rules = rulesOf(site)
  const conversations = rows.map((row) => ({
    ...row,
    channel: rules.canonical('channel', row.channel ?? ''),
    agent: row.agent ?? '',
    team: row.team ?? '',
    topics: rules.countedTopics(topicsOf(row.topics)),
    at: Number(row.at),
    firstResponseMs: numberOf(row.firstResponseMs),
    resolutionMs: numberOf(row.resolutionMs)
  }))
  return { conversations, share: drawn / lots, size: drawn < lots ? Math.round(estimate) : rows.length }
}

/** When a conversation began, as far as is known, in the words of its indexes. */
export function openedAt({ tables: { conversation } }: Database): SQL<number | string> {
  return sql<number | string>`coalesce(${conversation.openedAt}, ${conversation.firstResponseAt}, ${conversation.resolvedAt}, ${conversation.updatedAt})`
}

function conditions(database: Database, site: SiteRow, filters: Filters): SQL[] {
  const { tables: { conversation, response, tagSet }, handle } = database
  const { channel, topic, agent, team, locale, surface } = filters
  const rules = rulesOf(site)
  const channels = channel && [...channel, ...[...rules.all('channel').keys()].filter((key) => channel.includes(rules.canonical('channel', key)))]
  const topics = topic && [...topic, ...[...rules.all('topic').keys()].filter((key) => rules.lineage('topic', key).some((above) => topic.includes(above)))]
  const answered = handle
    .select({ id: response.conversation })
    .from(response)
    .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
    .where(and(eq(response.siteId, site.id), ...tagConditions(database, { ...(locale && { locale }), ...(surface && { surface }) })))
  return [
    channels && inArray(sql`coalesce(${conversation.channel}, '')`, channels),
    agent && inArray(sql`coalesce(${conversation.agent}, '')`, [...agent]),
    team && inArray(sql`coalesce(${conversation.team}, '')`, [...team]),
    topics && or(...topics.map((key) => (key === '' ? inArray(sql`coalesce(${conversation.topics}, '[]')`, ['[]']) : like(conversation.topics, `%${JSON.stringify(key)}%`)))),
    locale || surface ? inArray(conversation.id, answered) : undefined
  ].flatMap((condition) => condition ?? [])
}

function topicsOf(kept: string | null): string[] {
  return kept === null ? [] : [...new Set(JSON.parse(kept) as string[])].filter(Boolean) // written by keepConversation and imports
}

function numberOf(value: number | string | null): number | null {
  return value === null ? null : Number(value)
}

export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}
