const whole = new Intl.NumberFormat('en')
const number = (value: number) => whole.format(value)
const lines = (value: number) => `${number(value)} ${value === 1 ? 'line' : 'lines'}`

/** Whom a survey is sent to, when, and how often. */
export const inviting = {
  title: 'Links and messages',
  hint:
    'Whom invitations go to: those from a helpdesk, from your programs and from lists. ' +
    'Whoever is not asked is kept with the rule, and counted under Response.',
  share: 'Percent of customers',
  shareHint: 'The same customers every time. 100 asks all of them.',
  delay: 'Minutes after the conversation',
  delayHint: '0 asks at once.',
  hours: 'Only at certain hours',
  hoursHint: 'By the clock where the customer is. What would leave outside of them waits.',
  from: 'From',
  to: 'To',
  days: 'Days',
  frequency: 'Not too often',
  asks: 'Times at most',
  inDays: 'In so many days',
  frequencyHint: 'Over all channels and all surveys of the site.',
  onlyResolved: 'Only about conversations that were resolved',
  onlyPrivate: 'Only about conversations that nobody else could read',
  replyLength: 'Letters that the customer must have written',
  replyLengthHint: '0 asks whoever wrote nothing, too.',
  handledBy: 'Only about conversations handled by',
  handlers: { human: 'a person', bot: 'a bot', 'human-and-bot': 'a bot and a person' },
  languagesOnly: 'Only customers who read one of the languages above',
  perAgent: 'No more than so many about one agent',
  perTeam: 'No more than so many about one team or queue',
  aDay: 'Invitations a day'
}

/** What the page says on which owners look after those who want to be asked no more. */
export const optOuts = {
  title: 'Asked no more',
  lead:
    'Whoever sent STOP, unsubscribed, or was entered here is asked on no channel. Only a ' +
    'part of the name or address is kept to show.',
  none: 'Nobody yet.',
  kinds: { customer: 'Customer', address: 'Address' },
  sources: { stop: 'sent STOP', unsubscribe: 'unsubscribed', api: 'entered' } as Readonly<
    Record<string, string>
  >,
  since: (source: string, at: string) => `${source}, ${at}`,
  askAgain: 'May be asked again',
  askAgainOf: (masked: string) => `${masked} may be asked again`,
  askAgainSure: (masked: string) => `May ${masked} be asked again? Do this only if they said so.`,
  add: 'Add somebody',
  customer: 'Customer',
  customerHint: 'As your programs name them.',
  address: 'Address or phone number',
  addIt: 'Ask no more',
  added: 'Kept.',
  neither: 'Enter a customer, an address, or both.'
}

/** What the pages say on which managers look after invitations and placements. */
export const invitations = {
  title: 'Invitations',
  upload: 'Upload a list',
  state: 'State',
  anyState: 'Any state',
  /** What the list can be narrowed to, as it stands in the address. */
  kinds: {
    'reached=waiting': 'Waiting',
    'reached=sent': 'Sent',
    'reached=delivered': 'Delivered',
    'reached=opened': 'Opened',
    'reached=started': 'Started',
    'reached=completed': 'Answered',
    'state=suppressed': 'Not asked',
    'state=unsendable': 'Could not be sent',
    'state=suppressed,unsendable': 'Kept back, either way'
  },
  reason: 'Reason',
  conversation: 'Conversation',
  find: 'Find a conversation',
  columns: { made: 'Made', whom: 'Whom, and about what', state: 'How far it came', actions: 'To do' },
  noCustomer: 'Customer unknown',
  by: (delivery: string) => `by ${delivery}`,
  test: 'Test',
  states: {
    waiting: 'Waiting',
    made: 'Link made',
    sent: 'Sent',
    delivered: 'Delivered',
    opened: 'Opened',
    started: 'Started',
    answered: 'Answered',
    suppressed: 'Not asked',
    unsendable: 'Could not be sent',
    revoked: 'Taken back',
    expired: 'Expired'
  },
  leaves: (at: string) => `leaves ${at}`,
  until: (at: string) => `until ${at}`,
  reminded: (at: string) => `reminded ${at}`,
  remind: 'Remind',
  remindOf: (who: string) => `Remind ${who}`,
  revoke: 'Take back',
  revokeOf: (who: string) => `Take back the link of ${who}`,
  revokeSure: 'Take this link back? It closes for good; what was answered stays.',

  placements: {
    title: 'Posters and QR codes',
    lead:
      'A link for many: on a poster, a receipt, a help article. Whoever opens it can answer, ' +
      'with the channel and topics that it carries.',
    none: 'There are no posters yet.',
    sheet: 'Sheet to print',
    sheetHint: 'All that are open, eight on an A4 sheet.',
    print: 'Print',
    printOf: (name: string) => `Print a sheet of ${name}`,
    svg: 'SVG',
    png: 'PNG',
    download: (name: string, format: string) => `Download the QR code of ${name} as ${format}`,
    qr: (name: string) => `QR code of ${name}`,
    figures: (opened: number, answers: number) =>
      `opened ${number(opened)} times, ${number(answers)} ${answers === 1 ? 'answer' : 'answers'}`,
    unnamed: 'Without a name',
    expires: (at: string) => `closes ${at}`,
    revokeOf: (name: string) => `Take back ${name}`,
    add: 'A new one',
    name: 'Name',
    nameExample: 'Shop, till 2',
    place: 'Where it hangs',
    make: 'Make it',
    link: 'Its link'
  },

  list: {
    title: 'Upload a list',
    lead: 'A CSV file with one customer on each line. Nothing is sent before you say so.',
    back: 'All invitations',
    file: 'File',
    columns: 'The first line names the columns',
    columnsHint:
      'customer, address, channel, topics (several parted by ;), agent, team, conversation, ' +
      'locale, delivery, externalId. None of them has to be there.',
    channel: 'Channel where the line names none',
    delivery: 'Carried by, where the line names nothing',
    noDelivery: 'Nothing: I send the links myself',
    empty: 'There are no lines in this file below the first.',
    noColumns: (found: string) => `No column is known: ${found}. Name them as above.`,
    unknown: (names: string) => `Not read: ${names}`,
    preview: (shown: number, total: number) =>
      shown < total ? `The first ${number(shown)} of ${lines(total)}` : lines(total),
    line: 'Line',
    whom: 'Whom',
    about: 'About',
    result: 'What would happen',
    eligible: 'Is asked',
    checking: 'Looking…',
    send: (count: number) => `Invite ${number(count)}`,
    twice: 'Uploading the same file twice on a day invites nobody twice.',
    doneTitle: 'Done',
    outcomes: {
      created: 'On the way, or links to send',
      sent: 'Sent',
      suppressed: 'Not asked',
      unsendable: 'Could not be sent',
      known: 'Invited before',
      rejected: 'Not accepted'
    },
    refusedLine: (line: number, sentence: string) => `Line ${number(line)}: ${sentence}`,
    download: 'Download links and results as CSV',
    once: 'Links are shown only now: they are not kept.'
  }
}
