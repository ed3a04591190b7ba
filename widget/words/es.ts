import type { Language } from './language'

export const es = {
  direction: 'ltr',
  questions: {
    csat: '¿Qué tal lo hemos hecho?',
    nps: '¿Qué probabilidad hay de que nos recomiende a un amigo o colega?',
    ces: '¿Le ha resultado fácil hacerlo?',
    thumbs: '¿Le ha servido de ayuda?'
  },
  labels: {
    csat: ['Muy mal', 'Mal', 'Regular', 'Bien', 'Muy bien'],
    nps: ['Nada probable', 'Muy probable'],
    ces: ['Muy difícil', 'Muy fácil'],
    thumbs: ['No', 'Sí']
  },
  feedback: 'Su opinión',
  comment: '¿Desea añadir algo?',
  commentLow: '¿Qué ha ido mal?',
  commentHigh: '¿Qué le ha gustado?',
  optional: 'opcional',
  send: 'Enviar',
  close: 'Cerrar',
  thanks: '¡Gracias!',
  saved: 'Hemos guardado su valoración. Puede añadir un comentario.',
  waiting: 'Aún no se ha podido enviar su respuesta. La guardamos y lo intentaremos de nuevo.',
  refused: 'Lo sentimos: la encuesta ha terminado y no se ha podido guardar su respuesta.',
  choose: 'Elija una de las respuestas.',
  change: 'Cambiar su respuesta',
  gone: 'Esta encuesta no está abierta.',
  goneHint: 'Puede que el enlace haya caducado o que la encuesta haya terminado. No tiene que hacer nada.'
} satisfies Language
