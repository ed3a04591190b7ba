import { and, eq, inArray, isNull, like, lt, lte } from 'drizzle-orm'
import type { Resolution } from '../channels/channel'
import type { Connector } from '../connectors/settings'
import type { Handler } from '../contract/inviting'
import { whoHandledBy } from '../contract/inviting'
import type { Database } from '../db/database'
import { run } from '../db/database'
import type { Happening, InboxServices } from './happening'

type SeenRow = Database['tables']['conversationSeen']['$inferSelect']

/** A conversation of which nothing was heard for so long is over. */
const rememberedMs = 180 * 86_400_000

/** Removes what is remembered of conversations that are over. */
export async function forgetSeen(
  { handle, tables: { conversationSeen } }: Database,
  now: number
): Promise<void> {
  await handle.delete(conversationSeen).where(lt(conversationSeen.seenAt, now - rememberedMs))
}

/**
 * A helpdesk said something of a conversation that is not at its end: who handles it and what it is about
 * are remembered, and one that is open again is not asked about before it is resolved the next time.
 */
export async function seen(
  services: InboxServices,
  { connector, event: { resolution, reopened }, at }: Happening<'seen'>
): Promise<void> {
  const { database } = services
  const { siteId } = connector.row
  const id = resolution.conversation
  const { conversationSeen } = database.tables
  const isIt = and(eq(conversationSeen.siteId, siteId), eq(conversationSeen.id, id))
  await database.atomically(function* (handle) {
    const fresh = { siteId, id, ...nothingSeen, seenAt: 0, reopenedAt: null, reopenedByUsAt: null }
    yield* database.insertRows(handle, {
      table: conversationSeen,
      rows: [fresh],
      onConflict: 'on conflict do nothing'
    })
    const [row] = yield* run(database.locked(handle.select().from(conversationSeen).where(isIt)))
    const endedAt = yield* lastEnd(handle, database, siteId, id)
    if (row)
      yield* run(
        handle
          .update(conversationSeen)
          .set(after(row, resolution, { at, endedAt, isReopened: reopened === true }))
          .where(isIt)
      )
    if (reopened && at >= endedAt) yield* callOff(handle, database, connector, { conversation: id, at })
  })
}

const nothingSeen = { agent: null, team: null, topics: null, handledBy: null, bot: null }

/** What was known from before the last end is of that one. What comes late changes nothing that is newer. */
function after(
  row: SeenRow,
  { agent, team, topics, handledBy, bot }: Happening<'seen'>['event']['resolution'],
  { at, endedAt, isReopened }: { at: number; endedAt: number; isReopened: boolean }
): Partial<SeenRow> {
  const before = row.seenAt <= endedAt ? nothingSeen : row
  const said =
    at < row.seenAt
      ? {}
      : {
          agent: agent ?? before.agent,
          team: team ?? before.team,
          topics: topics.length > 0 ? JSON.stringify(topics) : before.topics,
          handledBy: handledBy ? whoHandledBy[handledBy] : before.handledBy,
          bot: bot ?? before.bot
        }
  return {
    ...said,
    seenAt: Math.max(row.seenAt, at),
    ...(isReopened && { reopenedAt: Math.max(row.reopenedAt ?? 0, at) })
  }
}

function* lastEnd(
  handle: Database['handle'],
  { tables: { conversation } }: Database,
  siteId: string,
  id: string
) {
  const [kept] = yield* run(
    handle
      .select({ resolvedAt: conversation.resolvedAt })
      .from(conversation)
      .where(and(eq(conversation.siteId, siteId), eq(conversation.id, id)))
  )
  return kept?.resolvedAt ?? 0
}

/**
 * Asks about the conversation that have not left yet are called off, so that they neither come in the
 * middle of it nor keep the next one back.
 */
function* callOff(
  handle: Database['handle'],
  database: Database,
  { row }: Connector,
  { conversation, at }: { conversation: string; at: number }
) {
  const { invitation, delivery } = database.tables
  const isTheirs = and(
    eq(invitation.siteId, row.siteId),
    eq(invitation.conversation, conversation),
    like(invitation.externalId, `${row.id}:%`)
  )
  const waiting = yield* run(
    handle
      .select({ id: invitation.id })
      .from(invitation)
      .where(
        and(
          isTheirs,
          eq(invitation.state, 'created'),
          isNull(invitation.sentAt),
          isNull(invitation.answeredAt)
        )
      )
  )
  const ids = waiting.map(({ id }) => id)
  if (ids.length === 0) return
  const off = yield* run(
    handle
      .update(delivery)
      .set({ state: 'cancelled', reason: 'conversation-reopened', dueAt: at })
      .where(and(inArray(delivery.invitationId, ids), eq(delivery.state, 'queued')))
      .returning({ invitationId: delivery.invitationId })
  )
  const called = [...new Set(off.map(({ invitationId }) => invitationId ?? ''))]
  if (called.length === 0) return
  const suppressed = { state: 'suppressed' as const, stateReason: 'conversation-reopened' }
  yield* run(handle.update(invitation).set(suppressed).where(inArray(invitation.id, called)))
}

/**
 * The resolution with what was known of its conversation before the helpdesk unassigned it, and whether it
 * was opened again since, or before by us. `siteId` is the connector's site.
 */
export async function completed(
  { handle, tables: { conversation, conversationSeen } }: Database,
  siteId: string,
  resolution: Resolution,
  at: number
): Promise<{ resolution: Resolution; isReopened: boolean; isReopenedByUs: boolean }> {
  const id = resolution.conversation
  const [row] = await handle
    .select()
    .from(conversationSeen)
    .where(and(eq(conversationSeen.siteId, siteId), eq(conversationSeen.id, id)))
  const [kept] = await handle
    .select()
    .from(conversation)
    .where(and(eq(conversation.siteId, siteId), eq(conversation.id, id)))
  const endedAt = kept?.resolvedAt ?? 0
  // Of a conversation that never ended, somebody else may have told us by the API.
  const known = row && row.seenAt > endedAt ? row : endedAt === 0 ? kept : undefined
  const agent = resolution.agent ?? known?.agent
  const team = resolution.team ?? known?.team
  const topics =
    // written as a list of texts
    resolution.topics.length > 0 ? resolution.topics : (JSON.parse(known?.topics ?? '[]') as string[])
  const resolvedAt = resolution.resolvedAt ?? at
  const handledBy = resolution.handledBy ?? (row && row === known ? afterBot(row, resolution) : undefined)
  const bot = resolution.bot ?? known?.bot
  return {
    resolution: {
      ...resolution,
      topics,
      ...(agent && { agent }),
      ...(team && { team }),
      ...(handledBy && { handledBy }),
      ...(bot && { bot })
    },
    isReopened: (row?.reopenedAt ?? 0) > resolvedAt,
    isReopenedByUs: (row?.reopenedByUsAt ?? Infinity) <= at
  }
}

/** The end that followed is dealt with: the next one is the customer's again. */
export async function forgetOurReopening(
  { handle, tables: { conversationSeen } }: Database,
  siteId: string,
  id: string,
  at: number
): Promise<void> {
  await handle
    .update(conversationSeen)
    .set({ reopenedByUsAt: null })
    .where(
      and(
        eq(conversationSeen.siteId, siteId),
        eq(conversationSeen.id, id),
        lte(conversationSeen.reopenedByUsAt, at)
      )
    )
}

/**
 * A helpdesk may name a bot only while the conversation is in its hands. At the end, the first response of a
 * person tells whether somebody went on after it.
 */
function afterBot({ handledBy }: SeenRow, { firstResponseAt }: Resolution): Handler | undefined {
  if (handledBy === 'bot-then-person') return 'human-and-bot'
  if (handledBy !== 'bot') return undefined
  return firstResponseAt === undefined ? 'bot' : 'human-and-bot'
}
