import type { Language } from './language'

export const de = {
  direction: 'ltr',
  questions: {
    csat: 'Wie waren wir?',
    nps: 'Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?',
    ces: 'Wie einfach war das für Sie?',
    thumbs: 'War das hilfreich?'
  },
  labels: {
    csat: ['Sehr schlecht', 'Schlecht', 'Mittelmäßig', 'Gut', 'Sehr gut'],
    nps: ['Sehr unwahrscheinlich', 'Sehr wahrscheinlich'],
    ces: ['Sehr schwierig', 'Sehr einfach'],
    thumbs: ['Nein', 'Ja']
  },
  feedback: 'Ihre Meinung',
  comment: 'Möchten Sie noch etwas sagen?',
  commentLow: 'Was ist schiefgelaufen?',
  commentHigh: 'Was hat Ihnen gefallen?',
  optional: 'freiwillig',
  solved: 'Wurde Ihr Anliegen gelöst?',
  yes: 'Ja',
  no: 'Nein',
  notYet: 'Noch nicht',
  reason: 'Was ist der Hauptgrund?',
  person: 'Und wie war die Person, die Ihnen geholfen hat?',
  contact: 'Sie dürfen mich dazu kontaktieren.',
  send: 'Senden',
  close: 'Schließen',
  thanks: 'Vielen Dank!',
  thanksLow: 'Vielen Dank. Wir wollen es besser machen.',
  saved: 'Ihre Bewertung ist gespeichert. Sie können einen Kommentar ergänzen.',
  more: 'Ihre Bewertung ist gespeichert. Sie können uns unten mehr sagen.',
  closed: 'Die Umfrage wurde geschlossen.',
  waiting: 'Ihre Antwort konnte noch nicht gesendet werden. Wir bewahren sie auf und versuchen es erneut.',
  refused: 'Diese Umfrage ist leider beendet, Ihre Antwort konnte nicht gespeichert werden.',
  choose: 'Bitte wählen Sie eine Antwort.',
  change: 'Antwort ändern',
  gone: 'Diese Umfrage ist nicht verfügbar.',
  goneHint: 'Der Link ist vielleicht abgelaufen oder die Umfrage beendet. Sie müssen nichts tun.',
  test: 'Test: Diese Antwort wird nicht gezählt.'
} satisfies Language
