import type { Json, Source } from './source'
import { asAsked, either, readSteps } from './source'

const five = readSteps(
  ['very dissatisfied'],
  ['dissatisfied', 'somewhat dissatisfied'],
  ['neither satisfied nor dissatisfied', 'neutral'],
  ['satisfied', 'somewhat satisfied'],
  ['very satisfied']
)

/** Two header rows, the second with the choices of a question; or the responses as its API gives them. */
export const surveyMonkey: Source = {
  id: 'survey-monkey',
  layouts: [
    ['respondent_id', 'collector_id'],
    ['collector_id', 'response_status', 'recipient_id']
  ],
  parts: {
    rating: ['nps', 'csat'],
    answeredAt: ['date_modified', 'end_date', 'date_created'],
    customer: ['custom_value', 'custom_data_1', 'email_address'],
    externalId: ['respondent_id', 'id'],
    channel: ['custom_variables_channel', 'channel'],
    agent: ['custom_variables_agent', 'agent'],
    team: ['custom_variables_team', 'team'],
    conversationId: ['custom_variables_ticket', 'custom_variables_conversation', 'ticket']
  },
  topics: ['custom_variables_topic', 'topic'],
  rating: either(asAsked, five),
  header: (header, second) => {
    let question = ''
    return header.map((name, index) => {
      const choice = second[index]?.trim() ?? ''
      if (name !== '') question = name
      const isPart = name === '' || header[index + 1] === ''
      return isPart && choice !== '' && choice !== 'Response' ? `${question}: ${choice}` : name || question
    })
  },
  isRow: (get) => get('respondent_id') !== '' || get('id') !== '',
  skips: (get) => {
    if (/preview/i.test(get('collection_mode'))) return 'previews were left out'
    return /^(disqualified|overquota)$/.test(get('response_status'))
      ? 'people whom the survey turned away were left out'
      : undefined
  },
  record: {
    fits: ({ pages, collector_id }) => Array.isArray(pages) && collector_id !== undefined,
    columns: ({ pages, ...rest }) => ({
      ...rest,
      ...Object.fromEntries((pages as readonly Json[]).flatMap(answersOf))
    })
  }
}

function answersOf({ questions }: Json): [question: string, answer: string][] {
  const all = Array.isArray(questions) ? (questions as readonly Json[]) : []
  return all.map(({ id, heading, answers }) => {
    const given = Array.isArray(answers) ? (answers as readonly Json[]) : []
    const texts = given.map((answer) =>
      String(answer['simple_text'] ?? answer['text'] ?? answer['choice_id'] ?? '')
    )
    return [String(heading ?? `question ${String(id)}`), texts.join(' | ')]
  })
}
