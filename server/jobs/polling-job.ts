import type { Logger } from 'pino'

/** How often a process looks for work that another process made, and how long it rests after a failure. */
const idleMs = 1_000
const afterFailureMs = 5_000

export type Job = {
  /** Works on whatever is due, now and from now on. */
  start(): void
  /** Says that there may be something to do. */
  wake(): void
  /** Does all that is due at this moment, and what follows from it at once. */
  work(): Promise<void>
  /** Begins nothing new; resolves when what was begun is done. */
  close(): Promise<void>
}

/**
 * Calls `begin` for as long as there is something to do. It takes on what is due and gives it as promises,
 * or says in how many milliseconds there will be something; several processes may do so on one database.
 * What takes long looks at `stopped`, and may throw its reason.
 */
export function makeJob(
  begin: (stopped: AbortSignal) => Promise<{ begun: readonly Promise<void>[]; nextInMs?: number }>,
  log: Logger
): Job {
  const running = new Set<Promise<void>>()
  let closed = false
  const stopping = new AbortController()
  const tell = (error: unknown, what: string) =>
    error === stopping.signal.reason || log.error({ err: error }, what)
  let woken = false
  let stopResting = () => {}
  let loop: Promise<void> | undefined

  function wake() {
    woken = true
    stopResting()
  }

  /** Resolves to how long there is nothing to begin. */
  async function turn(): Promise<number> {
    const { begun, nextInMs = idleMs } = await begin(stopping.signal)
    for (const one of begun) {
      const done = one
        .catch((error: unknown) => tell(error, 'a job failed'))
        .finally(() => running.delete(done))
        .then(wake)
      running.add(done)
    }
    return begun.length > 0 ? 0 : Math.max(1, Math.min(nextInMs, idleMs))
  }

  async function rest(ms: number) {
    if (woken || closed) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      stopResting = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async function run() {
    while (!closed) {
      woken = false
      const restMs = await turn().catch((error: unknown) => {
        tell(error, 'a job could not look for work')
        return afterFailureMs
      })
      await rest(restMs)
    }
  }

  return {
    start() {
      loop ??= run()
    },
    wake,
    async work() {
      while ((await turn()) === 0 || running.size > 0) await Promise.all(running)
    },
    async close() {
      closed = true
      stopping.abort()
      wake()
      await loop
      await Promise.all(running)
    }
  }
}
