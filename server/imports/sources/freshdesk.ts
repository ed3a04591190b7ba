import type { Source } from './source'
import { stepTo, wordOf } from './source'

/** Its seven codes, unhappiest first, and what they are called. */
const codes = ['-103', '-102', '-101', '100', '101', '102', '103']
const names = [
  'extremely unhappy',
  'very unhappy',
  'unhappy',
  'neutral',
  'happy',
  'very happy',
  'extremely happy'
]
const neutral = 3

/**
 * A survey asks by two, three, five or seven of the codes. Seven are themselves; to three points they come
 * as the happy, the neutral and the unhappy ones that it counts itself. Which five of seven a survey had,
 * no file says.
 */
export const freshdeskExport: Source = {
  id: 'freshdesk',
  layouts: [
    ['survey_id', 'ticket_id', 'rating'],
    ['survey_id', 'ticket_id', 'ratings_default_question'],
    ['survey_id', 'ticket_id', 'default_question']
  ],
  parts: {
    rating: ['rating', 'ratings_default_question', 'default_question'],
    comment: ['feedback'],
    answeredAt: ['created_at'],
    agent: ['agent_id'],
    team: ['group_id'],
    customer: ['user_id'],
    externalId: ['id'],
    conversationId: ['ticket_id']
  },
  rating: (cell, target) => {
    const word = wordOf(cell)
    if (word === '') return { is: 'unanswered', offScale: false }
    const step = Math.max(codes.indexOf(word), names.indexOf(word))
    if (step < 0)
      return {
        is: 'unreadable',
        code: 'unknown-word',
        reason: 'is none of the codes -103 to -101 and 100 to 103'
      }
    const points = target.max - target.min + 1
    if (points === 3) return stepTo(Math.sign(step - neutral) + 1, 3, target)
    if (points === 2 && step !== neutral) return stepTo(step > neutral ? 1 : 0, 2, target)
    return stepTo(step, codes.length, target)
  },
  record: {
    fits: ({ ratings, ticket_id }) =>
      typeof ratings === 'object' && ratings !== null && ticket_id !== undefined,
    columns: ({ ratings, ...rest }) => {
      const given = Array.isArray(ratings)
        ? ratings.map(
            (one: { question?: unknown; value?: unknown }) => [String(one.question), one.value] as const
          ) // read as text in any case
        : Object.entries(ratings as object)
      const byQuestion = new Map<string, unknown>(given)
      return {
        ...rest,
        rating: byQuestion.get('default_question') ?? given[0]?.[1] ?? null,
        ratings: Object.fromEntries(given)
      }
    }
  }
}
