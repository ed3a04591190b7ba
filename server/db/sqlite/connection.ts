import type { Opening } from './asks'
import type { Answer, Asked, Role, Thread } from './thread'
import { threadFor } from './thread'

/** A connection in a thread. It is opened with the first ask, and anew when its thread has ended. */
export type Connection = {
  ask(asked: Asked): Promise<Answer>
  close(): Promise<void>
}

let bases = 0

export function connect(path: string, role: Role, how: Opening): Connection {
  const base = ++bases
  let thread: Thread | undefined
  let isClosed = false

  function threadNow(): Thread {
    if (thread && !thread.isOver()) return thread
    thread = threadFor(role)
    // Where the file cannot be opened, what is asked next tries once more and says so.
    thread.ask(base, { is: 'open', path, how }).catch(() => {})
    return thread
  }

  return {
    ask(asked) {
      if (isClosed) return Promise.reject(new Error('this database is closed'))
      return threadNow().ask(base, asked)
    },
    async close() {
      isClosed = true
      if (thread && !thread.isOver()) await thread.ask(base, { is: 'close' })
    }
  }
}
