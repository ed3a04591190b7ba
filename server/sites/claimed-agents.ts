import { eq } from 'drizzle-orm'
import { recordAudit } from '../audit/log'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { SiteRow } from '../db/rows'
import { moveClaimed } from '../tags/move-answers'
import { rulesOf } from '../tags/rules'

/**
 * Counts the answers of a site by what it makes of claimed agents, in the transaction that changes it. The
 * site must be locked.
 */
export function* countByClaims(handle: Handle, database: Database, before: SiteRow, after: SiteRow) {
  if (before.claimedAgents !== after.claimedAgents)
    yield* moveClaimed(handle, database, {
      siteId: before.id,
      before: rulesOf(before),
      after: rulesOf(after)
    })
}

/**
 * A new site that signs its first answer means signatures to say who is who: claimed agents are left out of
 * its figures about people from then on, unless somebody has decided already. Gives whether it was so.
 */
export async function leaveOutClaimed(database: Database, siteId: string, now: number): Promise<boolean> {
  const { site } = database.tables
  return database.atomically(function* (handle) {
    const [row] = yield* run(database.locked(handle.select().from(site).where(eq(site.id, siteId))))
    if (row?.claimedDecision !== 'open') return false
    const changes = { claimedAgents: 'leave-out' as const, claimedDecision: 'made' }
    yield* countByClaims(handle, database, row, { ...row, ...changes })
    yield* run(handle.update(site).set(changes).where(eq(site.id, siteId)))
    const detail = {
      from: { claimedAgents: row.claimedAgents },
      to: { claimedAgents: changes.claimedAgents },
      reason: 'first-signature'
    }
    yield* run(
      recordAudit(handle, database, {
        siteId,
        caller: { kind: 'public' },
        action: 'site-changed',
        subject: siteId,
        detail,
        at: now
      })
    )
    return true
  })
}
