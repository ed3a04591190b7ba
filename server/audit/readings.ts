import type { Database } from '../db/database'
import type { AuditEntry } from './log'
import { actorOf, recordAudit } from './log'

/**
 * Who reads the same once more within the hour is noted once, so that a page that shows a secret does not
 * fill the trail.
 */
const quietMs = 60 * 60_000
const remembered = 5_000

const lately = new WeakMap<Database, Map<string, number>>()

/** Notes in the audit trail that somebody read what is worth noting: a secret, a link. */
export async function noteReading(database: Database, entry: AuditEntry): Promise<void> {
  const seen = lately.get(database) ?? new Map<string, number>()
  lately.set(database, seen)
  const name = [entry.siteId, actorOf(entry.caller), entry.action, entry.subject].join(' ')
  const before = seen.get(name)
  if (before !== undefined && entry.at - before < quietMs && entry.at >= before) return
  await recordAudit(database.handle, database, entry)
  if (seen.size >= remembered) seen.clear()
  seen.set(name, entry.at)
}
