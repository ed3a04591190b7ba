import type { Language } from './language'

export const fil = {
  direction: 'ltr',
  questions: {
    csat: 'Kumusta ang serbisyo namin?',
    nps: 'Irerekomenda po ba ninyo kami sa kaibigan o katrabaho?',
    ces: 'Gaano po ito kadaling gawin?',
    thumbs: 'Nakatulong po ba ito?'
  },
  labels: {
    csat: ['Napakasama', 'Masama', 'Katamtaman', 'Maganda', 'Napakaganda'],
    nps: ['Talagang hindi', 'Talagang oo'],
    ces: ['Napakahirap', 'Napakadali'],
    thumbs: ['Hindi po', 'Opo']
  },
  feedback: 'Ang inyong opinyon',
  comment: 'May gusto po ba kayong idagdag?',
  commentLow: 'Ano po ang naging problema?',
  commentHigh: 'Ano po ang nagustuhan ninyo?',
  optional: 'opsyonal',
  solved: 'Nalutas po ba ang problema?',
  yes: 'Opo',
  no: 'Hindi po',
  notYet: 'Hindi pa po',
  reason: 'Ano po ang pangunahing dahilan?',
  person: 'Kumusta naman po ang tumulong sa inyo?',
  contact: 'Maaari ninyo akong kontakin tungkol dito.',
  send: 'Ipadala',
  close: 'Isara',
  thanks: 'Salamat po!',
  thanksLow: 'Salamat po. Sisikapin naming pagbutihin.',
  saved: 'Naitala na ang inyong marka. Maaari po kayong magdagdag ng komento.',
  more: 'Naitala na ang inyong marka. Maaari po kayong magkuwento pa sa ibaba.',
  closed: 'Isinara na ang sarbey.',
  waiting: 'Hindi pa naipapadala ang inyong sagot. Itatago namin ito at susubukan muli.',
  refused: 'Paumanhin po, tapos na ang sarbey kaya hindi naitala ang inyong sagot.',
  choose: 'Pumili po ng isang sagot.',
  change: 'Baguhin ang sagot',
  gone: 'Hindi bukas ang sarbey na ito.',
  goneHint: 'Maaaring nag-expire na ang link o tapos na ang sarbey. Wala na po kayong kailangang gawin.',
  test: 'Pagsubok: hindi bibilangin ang sagot na ito.'
} satisfies Language
