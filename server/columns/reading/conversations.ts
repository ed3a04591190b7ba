import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '../../db/database'
import { conversationCells } from '../wire'
import { inLots, inParts } from './lots'

/**
 * What of a conversation the columns hold: what it was sent about, and when what happened, in ms; nobody knows
 * what is null.
 */
export type ReadConversation = Pick<Database['tables']['conversation']['$inferSelect'], keyof ReturnType<typeof columnsRead>>

/** All conversations of a site by time. */
export function everyConversation(database: Database, siteId: string): AsyncGenerator<ReadConversation[]> {
  const { tables: { conversation }, handle } = database
  return inLots<ReadConversation>((after, size) => {
    const isLater = after && sql`(${conversation.beganAt}, ${conversation.id}) > (${after.beganAt}, ${after.id})`
    return handle
      .select(columnsRead(database))
      .from(conversation)
      .where(and(eq(conversation.siteId, siteId), isLater))
      .orderBy(asc(conversation.beganAt), asc(conversation.id))
      .limit(size)
  })
}

/** These conversations of a site as they are now; what is not there any more is left out. */
export function theseConversations(database: Database, siteId: string, ids: readonly string[]): Promise<ReadConversation[]> {
  const { tables: { conversation }, handle } = database
  return inParts(ids, (some) => {
    const isOne = and(eq(conversation.siteId, siteId), inArray(conversation.id, [...some]))
    return handle.select(columnsRead(database)).from(conversation).where(isOne)
  })
}

function columnsRead({ tables: { conversation } }: Database) {
  const { siteId, id, channel, agent, team, topics, customerHash, beganAt } = conversation
  const { openedAt, firstResponseAt, resolvedAt, handleSeconds, holdSeconds, resolvedOnFirstContact } = conversation
  const times = { beganAt, openedAt, firstResponseAt, resolvedAt }
  return { siteId, id, channel, agent, team, topics, customerHash, ...times, handleSeconds, holdSeconds, resolvedOnFirstContact }
}

/** What the columns keep of a conversation, in the order of `conversationCells`. */
export function cellsOfConversation(row: ReadConversation, set: number): number[] {
  const { beganAt, openedAt, firstResponseAt, resolvedAt, handleSeconds, holdSeconds, resolvedOnFirstContact: solved } = row
  const since = (at: number | null) => (at === null || openedAt === null ? NaN : at - openedAt)
  const cells: Record<(typeof conversationCells)[number], number> = {
    began: beganAt,
    set,
    firstResponse: since(firstResponseAt),
    resolution: since(resolvedAt),
    handle: handleSeconds === null ? NaN : 1_000 * handleSeconds,
    hold: holdSeconds === null ? NaN : 1_000 * holdSeconds,
    solved: solved === null ? 0 : solved ? 2 : 1
  }
  return conversationCells.map((name) => cells[name])
}
