import type { FollowUpRowView, Hindrance, SecondAskState } from '../contract/follow-ups'
import type { Columns } from './columns'

/** Follow-ups of answers, what was done about them, what the customer said then, and the rules by which they are opened. */
export function followUpTables({ table, text, oneOf, integer, instant }: Columns) {
  return {
    followUpRules: table('follow_up_rules', {
      siteId: text('site_id').primaryKey(),
      rules: text('rules').notNull(),
      escalateTo: text('escalate_to'),
      askAgainDays: integer('ask_again_days'),
      updatedAt: instant('updated_at').notNull()
    }),
    followUp: table('follow_up', {
      id: text('id').primaryKey(),
      siteId: text('site_id').notNull(),
      surveyId: text('survey_id').notNull(),
      responseId: text('response_id').notNull(),
      ruleId: text('rule_id').notNull(),
      state: oneOf<FollowUpRowView['state']>('state').notNull(),
      owner: text('owner'),
      nature: oneOf<NonNullable<FollowUpRowView['nature']>>('nature'),
      severity: oneOf<NonNullable<FollowUpRowView['severity']>>('severity'),
      ended: oneOf<NonNullable<FollowUpRowView['ended']>>('ended'),
      openedAt: instant('opened_at').notNull(),
      dueAt: instant('due_at').notNull(),
      overdueAt: instant('overdue_at'),
      escalatedTo: text('escalated_to'),
      closedAt: instant('closed_at'),
      updatedAt: instant('updated_at').notNull(),
      detail: text('detail').notNull()
    }),
    followUpEvent: table('follow_up_event', {
      followUpId: text('follow_up_id').notNull(),
      number: integer('number').notNull(),
      siteId: text('site_id').notNull(),
      surveyId: text('survey_id').notNull(),
      responseId: text('response_id').notNull(),
      at: instant('at').notNull(),
      actor: text('actor').notNull(),
      action: text('action').notNull(),
      detail: text('detail').notNull()
    }),
    secondAsk: table('second_ask', {
      followUpId: text('follow_up_id').primaryKey(),
      siteId: text('site_id').notNull(),
      surveyId: text('survey_id').notNull(),
      responseId: text('response_id').notNull(),
      state: oneOf<SecondAskState>('state').notNull(),
      dueAt: instant('due_at').notNull(),
      hindrance: oneOf<Hindrance>('hindrance'),
      askedAt: instant('asked_at'),
      deliveryId: text('delivery_id'),
      tokenHash: text('token_hash'),
      version: integer('version'),
      rating: integer('rating'),
      answeredAt: instant('answered_at'),
      detail: text('detail').notNull()
    }),
    followUpDue: table('follow_up_due', {
      place: instant('place').primaryKey(),
      surveyId: text('survey_id').notNull(),
      id: text('id').notNull()
    })
  }
}
