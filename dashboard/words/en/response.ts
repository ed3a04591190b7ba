const whole = new Intl.NumberFormat('en')
const number = (value: number) => whole.format(value)
const invitations = (value: number) => `${number(value)} ${value === 1 ? 'invitation' : 'invitations'}`

/** What the pages say on which managers see whom was asked, and who answered. */
export const response = {
  tab: 'Response',
  title: 'Response',
  ways: {
    label: 'Response',
    response: 'Overview',
    invitations: 'Invitations',
    placements: 'Posters and QR codes'
  },
  rateTitle: 'Response rate',
  rateOf: (completed: string, sent: string) => `${completed} of ${sent} that were sent were answered.`,
  rateBetween: (range: string) => `The true rate very probably lies between ${range}.`,
  rateFew: 'Too few were sent',
  rateNothing: 'Nothing was sent in this period.',
  change: {
    better: (size: string, before: string) => `${size} more than ${before}`,
    worse: (size: string, before: string) => `${size} less than ${before}`
  },
  stepsTitle: 'From invitation to answer',
  step: 'Step',
  count: 'Invitations',
  ofInvited: 'Of all',
  steps: {
    invited: 'Invited',
    suppressed: 'Not asked',
    unsendable: 'Could not be sent',
    waiting: 'Waiting',
    sent: 'Sent',
    delivered: 'Delivered',
    opened: 'Opened',
    started: 'Started',
    completed: 'Answered'
  },
  means: {
    suppressed: 'kept back by a rule',
    unsendable: 'no address, or refused',
    waiting: 'not due yet, or on the way',
    delivered: 'as far as anybody says',
    started: 'chose a point or wrote something'
  } as Readonly<Record<string, string>>,
  unknown: 'not known',
  stepsHint:
    'Each step counts whoever came at least so far, among all who were invited in this period. Tests are left out.',
  open: (step: string, count: number, of: string) =>
    `Show the ${invitations(count)}: ${step}${of && `, ${of}`}`,
  suppressedTitle: 'Not asked, by rule',
  suppressedNone: 'Nobody was kept back by a rule.',
  unsendableTitle: 'Not sent, by reason',
  unsendableNone: 'Everything could be sent.',
  reason: 'Reason',
  by: 'Side by side',
  dimensions: {
    channel: 'Channel',
    topic: 'Topic',
    agent: 'Agent',
    team: 'Team',
    locale: 'Language',
    delivery: 'Carried by'
  },
  byTitle: {
    channel: 'By channel',
    topic: 'By topic',
    agent: 'By agent',
    team: 'By team',
    locale: 'By language',
    delivery: 'By what carried it'
  },
  noDelivery: 'Your own programs',
  kept: 'Kept back',
  keptMeans: 'Not asked by a rule, or not to be sent',
  rate: 'Response rate',
  few: 'too few',
  website: {
    title: 'On your own pages',
    hint: 'The survey asks there by itself. That is counted without a cookie, and is no part of what was sent.',
    page: 'Pages',
    all: 'All pages',
    others: 'Other pages',
    shown: 'Shown',
    dismissed: 'Dismissed',
    answered: 'Answered'
  },
  placementsTitle: 'Posters and QR codes',
  placementsHint: 'Links for many were sent to nobody: they are counted since they were made.',
  placement: 'Where',
  unnamed: 'Without a name',
  opened: 'Opened',
  answered: 'Answered',
  none: 'Nobody was invited in this period',
  noneFiltered: 'No invitations match these filters',
  noneText:
    'Invitations are made by a helpdesk, by your own programs, or from a list. The survey ' +
    'on your pages asks by itself and needs none.',
  upload: 'Upload a list',
  connect: 'Open the connectors'
}
