/** What the page says of alerts: who is told of what, and where. */
export const alerts = {
  title: 'Alerts',
  lead:
    'Hearback tells people, or a chat, when something needs a look: once for each thing, with the number of ' +
    'answers and the interval.',
  none: 'Nobody is told of anything yet.',
  add: 'Tell somebody',
  what: 'What',
  kinds: {
    'score-worse': 'A score is worse than chance allows',
    'score-better': 'A score is better than chance allows',
    'response-rate-worse': 'A response rate is worse than chance allows',
    'target-missed': 'Conversations miss their target',
    'follow-up-overdue': 'A follow-up is overdue',
    'connector-paused': 'A connector is paused, since its key is refused',
    'import-done': 'An import is done',
    'weekly-digest': 'A digest every Monday',
    'monthly-digest': 'A digest on the first of each month'
  },
  survey: 'Of which survey',
  everySurvey: 'Every survey',
  where: 'Where',
  mail: 'Mail',
  url: 'Address of the incoming webhook',
  urlHint:
    'The chat gives it where you add an incoming webhook to a channel. It is kept sealed and not shown again.',
  member: 'To whom',
  me: 'Me',
  serviceLevel: 'Goal: percent within target',
  serviceLevelHint: 'Told where clearly fewer conversations of a week are within their target.',
  quietBegins: 'Quiet hours begin',
  quietHint: 'What happens meanwhile is told when they are over. Leave both empty for none.',
  quietEnds: 'Quiet hours end',
  quietFrom: (from: string, to: string) => `quiet from ${from} to ${to}`,
  save: 'Tell',
  test: 'Send a test',
  testSent: 'It was taken. Look whether it is there.',
  testFailed: (why: string) => `It was not taken: ${why}`,
  remove: (target: string, where: string) => `Take out “${target}, ${where}”`,
  nothingYet: 'nothing told yet',
  last: {
    queued: (at: string) => `last: ${at}, to be sent`,
    sent: (at: string) => `last: ${at}, sent`,
    failed: (at: string) => `last: ${at}, failed`
  },
  fromInbox: 'Have me told of what is overdue'
}
