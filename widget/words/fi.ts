import type { Language } from './language'

export const fi = {
  direction: 'ltr',
  questions: {
    csat: 'Miten onnistuimme?',
    nps: 'Kuinka todennäköisesti suosittelisit meitä ystävälle tai kollegalle?',
    ces: 'Kuinka helppoa asiointi oli?',
    thumbs: 'Oliko tästä apua?'
  },
  labels: {
    csat: ['Erittäin huonosti', 'Huonosti', 'Kohtalaisesti', 'Hyvin', 'Erittäin hyvin'],
    nps: ['En suosittelisi', 'Suosittelisin varmasti'],
    ces: ['Erittäin vaikeaa', 'Erittäin helppoa'],
    thumbs: ['Ei', 'Kyllä']
  },
  feedback: 'Palautteesi',
  comment: 'Haluatko lisätä jotain?',
  commentLow: 'Mikä meni pieleen?',
  commentHigh: 'Mistä pidit?',
  optional: 'valinnainen',
  solved: 'Ratkesiko asia?',
  yes: 'Kyllä',
  no: 'Ei',
  notYet: 'Ei vielä',
  reason: 'Mikä on tärkein syy?',
  person: 'Entä miten sinua palvellut henkilö onnistui?',
  contact: 'Minuun saa ottaa yhteyttä tästä asiasta.',
  send: 'Lähetä',
  close: 'Sulje',
  thanks: 'Kiitos!',
  thanksLow: 'Kiitos. Pyrimme parantamaan.',
  saved: 'Arviosi on tallennettu. Voit lisätä kommentin.',
  more: 'Arviosi on tallennettu. Voit kertoa lisää alla.',
  closed: 'Kysely on suljettu.',
  waiting: 'Vastaustasi ei voitu vielä lähettää. Säilytämme sen ja yritämme uudelleen.',
  refused: 'Valitettavasti kysely on päättynyt, eikä vastaustasi voitu tallentaa.',
  choose: 'Valitse yksi vastauksista.',
  change: 'Muuta vastaustasi',
  gone: 'Tämä kysely ei ole avoinna.',
  goneHint: 'Linkki on ehkä vanhentunut tai kysely päättynyt. Sinun ei tarvitse tehdä mitään.',
  test: 'Testi: tätä vastausta ei lasketa.'
} satisfies Language
