import type { Refusal } from '../../../server/contract/eligibility'
import type { UnsendableReason } from '../../../server/contract/unsendable'

const number = new Intl.NumberFormat('en')

/** What the pages say on which owners connect channels and helpdesks. */
export const connectors = {
  title: 'Connectors',
  lead: 'A connector carries the survey to your customers, or tells Hearback when a conversation is resolved.',
  back: 'All connectors',
  none:
    'There are no connectors yet. Links and QR codes work without any; a connector sends ' +
    'them for you and takes the answer in the chat.',
  add: 'Add a connector',
  addTitle: (kind: string) => `A new connector: ${kind}`,
  otherKind: 'Choose another kind',
  groups: { messages: 'Messages', calls: 'Telephone', helpdesks: 'Helpdesks' },
  kinds: {
    email: 'E-mail',
    whatsapp: 'WhatsApp',
    telegram: 'Telegram',
    messenger: 'Messenger',
    instagram: 'Instagram',
    line: 'LINE',
    viber: 'Viber',
    wechat: 'WeChat',
    x: 'X',
    sms_twilio: 'SMS by Twilio',
    sms_gateway: 'SMS by another gateway',
    voice_twilio: 'Calls by Twilio',
    voice_pbx: 'Another telephone system',
    chatwoot: 'Chatwoot',
    zendesk: 'Zendesk',
    intercom: 'Intercom',
    freshdesk: 'Freshdesk',
    hubspot: 'HubSpot',
    front: 'Front',
    helpdesk: 'Other helpdesk',
    calls_twilio: 'Texts after calls over Twilio'
  } as Readonly<Record<string, string>>, // a newer server may know more kinds
  states: { ready: 'Ready', paused: 'Paused', locked: 'Locked' },
  locked:
    'Its secrets were kept under another HEARBACK_SECRET and cannot be read any more. Enter them again below.',
  last: (state: string, at: string) => `Last message: ${state.toLowerCase()}, ${at}`,
  nothingSent: 'Nothing sent yet',
  troubled: (count: number) =>
    `${number.format(count)} ${count === 1 ? 'message' : 'messages'} could not be sent`,

  settings: 'Settings',
  name: 'Name',
  nameHint: 'For you and your colleagues.',
  secretsFirst:
    'Some services show a secret only once they know the address to call. It comes in the ' +
    'next step: put any long text there for now, and the secret afterwards.',
  /** Names of settings whose schema has none. */
  fields: {
    host: 'Server',
    port: 'Port',
    security: 'Encryption',
    user: 'User',
    password: 'Password',
    from: 'From',
    fromName: 'Name of the sender',
    replyTo: 'Replies go to',
    accountSid: 'Account SID',
    authToken: 'Auth Token',
    footer: 'Last line',
    country: 'Country',
    url: 'Address',
    method: 'Method',
    headers: 'Headers',
    bodyTemplate: 'Body',
    secret: 'Secret',
    writeBackUrl: 'Where answers go',
    openStage: 'Open status',
    senderAt: 'Where: sender',
    textAt: 'Where: text',
    idAt: 'Where: id'
  } as Readonly<Record<string, string>>, // a newer server may have more settings
  /** Sentences for settings that are chosen from a list here, and written as ids elsewhere. */
  hints: {
    survey: 'Asked when a conversation is resolved.',
    delivery:
      'What carries the survey to the customer. The helpdesk itself posts it into the ' +
      'conversation where it can; its agents see it there.',
    ratingsSurvey:
      'Where ratings of the helpdesk’s own survey are counted too. It asks another question, ' +
      'so a survey of its own is better.',
    ask: 'How it is posted into the conversation.'
  } as Readonly<Record<string, string>>,
  options: {
    starttls: 'STARTTLS',
    tls: 'TLS',
    none: 'None',
    options: 'Points to press, and the link',
    link: 'Only the link',
    us: 'United States',
    eu: 'Europe',
    au: 'Australia'
  } as Readonly<Record<string, string>>,
  places: 'Where each field stands in what arrives',
  secretSet: 'It is set and never shown again. Left empty, it stays as it is.',
  secretRemove: 'Remove it',
  noSurvey: 'None',
  noCarrier: 'The helpdesk itself, in the conversation',
  pairs: {
    channels: {
      name: 'Name in the helpdesk',
      value: 'Channel',
      add: 'Add a channel',
      remove: (number: number) => `Remove channel ${number}`
    },
    recordings: {
      name: 'Language',
      value: 'Address',
      add: 'Add a recording',
      remove: (number: number) => `Remove recording ${number}`
    }
  } as Readonly<Record<string, { name: string; value: string; add: string; remove(number: number): string }>>,
  pair: { name: 'Name', value: 'Value', add: 'Add another', remove: (number: number) => `Remove ${number}` },
  make: 'Add the connector',
  save: 'Save',
  saved: 'Saved',
  changed: 'Somebody changed this connector meanwhile. Reload the page to see theirs.',

  stepsTitle: 'What to do there',
  /**
   * By kind, with `{hook}` for the address to paste; what is not said here the server says itself, in
   * English.
   */
  steps: {} as Readonly<Record<string, readonly string[]>>,
  connect: 'Let it call us',
  connectText: 'Tells the service this address. A bot has one: whoever was called before is called no more.',
  connected: 'It calls us now.',
  hook: 'Address to paste',
  hookMeans: 'Requests that it has not signed, or that lack the secret, are refused.',

  testTitle: 'Try it',
  testText: 'Sends a real survey to an address of your own. What you answer is a test and never counted.',
  testTo: {
    email: 'Your e-mail address',
    sms: 'Your phone number',
    whatsapp: 'Your phone number',
    telegram: 'Your chat id'
  } as Readonly<Record<string, string>>,
  testToAny: 'Your id on this channel',
  testToHint: {
    sms: 'With the country: +92 300 1234567',
    whatsapp: 'With the country: +92 300 1234567',
    telegram: 'Write to your bot first; @userinfobot tells you your id.'
  } as Readonly<Record<string, string>>,
  testSend: 'Send a test',
  testSending: 'Waiting for the answer…',
  testNoSurvey: 'There is no live survey to send yet. Publish one first.',
  testHelpdesk:
    'To try it, resolve a conversation of your own there: the invitation appears under ' +
    'Response, and whatever was sent below.',
  testCall: 'To try it, make a link and send a call of your own to the address above with it.',

  deliveriesTitle: 'Last messages',
  deliveriesNone: 'Nothing was sent yet.',
  deliveries: {
    at: 'Made',
    what: 'What',
    state: 'State',
    answer: 'What was answered',
    attempts: 'Attempts',
    invitation: 'Invitation'
  },
  purposes: {
    ask: 'Survey',
    reminder: 'Reminder',
    thanks: 'Thanks',
    'write-back': 'Answer written back',
    reply: 'Answer to a customer'
  },
  deliveryStates: {
    queued: 'Waiting',
    sending: 'Being sent',
    sent: 'Sent',
    delivered: 'Delivered',
    failed: 'Refused',
    dead: 'Given up',
    cancelled: 'Not sent any more'
  },
  attempts: (count: number) => `${number.format(count)} ${count === 1 ? 'attempt' : 'attempts'}`,
  next: (at: string) => `next ${at}`,
  answerWhole: 'Its words',
  again: 'Send again',
  againOf: (at: string) => `Send again: the message of ${at}`,

  paused: {
    title: (name: string) => `“${name}” sends nothing: the service refuses its key`,
    text:
      'Nothing is lost: what is to be sent waits. Enter a new key, or put the account right ' +
      'at the service and let the connector go on. All that waits is sent then.',
    because: {
      'key-refused': 'The service refuses the key of this connector.',
      'sign-in-refused': 'The mail server refuses the user and password of this connector.',
      'connector-locked': 'The secrets of this connector cannot be read any more.'
    },
    since: (at: string, next: string) => `Paused since ${at}. By itself it tries one message next: ${next}.`,
    goOn: 'Go on now',
    goingOn: 'It goes on.',
    open: 'See what to do'
  },
  rate: 'Messages a second',
  rateHint: (usual: string) =>
    `Left empty, ${usual}, as is usual for it. While the service takes fewer, fewer are sent.`,
  heard: 'Last call of the service',
  taken: 'Last message taken',
  never: 'None yet',
  nowRate: 'Sends now',
  aSecond: (rate: string) => `${rate} a second, because the service takes no more`,
  refusalsTitle: 'What was turned away',
  refusalsText: 'Calls to the address of this connector that changed nothing.',
  refusals: {
    'signature-wrong': 'The signature or the secret is wrong',
    locked: 'The secrets cannot be read, so nothing can be checked',
    'sender-unknown': 'Nobody was asked under the address of the sender',
    'too-large': 'More in one call than fits'
  },
  refusal: (count: number, at: string) => `${number.format(count)} ×, last ${at}`,
  stateAny: 'All states',
  againAll: { failed: 'Send all refused ones again', dead: 'Send all given up again' },
  againDone: (count: number) =>
    `${number.format(count)} ${count === 1 ? 'message waits' : 'messages wait'} to be sent again.`,
  older: 'Older ones',
  newest: 'Newest ones',
  deliveriesNoneIn: 'No message is in this state.',

  removeTitle: 'Remove it',
  removeText: 'Links that it sent keep working. What it told of its messages is forgotten.',
  remove: 'Remove the connector',
  removeSure: (name: string) => `Remove “${name}”? What waits to be sent by it is not sent any more.`
}

/**
 * Why a message or an invitation was not sent, by the name under which it is kept. Vendors’ own words are
 * shown as they are.
 */
export const reasons: Readonly<Record<string, string>> &
  Readonly<Record<UnsendableReason | Refusal, string>> = {
  'opted-out': 'Wants to be asked no more',
  'asked-before': 'Was asked before',
  lately: 'Was asked lately',
  'dismissed-lately': 'Closed a survey lately',
  'quiet-period': 'Was asked by another survey lately',
  frequency: 'Was asked often enough',
  'not-resolved': 'The conversation was not resolved',
  'not-private': 'The conversation was public',
  'reply-too-short': 'Wrote too little',
  'other-handler': 'Somebody else handled it than is asked about',
  'no-language': 'The survey does not speak their language',
  'not-in-share': 'Not in the share of customers who are asked',
  'agent-cap': 'Enough invitations about this agent that day',
  'team-cap': 'Enough invitations about this team that day',
  'too-late': 'Too late after the conversation',
  'rating-reopened': 'The conversation was opened again by a rating only',
  'conversation-reopened': 'The conversation was opened again before the survey was due',
  'window-closed': 'The service takes no message any more after so long',
  'helpdesk-cannot-post': 'The helpdesk takes no message, and no connector is set to carry it',
  'no-address': 'No address is known',
  'address-wrong': 'The address cannot be right',
  'address-unknown': 'The address does not exist',
  'sign-in-refused': 'The mail server refused user and password',
  'key-refused': 'The service refused the key; it waits for a new one',
  'link-for-many': 'A link for many is sent to nobody',
  'call-needed': 'Asks in a call only, not by a message',
  'connector-locked': 'The secrets of the connector have to be entered again',
  'connector-missing': 'The connector was removed',
  'secret-changed': 'Its link was made under another HEARBACK_SECRET',
  'survey-gone': 'The survey is not there any more',
  'text-too-long': 'The text is longer than the service takes',
  'template-missing': 'Only a template may be sent by now, and none is set',
  'host-private': 'The connector points into a private network',
  revoked: 'The link was taken back',
  expired: 'The link ended before it could leave',
  'survey-not-live': 'The survey was closed before it could leave',
  'vendor-refused': 'The service refused it',
  'given-up': 'The service could not be reached for too long',
  'not-delivered': 'The service took it and could not deliver it',
  'write-back-off': 'Writing back was turned off',
  'answer-gone': 'The answer is not there any more',
  'answer-erased': 'The answer was erased',
  'answer-not-counted': 'The answer does not count',
  'answer-satisfied': 'The customer is satisfied by now',
  'write-back-key-missing': 'A setting of the connector is missing to write back',
  'label-missing': 'The account has no such label; make it there',
  'conversation-closed': 'The conversation is closed for good',
  'answer-unreadable': 'What the service answered could not be read'
}
