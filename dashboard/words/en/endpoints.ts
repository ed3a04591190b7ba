const number = new Intl.NumberFormat('en')
const count = (value: number, one: string, many: string) =>
  `${number.format(value)} ${value === 1 ? one : many}`

/** What the pages say on which owners have addresses of their own told what happens. */
export const endpoints = {
  title: 'Webhooks',
  lead: 'An endpoint is an address of yours that is told what happens here: answers, follow-ups, invitations.',
  back: 'All endpoints',
  none: 'There are no endpoints yet.',
  add: 'Add an endpoint',
  addTitle: 'A new endpoint',
  make: 'Add the endpoint',
  open: 'Open the endpoint',
  states: { ready: 'Ready', failing: 'Takes nothing', paused: 'Paused' },
  eventsOf: (value: number) => `Told ${count(value, 'kind of event', 'kinds of events')}`,
  answersFor: (name: string) => `${name} answers for it`,

  settings: 'Settings',
  save: 'Save',
  url: 'Address',
  urlHint: 'It begins with https:// and is on the Internet.',
  name: 'Name',
  nameHint: 'For you and your colleagues. Left empty, it is the host.',
  everySurvey: 'Every survey',
  told: 'What it is told',
  events: {
    'response.created': 'An answer came',
    'response.updated': 'An answer was changed',
    'response.left-out': 'An answer counts no more',
    'response.erased': 'An answer was erased',
    'follow-up.opened': 'A follow-up was opened',
    'follow-up.updated': 'A follow-up was changed',
    'follow-up.overdue': 'A follow-up is overdue',
    'follow-up.closed': 'A follow-up was closed',
    'invitation.created': 'An invitation was made',
    'invitation.sent': 'An invitation was sent',
    'invitation.opened': 'An invitation was opened',
    'invitation.answered': 'An invitation was answered',
    'invitation.unsent': 'An invitation was not sent',
    'plan.created': 'A plan was made',
    'plan.updated': 'A plan was changed',
    'plan.deleted': 'A plan was deleted',
    'plan.acknowledged': 'An agent read a plan',
    'plan.commented': 'An agent commented on a plan',
    'plan.coaching-rated': 'An agent rated a coaching',
    'dispute.raised': 'A rating was disputed',
    'dispute.decided': 'A dispute was decided',
    'dispute.withdrawn': 'A dispute was taken back',
    'alert.raised': 'An alert found something',
    'import.done': 'An import is through',
    'import.failed': 'An import failed'
  },

  pausedTitle: (name: string) => `The endpoint “${name}” is told nothing`,
  because: {
    'by-hand': 'It is paused because somebody said so.',
    gone: 'It is paused because it answered that it is gone (410).',
    failing: 'It is paused because it took nothing for days.',
    'nobody-answers': 'It is paused because whoever answered for it may not read this any more.'
  },
  pausedText: (since: string) => `Nothing is sent since ${since}. What happens meanwhile waits for 30 days.`,
  failing: (since: string) => `It has taken nothing since ${since}. After two and a half days it is paused.`,
  pause: 'Pause',
  goOn: 'Let it go on',

  testTitle: 'Try it',
  testText: 'Sends an event that means nothing, once, and shows what was answered.',
  test: 'Send a test',

  secret: 'Secret',
  secretText: 'What is sent is signed with it, so that your server can tell that it came from here.',
  secretMade: 'Copy the secret now: it is not shown again.',
  rotate: 'Make a new secret',
  rotateSure: 'Make a new secret? The present one signs for another 24 hours beside it.',
  formerUntil: (until: string) => `The secret before signs, too, until ${until}.`,

  removeTitle: 'Remove',
  removeText: 'Nothing is told to it any more, and its log goes.',
  remove: 'Remove the endpoint',
  removeSure: (name: string) => `Remove “${name}” with its log?`,

  log: {
    title: 'What it was told',
    any: 'Any state',
    at: 'When',
    what: 'Event',
    state: 'State',
    answer: 'What it answered',
    states: {
      waiting: 'Waits',
      sending: 'Being sent',
      delivered: 'Delivered',
      failed: 'Given up',
      cancelled: 'Not sent'
    },
    none: 'Nothing here in the last 30 days.',
    replay: 'Send again',
    replayOf: (at: string) => `Send again what happened at ${at}`,
    replayTitle: 'Send the last days again',
    replayAll: 'Send again',
    since: 'What happened in',
    days: (value: number) => `the last ${count(value, 'day', 'days')}`,
    onlyFailed: 'Only what was given up',
    replayed: (value: number) => `${count(value, 'event waits', 'events wait')} to be sent.`
  },
  reasons: {
    'host-private': 'The address leads into a private network.',
    'nobody-answers': 'Whoever answered for it may not read this any more.',
    'nothing-to-tell': 'There was nothing to tell any more.',
    'not-read': 'It could not be read.',
    gone: 'It answered that it is gone.',
    TimeoutError: 'It did not answer in time.',
    ECONNREFUSED: 'Nothing listens there.',
    ENOTFOUND: 'The name of the host leads nowhere.'
  } as Readonly<Record<string, string>> // a network may fail in other ways
}
