const whole = new Intl.NumberFormat('en')
const count = (value: number, one: string, many: string) =>
  `${whole.format(value)} ${value === 1 ? one : many}`
const listed = (parts: readonly string[]) => new Intl.ListFormat('en').format(parts)

/** What the page says on which owners look after what is kept of people. */
export const customers = {
  title: 'Customers’ data',
  lead:
    'What is kept of people, for how long, and how it goes. Figures stay as they are: ' +
    'ratings, topics and times are kept without anybody’s name.',
  oneTitle: 'One customer',
  oneText: 'When somebody asks what you know of them, or wants it erased.',
  customer: 'Name, e-mail address or phone number of the customer',
  look: 'Look',
  found: ({ answers, invitations, conversations, messages }: Found) =>
    answers + invitations + conversations + messages === 0
      ? 'Nothing is known of this customer.'
      : 'Known: ' +
        `${listed([count(answers, 'answer', 'answers'), count(invitations, 'invitation', 'invitations'), count(conversations, 'conversation', 'conversations'), count(messages, 'message', 'messages')])}.`,
  download: 'Download what is known',
  erase: 'Erase it',
  eraseSure: 'Erase what this customer wrote and who they are? It cannot be taken back.',
  eraseText:
    'Erasing empties words, names, addresses, pages and messages. Ratings stay and count ' +
    'as before. Whoever wants to be asked no more stays on that list, as a mark that names ' +
    'nobody. Backups from before still hold it.',
  erased: 'Erased.',
  keepTitle: 'How long it is kept',
  keepText: 'In days: what is older is emptied every day. An empty field keeps it.',
  kinds: {
    comments: 'Comments',
    links: 'Survey links',
    addresses: 'Names and addresses',
    deliveries: 'Messages',
    conversations: 'Customers of conversations'
  },
  kindHints: {
    comments: 'What customers wrote, and the page they were on.',
    links: 'An older link opens no survey any more.',
    addresses: 'Without them, nobody knows whom you have asked lately.',
    deliveries: 'What was sent, and what services answered.',
    conversations: 'Whose a conversation was.'
  },
  keepLook: 'See what that empties today',
  today: 'Today this would empty:',
  emptied: (days: number | undefined, value: number) =>
    days === undefined ? 'kept' : value === 0 ? 'nothing' : `${whole.format(value)}`,
  keepSave: 'Keep it so long',
  kept: 'Saved. It is done every day from now on.',
  deleteSurvey: (name: string) => `Delete the survey “${name}”`,
  deleteSurveyText:
    'The survey goes with its answers, its invitations and its figures. It cannot be taken back.',
  deleteSite: (name: string) => `Delete the site “${name}”`,
  deleteSiteText:
    'Everything of this site goes, its audit trail too. Pages that have its tag go on and ' +
    'ask nobody. It cannot be taken back.',
  deleteAccount: 'Delete your account',
  deleteAccountText:
    'You are signed out everywhere and leave all sites. What you changed stays in their ' +
    'audit trails, without your name.',
  takes: ({ surveys, answers, invitations, conversations, connectors, members, keys }: Takes) =>
    `With it go ${listed([
      count(surveys, 'survey', 'surveys'),
      count(answers, 'answer', 'answers'),
      count(invitations, 'invitation', 'invitations'),
      ...(conversations > 0 ? [count(conversations, 'conversation', 'conversations')] : []),
      ...(connectors > 0 ? [count(connectors, 'connector', 'connectors')] : []),
      ...(members > 0 ? [count(members, 'membership', 'memberships')] : []),
      ...(keys > 0 ? [count(keys, 'key', 'keys')] : [])
    ])}.`,
  leaves: (sites: string) => (sites === '' ? 'You are a member of no site.' : `You leave ${sites}.`),
  lastOwner: (sites: string) =>
    `You are the only owner of ${sites}. Make somebody else an owner first, or delete it.`,
  nameOf: (name: string) => `To be sure, write “${name}”`,
  deleteIt: 'Delete for good'
}

type Found = { answers: number; invitations: number; conversations: number; messages: number }
type Takes = {
  surveys: number
  answers: number
  invitations: number
  conversations: number
  connectors: number
  members: number
  keys: number
}
