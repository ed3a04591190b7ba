import type { PlanView } from '../contract/plans'
import type { Columns } from './columns'

/** Trainings and other interventions, and what those who are in them say to them. */
export function planTables({ table, text, oneOf, integer, instant }: Columns) {
  return {
    plan: table('plan', {
      id: text('id').primaryKey(),
      siteId: text('site_id').notNull(),
      surveyId: text('survey_id').notNull(),
      kind: oneOf<PlanView['kind']>('kind').notNull(),
      name: text('name').notNull(),
      taught: text('taught').notNull(),
      topics: text('topics').notNull(),
      agents: text('agents').notNull(),
      teams: text('teams').notNull(),
      comparison: text('comparison').notNull(),
      owner: text('owner').notNull(),
      coach: text('coach').notNull(),
      chosenFrom: text('chosen_from'),
      chosenTo: text('chosen_to'),
      starts: text('starts'),
      ends: text('ends'),
      sessions: text('sessions').notNull(),
      actions: text('actions').notNull(),
      notes: text('notes').notNull(),
      state: oneOf<PlanView['state']>('state').notNull(),
      createdAt: instant('created_at').notNull(),
      updatedAt: instant('updated_at').notNull()
    }),
    planVoice: table('plan_voice', {
      planId: text('plan_id').notNull(),
      userId: text('user_id').notNull(),
      siteId: text('site_id').notNull(),
      surveyId: text('survey_id').notNull(),
      agent: text('agent').notNull(),
      acknowledgedAt: instant('acknowledged_at'),
      comment: text('comment').notNull(),
      commentedAt: instant('commented_at'),
      coaching: integer('coaching'),
      coachingWords: text('coaching_words').notNull(),
      coachingAt: instant('coaching_at')
    })
  }
}
