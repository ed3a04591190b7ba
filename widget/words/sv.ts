import type { Language } from './language'

export const sv = {
  direction: 'ltr',
  questions: {
    csat: 'Hur skötte vi oss?',
    nps: 'Hur troligt är det att du rekommenderar oss till en vän eller kollega?',
    ces: 'Hur lätt var det för dig?',
    thumbs: 'Var det här till hjälp?'
  },
  labels: {
    csat: ['Mycket dåligt', 'Dåligt', 'Godkänt', 'Bra', 'Mycket bra'],
    nps: ['Inte alls troligt', 'Mycket troligt'],
    ces: ['Mycket svårt', 'Mycket lätt'],
    thumbs: ['Nej', 'Ja']
  },
  feedback: 'Dina synpunkter',
  comment: 'Vill du tillägga något?',
  commentLow: 'Vad gick fel?',
  commentHigh: 'Vad var bra?',
  optional: 'valfritt',
  solved: 'Blev det löst?',
  yes: 'Ja',
  no: 'Nej',
  notYet: 'Inte än',
  reason: 'Vad är den främsta orsaken?',
  person: 'Och hur skötte sig personen som hjälpte dig?',
  contact: 'Ni får kontakta mig om detta.',
  send: 'Skicka',
  close: 'Stäng',
  thanks: 'Tack!',
  thanksLow: 'Tack. Vi ska försöka bli bättre.',
  saved: 'Ditt betyg är sparat. Du kan lägga till en kommentar.',
  more: 'Ditt betyg är sparat. Du kan berätta mer nedan.',
  closed: 'Undersökningen är stängd.',
  waiting: 'Ditt svar kunde inte skickas än. Vi sparar det och försöker igen.',
  refused: 'Tyvärr är undersökningen avslutad, så ditt svar kunde inte sparas.',
  choose: 'Välj ett av svaren.',
  change: 'Ändra ditt svar',
  gone: 'Undersökningen är inte öppen.',
  goneHint: 'Länken kan ha gått ut eller så är undersökningen avslutad. Du behöver inte göra något.',
  test: 'Test: det här svaret räknas inte.'
} satisfies Language
