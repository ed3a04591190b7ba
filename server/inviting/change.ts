import { and, eq, isNull } from 'drizzle-orm'
import type { Change } from '../access/act'
import { nextHours } from '../asking/why-not'
import { recordAudit } from '../audit/log'
import type { InvitationPatch } from '../contract/invitations'
import { problem } from '../contract/problem'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { InvitationRow } from '../db/rows'
import { isOpen } from '../invitations/invitation'
import { newId } from '../secrets/ids'
import type { Published } from '../surveys/publication'

/**
 * Moves the end of an invitation, names it anew, or takes its link back, which closes it on all paths at
 * once and for good.
 */
export async function changeInvitation(
  database: Database,
  { id, siteId, surveyId }: InvitationRow,
  { caller, patch: { expiresAt, revoked, name, place }, now }: Change<InvitationPatch>
): Promise<InvitationRow> {
  const { invitation } = database.tables
  if (expiresAt != null && Date.parse(expiresAt) <= now)
    throw problem('invalid', '“expiresAt” is over already; to close a link now, revoke it.', 'expiresAt')
  return database.atomically(function* (handle) {
    const row = yield* lockedRow(handle, database, id)
    const changes = {
      ...(name === undefined ? {} : { name }),
      ...(place === undefined ? {} : { place }),
      ...(expiresAt === undefined ? {} : { expiresAt: expiresAt === null ? null : Date.parse(expiresAt) }),
      ...(revoked && row.revokedAt === null ? { revokedAt: now } : {})
    }
    if (Object.keys(changes).length === 0) return row
    yield* run(handle.update(invitation).set(changes).where(eq(invitation.id, id)))
    const action = revoked ? 'invitation-revoked' : 'invitation-changed'
    yield* run(
      recordAudit(handle, database, {
        siteId,
        caller,
        action,
        subject: `${surveyId}/${id}`,
        detail: changes,
        at: now
      })
    )
    return { ...row, ...changes }
  })
}

/**
 * Puts one reminder into the outbox, on the way that the invitation took and for the next working hours.
 * Throws `reminded-already` for a second one, and `reminder-needless` with the reason where there is
 * nothing to remind of or no way to do it.
 */
export async function remind(
  database: Database,
  { id }: InvitationRow,
  published: Published,
  now: number
): Promise<InvitationRow> {
  const { invitation, delivery } = database.tables
  return database.atomically(function* (handle) {
    const row = yield* lockedRow(handle, database, id)
    const needless =
      row.answeredAt !== null ? 'was answered' : !isOpen(row, published, now) ? 'is closed' : undefined
    if (needless) throw problem('reminder-needless', needless)
    if (row.remindAt !== null) throw problem('reminded-already')
    const [ask] = yield* run(
      handle
        .select()
        .from(delivery)
        .where(and(eq(delivery.invitationId, id), eq(delivery.purpose, 'ask')))
    )
    if (ask?.state !== 'sent' && ask?.state !== 'delivered')
      throw problem('reminder-needless', 'was not sent by us')
    const remindAt = nextHours(row, published, now)
    const fresh = {
      state: 'queued' as const,
      attempts: 0,
      stepsDone: 0,
      messageId: null,
      reason: null,
      answer: null,
      sentAt: null,
      ratedAt: null,
      commentUntil: null
    }
    yield* database.insertRows(handle, {
      table: delivery,
      rows: [{ ...ask, ...fresh, id: newId('dlv'), purpose: 'reminder', dueAt: remindAt, createdAt: now }],
      onConflict: ''
    })
    yield* run(
      handle
        .update(invitation)
        .set({ remindAt })
        .where(and(eq(invitation.id, id), isNull(invitation.remindAt)))
    )
    return { ...row, remindAt }
  })
}

function* lockedRow(handle: Handle, database: Database, id: string) {
  const { invitation } = database.tables
  const [row] = yield* run(database.locked(handle.select().from(invitation).where(eq(invitation.id, id))))
  if (!row) throw problem('not-found')
  return row
}
