import { createHash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { channelOf, slugOf } from './channel-names'
import type { AnswerView } from './contract/answers'
import type { ConversationInput } from './contract/conversations'
import type { Database } from './db/database'
import type { SiteRow } from './sites'

/** Adds what is known of a conversation to what was known before. A figure that was not sent stays unknown, never zero. */
export async function keepConversation({ tables: { conversation }, handle }: Database, siteId: string, id: string, input: ConversationInput, now: number) {
  const { site: _site, topics, channel, openedAt, firstResponseAt, resolvedAt, ...rest } = input
  const known = {
    ...rest,
    ...(channel === undefined ? {} : { channel: channelOf(channel) }),
    ...(topics === undefined ? {} : { topics: JSON.stringify(topics.map(slugOf)) }),
    ...(openedAt === undefined ? {} : { openedAt: Date.parse(openedAt) }),
    ...(firstResponseAt === undefined ? {} : { firstResponseAt: Date.parse(firstResponseAt) }),
    ...(resolvedAt === undefined ? {} : { resolvedAt: Date.parse(resolvedAt) })
  }
  const values = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined))
  const moved = input.customer === undefined ? {} : { lot: lotOf(input.customer) }
  await handle
    .insert(conversation)
    .values({ siteId, id, updatedAt: now, lot: lotOf(input.customer || id), ...values })
    .onConflictDoUpdate({ target: [conversation.siteId, conversation.id], set: { ...values, ...moved, updatedAt: sql`${now}` } })
}

/** Conversations are drawn into so many lots, so that a few lots are a fair sample of any period. */
export const lots = 1_024

/** The lot of a customer's conversations, or of one conversation of nobody in particular. All of a customer's are in one lot. */
export function lotOf(drawn: string): number {
  return createHash('sha256').update(drawn).digest().readUInt16BE() % lots
}

/** What is known of a conversation, for whoever reads an answer about it. */
export async function readCompanion({ tables: { conversation }, handle }: Database, siteId: string, id: string): Promise<AnswerView['companion']> {
  const [row] = await handle.select().from(conversation).where(and(eq(conversation.siteId, siteId), eq(conversation.id, id)))
  if (!row) return null
  const { openedAt, firstResponseAt, resolvedAt, handleSeconds, holdSeconds, contacts, resolvedOnFirstContact } = row
  const time = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString())
  return { openedAt: time(openedAt), firstResponseAt: time(firstResponseAt), resolvedAt: time(resolvedAt), handleSeconds, holdSeconds, contacts, resolvedOnFirstContact }
}

/** Where a conversation can be read, if the site says where such things are. */
export function conversationUrlOf({ conversationUrl }: SiteRow, id: string): string | null {
  return conversationUrl === null ? null : conversationUrl.replaceAll('{conversation}', () => encodeURIComponent(id))
}
