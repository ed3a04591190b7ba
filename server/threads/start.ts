import { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import { problem } from '../contract/problem'
import type { Answered, Ready, Sent } from './wire'
import { toldIn } from './wire'

/** After a thread that ended by itself the next one is not started sooner. */
const restMs = 1_000
const closePatienceMs = 2_000

export type Thread<Asked, Told> = {
  /** Starts it before it is asked for the first time, and calls `whenReady` once it can answer. */
  begin(whenReady?: () => void): void
  /** What the thread tells; throws what it throws. */
  ask(asked: Asked): Promise<Told>
  close(): Promise<void>
}

/**
 * `file` is what the thread runs, `given` what it finds in its `workerData`. Of those who wait there are no
 * more than `waitingMax`.
 */
type Start = { file: URL; name: string; given: unknown; waitingMax: number; log: Logger }

/**
 * A thread that starts when it is asked for the first time, and again where it ends by itself: then those who
 * wait are told to come back.
 */
export function startThread<Asked, Told>({ file, name, given, waitingMax, log }: Start): Thread<Asked, Told> {
  const waiting = new Map<
    number,
    { resolve: (answered: Answered<Told>) => void; reject: (error: unknown) => void }
  >()
  let asks = 0
  let isClosed = false
  let startedAt = -Infinity
  let worker: Worker | undefined
  let ready = () => {}

  function start(): Worker {
    startedAt = performance.now()
    // Node would read the file as this process was told to read its own, which may be text.
    const fresh = new Worker(file, { workerData: given, name, execArgv: [] })
    fresh.on('message', (answered: Answered<Told> | Ready) => {
      if (answered.is === 'ready') return ready()
      waiting.get(answered.ask)?.resolve(answered)
      waiting.delete(answered.ask)
    })
    fresh.on('error', (error) => log.error({ err: error }, `the thread ${name} broke`))
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

  return {
    begin(whenReady = () => {}) {
      ready = whenReady
      there()
    },
    async ask(asked) {
      const thread = there()
      if (waiting.size >= waitingMax) throw problem('database-busy')
      const ask = ++asks
      const answered = await new Promise<Answered<Told>>((resolve, reject) => {
        waiting.set(ask, { resolve, reject })
        thread.postMessage({ is: 'ask', ask, asked } satisfies Sent<Asked>)
      })
      return toldIn(answered)
    },
    async close() {
      isClosed = true
      const last = worker
      if (!last) return
      const ended = new Promise((resolve) => last.once('exit', resolve))
      last.postMessage({ is: 'close' } satisfies Sent<Asked>)
      const patience = setTimeout(() => void last.terminate(), closePatienceMs)
      await ended
      clearTimeout(patience)
    }
  }
}
