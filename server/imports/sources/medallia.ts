import type { Source } from './source'
import { numbers } from './source'

/** Feedback requests of Agent Connect, with everybody who was asked. */
export const medallia: Source = {
  id: 'medallia',
  layouts: [
    ['request_id', 'star_rating', 'request_sent_at'],
    ['request_id', 'star_rating', 'response_received_at']
  ],
  parts: {
    rating: ['star_rating'],
    comment: ['comments'],
    answeredAt: ['response_received_at'],
    sentAt: ['request_sent_at'],
    channel: ['channel'],
    agent: ['employee_custom_id', 'employee_email'],
    team: ['team_leader', 'team_leader_email', 'team_leader_custom_id'],
    customer: ['ext_customer_id', 'request_sent_to'],
    locale: ['language'],
    externalId: ['request_id'],
    conversationId: ['ext_interaction_id']
  },
  timeZone: () => 'UTC',
  topics: ['tags', 'areas_for_improvement'],
  rating: numbers(1, 5),
  skips: (get) =>
    get('star_rating') === '' && get('request_sent_at') === ''
      ? 'requests that were never sent were left out'
      : undefined
}
