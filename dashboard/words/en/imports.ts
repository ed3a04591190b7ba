import type { ImportSource, RejectionCode } from '../../../server/contract/imports'
import type { ImportPart } from '../import-parts'

const whole = new Intl.NumberFormat('en')
const number = (value: number) => whole.format(value)
const rows = (value: number) => `${number(value)} ${value === 1 ? 'row' : 'rows'}`
const answers = (value: number) => `${number(value)} ${value === 1 ? 'answer' : 'answers'}`

type OffScale = { rows: number; of: number; lowest: number; highest: number; min: number; max: number }

const parts: Readonly<Record<ImportPart, string>> = {
  rating: 'Rating',
  answeredAt: 'Answered at',
  comment: 'Comment',
  channel: 'Channel',
  agent: 'Agent',
  team: 'Team',
  'conversation.id': 'Conversation',
  externalId: 'Id of the answer',
  customer: 'Customer',
  handledBy: 'Handled by a person or a bot',
  bot: 'Bot',
  locale: 'Language',
  sentAt: 'Asked at',
  'conversation.openedAt': 'Conversation opened at',
  'conversation.firstResponseAt': 'First response at',
  'conversation.resolvedAt': 'Resolved at',
  'conversation.handleSeconds': 'Handled for',
  'conversation.holdSeconds': 'On hold for',
  'conversation.firstResponseSeconds': 'First response after',
  'conversation.resolutionSeconds': 'Resolved after',
  'conversation.resolvedOnFirstContact': 'Resolved at first contact'
}
/**
 * Why a row stays out, on a survey that asks for `min` to `max`. In English the server says it, with the
 * particulars.
 */
const why: Readonly<Partial<Record<RejectionCode, (min: number, max: number) => string>>> = {}
/** What the absence of a part means, where it means something. */
const missing: Readonly<Partial<Record<ImportPart, string>>> = {
  rating: 'Say which column holds the rating.',
  answeredAt: 'Without it all of them count as answered now.'
}
const sources: Readonly<Record<ImportSource, string>> = {
  zendesk: 'Zendesk (good or bad)',
  'zendesk-surveys': 'Zendesk (surveys)',
  intercom: 'Intercom',
  delighted: 'Delighted',
  freshdesk: 'Freshdesk',
  'help-scout': 'Help Scout',
  gorgias: 'Gorgias',
  medallia: 'Medallia Agent Connect',
  qualtrics: 'Qualtrics',
  'survey-monkey': 'SurveyMonkey',
  chatwoot: 'Chatwoot',
  gladly: 'Gladly',
  csv: 'Any other table'
}

const importing = (file: string) => `Importing ${file}`

/** What the page says that takes in answers from other tools. */
export const imports = {
  title: 'Import',
  lead:
    'Bring the answers from the tool that you used before. Nothing is kept before you have ' +
    'seen what would become of it, and importing twice adds nothing.',
  noSurvey: 'Make a survey first: answers belong to one.',
  survey: 'Into the survey',
  scale: (min: number, max: number) =>
    `It asks for ${number(min)} to ${number(max)}. A file on another scale is asked about.`,
  choose: 'Choose a file',
  drop: 'or drop it here',
  kinds:
    'CSV or JSON, up to 64 MB: the export of Zendesk, Intercom, Delighted, Freshdesk, Help ' +
    'Scout, Gorgias, Medallia, Qualtrics, SurveyMonkey, Chatwoot or Gladly, or any table.',
  tooLarge:
    'This file is larger than 64 MB. Import it on the server with “hearback import”, which takes any size.',
  other: 'Choose another file',
  source: 'The file comes from',
  sources,
  mapping: 'What is what',
  parts,
  topic: (ordinal: number) => (ordinal === 1 ? 'Topics' : `Topics, column ${number(ordinal)}`),
  split: 'Several in one cell, parted by commas',
  splitOf: (ordinal: number) =>
    `Column ${number(ordinal)} of topics has several in one cell, parted by commas`,
  shared: {
    found: 'In several of these columns:',
    same: 'The same word is the same topic in all of them',
    apart: 'Otherwise each is a topic of its own, with the name of its column in front.'
  },
  more: 'More parts',
  notThere: 'Not in the file',
  noName: (position: number) => `Column ${number(position)}, without a name`,
  examples: 'such as',
  format: 'Written as',
  formatOf: (part: string) => `How “${part}” is written`,
  comment: (ordinal: number) => (ordinal === 1 ? 'Comment' : `Comment, column ${number(ordinal)}`),
  unit: 'In',
  unitOf: (part: string) => `The unit of “${part}”`,
  units: { seconds: 'seconds', minutes: 'minutes', hours: 'hours', days: 'days' },
  orders: { 'day-first': '03/04 is the 3rd of April', 'month-first': '03/04 is the 4th of March' },
  sameForAll: 'The same for all rows…',
  sameFor: 'For all rows',
  sameOf: (part: string) => `“${part}” of all rows`,
  formatPlain: 'As recognised',
  formatUnread:
    'Some of these are not read. Say how they are written: 03/04 may be a day of March or of April.',
  timeZone: 'Times without a zone are of',
  encoding: 'Letters are written in',
  encodingGuess: (name: string) => `As guessed: ${name}`,
  encodingShown: 'It then reads',
  timeZoneHint: 'Where the file names no zone. Seconds and times such as 10:00+05:00 need none.',
  missing,
  ratings: 'Ratings in the file',
  ratingsText:
    'What the file says, and what it will count as. What is not recognised stays out unless you say what it means.',
  takeProposals: 'Count them as proposed',
  proposal: (point: number | null) => (point === null ? 'Probably no answer' : `Probably ${number(point)}`),
  channels: 'Channels in the file',
  channelsText: 'What the file calls the places where customers were served.',
  sent: 'In the file',
  becomes: 'Counts as',
  becomesOf: (sent: string) => `What “${sent}” counts as`,
  rowsHead: 'Rows',
  rejectedPoint: 'Stays out',
  noAnswer: 'No answer',
  asItIs: (name: string) => `${name} (as it is)`,
  empty: '(empty)',
  asks: {
    title: 'Before it can be taken in',
    first: 'Answer the question above first.',
    off: ({ rows, of, lowest, highest, min, max }: OffScale) =>
      `The numbers in the file run from ${number(lowest)} to ${number(highest)}, and the ` +
      `survey asks for ${number(min)} to ${number(max)}: ${number(rows)} of ${number(of)} ` +
      'are off its scale. What are they?',
    half: (lowest: number, highest: number, min: number, max: number) =>
      `All numbers in the file lie from ${number(lowest)} to ${number(highest)}, and the ` +
      `survey asks for ${number(min)} to ${number(max)}. Is the file on another scale?`,
    between: (rows: number, of: number) =>
      `${number(rows)} of ${number(of)} ratings lie between two points of the scale. What are they to count as?`,
    encoding: 'The letters of the file may be read in several ways. Which of these lines is right?',
    otherSurvey: (name: string, min: number, max: number) =>
      `Import into “${name}”, which asks for ${number(min)} to ${number(max)}`,
    otherScale: (min: number, max: number) => `They are from ${number(min)} to ${number(max)}: keep them so`,
    keep: (step: number) => `Keep them as they are, in steps of ${number(step)}`,
    otherSurveyInSteps: (name: string, step: number) =>
      `Keep them: import into “${name}”, which counts in steps of ${number(step)}`,
    otherScaleHint: 'They are counted apart, with their own meaning, and never averaged with the others.',
    ownScale: (min: number, max: number) =>
      `They are from ${number(min)} to ${number(max)}, as the survey asks`,
    leaveOut: 'Leave the rows off the scale out',
    noAnswer: 'Numbers off the scale mean: asked, no answer',
    unfair: 'What is left is no fair part of the file.',
    decimals: {
      round: 'Round to the nearest point',
      floor: 'Take the point below',
      skip: 'Leave these rows out'
    }
  },
  silences: {
    empty: 'Without a rating',
    noAnswer: 'Rating says “no answer”',
    offScale: 'Rating off the scale'
  },
  skipRow: 'Leave the row out',
  preview: 'What would become of it',
  previewText: 'The first rows as they would be kept.',
  result: 'What became of it',
  counts: {
    rows: 'In the file',
    accepted: 'New answers',
    changed: 'Corrected answers',
    unanswered: 'Asked, no answer',
    duplicate: 'There already, or twice in the file',
    skipped: 'Left out, as the notes say',
    rejected: 'Not taken in'
  },
  sample: {
    rating: 'Rating',
    answeredAt: 'Answered',
    channel: 'Channel',
    topics: 'Topics',
    agent: 'Agent',
    comment: 'Comment'
  },
  now: 'now',
  rejected: 'Rows that were not taken in',
  wouldReject: 'Rows that would not be taken in',
  why,
  line: (line: number) => `Line ${number(line)}`,
  reasons: (reason: string, value: number) => `${reason}: ${rows(value)}`,
  download: 'Download them as CSV',
  firstOnly: (shown: number) => `These are the first ${number(shown)}.`,
  rejectedColumns: ['Line', 'Column', 'Cell', 'Reason'],
  notes: 'Notes',
  start: (accepted: number, unanswered: number) =>
    accepted > 0 ? `Import ${answers(accepted)}` : `Import ${rows(unanswered)}`,
  nothingToImport: 'There is nothing in it to import yet.',
  allThere: 'All of it is there already: importing it again would add nothing.',
  addedNothing: 'Nothing was added: all of it was there already.',
  importing,
  doing: {
    sending: (file: string) => `Sending ${file}`,
    checking: (file: string) => `Checking ${file}`,
    comparing: (file: string) => `Comparing ${file} with what is there`,
    storing: importing
  },
  sentSoFar: (percentage: string) => `${percentage} sent`,
  progressAbout: (done: number, total: number) => `${number(done)} of about ${rows(total)}`,
  progress: (done: number, total: number) => `${number(done)} of ${rows(total)}`,
  done: (accepted: number) => `${answers(accepted)} came in.`,
  answers: 'See the answers',
  another: 'Import another file',
  before: 'Imports until now',
  beforeRow: (accepted: number, rejected: number) =>
    `${answers(accepted)} new${rejected > 0 ? `, ${rows(rejected)} not taken in` : ''}`,
  report: 'Report',
  states: { running: 'running', done: 'done', failed: 'broke off' },
  leave: 'The file was not imported yet. Leave the page?'
}
