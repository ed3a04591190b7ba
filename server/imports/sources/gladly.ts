import type { Source } from './source'
import { asAsked } from './source'

/** One file has surveys of several kinds; the column “Survey Format” says which. */
export const gladly: Source = {
  id: 'gladly',
  layouts: [['conversation_id', 'survey_format', 'raw_score']],
  parts: {
    rating: ['raw_score'],
    comment: ['survey_comment', 'comment', 'comments'],
    answeredAt: ['survey_date'],
    channel: ['channel', 'survey_source'],
    customer: ['customer_id'],
    agent: ['agent', 'agent_name', 'agent_id'],
    conversationId: ['conversation_id']
  },
  rating: (cell, target, get) => {
    const format = get('survey_format')
    const asked = /\b(nps|csat|ces)\b/i.exec(format)?.[1]?.toLowerCase()
    if (asked !== undefined && asked !== target.metric)
      return {
        is: 'unreadable',
        code: 'other-metric',
        reason: `was asked as “${format}”; choose a survey that measures ${asked.toUpperCase()}`
      }
    return asAsked(cell, target, get)
  }
}
