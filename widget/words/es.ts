import type { Language } from './language'

export const es = {
  direction: 'ltr',
  questions: {
    csat: '¿Qué tal fue nuestra atención?',
    nps: '¿Qué probabilidad hay de que nos recomiende a un amigo o colega?',
    ces: '¿Le resultó fácil hacerlo?',
    thumbs: '¿Le resultó útil?'
  },
  labels: {
    csat: ['Muy mal', 'Mal', 'Regular', 'Bien', 'Muy bien'],
    nps: ['Nada probable', 'Muy probable'],
    ces: ['Muy difícil', 'Muy fácil'],
    thumbs: ['No', 'Sí']
  },
  feedback: 'Su opinión',
  comment: '¿Desea añadir algo?',
  commentLow: '¿Qué salió mal?',
  commentHigh: '¿Qué le gustó?',
  optional: 'opcional',
  solved: '¿Se resolvió el problema?',
  yes: 'Sí',
  no: 'No',
  notYet: 'Todavía no',
  reason: '¿Cuál es el motivo principal?',
  person: '¿Y qué tal le atendió la persona que le ayudó?',
  contact: 'Pueden contactarme sobre este asunto.',
  send: 'Enviar',
  close: 'Cerrar',
  thanks: '¡Gracias!',
  thanksLow: 'Gracias. Intentaremos hacerlo mejor.',
  saved: 'Su valoración está guardada. Puede añadir un comentario.',
  more: 'Su valoración está guardada. Puede contarnos más a continuación.',
  closed: 'La encuesta se ha cerrado.',
  waiting: 'Aún no se pudo enviar su respuesta. La guardamos y lo intentaremos de nuevo.',
  refused: 'Lo sentimos: la encuesta ha terminado y no se pudo guardar su respuesta.',
  choose: 'Elija una de las respuestas.',
  change: 'Cambiar su respuesta',
  gone: 'Esta encuesta no está disponible.',
  goneHint: 'Puede que el enlace haya caducado o que la encuesta haya terminado. No tiene que hacer nada.',
  test: 'Prueba: esta respuesta no se cuenta.'
} satisfies Language
