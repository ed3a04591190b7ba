import type { Language } from './language'

export const nb = {
  direction: 'ltr',
  questions: {
    csat: 'Hvordan gjorde vi det?',
    nps: 'Hvor sannsynlig er det at du vil anbefale oss til en venn eller kollega?',
    ces: 'Hvor enkelt var det for deg?',
    thumbs: 'Var dette til hjelp?'
  },
  labels: {
    csat: ['Svært dårlig', 'Dårlig', 'Middels', 'Bra', 'Svært bra'],
    nps: ['Svært lite sannsynlig', 'Svært sannsynlig'],
    ces: ['Svært vanskelig', 'Svært enkelt'],
    thumbs: ['Nei', 'Ja']
  },
  feedback: 'Din mening',
  comment: 'Vil du legge til noe?',
  commentLow: 'Hva gikk galt?',
  commentHigh: 'Hva var bra?',
  optional: 'valgfritt',
  solved: 'Ble det løst?',
  yes: 'Ja',
  no: 'Nei',
  notYet: 'Ikke ennå',
  reason: 'Hva er hovedårsaken?',
  person: 'Og hvordan var personen som hjalp deg?',
  contact: 'Dere kan kontakte meg om dette.',
  send: 'Send',
  close: 'Lukk',
  thanks: 'Takk!',
  thanksLow: 'Takk. Vi skal prøve å gjøre det bedre.',
  saved: 'Vurderingen din er lagret. Du kan legge til en kommentar.',
  more: 'Vurderingen din er lagret. Du kan fortelle mer nedenfor.',
  closed: 'Undersøkelsen er lukket.',
  waiting: 'Svaret ditt kunne ikke sendes ennå. Vi tar vare på det og prøver igjen.',
  refused: 'Beklager, undersøkelsen er avsluttet, så svaret ditt kunne ikke lagres.',
  choose: 'Velg et av svarene.',
  change: 'Endre svaret ditt',
  gone: 'Undersøkelsen er ikke åpen.',
  goneHint: 'Lenken kan ha utløpt, eller undersøkelsen kan være avsluttet. Du trenger ikke gjøre noe.',
  test: 'Test: dette svaret telles ikke.'
} satisfies Language
