import type { Language } from './language'

export const ro = {
  direction: 'ltr',
  questions: {
    csat: 'Cum v-am servit?',
    nps: 'Cât de probabil este să ne recomandați unui prieten sau coleg?',
    ces: 'Cât de ușor a fost pentru dumneavoastră?',
    thumbs: 'V-a fost de folos?'
  },
  labels: {
    csat: ['Foarte prost', 'Prost', 'Acceptabil', 'Bine', 'Foarte bine'],
    nps: ['Deloc probabil', 'Foarte probabil'],
    ces: ['Foarte dificil', 'Foarte ușor'],
    thumbs: ['Nu', 'Da']
  },
  feedback: 'Părerea dumneavoastră',
  comment: 'Doriți să adăugați ceva?',
  commentLow: 'Ce nu a mers bine?',
  commentHigh: 'Ce v-a plăcut?',
  optional: 'opțional',
  solved: 'S-a rezolvat problema?',
  yes: 'Da',
  no: 'Nu',
  notYet: 'Încă nu',
  reason: 'Care este motivul principal?',
  person: 'Și cum s-a descurcat persoana care v-a ajutat?',
  contact: 'Mă puteți contacta în legătură cu aceasta.',
  send: 'Trimite',
  close: 'Închide',
  thanks: 'Vă mulțumim!',
  thanksLow: 'Vă mulțumim. Vom încerca să facem mai bine.',
  saved: 'Evaluarea a fost salvată. Puteți adăuga un comentariu.',
  more: 'Evaluarea a fost salvată. Ne puteți spune mai multe mai jos.',
  closed: 'Sondajul a fost închis.',
  waiting: 'Răspunsul nu a putut fi trimis încă. Îl păstrăm și încercăm din nou.',
  refused: 'Ne pare rău, sondajul s-a încheiat și răspunsul nu a putut fi salvat.',
  choose: 'Alegeți unul dintre răspunsuri.',
  change: 'Modificați răspunsul',
  gone: 'Acest sondaj nu este disponibil.',
  goneHint:
    'Este posibil ca linkul să fi expirat sau sondajul să se fi încheiat. Nu trebuie să faceți nimic.',
  test: 'Test: acest răspuns nu este numărat.'
} satisfies Language
