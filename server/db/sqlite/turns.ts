import { problem } from '../../contract/problem'

/** Who writes next: one after the other, in the order in which they came. */
export type Turns = {
  /**
   * Resolves when it is the caller's turn, to the function that ends it. Throws `database-busy` where that
   * takes longer than `patienceMs`.
   */
  next(patienceMs: number): Promise<() => void>
  /** How many wait for their turn. */
  waiting(): number
}

type Waiting = { until: number; begin: () => void; refuse: (error: Error) => void }

export function makeTurns(): Turns {
  const queue: Waiting[] = []
  let isTaken = false
  let watching: NodeJS.Timeout | undefined

  function end() {
    const next = queue.shift()
    if (next) return next.begin()
    isTaken = false
    clearTimeout(watching)
    watching = undefined
  }

  /** Refuses those whose patience is over, and looks again when that of the next one is. */
  function watch() {
    const now = performance.now()
    for (const late of queue.filter(({ until }) => until <= now)) {
      queue.splice(queue.indexOf(late), 1)
      late.refuse(problem('database-busy'))
    }
    const first = Math.min(...queue.map(({ until }) => until))
    watching = queue.length === 0 ? undefined : setTimeout(watch, Math.max(watchMs, first - now))
  }

  return {
    next(patienceMs) {
      if (!isTaken) {
        isTaken = true
        return Promise.resolve(end)
      }
      return new Promise((resolve, reject) => {
        queue.push({ until: performance.now() + patienceMs, begin: () => resolve(end), refuse: reject })
        watching ??= setTimeout(watch, watchMs)
      })
    },
    waiting: () => queue.length
  }
}

/** How often at most, in milliseconds, somebody looks whose patience is over. */
const watchMs = 50
