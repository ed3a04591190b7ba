const whole = new Intl.NumberFormat('en')
const number = (value: number) => whole.format(value)
const answers = (value: number) => `${number(value)} ${value === 1 ? 'answer' : 'answers'}`
const part = (value: number, one: string) => `${number(value)} ${one}${value === 1 ? '' : 's'}`

/** What the pages say on which managers work with answers, names and people. */
export const manage = {
  pages: { label: 'Settings of the site', settings: 'Site', tags: 'Names', import: 'Import', members: 'Members', audit: 'Audit trail' },
  list: {
    total: (value: number) => answers(value),
    show: 'Show',
    states: { counted: 'Counted', suspect: 'Suspect', excluded: 'Left out', test: 'Tests', all: 'All of them' },
    commented: 'Only with a comment',
    customer: 'Customer',
    open: (at: string) => `Open the answer of ${at}`
  },
  answer: {
    title: (at: string) => `Answer of ${at}`,
    back: 'All answers',
    noComment: 'Nothing was written.',
    about: 'What it is about',
    none: 'none',
    sentAs: 'Sent as',
    locale: 'Language',
    surface: 'Answered on',
    delivery: 'Asked by',
    page: 'Page',
    customer: 'Customer',
    others: 'Other answers',
    received: 'Received',
    edited: 'Changed by the customer',
    given: { solved: 'Solved', reason: 'Reason', person: 'The person who helped', contact: 'May be contacted', readingSeconds: 'Seconds of reading' } as Readonly<Record<string, string>>, // a program may send others
    values: { yes: 'Yes', no: 'No', 'not-yet': 'Not yet', true: 'Yes', false: 'No' } as Readonly<Record<string, string>>, // a reason has a key of its own
    surfaces: {
      widget: 'a page', page: 'the survey page', chat_button: 'a button in the chat', chat_text: 'a message in the chat', dtmf: 'the keys of a phone',
      email_click: 'an e-mail', api: 'a program', import: 'an import'
    } as Readonly<Record<string, string>>, // columns written from the same union
    conversation: 'Conversation',
    openConversation: 'Open the conversation',
    unknown: 'not known',
    nothingKnown: 'Nothing is known of this conversation.',
    opened: 'Opened',
    firstResponse: 'First response after',
    resolved: 'Resolved after',
    handle: 'Handled for',
    hold: 'On hold for',
    contacts: 'Contacts',
    firstContact: 'Solved at the first contact',
    yes: 'yes',
    no: 'no',
    duration: (hours: number, minutes: number, seconds: number) =>
      hours >= 48 ? part(Math.round(hours / 24), 'day') : hours > 0 ? `${number(hours)} h ${number(minutes)} min` : minutes > 0 ? `${number(minutes)} min` : `${number(seconds)} s`,
    review: 'Review',
    state: 'This answer',
    states: { counted: 'counts', suspect: 'is suspect and does not count', excluded: 'is left out of the figures', test: 'is a test' },
    reason: 'Reason',
    reasonHint: 'It stands in the audit trail with your name.',
    save: 'Save',
    retag: 'Correct what it is about',
    retagHint: 'The figures follow at once. What was sent first stays in the audit trail.',
    topics: 'Topics',
    topicsHint: 'Several are parted by commas.',
    channel: 'Channel',
    agent: 'Agent',
    team: 'Team',
    history: 'What was changed',
    unchanged: 'Nothing was changed by hand.'
  },
  tags: {
    title: 'Names',
    lead: 'Answers come from many places that call one thing by many names. Say here what belongs together. Answers keep what was sent with them, so all of it can be taken back.',
    kinds: { topic: 'Topics', channel: 'Channels', agent: 'Agents', team: 'Teams' },
    find: 'Find a name',
    answers,
    none: 'No answer came with one yet.',
    noneFound: 'No name has this in it.',
    more: (value: number) => `Show ${number(value)} more`,
    last: (month: string) => `last in ${month}`,
    sentAs: (label: string) => `sent as “${label}”`,
    also: 'Also:',
    change: 'Change',
    changeOf: (label: string) => `Change ${label}`,
    apart: (label: string, into: string) => `Take ${label} apart from ${into}`,
    label: 'Name',
    labelHint: 'Left empty, it is called what was sent.',
    merged: { topic: 'Another name for', channel: 'Another name for' },
    mergedHint: 'Its answers, past and coming, count under that one.',
    under: 'Part of',
    underHint: 'Its answers count here and there. A new name makes a new topic above.',
    nothing: 'nothing else',
    save: 'Save',
    cancel: 'Cancel',
    unknown: 'not a known channel'
  },
  members: {
    title: 'Members',
    lead: 'Who may see and do what on this site.',
    roles: { owner: 'Owner', manager: 'Manager', agent: 'Agent' },
    means: {
      owner: 'does everything, also keys and members',
      manager: 'reads all figures and answers, and reviews them',
      agent: 'sees the answers to one agent only'
    },
    role: 'Role',
    roleOf: (name: string) => `Role of ${name}`,
    agent: 'Agent',
    agentOf: (name: string) => `Agent whose answers ${name} sees`,
    agentHint: 'As answers name this person, such as “ana”.',
    save: 'Save',
    remove: 'Remove',
    removeOf: (name: string) => `Remove ${name}`,
    sure: (name: string) => `Remove ${name} from this site?`,
    invited: (until: string) => `invited, until ${until}`,
    since: (day: string) => `since ${day}`,
    you: 'you',
    invite: 'Invite somebody',
    name: 'Name',
    email: 'E-mail',
    makeLink: 'Make the invitation',
    link: 'Link of the invitation',
    linkText: (name: string) => `Hand this link to ${name}. It works once and for a week, and is not shown again.`
  },
  audit: {
    title: 'Audit trail',
    lead: 'Who changed what by hand. Nothing is ever taken out of it.',
    what: 'What',
    anything: 'Anything',
    empty: 'Nothing was changed yet.',
    emptyWhy: 'When somebody leaves an answer out, merges topics or makes a key, it stands here.',
    by: 'by',
    program: 'a program',
    somebody: 'somebody who left',
    open: 'Open',
    none: 'none',
    reason: 'Reason',
    actions: {
      'response-state-changed': 'Answer reviewed',
      'response-tags-changed': 'Answer corrected',
      'topic-changed': 'Topic changed',
      'channel-changed': 'Channel changed',
      'agent-changed': 'Agent renamed',
      'team-changed': 'Team renamed',
      'member-invited': 'Member invited',
      'member-joined': 'Member joined',
      'member-changed': 'Member changed',
      'member-removed': 'Member removed',
      'key-created': 'Key made',
      'key-revoked': 'Key revoked',
      'import-started': 'Import started'
    } as Readonly<Record<string, string>>, // a later version may write others
    fields: {
      state: 'State', topics: 'Topics', channel: 'Channel', agent: 'Agent', team: 'Team', label: 'Name', mergedInto: 'Another name for', under: 'Part of',
      reason: 'Reason', role: 'Role', name: 'Name', scopes: 'It may', file: 'File', survey: 'Survey'
    } as Readonly<Record<string, string>>
  }
}
