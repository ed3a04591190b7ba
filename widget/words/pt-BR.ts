import type { Language } from './language'

export const ptBR = {
  direction: 'ltr',
  questions: {
    csat: 'Como foi nosso atendimento?',
    nps: 'Qual a probabilidade de você nos recomendar a um amigo ou colega?',
    ces: 'Foi fácil fazer o que você precisava?',
    thumbs: 'Isso foi útil?'
  },
  labels: {
    csat: ['Muito ruim', 'Ruim', 'Regular', 'Bom', 'Muito bom'],
    nps: ['Nada provável', 'Muito provável'],
    ces: ['Muito difícil', 'Muito fácil'],
    thumbs: ['Não', 'Sim']
  },
  feedback: 'Sua opinião',
  comment: 'Quer acrescentar algo?',
  commentLow: 'O que deu errado?',
  commentHigh: 'Do que você gostou?',
  optional: 'opcional',
  solved: 'O problema foi resolvido?',
  yes: 'Sim',
  no: 'Não',
  notYet: 'Ainda não',
  reason: 'Qual é o motivo principal?',
  person: 'E como foi o desempenho de quem atendeu você?',
  contact: 'Vocês podem entrar em contato comigo sobre isso.',
  send: 'Enviar',
  close: 'Fechar',
  thanks: 'Obrigado!',
  thanksLow: 'Obrigado. Vamos tentar fazer melhor.',
  saved: 'Sua avaliação foi salva. Você pode adicionar um comentário.',
  more: 'Sua avaliação foi salva. Você pode contar mais abaixo.',
  closed: 'A pesquisa foi fechada.',
  waiting: 'Ainda não foi possível enviar sua resposta. Vamos guardá-la e tentar de novo.',
  refused: 'Esta pesquisa foi encerrada e, infelizmente, não foi possível salvar sua resposta.',
  choose: 'Escolha uma das respostas.',
  change: 'Alterar a resposta',
  gone: 'Esta pesquisa não está disponível.',
  goneHint: 'O link pode ter expirado ou a pesquisa foi encerrada. Você não precisa fazer nada.',
  test: 'Teste: esta resposta não é contada.'
} satisfies Language
