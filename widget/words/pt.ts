import type { Language } from './language'

export const pt = {
  direction: 'ltr',
  questions: {
    csat: 'Como foi o nosso atendimento?',
    nps: 'Qual a probabilidade de nos recomendar a um amigo ou colega?',
    ces: 'Foi fácil conseguir o que pretendia?',
    thumbs: 'Isto foi útil?'
  },
  labels: {
    csat: ['Muito mau', 'Mau', 'Razoável', 'Bom', 'Muito bom'],
    nps: ['Nada provável', 'Muito provável'],
    ces: ['Muito difícil', 'Muito fácil'],
    thumbs: ['Não', 'Sim']
  },
  feedback: 'A sua opinião',
  comment: 'Quer acrescentar algo?',
  commentLow: 'O que correu mal?',
  commentHigh: 'Do que gostou?',
  optional: 'opcional',
  solved: 'O problema ficou resolvido?',
  yes: 'Sim',
  no: 'Não',
  notYet: 'Ainda não',
  reason: 'Qual é o motivo principal?',
  person: 'E como foi o desempenho de quem lhe prestou apoio?',
  contact: 'Podem contactar-me sobre este assunto.',
  send: 'Enviar',
  close: 'Fechar',
  thanks: 'Obrigado!',
  thanksLow: 'Obrigado. Vamos tentar fazer melhor.',
  saved: 'A sua avaliação foi guardada. Pode acrescentar um comentário.',
  more: 'A sua avaliação foi guardada. Pode dizer-nos mais abaixo.',
  closed: 'O inquérito foi fechado.',
  waiting: 'Ainda não foi possível enviar a sua resposta. Vamos guardá-la e tentar de novo.',
  refused: 'Lamentamos, este inquérito terminou e não foi possível guardar a sua resposta.',
  choose: 'Escolha uma das respostas.',
  change: 'Alterar a resposta',
  gone: 'Este inquérito não está disponível.',
  goneHint: 'A ligação pode ter expirado ou o inquérito pode ter terminado. Não precisa de fazer nada.',
  test: 'Teste: esta resposta não é contada.'
} satisfies Language
