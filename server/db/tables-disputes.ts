import type { DisputeView } from '../contract/disputes'
import type { Columns } from './columns'

/** Ratings that somebody holds to be no measure of the agent, and what was decided. */
export function disputeTables({ table, text, oneOf, instant }: Columns) {
  return {
    dispute: table('dispute', {
      id: text('id').primaryKey(),
      siteId: text('site_id').notNull(),
      surveyId: text('survey_id').notNull(),
      responseId: text('response_id').notNull(),
      agent: text('agent').notNull(),
      cause: oneOf<DisputeView['cause']>('cause').notNull(),
      state: oneOf<DisputeView['state']>('state').notNull(),
      raisedBy: text('raised_by').notNull(),
      raisedAt: instant('raised_at').notNull(),
      decidedBy: text('decided_by'),
      decidedAt: instant('decided_at'),
      detail: text('detail').notNull()
    })
  }
}
