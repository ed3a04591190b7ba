import type { Metric } from '../../contract/terms'
import type { Source } from './source'
import { numbers } from './source'

/** Each type of survey asks one metric on one scale. */
const types: Readonly<Record<string, readonly [metric: Metric, min: number, max: number]>> = {
  nps: ['nps', 0, 10],
  enps: ['nps', 0, 10],
  csat: ['csat', 1, 5],
  csat3: ['csat', 1, 3],
  ces: ['ces', 1, 5],
  ces7: ['ces', 1, 7],
  five_star: ['csat', 1, 5],
  smileys: ['csat', 1, 5]
}

export const delighted: Source = {
  id: 'delighted',
  layouts: [
    ['survey_type', 'score', 'permalink'],
    ['survey_type', 'score', 'person']
  ],
  parts: {
    rating: ['score'],
    comment: ['comment'],
    answeredAt: ['created_at'],
    customer: ['person', 'person_id', 'person_email', 'email'],
    externalId: ['id', 'response_id'],
    channel: [
      'person_properties_channel',
      'channel',
      'person_properties_delighted_source',
      'delighted_source'
    ],
    agent: ['person_properties_agent', 'agent'],
    team: ['person_properties_team', 'team'],
    locale: ['person_properties_locale', 'locale'],
    conversationId: [
      'person_properties_ticket_id',
      'person_properties_conversation_id',
      'ticket_id',
      'conversation_id'
    ]
  },
  topics: ['tags'],
  rating: (cell, target, get) => {
    const type = get('survey_type').toLowerCase()
    const known = types[type]
    if (!known)
      return {
        is: 'unreadable',
        code: 'other-metric',
        reason: `was asked by a survey of the type “${type}”, whose scale is not known`
      }
    const [metric, min, max] = known
    if (metric !== target.metric)
      return {
        is: 'unreadable',
        code: 'other-metric',
        reason: `was asked by a survey of the type “${type}”; choose a survey that measures ${metric.toUpperCase()}`
      }
    return numbers(min, max)(cell, target, get)
  }
}
