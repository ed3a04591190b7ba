import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '../../db/database'
import { reached } from '../../invitations/reached'
import { reachedSteps } from '../wire'
import { inLots, inParts } from './lots'

/** What of an invitation the columns hold. `reached`: bits by the places of `reachedSteps`. */
export type ReadInvitation = {
  siteId: string
  id: string
  channel: string
  agent: string
  team: string
  topics: string
  locale: string
  delivery: string | null
  state: string
  reason: string | null
  createdAt: number
  isCounted: boolean
  reached: number
}

/** As it is read; some drivers tell sums as text. */
type Row = Omit<ReadInvitation, 'isCounted' | 'reached'> & { test: boolean; reusable: boolean; reached: number | string }

/** All invitations to a survey by time. */
export function everyInvitation(database: Database, surveyId: string): AsyncGenerator<ReadInvitation[]> {
  const { tables: { invitation }, handle } = database
  return inLots<ReadInvitation>(async (after, size) => {
    const isLater = after && sql`(${invitation.createdAt}, ${invitation.id}) > (${after.createdAt}, ${after.id})`
    const rows = await handle
      .select(columnsRead(database))
      .from(invitation)
      .where(and(eq(invitation.surveyId, surveyId), isLater))
      .orderBy(asc(invitation.createdAt), asc(invitation.id))
      .limit(size)
    return rows.map(invitationOf)
  })
}

/** These invitations as they are now; what is not there any more is left out. */
export function theseInvitations(database: Database, ids: readonly string[]): Promise<ReadInvitation[]> {
  const { tables: { invitation }, handle } = database
  return inParts(ids, async (some) => {
    const rows = await handle.select(columnsRead(database)).from(invitation).where(inArray(invitation.id, [...some]))
    return rows.map(invitationOf)
  })
}

/** Tests and links for many are counted nowhere. */
function invitationOf({ test, reusable, reached, ...row }: Row): ReadInvitation {
  return { ...row, isCounted: !test && !reusable, reached: Number(reached) }
}

function columnsRead({ tables }: Database) {
  const { siteId, id, channel, agent, team, topics, locale, delivery, state, stateReason: reason, createdAt } = tables.invitation
  const { test, reusable, deliveredAt } = tables.invitation
  const steps = { ...reached(tables), receipts: sql`${deliveredAt} is not null` }
  const bits = reachedSteps.map((step, place) => sql`case when ${steps[step]} then ${sql.raw(String(1 << place))} else 0 end`)
  const far = sql<number | string>`${sql.join(bits, sql` + `)}`
  return { siteId, id, channel, agent, team, topics, locale, delivery, state, reason, createdAt, test, reusable, reached: far }
}
