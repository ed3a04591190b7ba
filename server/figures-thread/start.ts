import type { Logger } from 'pino'
import type { FiguresThread } from '../columns/figures-thread'
import { startThread } from '../threads/start'
import type { Asked, Given, Told } from './wire'

/** So many may wait for their figures; whoever comes then is told to come back. */
const waitingMax = 1_000

/** The thread in `file`, which starts when it is asked for the first time. */
export function makeFiguresThread(file: URL, given: Given, log: Logger): FiguresThread {
  const thread = startThread<Asked, Told>({ file, name: 'figures', given, waitingMax, log })
  return {
    async answer(path, caller) {
      const json = await thread.ask({ is: 'figure', path, caller })
      if (typeof json !== 'string') throw new Error('the thread of the figures gave no figure')
      return json
    },
    load: async () => void (await thread.ask({ is: 'load' })),
    behind: async () => Number(await thread.ask({ is: 'behind' })),
    close: thread.close
  }
}
