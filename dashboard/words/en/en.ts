import type { Written } from '../written'
import { access } from './access'
import { profile } from './account'
import { attributes } from './attributes'
import { connectors, reasons } from './connectors'
import { disputes } from './disputes'
import { endpoints } from './endpoints'
import { figures } from './figures'
import { followUps } from './follow-ups'
import { goals } from './goals'
import { handling } from './handling'
import { manage } from './manage'
import { marks } from './marks'
import { origins } from './origins'
import { plans } from './plans'
import { received } from './received'
import { response } from './response'
import { said } from './said'
import { severity } from './severity'
import { standing } from './standing'
import { builder } from './survey'
import { surveys } from './surveys'

const whole = new Intl.NumberFormat('en')
const number = (value: number) => whole.format(value)
const count = (value: number, one: string, many: string) => `${number(value)} ${value === 1 ? one : many}`
const answers = (value: number) => count(value, 'answer', 'answers')
const days = (value: number) => count(value, 'day', 'days')

/** All that the dashboard says. Another language is another object of this shape. */
export const en = {
  /** Where the browser does not know how the language writes days and times. */
  written: {} as Partial<Written>,
  product: 'Hearback',
  access,
  received,
  standing,
  origins,
  goals,
  endpoints,
  marks,
  plans,
  disputes,
  followUps,
  manage,
  profile,
  figures,
  attributes,
  handling,
  skip: 'Skip to the figures',
  loading: 'Loading…',
  answers,

  channels: {
    web: 'Web',
    in_app: 'In the app',
    email: 'E-mail',
    sms: 'SMS',
    voice: 'Phone',
    whatsapp: 'WhatsApp',
    messenger: 'Messenger',
    instagram: 'Instagram',
    telegram: 'Telegram',
    line: 'LINE',
    wechat: 'WeChat',
    viber: 'Viber',
    x: 'X',
    tiktok: 'TikTok',
    apple_messages: 'Apple Messages',
    rcs: 'RCS',
    in_person: 'In person',
    api: 'API',
    other: 'Other'
  } as Readonly<Record<string, string>>, // a channel may be any slug
  dimensions: {
    channel: { one: 'Channel', many: 'By channel' },
    topic: { one: 'Topic', many: 'By topic' },
    agent: { one: 'Agent', many: 'By agent' },
    team: { one: 'Team', many: 'By team' },
    locale: { one: 'Language', many: 'By language' },
    surface: { one: 'Answered on', many: 'By where it was answered' },
    handler: { one: 'Handled by', many: 'By who handled it' },
    bot: { one: 'Bot', many: 'By bot' },
    solved: { one: 'Solved', many: 'By whether it was solved' },
    reason: { one: 'Reason', many: 'By reason' },
    person: { one: 'Person', many: 'By rating of the person' },
    contact: { one: 'Contact', many: 'By leave to get in touch' },
    commented: { one: 'Comment', many: 'With and without a comment' }
  },
  none: {
    channel: 'No channel',
    topic: 'No topic',
    agent: 'No agent',
    team: 'No team',
    locale: 'No language',
    surface: 'Unknown',
    handler: 'Nobody knows who',
    bot: 'No bot',
    solved: 'Not said',
    reason: 'No reason',
    person: 'Not rated',
    contact: 'Not asked',
    commented: 'Unknown'
  },
  handlers: { person: 'A person', bot: 'A bot', 'bot-then-person': 'A bot, then a person' } as Readonly<
    Record<string, string>
  >,

  frame: {
    site: 'Site',
    survey: 'Survey',
    pages: 'Pages',
    overview: 'Overview',
    channels: 'Channels',
    topics: 'Topics',
    reasons: 'Reasons',
    severity: 'Costs most',
    map: 'Map',
    agents: 'Agents',
    handlers: 'Bots',
    service: 'Service',
    answers: 'Answers',
    edit: 'Survey',
    settings: 'Settings',
    signOut: 'Sign out',
    language: 'Language',
    line: { open: 'Live', closed: 'Not live' },
    lineMeans: {
      open: 'New answers appear by themselves',
      closed: 'The line is down; reload to see new answers'
    }
  },

  period: {
    label: 'Period',
    names: { '7d': '7 days', '28d': '28 days', '90d': '90 days', '12m': '12 months' },
    own: 'Dates',
    from: 'From',
    to: 'To',
    show: 'Show'
  },
  filter: {
    open: 'Filter',
    any: 'Any',
    remove: (dimension: string, label: string) => `Remove the filter ${dimension}: ${label}`,
    clear: 'Remove all filters',
    rating: 'Rating',
    nothing: 'Nothing to choose from in this period.'
  },

  headline: {
    title: 'Score',
    csat: 'satisfied',
    thumbs: 'thumbs up',
    nps: 'Net Promoter Score',
    ces: (max: number) => `of ${max} on average`,
    between: (range: string, from: string) =>
      `The true figure very probably lies between ${range}, judging from ${from}.`,
    range: (lower: string, upper: string) => `${lower} and ${upper}`,
    only: (from: string) => `Judging from ${from}.`,
    hidden: 'Too few answers yet',
    hiddenWhy: (value: number) =>
      `There are ${answers(value)}. A score is shown from 5 answers on, because fewer say ` +
      'more about chance than about service.',
    hiddenWhyOne:
      'There is one answer. A score is shown from 5 answers on, because fewer say more about ' +
      'chance than about service.',
    read: 'Read the answers',
    early: (margin: string) => `Early: ±${margin}`,
    earlyWhy: 'A first impression; a few more answers may still move it a lot.',
    satisfiedFrom: (rating: number, max: number) => `Satisfied means ${rating} or more of ${max}.`,
    satisfiedTo: (rating: number) => `Satisfied means ${rating} or less.`,
    mean: (mean: string, max: number) => `The mean rating is ${mean} of ${max}.`,
    easy: (share: string, range: string) => `${share} found it easy (${range}).`,
    easyFrom: (rating: number, max: number) => `Easy means ${rating} or more of ${max}.`,
    easyTo: (rating: number) => `Easy means ${rating} or less.`,
    replaced: (value: number) =>
      value === 1
        ? 'Since this period ended, 1 of its answers was replaced by a later one to the same conversation.'
        : `Since this period ended, ${number(value)} of its answers were replaced by later ones ` +
          'to the same conversations.',
    otherScales: (value: number) =>
      `${answers(value)} on another scale ${value === 1 ? 'is' : 'are'} not part of this figure.`
  },
  change: {
    better: 'better',
    worse: 'worse',
    'not-clear': 'no clear change',
    tooFew: 'too few to compare',
    before: (length: number) => (length === 1 ? 'the day before' : `the ${days(length)} before`),
    lastYear: 'the same days a year before',
    betterThan: (size: string, before: string) => `${size} better than ${before}`,
    worseThan: (size: string, before: string) => `${size} worse than ${before}`,
    notClear: (before: string) => `No clear change from ${before}`,
    nothingBefore: (before: string, value: number) =>
      `Nothing to compare with: ${value === 0 ? 'no answers' : answers(value)} in ${before}`,
    otherScaleBefore: (before: string) =>
      `Nothing to compare with: the answers in ${before} were given on another scale`,
    interval: (lower: string, upper: string, unit: 'percent' | 'points' | 'mean') =>
      `between ${lower} and ${upper}${unit === 'mean' ? '' : ' points'}`,
    points: (size: string) => `${size} ${size === '1' ? 'point' : 'points'}`
  },
  ratings: {
    title: 'Ratings',
    rating: 'Rating',
    share: 'Share',
    count: 'Answers',
    show: (rating: string) => `Show the answers rated ${rating}`
  },
  trend: {
    title: 'Trend',
    day: 'by day',
    week: 'by week',
    month: 'by month',
    band: 'The band is where the true figure very probably lies. Steps with fewer than 5 answers are left out.',
    table: 'Show as a table',
    asTable: 'Trend as a table',
    interval: 'Interval',
    chart: (from: string, to: string) =>
      `Line chart of the score from ${from} to ${to}; the table below holds the same numbers.`,
    step: { day: 'Day', week: 'Week from', month: 'Month' },
    compare: 'Draw beside it',
    choices: { previous: 'Period before', 'last-year': 'Last year' },
    now: 'This period, with its band',
    before: (before: string) => `Dashed: ${before}`,
    whole: 'Dotted: the score of the whole period',
    part: 'Hollow: only part of the step is in the period, or it is not over yet',
    partOf: (step: string) => `${step} (in part)`,
    beside: (before: string) => `Beside: ${before}`,
    failed: 'The chart could not be drawn; the table has the same numbers.'
  },
  breakdown: {
    score: 'Score',
    count: 'Answers',
    share: (value: string) => `${value} of all`,
    change: 'Change',
    scale: (from: string, to: string) => `from ${from} to ${to}`,
    hidden: 'too few',
    early: (margin: string) => `early, ±${margin}`,
    sortBy: (column: string) => `Sort by ${column}`,
    narrow: (label: string) => `Narrow everything to ${label}`,
    open: (label: string, value: number) => `Read the ${answers(value)} of ${label}`,
    all: (value: number) => `Show all ${number(value)}`,
    fewer: 'Show fewer',
    caption: (dimension: string) => `${dimension}: scores with their intervals, counts and change`,
    whole: 'The thin line is the score of all answers.',
    nothing: {
      channel: 'No answers here.',
      topic:
        'No answer says what it was about yet. Put data-topics="billing" on the script tag, or ' +
        'send topics with an invitation.',
      agent: 'No answers here.',
      team: 'No answers here.'
    }
  },
  empty: {
    title: 'No answers in this period yet',
    wider: 'Look at the last 12 months',
    filtered: 'No answers match these filters',
    filteredText: 'Take out a filter, or look at a longer period.',
    untold: 'Nothing to compare here yet',
    ask: 'Has the script tag been put into the page? It stands under Settings, with a link to try the survey.',
    settings: 'Open the settings'
  },
  failed: {
    proxySlow:
      'What you sent took too long for a proxy in front of the server, which gave up (408). ' +
      'Try a faster connection, or raise its time limit.',
    proxyLarge:
      'A proxy in front of the server takes no file so large (413). Raise its limit, or ' +
      'import the file on the server with “hearback import”.',
    proxyAlone: (status: number) =>
      `A proxy in front of the server does not reach it (${status}). Try again in a moment; ` +
      'if it stays so, somebody has to look at the server.',
    proxyWaiting: (status: number) =>
      `The server took longer than a proxy in front of it waits (${status}). It may still be ` +
      'at work: look again in a moment, and raise the time limit of the proxy if this ' +
      'happens often.',
    title: 'This could not be loaded',
    unreachable: 'The server cannot be reached. Check the connection and try again.',
    unknown: 'The server answered something unexpected. Try again in a moment.',
    retry: 'Try again'
  },
  /** Of the server's failures, by their code; what is not said here the server says itself, in English. */
  problems: {} as Readonly<Record<string, string>>,
  nowhere: {
    title: 'There is nothing here',
    text: 'The page was moved, or the address has a slip.',
    home: 'Go to the start'
  },

  list: {
    title: 'Answers',
    search: 'Search comments',
    partly:
      'Comments from before are still being made searchable: some answers may be missing for a few minutes.',
    find: 'Search',
    export: 'Download as CSV',
    more: 'Load more',
    conversation: 'Conversation',
    states: { counted: 'Counted', suspect: 'Suspect', excluded: 'Left out', test: 'Test' },
    superseded: 'Answered again later',
    point: (rating: number, max: number) => `${rating} of ${max}`,
    thumbs: (rating: number): string => (rating > 0 ? 'Thumbs up' : 'Thumbs down')
  },

  account: {
    email: 'E-mail',
    password: 'Password',
    newPassword: 'Choose a password',
    passwordHint: 'At least 8 characters.',
    name: 'Your name',
    signIn: 'Sign in',
    signInTitle: 'Welcome back',
    setUpTitle: 'Make the owner’s account',
    setUpText: 'This account can do everything: make sites and surveys, read all answers, and invite others.',
    setUp: 'Make the account',
    setUpDone: 'This server is set up already.',
    noToken: 'This link is not complete. Open the whole link that the server printed when it started.',
    joinTitle: 'Join your team',
    joinText: 'Choose a password, and you are in.',
    join: 'Join',
    noInvitation: 'This link is not complete. Open the whole link from your invitation.'
  },
  settings: {
    title: 'Settings',
    surveysTitle: 'Surveys',
    tagTitle: 'Script tag',
    tagText: 'One line before the end of the body of each page.',
    siteTitle: 'Site',
    origins: 'Addresses that may send answers',
    originsHint:
      'One on each line, such as https://shop.example; https://*.shop.example stands for every subdomain.',
    conversationUrl: 'Where conversations can be read',
    conversationUrlHint:
      'The address of one in your helpdesk, with {conversation} in place of its id: ' +
      'https://desk.example/tickets/{conversation}',
    bots: 'Agents that are bots',
    botsHint:
      'One on each line, by the name that your helpdesk sends. Where nobody says who handled it, their answers count ' +
      'as handled by that bot, those from before, too.',
    save: 'Save',
    saved: 'Saved',
    secretTitle: 'Site secret',
    showSecret: 'Show it',
    channel: 'Channel',
    topics: 'Topics',
    topicsHint: 'Several are parted by commas.',
    keysTitle: 'API keys',
    keysText: 'For your own programs. A key is shown once, when it is made.',
    keyName: 'What it is for',
    scopes: 'It may',
    makeKey: 'Make a key',
    keyMade: 'Copy this key now; it is not shown again.',
    revoke: 'Revoke',
    revoked: 'revoked',
    noKeys: 'There are no keys yet.',
    addSurvey: 'Add a survey',
    addSite: 'Add a site',
    scopeNames: {
      'responses:write': 'send answers',
      'invitations:write': 'make invitations',
      'conversations:write': 'send conversations',
      'scores:read': 'read scores',
      'responses:read': 'read answers',
      admin: 'administer the site'
    }
  },
  builder,
  connectors,
  reasons,
  response,
  said,
  severity,
  surveys
}
