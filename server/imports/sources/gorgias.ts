import type { Source } from './source'
import { numbers } from './source'

/**
 * Satisfaction surveys: one that was sent and not scored is no answer, one that was never sent asked
 * nobody.
 */
export const gorgias: Source = {
  id: 'gorgias',
  layouts: [
    ['score', 'scored_datetime', 'ticket_id'],
    ['score', 'sent_datetime', 'ticket_id']
  ],
  parts: {
    rating: ['score'],
    comment: ['body_text'],
    answeredAt: ['scored_datetime'],
    sentAt: ['sent_datetime'],
    customer: ['customer_id'],
    externalId: ['id', 'ticket_id'],
    conversationId: ['ticket_id'],
    channel: ['ticket_channel', 'channel'],
    agent: ['assignee_user_id', 'agent'],
    team: ['assignee_team_id']
  },
  timeZone: () => 'UTC',
  rating: numbers(1, 5),
  skips: (get) =>
    get('score') === '' && get('sent_datetime') === ''
      ? 'surveys that were never sent were left out'
      : undefined
}
