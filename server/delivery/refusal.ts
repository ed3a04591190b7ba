import type { Database } from '../db/database'
import type { InvitationRow } from '../db/rows'
import { keepOptOut } from '../opt-outs/opt-outs'

/**
 * Keeps that somebody has told a vendor or a carrier to stop our messages: they want to be asked no more by
 * anybody of the site.
 */
export async function keepRefusal(
  database: Database,
  { siteId, customer, address }: InvitationRow,
  now: number
): Promise<void> {
  await keepOptOut(
    database,
    { siteId, source: 'stop', ...(customer && { customer }), ...(address && { address }) },
    now
  )
}
