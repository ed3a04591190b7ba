import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '../../db/database'
import { reached } from '../../db/invitation-steps'
import { reachedSteps } from '../wire'
import { inLots, readInParts } from './lots'
import { sentIn } from './sent'

/**
 * What of an invitation the columns hold. `sent`: what it is about (see sent-as.ts); `reached`: bits by the
 * places of `reachedSteps`.
 */
export type ReadInvitation = {
  siteId: string
  id: string
  sent: string
  state: string
  reason: string | null
  createdAt: number
  isCounted: boolean
  reached: number
  attributes: string | null
}

/** All invitations to a survey by time. */
export function everyInvitation(database: Database, surveyId: string): AsyncGenerator<ReadInvitation[]> {
  const {
    tables: { invitation },
    handle
  } = database
  return inLots<ReadInvitation>(async (after, size) => {
    const isLater =
      after && sql`(${invitation.createdAt}, ${invitation.id}) > (${after.createdAt}, ${after.id})`
    const query = handle
      .select(columnsRead(database))
      .from(invitation)
      .where(and(eq(invitation.surveyId, surveyId), isLater))
      .orderBy(asc(invitation.createdAt), asc(invitation.id))
      .limit(size)
    return (await database.cells(query)).map(invitationIn)
  })
}

/** These invitations as they are now; what is not there any more is left out. */
export function theseInvitations(database: Database, ids: readonly string[]): Promise<ReadInvitation[]> {
  const {
    tables: { invitation },
    handle
  } = database
  return readInParts(ids, async (some) => {
    const query = handle
      .select(columnsRead(database))
      .from(invitation)
      .where(inArray(invitation.id, [...some]))
    return (await database.cells(query)).map(invitationIn)
  })
}

/** In the order in which `invitationIn` takes them. */
function columnsRead({ dialect, tables }: Database) {
  const {
    siteId,
    id,
    channel,
    agent,
    team,
    topics,
    locale,
    delivery,
    state,
    stateReason: reason,
    createdAt
  } = tables.invitation
  const { test, reusable, deliveredAt, attributes } = tables.invitation
  const sent = sentIn(dialect, [channel, agent, team, topics, locale, delivery])
  const steps = { ...reached(tables), receipts: sql`${deliveredAt} is not null` }
  const bits = reachedSteps.map(
    (step, place) => sql`case when ${steps[step]} then ${sql.raw(String(1 << place))} else 0 end`
  )
  const far = sql`${sql.join(bits, sql` + `)}`
  return { siteId, id, sent, state, reason, createdAt, test, reusable, reached: far, attributes }
}

/** Tests and links for many are counted nowhere. */
function invitationIn(cells: unknown[]): ReadInvitation {
  return {
    siteId: cells[0] as string, // as `columnsRead` has it, and so below
    id: cells[1] as string,
    sent: cells[2] as string,
    state: cells[3] as string,
    reason: cells[4] as string | null,
    createdAt: Number(cells[5]),
    isCounted: !cells[6] && !cells[7],
    reached: Number(cells[8]),
    attributes: cells[9] as string | null
  }
}
