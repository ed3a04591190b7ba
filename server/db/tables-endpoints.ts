import type { EndpointEvent, EndpointPause, endpointDeliveryStates } from '../contract/endpoints'
import type { Columns } from './columns'

/**
 * Addresses of a site's own that are told what happened. What a column means is said in
 * migrations/098-endpoints.sql.
 */
export function endpointTables({ table, text, oneOf, sealed, integer, instant }: Columns) {
  return {
    endpoint: table('endpoint', {
      id: text('id').primaryKey(),
      siteId: text('site_id').notNull(),
      surveyId: text('survey_id'),
      name: text('name').notNull(),
      url: text('url').notNull(),
      events: text('events').notNull(),
      answeredFor: text('answered_for').notNull(),
      trustedBy: text('trusted_by'),
      secret: sealed('secret', 'endpoint').notNull(),
      formerSecret: sealed('former_secret', 'endpoint'),
      formerUntil: instant('former_until'),
      pausedAt: instant('paused_at'),
      pausedBecause: oneOf<EndpointPause>('paused_because'),
      told: oneOf<'untold' | 'told'>('told'),
      failingSince: instant('failing_since'),
      createdAt: instant('created_at').notNull(),
      updatedAt: instant('updated_at').notNull()
    }),
    endpointEvent: table('endpoint_event', {
      place: instant('place').primaryKey(),
      siteId: text('site_id').notNull(),
      surveyId: text('survey_id').notNull(),
      type: oneOf<EndpointEvent>('type').notNull(),
      subject: text('subject').notNull(),
      about: text('about')
    }),
    endpointDelivery: table('endpoint_delivery', {
      id: text('id').primaryKey(),
      endpointId: text('endpoint_id').notNull(),
      siteId: text('site_id').notNull(),
      surveyId: text('survey_id'),
      type: oneOf<EndpointEvent | 'endpoint.test'>('type').notNull(),
      subject: text('subject').notNull(),
      about: text('about'),
      state: oneOf<(typeof endpointDeliveryStates)[number]>('state').notNull(),
      attempts: integer('attempts').notNull(),
      dueAt: instant('due_at').notNull(),
      status: integer('status'),
      reason: text('reason'),
      answer: sealed('answer', 'endpoint_delivery'),
      happenedAt: instant('happened_at').notNull(),
      triedAt: instant('tried_at')
    })
  }
}
