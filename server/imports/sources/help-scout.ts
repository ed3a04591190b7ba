import type { Source } from './source'
import { either, numbers, readSteps, wordOf } from './source'

const words = readSteps(
  ['bad', 'not good', '😞', '🙁', '☹', '😟', '👎'],
  ['okay', 'ok', '😐'],
  ['great', '😀', '😃', '😄', '🙂', '😊', '👍']
)
/** The reports give ratings by number: 1 is the best. */
const byId: Readonly<Record<string, string>> = { 1: 'great', 2: 'okay', 3: 'not good' }

/** Ratings of replies, as its API, its reports and its webhooks give them, and answers to its surveys. */
export const helpScout: Source = {
  id: 'help-scout',
  layouts: [
    ['rating', 'thread_id', 'conversation_id'],
    ['rating', 'thread_id', 'ticket_id'],
    ['rating_id', 'rating_created_at'],
    ['value', 'category', 'timestamp']
  ],
  parts: {
    rating: ['rating', 'rating_id', 'value'],
    comment: ['comments', 'rating_comments', 'comment'],
    answeredAt: ['created_at', 'rating_created_at', 'timestamp'],
    channel: ['type'],
    agent: ['user_email', 'user_id', 'rating_user_name', 'rating_user_id'],
    team: ['mailbox_name', 'mailbox_id'],
    customer: ['customer_id', 'rating_customer_id'],
    externalId: ['threadid', 'id'],
    conversationId: ['conversation_id', 'ticket_id', 'id']
  },
  topics: ['tags'],
  timeZone: () => 'UTC',
  rating: (cell, target, get) => {
    if (wordOf(cell) === 'unknown') return { is: 'unanswered', offScale: false }
    if (get('rating_id') !== '') return words(byId[cell.trim()] ?? cell, target, get)
    return either(numbers(0, 10), words)(cell, target, get)
  }
}
