import type { Language } from './language'

export const da = {
  direction: 'ltr',
  questions: {
    csat: 'Hvordan klarede vi os?',
    nps: 'Hvor sandsynligt er det, at du vil anbefale os til en ven eller kollega?',
    ces: 'Hvor let var det for dig?',
    thumbs: 'Var dette nyttigt?'
  },
  labels: {
    csat: ['Meget dårligt', 'Dårligt', 'Nogenlunde', 'Godt', 'Meget godt'],
    nps: ['Slet ikke sandsynligt', 'Meget sandsynligt'],
    ces: ['Meget svært', 'Meget let'],
    thumbs: ['Nej', 'Ja']
  },
  feedback: 'Din mening',
  comment: 'Vil du tilføje noget?',
  commentLow: 'Hvad gik galt?',
  commentHigh: 'Hvad var godt?',
  optional: 'valgfrit',
  solved: 'Blev det løst?',
  yes: 'Ja',
  no: 'Nej',
  notYet: 'Ikke endnu',
  reason: 'Hvad er hovedårsagen?',
  person: 'Og hvordan klarede medarbejderen det?',
  contact: 'I må gerne kontakte mig om dette.',
  send: 'Send',
  close: 'Luk',
  thanks: 'Tak!',
  thanksLow: 'Tak. Vi vil gøre det bedre.',
  saved: 'Din vurdering er gemt. Du kan tilføje en kommentar.',
  more: 'Din vurdering er gemt. Du kan fortælle mere nedenfor.',
  closed: 'Undersøgelsen er lukket.',
  waiting: 'Dit svar kunne ikke sendes endnu. Vi gemmer det og prøver igen.',
  refused: 'Undersøgelsen er desværre afsluttet, så dit svar kunne ikke gemmes.',
  choose: 'Vælg et af svarene.',
  change: 'Ret dit svar',
  gone: 'Undersøgelsen er ikke åben.',
  goneHint: 'Linket er måske udløbet, eller undersøgelsen er slut. Du behøver ikke gøre noget.',
  test: 'Test: dette svar tælles ikke med.'
} satisfies Language
