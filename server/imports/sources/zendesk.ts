import type { Source } from './source'
import { readSteps, wordOf } from './source'

const goodOrBad = readSteps(['bad'], ['good'])

/**
 * Ratings of the older kind: a thumb, offered after a ticket was solved. An offer that was not taken up is
 * no answer.
 */
export const zendeskExport: Source = {
  id: 'zendesk',
  layouts: [
    ['score', 'ticket_id', 'requester_id', 'assignee_id'],
    ['score', 'ticket_id', 'reason_code'],
    ['score', 'ticket_id', 'reason_id']
  ],
  parts: {
    rating: ['score'],
    comment: ['comment'],
    answeredAt: ['updated_at', 'created_at'],
    sentAt: ['created_at'],
    agent: ['assignee_id'],
    team: ['group_id'],
    customer: ['requester_id'],
    externalId: ['id'],
    conversationId: ['ticket_id']
  },
  topics: ['reason'],
  rating: (cell, target, get) => {
    const word = wordOf(cell).replace(/ with(out)? comment$/, '')
    return word === 'offered' ? { is: 'unanswered', offScale: false } : goodOrBad(word, target, get)
  },
  skips: (get) =>
    get('score').toLowerCase() === 'unoffered'
      ? 'tickets whose rating was never offered were left out'
      : undefined
}
