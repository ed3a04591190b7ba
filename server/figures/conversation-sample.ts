import type { SQL } from 'drizzle-orm'
import { and, eq, gte, inArray, isNotNull, like, lt, or, sql } from 'drizzle-orm'
import { lots } from '../conversations'
import type { Database } from '../db/database'
import type { SiteRow } from '../sites'
import { rulesOf } from '../tag-rules'
import type { Filters } from './filters'
import { tagConditions } from './tag-conditions'

/** A conversation as the figures need it; times in milliseconds, what is not known is null. */
export type SeenConversation = {
  id: string
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

/** That a customer got in touch, by whatever channel and with whomever. */
export type SeenContact = { id: string; customer: string; topics: string[]; at: number }

/**
 * `share` of all of them, 0 to 1: a customer's are all in or all out. `size`: about how many there are. `contacts` are all of the
 * customers drawn, also those that do not fit the filters: whoever called after a chat came back, though only chats are asked for.
 */
export type ConversationSample = { conversations: SeenConversation[]; contacts: SeenContact[]; share: number; size: number }

/** So many conversations say what a median is to within one part in a hundred. */
const sampleMax = 10_000
/** Of so many at most it is asked whether they fit the filters. */
const visitsMax = 50_000
/** Engines take no more names in one question than some ten thousand. */
const customersAtOnce = 5_000
/** So many lots tell about how many conversations there are in all. */
export const lotsCounted = 16

/**
 * The conversations of a stretch of time (epoch ms, `until` excluded) that fit the filters: all of them, or a fair sample where there
 * are very many, so that a figure costs the same however many there are. A filter by language or surface asks for the
 * conversations that have such an answer, since a conversation by itself has neither. Contacts are read up to `aroundMs` before and
 * after that time.
 */
export async function sampleConversations(database: Database, site: SiteRow, filters: Filters, { from, until, aroundMs }: { from: number; until: number; aroundMs: number }): Promise<ConversationSample> {
  const { tables: { conversation }, handle } = database
  const at = openedAt(database)
  const wanted = [eq(conversation.siteId, site.id), gte(at, from), lt(at, until), ...conditions(database, site, filters)]
  const within = and(eq(conversation.siteId, site.id), gte(at, from), lt(at, until), inArray(conversation.lot, upTo(lotsCounted)))
  const fitting = and(...conditions(database, site, filters)) ?? sql`1 = 1`
  const [counted] = await handle
    .select({ all: sql<number | string>`count(*)`, fit: sql<number | string>`coalesce(sum(case when ${fitting} then 1 else 0 end), 0)` })
    .from(conversation)
    .where(within)
  const estimated = (count: number | string | undefined) => (Number(count ?? 0) * lots) / lotsCounted
  const estimate = estimated(counted?.fit)
  const shareMax = Math.min(sampleMax / estimate, visitsMax / estimated(counted?.all))
  const drawn = shareMax < 1 ? Math.max(lotsCounted, Math.floor(lots * shareMax)) : lots
  const isDrawn = and(...wanted, drawn < lots ? inArray(conversation.lot, upTo(drawn)) : undefined)
  const rows = await handle
    .select({
      id: conversation.id,
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
    .where(isDrawn)
  const customers = [...new Set(rows.flatMap(({ customer }) => customer || []))]
  const contacts = []
  for (let start = 0; start < customers.length; start += customersAtOnce) {
    const isTheirs = and(eq(conversation.siteId, site.id), isNotNull(conversation.customer), inArray(conversation.customer, customers.slice(start, start + customersAtOnce)))
    contacts.push(
      ...(await handle
        .select({ id: conversation.id, customer: sql<string>`${conversation.customer}`, topics: conversation.topics, at })
        .from(conversation)
        .where(and(isTheirs, gte(at, from - aroundMs), lt(at, until + aroundMs))))
    )
  }
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
  const seen = contacts.map((contact) => ({ ...contact, topics: rules.countedTopics(topicsOf(contact.topics)), at: Number(contact.at) }))
  return { conversations, contacts: seen, share: drawn / lots, size: drawn < lots ? Math.round(estimate) : rows.length }
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
