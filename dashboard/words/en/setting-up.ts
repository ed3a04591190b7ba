import { alerts } from './alerts'
import { customers } from './customers'
import { hours } from './hours'
import { imports } from './imports'
import { invitations, inviting, optOuts } from './invitations'
import { mail } from './mail'
import { strangers } from './names'
import { writeBack } from './write-back'

/** What only the pages say that set something up, or belong to an account: they come later, see words/setting-up.ts. */
export const settingUp = {
  alerts,
  customers,
  hours,
  imports,
  invitations,
  inviting,
  mail,
  optOuts,
  strangers,
  writeBack,
  welcome: {
    steps: ['Your site', 'The question', 'Try it'] as readonly string[],
    progress: 'Steps',
    siteTitle: 'Where will you ask?',
    siteText: 'A site is a web shop, an app or a help centre. You can add more later.',
    siteName: 'Name',
    siteNameExample: 'Lark & Sons',
    origin: 'Address',
    originHint: 'Only pages of this address may send answers.',
    timeZone: 'Time zone',
    timeZoneHint: 'Days begin and end by its clocks.',
    language: 'Language of your customers',
    next: 'Continue',
    surveyTitle: 'What will you ask?',
    surveyText: 'One short question right after the conversation gets the most answers.',
    question: 'Question',
    questionUsual: 'How did we do?',
    style: 'Points',
    styles: { faces: 'Faces', stars: 'Stars', numbers: 'Numbers', thumbs: 'Thumbs' },
    preview: 'This is what customers see',
    make: 'Make the survey',
    surveyName: 'Satisfaction',
    tryTitle: 'Put it on your page',
    tryText: 'Paste this line before the end of the body of every page where you want to ask.',
    tryLink: 'Or try it at once',
    tryLinkText: 'This link opens the survey. Its answers are marked as a test and never counted.',
    open: 'Open the test survey',
    scan: 'The same link as a QR code',
    waiting: 'Waiting for the first answer…',
    waitingText: 'It appears here the moment it is given.',
    arrived: (rating: number, max: number) => `Your first answer arrived: ${rating} of ${max}`,
    arrivedTest: 'It is a test, so no score counts it.',
    dashboard: 'Open the dashboard'
  },
  copy: { copy: 'Copy', copied: 'Copied', select: 'Press Ctrl+C to copy' }
}
