import type { Language } from './language'

export const hu = {
  direction: 'ltr',
  questions: {
    csat: 'Milyen volt a kiszolgálás?',
    nps: 'Mennyire valószínű, hogy ajánlana minket barátainak vagy kollégáinak?',
    ces: 'Mennyire volt könnyű elintézni?',
    thumbs: 'Hasznos volt ez Önnek?'
  },
  labels: {
    csat: ['Nagyon rossz', 'Rossz', 'Közepes', 'Jó', 'Nagyon jó'],
    nps: ['Biztosan nem', 'Biztosan igen'],
    ces: ['Nagyon nehéz', 'Nagyon könnyű'],
    thumbs: ['Nem', 'Igen']
  },
  feedback: 'Az Ön véleménye',
  comment: 'Szeretne még valamit hozzátenni?',
  commentLow: 'Mi nem volt rendben?',
  commentHigh: 'Mi tetszett Önnek?',
  optional: 'nem kötelező',
  solved: 'Sikerült megoldani?',
  yes: 'Igen',
  no: 'Nem',
  notYet: 'Még nem',
  reason: 'Mi a fő oka?',
  person: 'És milyen volt az ügyintéző?',
  contact: 'Ezzel kapcsolatban felvehetik velem a kapcsolatot.',
  send: 'Küldés',
  close: 'Bezárás',
  thanks: 'Köszönjük!',
  thanksLow: 'Köszönjük. Igyekszünk jobban csinálni.',
  saved: 'Értékelését mentettük. Hozzáfűzhet egy megjegyzést.',
  more: 'Értékelését mentettük. Alább többet is elmondhat.',
  closed: 'A felmérés bezárult.',
  waiting: 'Válaszát még nem sikerült elküldeni. Megőrizzük, és újra próbáljuk.',
  refused: 'Sajnáljuk, a felmérés lezárult, így válaszát nem tudtuk menteni.',
  choose: 'Kérjük, válasszon egyet a válaszok közül.',
  change: 'Válasz módosítása',
  gone: 'Ez a felmérés nem érhető el.',
  goneHint: 'Lehet, hogy a link lejárt, vagy a felmérés lezárult. Nincs teendője.',
  test: 'Teszt: ez a válasz nem számít bele.'
} satisfies Language
