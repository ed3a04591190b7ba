import type { AlertLanguage, AlertMessageState, AlertTarget } from '../contract/alerts'
import type { Columns } from './columns'

/** Whom to tell of what, and what was told. */
export function alertTables({ table, text, oneOf, sealed, integer, instant }: Columns) {
  return {
    alert: table('alert', {
      id: text('id').primaryKey(),
      siteId: text('site_id').notNull(),
      surveyId: text('survey_id'),
      kinds: text('kinds').notNull(),
      target: oneOf<AlertTarget>('target').notNull(),
      member: text('member'),
      url: sealed('url', 'alert'),
      trustedBy: text('trusted_by'),
      language: oneOf<AlertLanguage>('language').notNull(),
      quiet: text('quiet'),
      serviceLevel: integer('service_level').notNull(),
      checkedOn: text('checked_on').notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: instant('created_at').notNull()
    }),
    alertMessage: table('alert_message', {
      alertId: text('alert_id').notNull(),
      about: text('about').notNull(),
      detail: text('detail').notNull(),
      state: oneOf<AlertMessageState>('state').notNull(),
      tries: integer('tries').notNull(),
      nextAt: instant('next_at').notNull(),
      said: text('said'),
      at: instant('at').notNull()
    })
  }
}
