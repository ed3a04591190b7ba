import type { Source } from './source'
import { either, numbers, readSteps } from './source'

const faces = readSteps(
  ['terrible', '😠', '😡'],
  ['bad', '🙁', '☹'],
  ['ok', 'okay', '😐'],
  ['good', 'great', '🙂', '😃'],
  ['amazing', '🤩']
)

/** Conversations with their rating. What is asked for in the messenger of Intercom was asked on the web. */
export const intercomExport: Source = {
  id: 'intercom',
  layouts: [
    ['conversation_rating_rating'],
    ['conversation_id', 'conversation_rating', 'conversation_rating_remark'],
    ['conversation_id', 'conversation_rating', 'conversation_remark']
  ],
  parts: {
    rating: ['conversation_rating_rating', 'conversation_rating'],
    comment: ['conversation_rating_remark', 'conversation_remark'],
    answeredAt: ['conversation_rating_updated_at', 'conversation_rating_created_at', 'conversation_rated_at'],
    sentAt: ['conversation_rating_created_at', 'conversation_rating_requested_at'],
    channel: ['source_type', 'channel'],
    agent: ['conversation_rating_teammate_id', 'conversation_rating_teammate', 'teammate'],
    team: ['team_assignee_id', 'team'],
    customer: ['conversation_rating_contact_id', 'conversation_rating_customer_id'],
    externalId: ['id', 'conversation_id'],
    conversationId: ['id', 'conversation_id'],
    openedAt: ['created_at', 'conversation_started_at'],
    firstResponseAt: ['statistics_first_admin_reply_at'],
    resolvedAt: ['statistics_last_close_at'],
    handleSeconds: ['statistics_handling_time']
  },
  timeZone: () => 'UTC',
  topics: ['tags_tags', 'conversation_tags'],
  channels: {
    conversation: 'web',
    messenger: 'web',
    push: 'in_app',
    'phone-switch': 'voice',
    'phone-call': 'voice'
  },
  rating: either(numbers(1, 5), faces),
  skips: (get) => {
    const isRated =
      ['rating', 'created_at', 'requested_at'].some((part) => get(`conversation_rating_${part}`) !== '') ||
      get('conversation_rating') !== ''
    return isRated ? undefined : 'conversations that nobody was asked to rate were left out'
  }
}
