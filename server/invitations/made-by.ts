import type { Caller } from '../access/permissions'
import { recordAudit } from '../audit/log'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { InvitationRow } from '../db/rows'

/** Who makes invitations, and from which file where they come from one. */
export type Made = { caller: Caller; file?: string }

const agentsNamed = 20

/**
 * Notes who made invitations, and who was given the link of one that there was. One entry tells of all of a
 * commit. Customers and addresses are not in it; agents are, since an answer counts for the agent whom its
 * invitation names.
 */
export function* noteMade(
  handle: Handle,
  database: Database,
  { caller, file }: Made,
  { fresh, known, now }: { fresh: readonly InvitationRow[]; known: readonly InvitationRow[]; now: number }
) {
  const entries = [
    { action: file === undefined ? 'invitations-made' : 'invitations-uploaded', rows: fresh },
    // A file gives no link of an invitation that there was, so that nothing was read.
    { action: 'invitation-links-read', rows: file === undefined ? known : [] }
  ]
  for (const { action, rows } of entries) {
    const [first] = rows
    if (!first) continue
    const subject = rows.length === 1 ? `${first.surveyId}/${first.id}` : first.surveyId
    const agents = [...new Set(rows.flatMap(({ agent }) => agent || []))]
    const detail = {
      count: rows.length,
      ...(agents.length > 0 && { agents: agents.slice(0, agentsNamed) }),
      ...(file !== undefined && { file })
    }
    yield* run(
      recordAudit(handle, database, { siteId: first.siteId, caller, action, subject, detail, at: now })
    )
  }
}
