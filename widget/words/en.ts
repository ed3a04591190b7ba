import type { Language } from './language'

export const en = {
  direction: 'ltr',
  questions: {
    csat: 'How did we do?',
    nps: 'How likely are you to recommend us to a friend or colleague?',
    ces: 'How easy was it to get this done?',
    thumbs: 'Was this helpful?'
  },
  labels: {
    csat: ['Very bad', 'Bad', 'Okay', 'Good', 'Very good'],
    nps: ['Not at all likely', 'Extremely likely'],
    ces: ['Very difficult', 'Very easy'],
    thumbs: ['No', 'Yes']
  },
  feedback: 'Feedback',
  comment: 'Would you like to add anything?',
  commentLow: 'What went wrong?',
  commentHigh: 'What did you like?',
  optional: 'optional',
  solved: 'Was it solved?',
  yes: 'Yes',
  no: 'No',
  notYet: 'Not yet',
  reason: 'What is the main reason?',
  person: 'And how was the person who helped you?',
  contact: 'You may contact me about this.',
  send: 'Send',
  close: 'Close',
  thanks: 'Thank you!',
  thanksLow: 'Thank you. We will try to do better.',
  saved: 'Your rating is saved. You can add a comment.',
  more: 'Your rating is saved. You can tell us more below.',
  closed: 'The survey is closed.',
  waiting: 'Your answer could not be sent yet. We keep it and try again.',
  refused: 'Sorry, this survey has ended, so your answer could not be saved.',
  choose: 'Please choose one of the answers.',
  change: 'Change your answer',
  gone: 'This survey is not open.',
  goneHint: 'The link may have expired, or the survey may have ended. There is nothing you need to do.',
  test: 'Test: this answer is not counted.'
} satisfies Language
