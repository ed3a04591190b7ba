import { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import type { Caller } from '../people/access'
import type { ProblemCode } from '../problem'
import { Problem, problem } from '../problem'
import type { Answered, Asked, Given } from './wire'

/** So many may wait for their figures; whoever comes then is told to come back. */
const waitingMax = 1_000
/** After a thread that ended by itself the next one is not started sooner. */
const restMs = 1_000
const closePatienceMs = 2_000

export type FiguresThread = {
  /** The JSON that a route for figures gives `caller`; throws the problem that it throws. */
  answer(path: string, caller: Caller): Promise<string>
  /** Makes the columns, and brings them up to date. */
  load(): Promise<void>
  close(): Promise<void>
}

type Waiting = { resolve: (answered: Answered) => void; reject: (error: unknown) => void }

/** Starts the thread in `file`, and starts it again where it ends by itself: then those who wait are told to come back. */
export function startFiguresThread(file: URL, given: Given, log: Logger): FiguresThread {
  const waiting = new Map<number, Waiting>()
  let asks = 0
  let isClosed = false
  let startedAt = performance.now()
  let worker: Worker | undefined = start()

  function start(): Worker {
    startedAt = performance.now()
    const fresh = new Worker(file, { workerData: given, name: 'figures' })
    fresh.on('message', (answered: Answered) => {
      waiting.get(answered.ask)?.resolve(answered)
      waiting.delete(answered.ask)
    })
    fresh.on('error', (error) => log.error({ err: error }, 'the thread of the figures broke'))
    fresh.on('exit', () => {
      if (worker === fresh) worker = undefined
      for (const { reject } of waiting.values()) reject(problem(isClosed ? 'stopping' : 'database-busy'))
      waiting.clear()
    })
    return fresh
  }

  /** Nobody can be asked while a thread rests that has just ended. */
  function there(): Worker {
    if (isClosed) throw problem('stopping')
    if (!worker && performance.now() - startedAt < restMs) throw problem('database-busy')
    return (worker ??= start())
  }

  async function ask(asked: { is: 'figure'; path: string; caller: Caller } | { is: 'load' }): Promise<Answered> {
    const thread = there()
    if (waiting.size >= waitingMax) throw problem('database-busy')
    const number = ++asks
    const answered = await new Promise<Answered>((resolve, reject) => {
      waiting.set(number, { resolve, reject })
      thread.postMessage({ ...asked, ask: number } satisfies Asked)
    })
    if (answered.is === 'problem') throw problemOf(answered)
    if (answered.is === 'failed') throw Object.assign(new Error(answered.error.message), answered.error)
    return answered
  }

  return {
    async answer(path, caller) {
      const answered = await ask({ is: 'figure', path, caller })
      if (answered.is !== 'figure') throw new Error('the thread of the figures gave no figure')
      return answered.json
    },
    load: async () => void (await ask({ is: 'load' })),
    async close() {
      isClosed = true
      const last = worker
      if (!last) return
      const ended = new Promise((resolve) => last.once('exit', resolve))
      last.postMessage({ is: 'close' } satisfies Asked)
      const patience = setTimeout(() => void last.terminate(), closePatienceMs)
      await ended
      clearTimeout(patience)
    }
  }
}

function problemOf({ problem: { code, status, message, field, retryAfterSeconds } }: Answered & { is: 'problem' }): Problem {
  return new Problem(code as ProblemCode, status as Problem['status'], message, field, retryAfterSeconds) // main.ts sends what a problem holds
}
