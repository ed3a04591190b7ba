import type { Logger } from 'pino'
import type { Caller } from '../people/access'
import { startThread } from '../threads/start'
import type { Asked, Given, Told } from './wire'

/** So many may wait for their figures; whoever comes then is told to come back. */
const waitingMax = 1_000

export type FiguresThread = {
  /** The JSON that a route for figures gives `caller`; throws the problem that it throws. */
  answer(path: string, caller: Caller): Promise<string>
  /** Makes the columns, and brings them up to date. */
  load(): Promise<void>
  /** How many changes the columns do not know yet; not a number where they are not made. */
  behind(): Promise<number>
  close(): Promise<void>
}

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
