import type { Source } from './source'
import { asAsked, either, readSteps } from './source'

const five = readSteps(
  ['extremely dissatisfied', 'very dissatisfied'],
  ['somewhat dissatisfied'],
  ['neither satisfied nor dissatisfied'],
  ['somewhat satisfied'],
  ['extremely satisfied', 'very satisfied']
)
const seven = readSteps(
  ['extremely dissatisfied'],
  ['moderately dissatisfied'],
  ['slightly dissatisfied'],
  ['neither satisfied nor dissatisfied'],
  ['slightly satisfied'],
  ['moderately satisfied'],
  ['extremely satisfied']
)
/** Bits of the status of a response: a preview, a test, spam. */
const notCustomers = 1 | 2 | 8

/** Three header rows: names, questions, and ids that also say in which zone the times are. */
export const qualtrics: Source = {
  id: 'qualtrics',
  layouts: [
    ['start_date', 'end_date', 'response_id'],
    ['start_date', 'end_date', 'recorded_date', 'finished']
  ],
  parts: {
    rating: ['nps', 'q_nps', 'csat', 'q_csat'],
    answeredAt: ['recorded_date', 'end_date'],
    customer: ['external_reference', 'external_data_reference', 'recipient_email'],
    locale: ['user_language', 'q_language'],
    externalId: ['response_id'],
    channel: ['channel'],
    agent: ['agent'],
    team: ['team'],
    conversationId: ['ticket_id', 'conversation_id', 'case_id']
  },
  topics: ['topic', 'topics', 'category'],
  timeZone: (rows) =>
    /"timeZone"\s*:\s*"([\w/+-]+)"/.exec(rows.find((cells) => cells.some(isImportId))?.join(' ') ?? '')?.[1],
  rating: either(asAsked, (cell, target, get) =>
    (target.max - target.min === 6 ? seven : five)(cell, target, get)
  ),
  isRow: (get, cells) => /\d/.test(get('start_date')) && !cells.some(isImportId),
  skips: (get) => {
    const status = get('status')
    const isOther =
      /preview|test|spam/i.test(status) || (/^\d+$/.test(status) && (Number(status) & notCustomers) !== 0)
    return isOther ? 'previews, tests and spam were left out' : undefined
  }
}

function isImportId(cell: string): boolean {
  return cell.startsWith('{"ImportId"')
}
