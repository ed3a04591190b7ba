import { sql } from 'drizzle-orm'
import type { Database } from '../db/database'
import type { SiteRow } from '../sites'
import { rulesOf } from '../tag-rules'
import type { Instants } from './conversation-draw'
import { drawConversations } from './conversation-draw'
import type { Filters } from './filters'

/** When a customer got in touch, by whatever channel and with whomever, and about what. */
export type SeenContact = { at: number; topics: string[] }

/** `goesFirst`: of two at the same instant, as in files that know the day only, one is the earlier. */
export type OtherContact = SeenContact & { goesFirst: boolean }

/** A conversation as the figures need it; times in milliseconds, what is not known is null. */
export type SeenConversation = SeenContact & {
  id: string
  channel: string
  agent: string
  team: string
  firstResponseMs: number | null
  resolutionMs: number | null
  handleSeconds: number | null
  holdSeconds: number | null
  resolvedOnFirstContact: boolean | null
  /**
   * When else the customer got in touch, a while before and after: whoever called after a chat came back, though only chats are asked
   * for. Null where nobody knows whose conversation it was.
   */
  others: OtherContact[] | null
}

/** `share` of all of them, 0 to 1. `size`: about how many there are. */
export type ConversationSample = { conversations: SeenConversation[]; share: number; size: number }

/** Who gets in touch more often than that in so short a time has come back about most things. */
const othersMax = 100

/**
 * The conversations of a stretch of time that fit the filters: all of them, or a fair sample where there are very many, so that a
 * figure costs the same however many there are. A filter by language or surface asks for the conversations that have such an
 * answer, since a conversation by itself has neither. `aroundMs` is how far from a conversation others of its customer matter.
 */
export async function sampleConversations(database: Database, site: SiteRow, filters: Filters, instants: Instants, aroundMs: number): Promise<ConversationSample> {
  const { tables: { conversation }, handle } = database
  const { isDrawn, share, count } = await drawConversations(database, site, filters, instants)
  const rows = await handle
    .select({
      id: conversation.id,
      channel: conversation.channel,
      agent: conversation.agent,
      team: conversation.team,
      topics: conversation.topics,
      at: conversation.beganAt,
      firstResponseMs: sql<number | string | null>`${conversation.firstResponseAt} - ${conversation.openedAt}`,
      resolutionMs: sql<number | string | null>`${conversation.resolvedAt} - ${conversation.openedAt}`,
      handleSeconds: conversation.handleSeconds,
      holdSeconds: conversation.holdSeconds,
      resolvedOnFirstContact: conversation.resolvedOnFirstContact,
      others: othersOf(aroundMs)
    })
    .from(conversation)
    .where(isDrawn)
  const rules = rulesOf(site)
  const topicsOf = (kept: string[]) => rules.countedTopics([...new Set(kept)].filter(Boolean))
  const conversations = rows.map((row): SeenConversation => ({
    ...row,
    channel: rules.canonical('channel', row.channel ?? ''),
    agent: rules.canonical('agent', row.agent ?? ''),
    team: rules.canonical('team', row.team ?? ''),
    topics: topicsOf(JSON.parse(row.topics ?? '[]') as string[]), // written by keepConversations only
    firstResponseMs: numberOf(row.firstResponseMs),
    resolutionMs: numberOf(row.resolutionMs),
    others: row.others === null ? null : (JSON.parse(row.others) as [number, string[], 0 | 1][]).map(([at, topics, goesFirst]) => ({ at, topics: topicsOf(topics), goesFirst: goesFirst === 1 }))
  }))
  return { conversations, share, size: count ?? Math.round(rows.length / share) }
}

/**
 * Lists of time, topics and `goesFirst`, as JSON. Asked for each conversation on its own, and by the customer rather than the site,
 * since engines that may choose pass over every conversation there is to find the few of these customers.
 */
function othersOf(aroundMs: number) {
  return sql<string | null>`case when conversation.customer_hash is not null then (
    select '[' || coalesce(string_agg('[' || around.at || ',' || around.topics || ',' || around.goes_first || ']', ','), '') || ']'
    from (
      select other.began_at as at, coalesce(other.topics, '[]') as topics, case when other.id < conversation.id then 1 else 0 end as goes_first
      from conversation other
      where other.customer_hash = conversation.customer_hash and other.began_at between conversation.began_at - ${aroundMs} and conversation.began_at + ${aroundMs}
        and other.site_id || '' = conversation.site_id and other.id <> conversation.id
      limit ${othersMax}
    ) around
  ) end`
}

function numberOf(value: number | string | null): number | null {
  return value === null ? null : Number(value)
}
