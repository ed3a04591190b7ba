import type { Language } from './language'

export const pl = {
  direction: 'ltr',
  questions: {
    csat: 'Jak oceniasz naszą obsługę?',
    nps: 'Na ile prawdopodobne jest, że polecisz nas znajomym?',
    ces: 'Jak łatwo udało Ci się to załatwić?',
    thumbs: 'Czy to było pomocne?'
  },
  labels: {
    csat: ['Bardzo źle', 'Źle', 'Średnio', 'Dobrze', 'Bardzo dobrze'],
    nps: ['Na pewno nie polecę', 'Na pewno polecę'],
    ces: ['Bardzo trudno', 'Bardzo łatwo'],
    thumbs: ['Nie', 'Tak']
  },
  feedback: 'Twoja opinia',
  comment: 'Chcesz coś dodać?',
  commentLow: 'Co poszło nie tak?',
  commentHigh: 'Co Ci się podobało?',
  optional: 'opcjonalnie',
  solved: 'Czy sprawa została załatwiona?',
  yes: 'Tak',
  no: 'Nie',
  notYet: 'Jeszcze nie',
  reason: 'Jaki jest główny powód?',
  person: 'A jak oceniasz osobę, która Ci pomagała?',
  contact: 'Możecie się ze mną skontaktować w tej sprawie.',
  send: 'Wyślij',
  close: 'Zamknij',
  thanks: 'Dziękujemy!',
  thanksLow: 'Dziękujemy. Postaramy się poprawić.',
  saved: 'Twoja ocena została zapisana. Możesz dodać komentarz.',
  more: 'Twoja ocena została zapisana. Poniżej możesz napisać więcej.',
  closed: 'Ankieta została zamknięta.',
  waiting: 'Nie udało się jeszcze wysłać odpowiedzi. Zachowamy ją i spróbujemy ponownie.',
  refused: 'Przepraszamy, ankieta została zakończona i nie udało się zapisać odpowiedzi.',
  choose: 'Wybierz jedną z odpowiedzi.',
  change: 'Zmień odpowiedź',
  gone: 'Ta ankieta jest niedostępna.',
  goneHint: 'Link mógł wygasnąć lub ankieta została zakończona. Nie musisz nic robić.',
  test: 'Test: ta odpowiedź nie jest liczona.'
} satisfies Language
