import type { MessagePort } from 'node:worker_threads'
import type { Ready, Sent } from './wire'
import { failedAnswer } from './wire'

/** Says that it is ready, and answers what the thread asks that started this one, until it is closed. */
export function answerAsks<Asked, Told>(
  port: MessagePort,
  answer: (asked: Asked) => Promise<Told>,
  close: () => Promise<void>
) {
  port.on('message', (sent: Sent<Asked>) => {
    if (sent.is === 'close') return void close().finally(() => port.close())
    const { ask, asked } = sent
    answer(asked).then(
      (told) => port.postMessage({ ask, is: 'told', told }),
      (error: unknown) => port.postMessage(failedAnswer(ask, error))
    )
  })
  port.postMessage({ is: 'ready' } satisfies Ready)
}
