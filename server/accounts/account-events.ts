import { and, desc, eq, lt } from 'drizzle-orm'
import type { AccountEventKind, AccountEventView } from '../contract/accounts'
import type { Database } from '../db/database'
import { run } from '../db/database'
import { newId } from '../secrets/ids'

const eventsKept = 200
const eventsShown = 30

export type AccountEvent = {
  userId: string
  kind: AccountEventKind
  detail?: Record<string, string>
  at: number
}

/**
 * Keeps what happened to an account: for the person on the profile page, and in the audit trail of each
 * site that the person belongs to. Never give it a secret.
 */
export async function recordAccountEvent(
  database: Database,
  { userId, kind, detail = {}, at }: AccountEvent
): Promise<void> {
  const { accountEvent, audit, member } = database.tables
  const sites = await database.handle
    .select({ siteId: member.siteId })
    .from(member)
    .where(eq(member.userId, userId))
  const text = JSON.stringify(detail)
  // What failed was somebody's try; whose it was is what nobody knows.
  const actor = kind === 'sign-in-failed' || kind === 'sign-in-attacked' ? 'public' : `person:${userId}`
  await database.atomically(function* (handle) {
    yield* run(handle.insert(accountEvent).values({ id: newId('aud'), userId, kind, detail: text, at }))
    for (const { siteId } of sites) {
      yield* run(
        handle
          .insert(audit)
          .values({ id: newId('aud'), siteId, actor, action: kind, subject: userId, detail: text, at })
      )
    }
    const [oldest] = yield* run(
      handle
        .select({ at: accountEvent.at })
        .from(accountEvent)
        .where(eq(accountEvent.userId, userId))
        .orderBy(desc(accountEvent.at))
        .limit(1)
        .offset(eventsKept)
    )
    if (oldest)
      yield* run(
        handle
          .delete(accountEvent)
          .where(and(eq(accountEvent.userId, userId), lt(accountEvent.at, oldest.at)))
      )
  })
}

/** The latest of it, for the person whose account it is. */
export async function accountEvents(
  { tables: { accountEvent }, handle }: Database,
  userId: string
): Promise<AccountEventView[]> {
  const rows = await handle
    .select()
    .from(accountEvent)
    .where(eq(accountEvent.userId, userId))
    .orderBy(desc(accountEvent.at), desc(accountEvent.id))
    .limit(eventsShown)
  return rows.map(({ id, kind, detail, at }) => ({
    id,
    kind,
    detail: JSON.parse(detail) as AccountEventView['detail'],
    at: new Date(at).toISOString()
  }))
}
