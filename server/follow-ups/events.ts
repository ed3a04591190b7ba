import { sql } from 'drizzle-orm'
import type { FollowUpView } from '../contract/follow-ups'
import type { Database, Handle } from '../db/database'
import type { FollowUpRow } from '../db/rows'

type Happened = {
  action: FollowUpView['history'][number]['action']
  /** As the audit trail names whoever did it; what happened by itself was done by nobody. */
  actor?: string
  detail?: Record<string, unknown>
  at: number
}

const byItself = 'hearback'

/** The statement that notes what happened to a follow-up, which is locked by then. */
export function noteEvent(
  handle: Handle,
  { tables: { followUpEvent } }: Database,
  { id, siteId, surveyId, responseId }: Pick<FollowUpRow, 'id' | 'siteId' | 'surveyId' | 'responseId'>,
  { action, actor = byItself, detail = {}, at }: Happened
) {
  const { followUpId, number } = followUpEvent
  return handle.insert(followUpEvent).values({
    followUpId: id,
    number: sql`(select coalesce(max(${number}), 0) + 1 from ${followUpEvent} where ${followUpId} = ${id})`,
    siteId,
    surveyId,
    responseId,
    at,
    actor,
    action,
    detail: JSON.stringify(detail)
  })
}
