import type { Language } from './language'

export const fr = {
  direction: 'ltr',
  questions: {
    csat: 'Comment cela s’est-il passé ?',
    nps: 'Recommanderiez-vous notre service à un proche ou à un collègue ?',
    ces: 'Était-ce facile pour vous ?',
    thumbs: 'Cela vous a-t-il aidé ?'
  },
  labels: {
    csat: ['Très mal', 'Mal', 'Moyen', 'Bien', 'Très bien'],
    nps: ['Certainement pas', 'Très certainement'],
    ces: ['Très difficile', 'Très facile'],
    thumbs: ['Non', 'Oui']
  },
  feedback: 'Votre avis',
  comment: 'Souhaitez-vous ajouter quelque chose ?',
  commentLow: 'Qu’est-ce qui ne vous a pas convenu ?',
  commentHigh: 'Qu’avez-vous apprécié ?',
  optional: 'facultatif',
  solved: 'Le problème est-il résolu ?',
  yes: 'Oui',
  no: 'Non',
  notYet: 'Pas encore',
  reason: 'Quelle en est la raison principale ?',
  person: 'Et avec la personne qui vous a aidé ?',
  contact: 'Vous pouvez me contacter à ce sujet.',
  send: 'Envoyer',
  close: 'Fermer',
  thanks: 'Merci !',
  thanksLow: 'Merci. Nous allons essayer de faire mieux.',
  saved: 'Votre note est enregistrée. Vous pouvez ajouter un commentaire.',
  more: 'Votre note est enregistrée. Vous pouvez nous en dire plus ci-dessous.',
  closed: 'L’enquête est fermée.',
  waiting: 'Votre réponse n’a pas encore pu être envoyée. Nous la gardons et réessaierons.',
  refused: 'Désolé, cette enquête est terminée : votre réponse n’a pas pu être enregistrée.',
  choose: 'Veuillez choisir une réponse.',
  change: 'Modifier votre réponse',
  gone: 'Cette enquête n’est pas ouverte.',
  goneHint: 'Le lien a peut-être expiré, ou l’enquête est terminée. Vous n’avez rien à faire.',
  test: 'Test : cette réponse n’est pas comptée.'
} satisfies Language
