import type { Language } from './language'

export const nl = {
  direction: 'ltr',
  questions: {
    csat: 'Hoe hebben we het gedaan?',
    nps: 'Hoe waarschijnlijk is het dat u ons aanbeveelt bij vrienden of collega’s?',
    ces: 'Hoe makkelijk ging dit voor u?',
    thumbs: 'Had u hier iets aan?'
  },
  labels: {
    csat: ['Zeer slecht', 'Slecht', 'Redelijk', 'Goed', 'Zeer goed'],
    nps: ['Zeer onwaarschijnlijk', 'Zeer waarschijnlijk'],
    ces: ['Zeer moeilijk', 'Zeer makkelijk'],
    thumbs: ['Nee', 'Ja']
  },
  feedback: 'Uw mening',
  comment: 'Wilt u nog iets toevoegen?',
  commentLow: 'Wat ging er mis?',
  commentHigh: 'Wat vond u goed?',
  optional: 'niet verplicht',
  solved: 'Is het opgelost?',
  yes: 'Ja',
  no: 'Nee',
  notYet: 'Nog niet',
  reason: 'Wat is de belangrijkste reden?',
  person: 'En hoe deed onze medewerker het?',
  contact: 'U mag hierover contact met mij opnemen.',
  send: 'Versturen',
  close: 'Sluiten',
  thanks: 'Bedankt!',
  thanksLow: 'Bedankt. We proberen het beter te doen.',
  saved: 'Uw beoordeling is opgeslagen. U kunt een toelichting toevoegen.',
  more: 'Uw beoordeling is opgeslagen. Hieronder kunt u meer vertellen.',
  closed: 'De enquête is gesloten.',
  waiting: 'Uw antwoord kon nog niet worden verstuurd. We bewaren het en proberen het opnieuw.',
  refused: 'Helaas is deze enquête gesloten. Uw antwoord kon niet worden opgeslagen.',
  choose: 'Kies een van de antwoorden.',
  change: 'Antwoord wijzigen',
  gone: 'Deze enquête is niet beschikbaar.',
  goneHint: 'De link is misschien verlopen of de enquête is gesloten. U hoeft niets te doen.',
  test: 'Test: dit antwoord telt niet mee.'
} satisfies Language
