import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '../../db/database'
import { conversationCells } from '../wire'
import { inLots, readInParts } from './lots'
import { numberFromDriver, sentIn } from './sent'

/**
 * What of a conversation the columns hold: what it was sent about (see sent-as.ts), and when what happened,
 * in ms; nobody knows what is null.
 */
export type ReadConversation = {
  id: string
  sent: string
  customerHash: string | null
  beganAt: number
  openedAt: number | null
  firstResponseAt: number | null
  resolvedAt: number | null
  handleSeconds: number | null
  holdSeconds: number | null
  isResolvedOnFirstContact: boolean | null
}

/** All conversations of a site by time. */
export function everyConversation(database: Database, siteId: string): AsyncGenerator<ReadConversation[]> {
  const {
    tables: { conversation },
    handle
  } = database
  return inLots<ReadConversation>(async (after, size) => {
    const isLater =
      after && sql`(${conversation.beganAt}, ${conversation.id}) > (${after.beganAt}, ${after.id})`
    const query = handle
      .select(columnsRead(database))
      .from(conversation)
      .where(and(eq(conversation.siteId, siteId), isLater))
      .orderBy(asc(conversation.beganAt), asc(conversation.id))
      .limit(size)
    return (await database.cells(query)).map(conversationIn)
  })
}

/** These conversations of a site as they are now; what is not there any more is left out. */
export function theseConversations(
  database: Database,
  siteId: string,
  ids: readonly string[]
): Promise<ReadConversation[]> {
  const {
    tables: { conversation },
    handle
  } = database
  return readInParts(ids, async (some) => {
    const isOne = and(eq(conversation.siteId, siteId), inArray(conversation.id, [...some]))
    return (await database.cells(handle.select(columnsRead(database)).from(conversation).where(isOne))).map(
      conversationIn
    )
  })
}

/** Those of a site that began at one of some instants. */
export function conversationsBegun(
  database: Database,
  siteId: string,
  instants: readonly number[]
): Promise<ReadConversation[]> {
  const {
    tables: { conversation },
    handle
  } = database
  return readInParts(instants, async (some) => {
    const isOne = and(eq(conversation.siteId, siteId), inArray(conversation.beganAt, [...some]))
    return (await database.cells(handle.select(columnsRead(database)).from(conversation).where(isOne))).map(
      conversationIn
    )
  })
}

/** In the order in which `conversationIn` takes them. */
function columnsRead({ dialect, tables: { conversation } }: Database) {
  const { id, channel, agent, team, topics, customerHash, beganAt } = conversation
  const { openedAt, firstResponseAt, resolvedAt, handleSeconds, holdSeconds, resolvedOnFirstContact } =
    conversation
  const sent = sentIn(dialect, [channel, agent, team, sql`coalesce(${topics}, '[]')`])
  const times = { beganAt, openedAt, firstResponseAt, resolvedAt }
  return { id, sent, customerHash, ...times, handleSeconds, holdSeconds, resolvedOnFirstContact }
}

function conversationIn(cells: unknown[]): ReadConversation {
  const solved = cells[9]
  return {
    id: cells[0] as string, // as `columnsRead` has it, and so below
    sent: cells[1] as string,
    customerHash: cells[2] as string | null,
    beganAt: Number(cells[3]),
    openedAt: numberFromDriver(cells[4]),
    firstResponseAt: numberFromDriver(cells[5]),
    resolvedAt: numberFromDriver(cells[6]),
    handleSeconds: numberFromDriver(cells[7]),
    holdSeconds: numberFromDriver(cells[8]),
    isResolvedOnFirstContact: solved === null ? null : Boolean(solved)
  }
}

/** What the columns keep of a conversation, in the order of `conversationCells`, at `place` of `cells`. */
export function putCells(cells: Float64Array, place: number, row: ReadConversation, set: number) {
  const {
    beganAt,
    openedAt,
    firstResponseAt,
    resolvedAt,
    handleSeconds,
    holdSeconds,
    isResolvedOnFirstContact
  } = row
  const at = place * conversationCells.length
  cells[at] = beganAt
  cells[at + 1] = set
  cells[at + 2] = firstResponseAt === null || openedAt === null ? NaN : firstResponseAt - openedAt
  cells[at + 3] = resolvedAt === null || openedAt === null ? NaN : resolvedAt - openedAt
  cells[at + 4] = handleSeconds === null ? NaN : 1_000 * handleSeconds
  cells[at + 5] = holdSeconds === null ? NaN : 1_000 * holdSeconds
  cells[at + 6] = isResolvedOnFirstContact === null ? 0 : isResolvedOnFirstContact ? 2 : 1
}
