import type { Language } from './language'

export const it = {
  direction: 'ltr',
  questions: {
    csat: 'Come valuta il nostro servizio?',
    nps: 'Quanto è probabile che ci consigli a un amico o a un collega?',
    ces: 'Quanto è stato facile per lei?',
    thumbs: 'Le è stato utile?'
  },
  labels: {
    csat: ['Pessimo', 'Scarso', 'Discreto', 'Buono', 'Ottimo'],
    nps: ['Per niente probabile', 'Molto probabile'],
    ces: ['Molto difficile', 'Molto facile'],
    thumbs: ['No', 'Sì']
  },
  feedback: 'La sua opinione',
  comment: 'Desidera aggiungere qualcosa?',
  commentLow: 'Che cosa non ha funzionato?',
  commentHigh: 'Che cosa ha apprezzato?',
  optional: 'facoltativo',
  solved: 'Il problema è stato risolto?',
  yes: 'Sì',
  no: 'No',
  notYet: 'Non ancora',
  reason: 'Qual è il motivo principale?',
  person: 'E come valuta il lavoro di chi le ha risposto?',
  contact: 'Potete contattarmi a questo proposito.',
  send: 'Invia',
  close: 'Chiudi',
  thanks: 'Grazie!',
  thanksLow: 'Grazie. Cercheremo di fare meglio.',
  saved: 'La sua valutazione è stata salvata. Può aggiungere un commento.',
  more: 'La sua valutazione è stata salvata. Può dirci di più qui sotto.',
  closed: 'Il sondaggio è stato chiuso.',
  waiting: 'Non è stato ancora possibile inviare la risposta. La conserviamo e riproveremo.',
  refused: 'Spiacenti, il sondaggio è terminato e non è stato possibile salvare la risposta.',
  choose: 'Scelga una delle risposte.',
  change: 'Modifica la risposta',
  gone: 'Questo sondaggio non è disponibile.',
  goneHint: 'Il link potrebbe essere scaduto o il sondaggio terminato. Non deve fare nulla.',
  test: 'Prova: questa risposta non viene conteggiata.'
} satisfies Language
