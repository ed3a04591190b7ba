import type { deliveryPurposes, deliveryStates, PauseReason, RefusalReason } from '../contract/connectors'
import type { WriteBackInput } from '../contract/write-back'
import type { Columns } from './columns'

/**
 * What messages go out by and what vendors tell us. What a column means is said in
 * migrations/004-connectors.sql and 077-pace.sql.
 */
export function connectorTables({ table, text, oneOf, sealed, integer, instant }: Columns) {
  return {
    connector: table('connector', {
      id: text('id').primaryKey(),
      siteId: text('site_id').notNull(),
      kind: text('kind').notNull(),
      name: text('name').notNull(),
      settings: text('settings').notNull(),
      secrets: text('secrets').notNull(),
      vendorUrl: text('vendor_url'),
      trustedBy: text('trusted_by'),
      clearAt: instant('clear_at').notNull(),
      access: text('access'),
      rate: integer('rate'),
      pace: integer('pace'),
      paceWas: integer('pace_was'),
      paceAt: instant('pace_at'),
      paceHoldMs: integer('pace_hold_ms'),
      pausedAt: instant('paused_at'),
      pausedBecause: oneOf<PauseReason>('paused_because'),
      pausedTries: integer('paused_tries'),
      pausedTold: text('paused_told'),
      heardAt: instant('heard_at'),
      takenAt: instant('taken_at'),
      createdAt: instant('created_at').notNull(),
      updatedAt: instant('updated_at').notNull()
    }),
    delivery: table('delivery', {
      id: text('id').primaryKey(),
      siteId: text('site_id').notNull(),
      connectorId: text('connector_id').notNull(),
      invitationId: text('invitation_id'),
      purpose: oneOf<(typeof deliveryPurposes)[number]>('purpose').notNull(),
      thread: text('thread').notNull(),
      content: text('content'),
      state: oneOf<(typeof deliveryStates)[number]>('state').notNull(),
      attempts: integer('attempts').notNull(),
      stepsDone: integer('steps_done').notNull(),
      dueAt: instant('due_at').notNull(),
      messageId: text('message_id'),
      reason: text('reason'),
      answer: sealed('answer', 'delivery'),
      createdAt: instant('created_at').notNull(),
      sentAt: instant('sent_at'),
      ratedAt: instant('rated_at'),
      commentUntil: instant('comment_until')
    }),
    connectorRefusal: table('connector_refusal', {
      connectorId: text('connector_id').notNull(),
      reason: oneOf<RefusalReason>('reason').notNull(),
      count: integer('count').notNull(),
      firstAt: instant('first_at').notNull(),
      lastAt: instant('last_at').notNull()
    }),
    writeBack: table('write_back', {
      connectorId: text('connector_id').primaryKey(),
      siteId: text('site_id').notNull(),
      answers: oneOf<WriteBackInput['answers']>('answers').notNull(),
      parts: text('parts').notNull(),
      since: instant('since').notNull(),
      updatedAt: instant('updated_at').notNull()
    }),
    writeBackDue: table('write_back_due', {
      place: instant('place').primaryKey(),
      surveyId: text('survey_id').notNull(),
      id: text('id').notNull()
    }),
    inbound: table('inbound', {
      connectorId: text('connector_id').notNull(),
      dedup: text('dedup').notNull(),
      thread: text('thread').notNull(),
      event: text('event').notNull(),
      happenedAt: instant('happened_at').notNull(),
      receivedAt: instant('received_at').notNull(),
      position: integer('position').notNull(),
      attempts: integer('attempts').notNull(),
      dueAt: instant('due_at').notNull(),
      processedAt: instant('processed_at'),
      error: text('error')
    })
  }
}
