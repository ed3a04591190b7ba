import { sql } from 'drizzle-orm'
import { channelOf, slugOf } from './channel-names'
import type { ConversationInput } from './contract/conversations'
import type { Database } from './db/database'

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
  await handle
    .insert(conversation)
    .values({ siteId, id, updatedAt: now, ...values })
    .onConflictDoUpdate({ target: [conversation.siteId, conversation.id], set: { ...values, updatedAt: sql`${now}` } })
}
